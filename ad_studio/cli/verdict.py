"""`verdict`, `undo`, `redo` and `acknowledge`: what people say about images, as in the window."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from functools import partial

from ad_studio.cli.options import add_author, add_project, add_run, author, open_project
from ad_studio.cli.output import print_message, printable, when
from ad_studio.cli.picture import add_image, find_image
from ad_studio.cli.values import non_empty
from ad_studio.domain import AcknowledgedBy, Mark, ResultRow, RunInfo, Verdict, VerdictEvent
from ad_studio.errors import UsageError
from ad_studio.services import results
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.projects.project import Project
from ad_studio.services.results import acknowledgements, verdicts

_WORDS: dict[str, Verdict | Mark | None] = {
    **{verdict.lower(): verdict for verdict in Verdict},
    "unsure": Mark.UNSURE,
    "skip": Mark.SKIPPED,
    "none": None,
}


def add_verdict(parser: ArgumentParser) -> None:
    """Add the options of `verdict`."""
    parser.description = (
        "Say what an image is. Everything said is kept in the audit trail; the latest counts."
    )
    add_project(parser)
    add_image(parser)
    parser.add_argument(
        "said", metavar="VERDICT", choices=list(_WORDS),
        help="ok, review or ng; unsure: the machine's verdict goes on counting; skip: left for "
        "later; none: take back what was said",
    )  # fmt: skip
    parser.add_argument(
        "--reason", metavar="R", type=str.strip, default="", help="why, in your own words"
    )
    add_author(parser, "who says so")
    add_run(parser)
    parser.set_defaults(runner=verdict)


def verdict(options: Namespace) -> None:
    """Store what a person says about one image of a run."""
    with open_project(options) as project:
        row = find_image(project, _run(project, options), options.image)
        said = _WORDS[options.said]
        signed = {"author": author(options), "reason": options.reason}
        if isinstance(said, Mark):
            verdicts.record_mark(project, row.id, said, **signed)
        else:
            verdicts.record_verdict(project, row.id, said, **signed)
        print(_standing(results.result(project, row.id)))
    if changed := verdicts.file_warning(row):
        print_message(f"warning: {changed}")


def add_undo(parser: ArgumentParser) -> None:
    """Add the options of `undo`: take back what was said last in a run."""
    _add_step(parser, verdicts.undo_last, nothing="nothing to undo")


def add_redo(parser: ArgumentParser) -> None:
    """Add the options of `redo`: say again what was taken back last in a run."""
    _add_step(parser, verdicts.redo_last, nothing="nothing to do again")


_Step = Callable[..., VerdictEvent | None]


def _add_step(parser: ArgumentParser, step: _Step, *, nothing: str) -> None:
    add_project(parser)
    add_author(parser, "who says so")
    add_run(parser)
    parser.set_defaults(runner=partial(_take_step, step=step, nothing=nothing))


def _take_step(options: Namespace, *, step: _Step, nothing: str) -> None:
    with open_project(options) as project:
        run = _run(project, options)
        event = step(project, run_ids=(run.id,), author=author(options))
        if event is None:
            raise UsageError(f"There is {nothing} in run {run.id}.")
        print(_standing(results.result(project, event.result_id)))


def add_acknowledge(parser: ArgumentParser) -> None:
    """Add the options of `acknowledge`."""
    parser.description = (
        "Record that you have taken note of an NG part; its verdict stays. Without an image, lists "
        "the NG parts of the run that nobody has acknowledged."
    )
    add_project(parser)
    parser.add_argument(
        "image", metavar="IMAGE", type=non_empty("a path or a file name"), nargs="?",
        help="its path, or its file name if only one image has it",
    )  # fmt: skip
    add_author(parser, "who takes note of it")
    add_run(parser)
    parser.set_defaults(runner=acknowledge)


def acknowledge(options: Namespace) -> None:
    """Acknowledge an NG part, or list those that wait for it."""
    with open_project(options, write=options.image is not None) as project:
        run = _run(project, options)
        if options.image is None:
            waiting = acknowledgements.waiting(project, run.id)
            for result_id in waiting:
                print(printable(results.result(project, result_id).path))
            if not waiting:
                print_message(f"No NG part of run {run.id} waits for it.")
            return
        row = find_image(project, run, options.image)
        done = acknowledgements.acknowledge(
            project, row.id, means=AcknowledgedBy.COMMAND, author=author(options)
        )
        who = done.author or "somebody"
        print(printable(f"{row.path.name}: NG, acknowledged by {who} on {when(done.created_at)}"))


def _run(project: Project, options: Namespace) -> RunInfo:
    run = chosen_run(project, options.run)
    if run.deletion is not None:
        raise UsageError(
            f"Run {run.id} was deleted, so nothing more is said about its images.",
            hint=f"See `ad-studio runs {project.info.slug}` for those there are.",
        )
    return run


def _standing(row: ResultRow) -> str:
    said = row.mark or ("by a person" if row.human else "by the machine")
    reason = f": {row.reason}" if row.reason else ""
    return printable(f"{row.path.name}: {row.verdict or 'error'}, {said}{reason}")
