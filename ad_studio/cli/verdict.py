"""`verdict`, `undo` and `redo`: what people say about images, as in the window."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from ad_studio.cli.author import add_author, author
from ad_studio.cli.codes import ExitCode
from ad_studio.cli.terminal import plain
from ad_studio.cli.values import some_text
from ad_studio.domain import Mark, ResultRow, RunInfo, Verdict, VerdictEvent
from ad_studio.errors import UsageError
from ad_studio.services import results
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.projects.project import Project
from ad_studio.services.results import verdicts

_WORDS: dict[str, Verdict | Mark | None] = {
    **{verdict.lower(): verdict for verdict in Verdict},
    "unsure": Mark.UNSURE,
    "skip": Mark.SKIPPED,
    "none": None,
}


def add_options(parser: ArgumentParser) -> None:
    """Add the options of `verdict`."""
    parser.description = (
        "Say what an image is. Everything said is kept in the audit trail; the latest counts."
    )
    parser.add_argument(
        "image",
        metavar="IMAGE",
        type=some_text("a path or a file name"),
        help="its path, or its file name if only one image has it",
    )
    parser.add_argument(
        "said", metavar="VERDICT", choices=list(_WORDS),
        help="ok, review or ng; unsure: the machine's verdict goes on counting; skip: left for "
        "later; none: take back what was said",
    )  # fmt: skip
    parser.add_argument(
        "--reason", metavar="R", type=str.strip, default="", help="why, in your own words"
    )
    add_author(parser, "who says so")


def verdict(options: Namespace, open_project: Callable[..., Project]) -> int:
    """Store what a person says about one image of a run.

    Args:
        options: As parsed.
        open_project: Opens the project that they name.
    """
    with open_project(write=True) as project:
        row = _find(project, _run(project, options), options.image)
        said = _WORDS[options.said]
        signed = {"author": author(options), "reason": options.reason}
        if isinstance(said, Mark):
            verdicts.record_mark(project, row.id, said, **signed)
        else:
            verdicts.record_verdict(project, row.id, said, **signed)
        print(_standing(results.result(project, row.id)))
    return ExitCode.DONE


def undo(options: Namespace, open_project: Callable[..., Project]) -> int:
    """Take back what was said last in a run."""
    return _walk(options, open_project, verdicts.undo_last, "nothing to undo")


def redo(options: Namespace, open_project: Callable[..., Project]) -> int:
    """Say again what was taken back last in a run."""
    return _walk(options, open_project, verdicts.redo_last, "nothing to do again")


def _walk(
    options: Namespace,
    open_project: Callable[..., Project],
    step: Callable[..., VerdictEvent | None],
    nothing: str,
) -> int:
    with open_project(write=True) as project:
        run = _run(project, options)
        event = step(project, run_ids=(run.id,), author=author(options))
        if event is None:
            raise UsageError(f"There is {nothing} in run {run.id}.")
        print(_standing(results.result(project, event.result_id)))
    return ExitCode.DONE


def _run(project: Project, options: Namespace) -> RunInfo:
    run = chosen_run(project, options.run)
    if run.deletion is not None:
        raise UsageError(
            f"Run {run.id} was deleted, so nothing more is said about its images.",
            hint=f"See `ad-studio runs {project.info.slug}` for those there are.",
        )
    return run


def _find(project: Project, run: RunInfo, image: str) -> ResultRow:
    wanted = Path(image)
    rows = results.results(project, run.id)
    found = [row for row in rows if row.path == wanted.absolute()]
    found = found or [row for row in rows if row.path.parts[-len(wanted.parts) :] == wanted.parts]
    if not found:
        raise UsageError(
            f'No image of run {run.id} is called "{image}".',
            hint=f"See `ad-studio results {project.info.slug} --run {run.id}`.",
        )
    if len(found) > 1:
        raise UsageError(
            f'{len(found)} images of run {run.id} are called "{image}".',
            hint="Give its whole path.",
        )
    return found[0]


def _standing(row: ResultRow) -> str:
    said = row.mark or ("by a person" if row.human else "by the machine")
    reason = f": {row.reason}" if row.reason else ""
    return plain(f"{row.path.name}: {row.verdict or 'error'}, {said}{reason}")
