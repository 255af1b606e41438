"""The commands and their options."""

import argparse
from collections.abc import Sequence
from typing import Any

from ad_studio import __version__, detector_registry
from ad_studio.cli import evaluate, ignore, inspect, listing, runs, threshold, verdict
from ad_studio.cli.author import add_author
from ad_studio.cli.codes import MEANINGS
from ad_studio.cli.values import file_path, setting, some_of, some_text, whole
from ad_studio.domain import TrainSettings, Verdict
from ad_studio.paths import WORKSPACE_VARIABLE
from ad_studio.reports.formats import FORMATS

_DEFAULTS = TrainSettings()
_DEVICES = ("auto", "cpu", "cuda")
_DESCRIPTION = "Visual inspection from one good image. Without a command, opens the window."
_EPILOG = "exit codes:\n" + "\n".join(f"  {code:>3}  {text}" for code, text in MEANINGS.items())

_Commands = argparse._SubParsersAction  # argparse has no public name for it


class _CommandParser(argparse.ArgumentParser):
    """Takes folders after options, too: `inspect NAME --lot 4 FOLDER`.

    Before Python 3.12.7, argparse takes "no folders" as soon as it has read the name.
    """

    _mixing = False

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[Any, list[str]]:
        """Parse; options and what is not an option may stand in any order."""
        if self._mixing:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; its result has `command` (None without one) and `workspace`."""
    parser = argparse.ArgumentParser(
        prog="ad-studio",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ad_studio {__version__}")
    _add_workspace(parser, default=None)
    commands = parser.add_subparsers(
        dest="command", title="commands", metavar="COMMAND", parser_class=_CommandParser
    )
    _add_project_commands(commands)
    _add_result_commands(commands)
    _add_program_commands(commands)
    return parser


def _add_project_commands(commands: "_Commands[_CommandParser]") -> None:
    create = _command(commands, "create", "make a project for a part", project=True)
    create.add_argument("--noun", required=True, help='what the part is, in one noun: "metal nut"')
    create.add_argument(
        "--defect",
        dest="defects",
        metavar="PHRASE",
        type=some_text("a phrase"),
        nargs="+",
        action="extend",
        default=[],
        help="typical defects, as short phrases; may be repeated",
    )

    reference = _command(commands, "reference", "set the image of a good part", project=True)
    reference.add_argument("image", metavar="IMAGE", type=file_path)

    ignored = _command(commands, "ignore", "show or change what is never scored", project=True)
    ignore.add_options(ignored)

    train = _command(commands, "train", "train a model on the reference", project=True)
    train.add_argument(
        "--detector", choices=detector_registry.names(), default=_DEFAULTS.detector,
        help="the method (default: %(default)s)",
    )  # fmt: skip
    train.add_argument(
        "--backbone", metavar="ID", default=_DEFAULTS.backbone, help="see `ad-studio backbones`"
    )
    train.add_argument(
        "--weights",
        metavar="FILE",
        type=file_path,
        help="a local checkpoint for that backbone; without --backbone, of whatever open_clip "
        "architecture it fits",
    )
    train.add_argument(
        "--epochs", metavar="N", type=whole(1, 10_000), default=_DEFAULTS.epochs,
        help="steps of prompt learning (default: %(default)s)",
    )  # fmt: skip
    train.add_argument(
        "--seed", metavar="S", type=whole(0), default=_DEFAULTS.seed,
        help="the same seed gives the same model (default: %(default)s)",
    )  # fmt: skip
    train.add_argument(
        "--image-size", metavar="PX", type=whole(112, 1344),
        help="long side of the image as the network sees it, 112 to 1344 (default: the backbone's "
        "own)",
    )  # fmt: skip
    train.add_argument(
        "--set", dest="options", metavar="KEY=VALUE", type=setting, action="append",
        default=[], help="a setting of the detector: pose=any for a part that lies at any angle, "
        "pose=fixed for one that never does; may be repeated",
    )  # fmt: skip
    _add_device(train)

    inspecting = _command(commands, "inspect", "score the images of folders", project=True)
    inspect.add_options(inspecting)
    _add_device(inspecting)
    _add_json(inspecting)


def _add_result_commands(commands: "_Commands[_CommandParser]") -> None:
    thresholds = _command(commands, "threshold", "show or change the thresholds", project=True)
    threshold.add_options(thresholds)

    run_list = _command(commands, "runs", "list the inspections, or delete one", project=True)
    runs.add_options(run_list)
    _add_json(run_list)

    compare = _command(commands, "compare", "two runs on the same images", project=True)
    for name in ("run_a", "run_b"):
        compare.add_argument(name, metavar=name.upper(), type=whole(1))
    _add_json(compare)

    results = _command(commands, "results", "show what an inspection found", project=True)
    listing.add_options(results)
    _add_run(results)
    _add_json(results)

    said = _command(commands, "verdict", "say what an image is", project=True)
    verdict.add_options(said)
    _add_run(said)
    for name, text in (
        ("undo", "take back what was said last"),
        ("redo", "say again what was taken back last"),
    ):
        step = _command(commands, name, text, project=True)
        add_author(step, "who says so")
        _add_run(step)

    export = _command(commands, "export", "write the report of an inspection", project=True)
    export.add_argument("--format", choices=tuple(FORMATS), required=True)
    export.add_argument("--out", metavar="PATH", type=file_path, required=True, help="the new file")
    export.add_argument("--force", action="store_true", help="replace an earlier report")
    export.add_argument(
        "--only",
        metavar="ng,review",
        type=some_of("verdicts", {verdict.lower(): verdict for verdict in Verdict}),
        help="leave out images of other verdicts; those that could not be read stay",
    )
    _add_run(export)


def _add_program_commands(commands: "_Commands[_CommandParser]") -> None:
    backbones = _command(commands, "backbones", "list backbones, or get weights for one")
    task = backbones.add_mutually_exclusive_group()
    task.add_argument("--all", action="store_true", help="also those without weights here")
    task.add_argument(
        "--download",
        metavar="ID",
        type=some_text("an id"),
        help="fetch its weights from the internet",
    )
    task.add_argument(
        "--import",
        dest="import_",
        type=some_text("a value"),
        nargs=2,
        metavar=("ID", "FILE"),
        help="take its weights from a file",
    )

    doctor = _command(commands, "doctor", "check what the program needs")
    _add_json(doctor)

    evaluation = _command(commands, "evaluate", "measure detectors on labelled images")
    evaluate.add_options(evaluation)

    demo = _command(commands, "demo", "make and inspect a sample project")
    demo.add_argument("--window", action="store_true", help="then open the window on it")


def _command(
    commands: "_Commands[_CommandParser]", name: str, text: str, *, project: bool = False
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    if project:
        parser.add_argument("name", metavar="NAME", type=some_text("a name"), help="the project")
    # Suppressed, so that one given before the command is not overwritten by a default.
    _add_workspace(parser, default=argparse.SUPPRESS)
    return parser


def _add_workspace(parser: argparse.ArgumentParser, *, default: str | None) -> None:
    parser.add_argument(
        "--workspace",
        metavar="DIR",
        type=file_path,
        default=default,
        help=f"the folder of projects (default: see `ad-studio doctor`; {WORKSPACE_VARIABLE} "
        "sets another one)",
    )


def _add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--device", choices=_DEVICES, default=_DEFAULTS.device, help="default: %(default)s"
    )


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--run", metavar="N", type=whole(1),
        help="the run, see `ad-studio runs` (default: the latest one)",
    )  # fmt: skip


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")
