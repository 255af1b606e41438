"""The commands: what each is for, and where it is; `ad-studio --help` imports none of them."""

import argparse
import pkgutil
from collections.abc import Sequence
from typing import Any

from ad_studio import __version__
from ad_studio.cli.codes import MEANINGS
from ad_studio.cli.values import file_path
from ad_studio.paths import WORKSPACE_VARIABLE

COMMANDS = {
    "projects": ("list the projects, and how their last runs ended", "manage:add_projects"),
    "create": ("make a project for a part", "project:add_create"),
    "look": ("compare the images of a folder before there is a reference", "look:add_look"),
    "reference": ("set the image of a good part", "project:add_reference"),
    "ignore": ("show or change what is never scored", "ignore:add_ignore"),
    "actions": ("show or change what is done after each image", "actions:add_actions"),
    "operators": ("list the people of a project, and have them sign in", "operators:add_operators"),
    "pixel-size": ("show or say how large a pixel is", "pixel_size:add_pixel_size"),
    "train": ("train a model on the reference", "project:add_train"),
    "train-many": ("train one model on several projects", "project:add_train_many"),
    "fields": ("show or change what parts are traced by", "fields:add_fields"),
    "models": ("list the models and which one is in force", "models:add_models"),
    "use": ("put a model in force", "models:add_use"),
    "inspect": ("score the images of folders", "inspect:add_inspect"),
    "threshold": ("show or change the thresholds", "threshold:add_threshold"),
    "challenge": ("inspect known samples again", "challenge:add_challenge"),
    "runs": ("list the inspections, or delete one", "runs:add_runs"),
    "compare": ("two runs on the same images", "runs:add_compare"),
    "results": ("show what an inspection found", "results:add_results"),
    "verdict": ("say what an image is", "verdict:add_verdict"),
    "study": ("how well inspectors agree", "study:add_study"),
    "picture": ("save an image with its heat", "picture:add_picture"),
    "acknowledge": ("take note of an NG part", "verdict:add_acknowledge"),
    "learn": ("train a candidate on confirmed parts", "learn:add_learn"),
    "undo": ("take back what was said last", "verdict:add_undo"),
    "redo": ("say again what was taken back last", "verdict:add_redo"),
    "trends": ("shares, reasons and errors of the machine over all runs", "trends:add_trends"),
    "export": ("write the report of an inspection", "runs:add_export"),
    "audit": ("show who did what, when and why", "audit:add_audit"),
    "verify": ("compare a project with what was recorded about it", "audit:add_verify"),
    "backup": ("write a project into one file", "backup:add_backup"),
    "restore": ("make a project of a backup", "backup:add_restore"),
    "edit": ("change a project's name, noun, defects or logo", "manage:add_edit"),
    "duplicate": ("copy a project with all that belongs to it", "manage:add_duplicate"),
    "archive": ("take a project out of the list, or put it back", "manage:add_archive"),
    "delete": ("move a project to the trash", "manage:add_delete"),
    "backbones": ("list backbones, or get weights for one", "program:add_backbones"),
    "doctor": ("check what the program needs", "program:add_doctor"),
    "evaluate": ("measure detectors on labelled images", "evaluate:add_evaluate"),
    "train-prompts": (
        "learn a method's own weights on labelled images",
        "learned:add_train_prompts",
    ),
    "add-prompts": ("take such weights from a file", "learned:add_add_prompts"),
    "demo": ("make and inspect a sample project", "program:add_demo"),
}
"""For each command: a few words for the help, and the function that adds its options.

That function also sets the default `runner`: what carries the command out. It takes the parsed
options and returns an exit code; None: done.
"""

_DESCRIPTION = "Visual inspection from one good image. Without a command, opens the window."
_EPILOG = "exit codes:\n" + "\n".join(f"  {code:>3}  {text}" for code, text in MEANINGS.items())


class _CommandParser(argparse.ArgumentParser):
    """Parses the options of one command, once.

    Takes folders after options, too: `inspect NAME --lot 4 FOLDER`. Before Python 3.12.7, argparse
    takes "no folders" as soon as it has read the name.

    Attributes:
        source: As in `COMMANDS`; what it names is called when the command is given.
    """

    source = ""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[Any, list[str]]:
        """Parse; options and what is not an option may stand in any order."""
        if not self.source:  # called by what is called below
            return super().parse_known_args(args, namespace)
        add_options = pkgutil.resolve_name(f"ad_studio.cli.{self.source}")
        self.source = ""
        add_options(self)
        return self.parse_known_intermixed_args(args, namespace)


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
    for name, (text, source) in COMMANDS.items():
        description = text[0].upper() + text[1:] + "."
        command = commands.add_parser(name, help=text, description=description)
        command.source = source
        # Suppressed, so that one given before the command is not overwritten by a default.
        _add_workspace(command, default=argparse.SUPPRESS)
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
