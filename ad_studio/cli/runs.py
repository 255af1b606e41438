"""`runs`, `compare` and `export`: list and delete runs, compare two, write the report of one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping

from ad_studio.cli.options import add_author, add_json, add_project, add_run, author, open_project
from ad_studio.cli.output import images, print_json, print_message, printable, sigma, table, when
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.run_results import count_fields, describe_thresholds, inside, run_fields
from ad_studio.cli.values import file_path, integer, set_of
from ad_studio.domain import RunInfo, TrendGrouping, Verdict
from ad_studio.errors import ProjectBusyError, ReportExistsError, StoreError, UsageError
from ad_studio.reports.formats import FORMATS
from ad_studio.reports.language import ENGLISH, LANGUAGES
from ad_studio.services import reports, results
from ad_studio.services.inspection import runs as run_service
from ad_studio.services.projects.models import list_models
from ad_studio.services.projects.project import Project
from ad_studio.services.results import comparison
from ad_studio.services.results.comparison import Comparison, Pair, Side

_MOST = 20


def add_runs(parser: ArgumentParser) -> None:
    """Add the options of `runs`."""
    add_project(parser)
    task = parser.add_mutually_exclusive_group()
    task.add_argument(
        "--delete", metavar="RUN", type=integer(1),
        help="take a run out of the lists and free its heatmaps; its verdicts stay in the audit "
        "trail; needs --reason and --yes",
    )  # fmt: skip
    task.add_argument(
        "--deleted", action="store_true", help="list the deleted runs: who, when, why"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why it is deleted")
    add_author(parser, "who deletes it")
    parser.add_argument("--yes", action="store_true", help="really delete")
    add_json(parser)
    parser.set_defaults(runner=runs)


def runs(options: Namespace) -> None:
    """List the runs, or delete one."""
    if options.delete is not None:
        if options.json:
            raise UsageError("--json is for lists of runs; --delete RUN gives none.")
        _delete(options)
        return
    if options.reason or options.author or options.yes:
        raise UsageError("--reason, --author and --yes go with --delete RUN.")
    with open_project(options, write=False) as project:
        found = run_service.deleted_runs(project) if options.deleted else results.runs(project)
        numbers = {model.id: model.number for model in list_models(project)}
    if options.json:
        print_json([run_fields(run) for run in found])
    elif not found:
        nothing = "No run was deleted." if options.deleted else "Nothing has been inspected yet."
        print_message(nothing)
    else:
        print(_deleted(found) if options.deleted else _listed(found, numbers))


def add_compare(parser: ArgumentParser) -> None:
    """Add the options of `compare`."""
    add_project(parser)
    for name in ("run_a", "run_b"):
        parser.add_argument(name, metavar=name.upper(), type=integer(1))
    add_json(parser)
    parser.set_defaults(runner=compare)


def compare(options: Namespace) -> None:
    """Compare two runs on the images that both have."""
    with open_project(options, write=False) as project:
        found = comparison.compare(project, options.run_a, options.run_b)
    if options.json:
        print_json(_comparison_fields(found))
    else:
        print(_compared(found))


def add_export(parser: ArgumentParser) -> None:
    """Add the options of `export`."""
    add_project(parser)
    parser.add_argument("--format", choices=tuple(FORMATS), required=True)
    parser.add_argument("--out", metavar="PATH", type=file_path, required=True, help="the new file")
    parser.add_argument("--force", action="store_true", help="replace an earlier report")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=ENGLISH.code,
        help="of HTML, PDF and XLSX (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--trends", choices=[one.value for one in TrendGrouping],
        help="add the trends of the project, by lot, day or shift (HTML, PDF and XLSX)",
    )  # fmt: skip
    parser.add_argument(
        "--only", metavar="ng,review",
        type=set_of("verdicts", {verdict.lower(): verdict for verdict in Verdict}),
        help="leave out images of other verdicts; those that could not be read stay",
    )  # fmt: skip
    add_run(parser)
    parser.set_defaults(runner=export)


def export(options: Namespace) -> None:
    """Write the report of a run."""
    with _open_to_export(options) as project, terminal_progress() as progress:
        try:
            out = reports.export_report(
                project,
                options.out,
                format=options.format,
                only=options.only,
                run_id=options.run,
                replace=options.force,
                code=options.language,
                trends=options.trends and TrendGrouping(options.trends),
                progress=progress,
            )
        except ReportExistsError as error:
            hint = "Choose another name, or add --force to replace it."
            raise ReportExistsError(error.message, path=error.path, hint=hint) from error
        rows = results.results(project, options.run)
    print(printable(out))
    if options.only is not None and not any(row.verdict in options.only for row in rows):
        wanted = " or ".join(sorted(options.only))
        print_message(f"No image of the run is {wanted}, so none is in the report.")


def _open_to_export(options: Namespace) -> Project:
    """Open the project for writing, so that the export is recorded; else for reading."""
    try:
        return open_project(options)
    except (ProjectBusyError, StoreError) as error:
        project = open_project(options, write=False)
        print_message(f"The export is not recorded in the audit trail: {error.message}")
        return project


def _delete(options: Namespace) -> None:
    with open_project(options, write=options.yes) as project:
        run = run_service.chosen_run(project, options.delete)
        if not options.yes:
            raise UsageError(
                f"Run {run.id} of {images(run.counts.total)} would be taken out of the lists and "
                "its heatmaps freed.",
                hint="Add --yes to do so.",
            )
        run_service.delete_run(project, run.id, reason=options.reason, author=author(options))
    print(f"Run {run.id} is deleted; its verdicts stay in the audit trail.")


def _listed(found: Iterable[RunInfo], numbers: Mapping[int, int]) -> str:
    """A line for each run; `numbers` are the models' numbers by their ids, "?" for a lost one."""
    columns = ("run", "when", "lot", "operator", "status",
               "OK", "REVIEW", "NG", "error", "model", "folder")  # fmt: skip
    rows = (
        (
            run.id,
            when(run.started_at),
            run.lot,
            run.operator,
            run.status,
            *count_fields(run.counts).values(),
            numbers.get(run.model_id, "?"),
            run.scope.text,
        )
        for run in found
    )
    return table(columns, rows, right="run OK REVIEW NG error model")


def _deleted(found: Iterable[RunInfo]) -> str:
    return table(
        ("run", "inspected", "images", "deleted", "by", "reason"),
        (
            (
                run.id,
                when(run.started_at),
                run.counts.total,
                when(run.deletion.created_at),
                run.deletion.author,
                run.deletion.reason,
            )
            for run in found
            if run.deletion is not None
        ),
        right="run images",
    )


def _compared(found: Comparison) -> str:
    verdicts = (*Verdict, None)
    counts = table(
        ("A \\ B", *(_word(verdict) for verdict in verdicts)),
        (
            (_word(by_a), *(found.counts.get((by_a, by_b), 0) for by_b in verdicts))
            for by_a in verdicts
        ),
        right="OK REVIEW NG error",
    )
    rank = found.rank_correlation
    lines = [
        *(
            printable(f"{name}: {side.text}; {describe_thresholds(side.thresholds)}")
            for name, side in (("A", found.a), ("B", found.b))
        ),
        f"{images(len(found.pairs))} in both runs, {found.only_a} only in A, {found.only_b} only "
        "in B",
        "Rank correlation of the scores: " + ("too few images" if rank is None else f"{rank:.3f}"),
    ]
    if found.other_bytes:
        lines.append(f"Of the same path only, not the same bytes: {found.other_bytes} of them")
    parts = ["\n".join(lines), counts]
    if found.disagreements:
        parts.append(_differing(found))
    left = len(found.disagreements) - _MOST
    if left > 0:
        parts.append(f"{left} more: add --json")
    return "\n\n".join(parts)


def _differing(found: Comparison) -> str:
    return table(
        ("judged differently", "A", "sigma A", "B", "sigma B"),
        (
            (
                inside(pair.a.path, found.a.run.scope),
                _word(pair.a.machine),
                sigma(pair.a.score),
                _word(pair.b.machine),
                sigma(pair.b.score),
            )
            for pair in found.disagreements[:_MOST]
        ),
        right=("sigma A", "sigma B"),
    )


def _word(verdict: Verdict | None) -> str:
    return "error" if verdict is None else verdict.value


def _comparison_fields(found: Comparison) -> dict[str, object]:
    return {
        "a": _side_fields(found.a),
        "b": _side_fields(found.b),
        "only_a": found.only_a,
        "only_b": found.only_b,
        "same_path_other_bytes": found.other_bytes,
        "rank_correlation": found.rank_correlation,
        "counts": [
            {"a": by_a, "b": by_b, "images": number}
            for (by_a, by_b), number in found.counts.items()
        ],
        "pairs": [_pair_fields(pair) for pair in found.pairs],
    }


def _side_fields(side: Side) -> dict[str, object]:
    pair = side.thresholds.thresholds
    return {
        "run": side.run.id,
        "model": side.model.number,
        "detector": side.model.detector,
        "backbone": side.model.backbone,
        "review": pair.review,
        "ng": pair.ng,
    }


def _pair_fields(pair: Pair) -> dict[str, object]:
    return {
        "path": pair.a.path,
        "path_b": pair.b.path,
        "sha256": pair.a.sha256,
        "same_bytes": pair.same_bytes,
        "score_a": pair.a.score,
        "score_b": pair.b.score,
        "a": pair.a.machine,
        "b": pair.b.machine,
        "human_a": pair.a.human,
        "human_b": pair.b.human,
        "disagrees": pair.disagrees,
    }
