"""`create`, `reference`, `train` and `train-many`: from nothing to a model."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

from ad_studio import detector_registry
from ad_studio.cli.options import (
    add_bit_depth,
    add_device,
    add_project,
    open_project,
    workspace_folder,
)
from ad_studio.cli.output import print_message, printable
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.run_results import describe_thresholds
from ad_studio.cli.values import extent, file_path, integer, key_value, non_empty
from ad_studio.domain import Level, ModelInfo, TrainSettings
from ad_studio.errors import PoorReferenceError, ProjectError, UsageError
from ad_studio.messages import msg
from ad_studio.services import part_types, thresholds, training
from ad_studio.services.projects import ignore_regions, references
from ad_studio.services.projects.models import model_in_force
from ad_studio.services.projects.pixel_size import known_pixel_size, whole_pixels
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace

_DEFAULTS = TrainSettings()


def add_create(parser: ArgumentParser) -> None:
    """Add the options of `create`."""
    add_project(parser)
    parser.add_argument("--noun", required=True, help='what the part is, in one noun: "metal nut"')
    parser.add_argument(
        "--defect", dest="defects", metavar="PHRASE", type=non_empty("a phrase"), nargs="+",
        action="extend", default=[], help="typical defects, as short phrases; may be repeated",
    )  # fmt: skip
    parser.set_defaults(runner=create)


def create(options: Namespace) -> None:
    """Make a project."""
    workspace = Workspace(workspace_folder(options))
    with workspace.create(options.name, noun=options.noun, defects=options.defects) as project:
        print(printable(f'Project "{project.info.name}" is in {project.info.folder}'))


def add_reference(parser: ArgumentParser) -> None:
    """Add the options of `reference`."""
    add_project(parser)
    parser.add_argument("image", metavar="IMAGE", type=file_path)
    add_bit_depth(parser, "default: that of the reference before")
    parser.set_defaults(runner=reference)


def reference(options: Namespace) -> None:
    """Set the one normal image."""
    with open_project(options) as project:
        info = references.set_reference(project, options.image, bit_depth=options.bit_depth)
        trained = model_in_force(project) is not None
    print(printable(f"Reference: {info.source}, {info.width} x {info.height} pixels"))
    if info.bit_depth is not None:
        print(f"Bit depth of files that do not say it: {info.bit_depth}")
    for hint in info.hints:
        print_message(f"{'warning' if hint.serious else 'note'}: {hint.text}")
    if trained:
        print_message(references.MODELS_STAY)


def add_train(parser: ArgumentParser) -> None:
    """Add the options of `train`."""
    add_project(parser)
    _add_method(parser)
    parser.add_argument(
        "--smallest-defect", metavar="SIZE", type=extent,
        help="extent of the smallest defect that matters, in pixels of the reference (16px) or on "
        "the part (0.4mm): where it would not be seen, images are cut into tiles, which takes as "
        "many times as long",
    )  # fmt: skip
    parser.set_defaults(runner=train)


def add_train_many(parser: ArgumentParser) -> None:
    """Add the options of `train-many`."""
    add_project(parser)
    parser.add_argument(
        "others", metavar="OTHER", nargs="+",
        help="a project whose part type the model knows, too: it learns from its reference and "
        "confirmed parts",
    )  # fmt: skip
    _add_method(parser)
    parser.set_defaults(runner=train_many)


def _add_method(parser: ArgumentParser) -> None:
    """Add the options that say how to train."""
    parser.add_argument(
        "--detector", choices=detector_registry.names(), default=_DEFAULTS.detector,
        help="the method (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--backbone", metavar="ID", default=_DEFAULTS.backbone, help="see `ad-studio backbones`"
    )
    parser.add_argument(
        "--weights", metavar="FILE", type=file_path,
        help="a local checkpoint for that backbone; without --backbone, of whatever open_clip "
        "architecture it fits",
    )  # fmt: skip
    parser.add_argument(
        "--epochs", metavar="N", type=integer(1, 10_000), default=_DEFAULTS.epochs,
        help="steps of prompt learning (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--seed", metavar="S", type=integer(0), default=_DEFAULTS.seed,
        help="the same seed gives the same model (default: %(default)s)",
    )  # fmt: skip
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--level", choices=[str(level) for level in Level], default=str(Level.THOROUGH),
        help="how closely the model looks at images: fast takes about half the time and finds a "
        "little less (default: %(default)s)",
    )  # fmt: skip
    size.add_argument(
        "--image-size", metavar="PX", type=integer(112, 1344),
        help="side of a square with as many pixels as the network sees of an image, 112 to 1344 "
        "(default: as the level says)",
    )  # fmt: skip
    parser.add_argument(
        "--set", dest="options", metavar="KEY=VALUE", type=key_value, action="append", default=[],
        help="a setting of the detector: pose=any for a part that lies at any angle, pose=fixed "
        "for one that never does; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--accept-reference", action="store_true",
        help="train although the checks of the reference image found something serious",
    )  # fmt: skip
    add_device(parser)


def _in_pixels(project: Project, length: float, unit: str) -> int:
    if unit == "px":
        return whole_pixels(length)
    hint = msg("Say it first (`ad-studio pixel-size`), or give the size in pixels.")
    return whole_pixels(length, pixel_mm=known_pixel_size(project, hint=hint))


def train(options: Namespace) -> None:
    """Train a model and say how it scores its reference."""
    settings = _settings(options)
    with open_project(options) as project:
        if options.smallest_defect is not None:
            smallest = _in_pixels(project, *options.smallest_defect)
            settings = replace(settings, smallest_defect=smallest)
        model = _trained(partial(training.train, project, settings))
        _say(project, model)


def train_many(options: Namespace) -> None:
    """Train one model on several projects and say how it scores their references."""
    settings = _settings(options)
    with ExitStack() as opened:
        project = opened.enter_context(open_project(options))
        workspace = Workspace(workspace_folder(options))
        others = [
            opened.enter_context(workspace.open(name, write=False)) for name in options.others
        ]
        model = _trained(partial(part_types.train_part_types, project, others, settings))
        _say(project, model)


def _settings(options: Namespace) -> TrainSettings:
    level = Level(options.level)
    if level is not Level.THOROUGH and options.backbone != _DEFAULTS.backbone:
        raise UsageError("--level goes with the starter; for other backbones say --image-size.")
    return TrainSettings(
        detector=options.detector,
        backbone=options.backbone,
        weights=options.weights,
        epochs=options.epochs,
        seed=options.seed,
        device=options.device,
        image_size=options.image_size or level.image_size,
        options=dict(options.options),
        accept_reference=options.accept_reference,
    )


def _trained(carry_out: Callable[..., ModelInfo]) -> ModelInfo:
    with terminal_progress(whole=True) as progress:
        try:
            return carry_out(progress=progress)
        except PoorReferenceError as error:
            hint = "Set a better image, or train on this one with --accept-reference."
            raise ProjectError(error.message, path=error.path, hint=hint) from error


def _say(project: Project, model: ModelInfo) -> None:
    """Say what a model that was just trained makes of its reference, and how it stands."""
    version = thresholds.current_thresholds(project, model_id=model.id)
    in_force = model_in_force(project)
    ignored = ignore_regions.of_model(project, model.id)
    check = model.self_check
    what = f"{model.method} with {model.backbone} on {model.device}"
    print(printable(f"Model {model.number}, {what}, {model.train_seconds:.1f} s"))
    whose, of_it = "The reference itself:", "it"
    if model.part_types:
        whose, of_it = f"The reference of {model.part_types[0]} itself:", "all references"
    print(printable(f"{whose} {check.reference_score:.2f} sigma"))
    for title, scores in (
        (f"Other views of {of_it}:", check.view_scores),
        ("With painted defects:", check.defect_scores),
    ):
        if scores:
            print(f"{title} {min(scores):.2f} to {max(scores):.2f} sigma")
    print(describe_thresholds(version))
    if ignored is not None and ignored.regions:
        print(f"Ignore regions: version {ignored.number}, {len(ignored.regions)} of them")
    if in_force is None or in_force.id == model.id:
        print(f"Model {model.number} is in force.")
        return
    print(f"Model {model.number} is a candidate; model {in_force.number} stays in force.")
    print(
        f"To use model {model.number} from now on: ad-studio use {project.info.slug} {model.number}"
    )
    if left_behind := thresholds.left_behind(project, model):
        print_message(left_behind)
