"""`train-prompts` and `add-prompts`: weights that a method learns once on labelled images."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.options import DEVICES
from ad_studio.cli.output import printable
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.values import file_path, integer, non_empty
from ad_studio.evaluation.auxiliary import AuxiliarySettings, learn_weights
from ad_studio.services.learned_weights import METHODS, import_learned

_DEFAULTS = AuxiliarySettings(root=file_path("."), method=METHODS[0], out=file_path("."))


def add_train_prompts(parser: ArgumentParser) -> None:
    """Add the options of `train-prompts`."""
    parser.description = (
        "Learn what a method needs beside its backbone, once, on labelled images of any things: "
        "good and bad ones in the layouts of `evaluate`, whose test images are learned from. A "
        "command that was broken off goes on where it stopped when it is started again."
    )
    parser.add_argument("root", metavar="ROOT", type=file_path)
    _add_method(parser)
    parser.add_argument("--out", metavar="FILE", type=file_path, required=True)
    parser.add_argument("--force", action="store_true", help="replace earlier weights")
    parser.add_argument(
        "--category", dest="categories", metavar="C", type=non_empty("a name"), action="append",
        default=[], help="only this one; may be repeated (default: all)",
    )  # fmt: skip
    _add_backbone(parser)
    parser.add_argument(
        "--epochs", metavar="N", type=integer(1, 1000), default=_DEFAULTS.epochs,
        help="passes over all images (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--seed", metavar="N", type=integer(0, 2**31 - 1), default=_DEFAULTS.seed,
        help="default: %(default)s",
    )  # fmt: skip
    parser.set_defaults(runner=train_prompts)


def train_prompts(options: Namespace) -> None:
    """Learn the weights of a method."""
    settings = AuxiliarySettings(
        root=options.root,
        method=options.method,
        out=options.out,
        backbone=options.backbone,
        weights=options.weights,
        size=options.size,
        epochs=options.epochs,
        seed=options.seed,
        device=options.device,
        categories=tuple(options.categories),
    )
    with terminal_progress(whole=True) as progress:
        about = learn_weights(settings, replace=options.force, progress=progress)
    print(printable(f"{settings.out}: learned from {about['images']} images"))
    print(
        printable(
            f"To use it: ad-studio add-prompts {settings.out} --method {settings.method} "
            f"--backbone {settings.backbone}"
        )
    )


def add_add_prompts(parser: ArgumentParser) -> None:
    """Add the options of `add-prompts`."""
    parser.description = (
        "Take the learned weights of a method for a backbone from a file of `train-prompts`, or as "
        "its authors publish them. Weights are read, nothing in the file is run."
    )
    parser.add_argument("file", metavar="FILE", type=file_path)
    _add_method(parser)
    _add_backbone(parser)
    parser.set_defaults(runner=add_prompts)


def add_prompts(options: Namespace) -> None:
    """Take learned weights from a file."""
    path = import_learned(
        options.method,
        options.file,
        backbone=options.backbone,
        weights=options.weights,
        size=options.size,
        device=options.device,
    )
    print(printable(f"{options.method} on {options.backbone}: {path}"))


def _add_method(parser: ArgumentParser) -> None:
    parser.add_argument("--method", choices=METHODS, required=True)


def _add_backbone(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--backbone", metavar="ID", default=_DEFAULTS.backbone,
        help="see `ad-studio backbones` (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--weights", metavar="FILE", type=file_path, help="a local checkpoint for that backbone"
    )
    parser.add_argument(
        "--size", metavar="PX", type=integer(112, 1344), help="input size (default: its own)"
    )
    parser.add_argument("--device", choices=DEVICES, default=_DEFAULTS.device)
