"""`runs` and `compare`: what was inspected, taking a run away, two runs side by side."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable

from ad_studio.cli import run_view
from ad_studio.cli.author import add_author, author
from ad_studio.cli.codes import ExitCode
from ad_studio.cli.tables import sigma, table, when
from ad_studio.cli.terminal import complain, plain
from ad_studio.cli.values import whole
from ad_studio.domain import RunInfo, Verdict
from ad_studio.errors import UsageError
from ad_studio.services import results
from ad_studio.services.inspection import runs as run_service
from ad_studio.services.projects.models import list_models
from ad_studio.services.projects.project import Project
from ad_studio.services.results.comparison import Comparison, Pair, Side

_MOST = 20


def add_options(parser: ArgumentParser) -> None:
    """Add the options of `runs`."""
    task = parser.add_mutually_exclusive_group()
    task.add_argument(
        "--delete", metavar="RUN", type=whole(1),
        help="take a run out of the lists and free its heatmaps; its verdicts stay in the audit "
        "trail; needs --reason and --yes",
    )  # fmt: skip
    task.add_argument(
        "--deleted", action="store_true", help="list the deleted runs: who, when, why"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why it is deleted")
    add_author(parser, "who deletes it")
    parser.add_argument("--yes", action="store_true", help="really delete")


def runs(options: Namespace, open_project: Callable[..., Project]) -> int:
    """List the inspections, or delete one.

    Args:
        options: As parsed.
        open_project: Opens the project that they name.
    """
    if options.delete is not None:
        if options.json:
            raise UsageError("--json is for lists of runs; --delete RUN gives none.")
        return _delete(options, open_project)
    if options.reason or options.author or options.yes:
        raise UsageError("--reason, --author and --yes go with --delete RUN.")
    with open_project(write=False) as project:
        found = run_service.deleted_runs(project) if options.deleted else results.runs(project)
        numbers = {model.id: model.number for model in list_models(project)}
    if options.json:
        print(run_view.runs_as_json(found))
    elif not found:
        complain("No run was deleted." if options.deleted else "Nothing has been inspected yet.")
    else:
        print(_deleted(found) if options.deleted else run_view.runs_as_text(found, numbers))
    return ExitCode.DONE


def compare(options: Namespace, open_project: Callable[..., Project]) -> int:
    """Compare two runs on the images that both have.

    Args:
        options: As parsed.
        open_project: Opens the project that they name.
    """
    from ad_studio.services.results import comparison

    with open_project(write=False) as project:
        found = comparison.compare(project, options.run_a, options.run_b)
    print(run_view.to_json(_json(found)) if options.json else _text(found))
    return ExitCode.DONE


def _delete(options: Namespace, open_project: Callable[..., Project]) -> int:
    with open_project(write=options.yes) as project:
        run = run_service.chosen_run(project, options.delete)
        if not options.yes:
            raise UsageError(
                f"Run {run.id} of {run.counts.total} images would be taken out of the lists and "
                "its heatmaps freed.",
                hint="Add --yes to do so.",
            )
        run_service.delete_run(project, run.id, reason=options.reason, author=author(options))
    print(f"Run {run.id} is deleted; its verdicts stay in the audit trail.")
    return ExitCode.DONE


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


def _text(found: Comparison) -> str:
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
            plain(f"{name}: {side.text}; {run_view.said_thresholds(side.thresholds)}")
            for name, side in (("A", found.a), ("B", found.b))
        ),
        f"{len(found.pairs)} images in both runs, {found.only_a} only in A, {found.only_b} only "
        "in B",
        "Rank correlation of the scores: " + ("too few images" if rank is None else f"{rank:.3f}"),
    ]
    if found.other_bytes:
        lines.append(f"{found.other_bytes} of them have the same path only, not the same bytes")
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
                run_view.inside(pair.a.path, found.a.run.folder),
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


def _json(found: Comparison) -> dict[str, object]:
    return {
        "a": _side(found.a),
        "b": _side(found.b),
        "only_a": found.only_a,
        "only_b": found.only_b,
        "same_path_other_bytes": found.other_bytes,
        "rank_correlation": found.rank_correlation,
        "counts": [
            {"a": by_a, "b": by_b, "images": number}
            for (by_a, by_b), number in found.counts.items()
        ],
        "pairs": [_pair(pair) for pair in found.pairs],
    }


def _side(side: Side) -> dict[str, object]:
    pair = side.thresholds.thresholds
    return {
        "run": side.run.id,
        "model": side.model.number,
        "detector": side.model.detector,
        "backbone": side.model.backbone,
        "review": pair.review,
        "ng": pair.ng,
    }


def _pair(pair: Pair) -> dict[str, object]:
    return {
        "path": str(pair.a.path),
        "path_b": str(pair.b.path),
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
