"""What a run found: gathered once, shown as text or as JSON."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ad_studio.cli.tables import sigma, table, when
from ad_studio.cli.terminal import plain
from ad_studio.domain import (
    ModelInfo,
    ResultRow,
    RunInfo,
    RunStatus,
    ThresholdVersion,
    Verdict,
    VerdictCounts,
)
from ad_studio.services import results, thresholds
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.projects.models import get_model
from ad_studio.services.projects.project import Project

_WORST = 20
_RUN_COLUMNS = (
    "run", "when", "lot", "operator", "status", "OK", "REVIEW", "NG", "error", "model", "folder"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with all that is needed to understand its results."""

    project: Project
    run: RunInfo
    model: ModelInfo
    thresholds: ThresholdVersion
    rows: list[ResultRow]


def view_run(
    project: Project,
    run_id: int | None = None,
    *,
    choose: Callable[[RunInfo], list[ResultRow]] | None = None,
) -> RunView:
    """Gather a run; None: the latest one.

    Args:
        project: The project.
        run_id: The run.
        choose: Gives the results to show; None: all of the run.

    Raises:
        ProjectError: Nothing has been inspected yet, or there is no such run.
    """
    run = chosen_run(project, run_id)
    return RunView(
        project=project,
        run=run,
        model=get_model(project, run.model_id),
        thresholds=thresholds.current_thresholds(project, model_id=run.model_id),
        rows=results.results(project, run.id) if choose is None else choose(run),
    )


def as_json(view: RunView) -> str:
    """Return the run as JSON, in ASCII.

    A path that is not valid text keeps its odd bytes as lone surrogates, the way Python reads
    them back.
    """
    info, run, model, version = view.project.info, view.run, view.model, view.thresholds
    return to_json(
        {
            "project": {
                "name": info.name,
                "slug": info.slug,
                "noun": info.noun,
                "defects": info.defects,
                "folder": str(info.folder),
            },
            "run": _run(run),
            "model": {
                "number": model.number,
                "detector": model.detector,
                "backbone": model.backbone,
                "backbone_sha256": model.backbone_sha256,
                "seed": model.seed,
                "device": model.device,
                "created_at": model.created_at.isoformat(),
            },
            "thresholds": {
                "review": version.thresholds.review,
                "ng": version.thresholds.ng,
                "basis": version.basis,
                "author": version.author,
                "created_at": version.created_at.isoformat(),
            },
            "results": [_row(row) for row in view.rows],
        }
    )


def runs_as_json(runs: Iterable[RunInfo]) -> str:
    """Return a list of runs as JSON, in ASCII."""
    return to_json([_run(run) for run in runs])


def runs_as_text(runs: Iterable[RunInfo], numbers: Mapping[int, int]) -> str:
    """Return a list of runs, one on a line; `numbers` are the models' numbers by their ids."""
    return table(
        _RUN_COLUMNS,
        (
            (
                run.id,
                when(run.started_at),
                run.lot,
                run.operator,
                run.status,
                *_counts(run.counts).values(),
                numbers[run.model_id],
                run.scope.text,
            )
            for run in runs
        ),
        right="run OK REVIEW NG error model",
    )


def to_json(value: object) -> str:
    """Return valid JSON in ASCII; NaN and infinity are refused."""
    return json.dumps(value, indent=2, allow_nan=False)


def as_summary(view: RunView) -> str:
    """Return counts, and the images that need eyes, the worst first."""
    counts = _counts(view.run.counts)
    wanted = [row for row in view.rows if row.verdict is not Verdict.OK]
    wanted.sort(key=lambda row: -(row.score or 0))
    parts = [_heading(view), table(list(counts), [list(counts.values())], right=" ".join(counts))]
    if wanted:
        parts.append(_table(view.run, wanted[:_WORST]))
    if len(wanted) > _WORST:
        parts.append(f"{len(wanted) - _WORST} more: ad-studio results {view.project.info.slug}")
    return "\n\n".join(parts)


def as_text(view: RunView) -> str:
    """Return every image of the run."""
    return "\n\n".join([_heading(view), _table(view.run, view.rows)])


def said_thresholds(version: ThresholdVersion) -> str:
    """Return thresholds and what they rest on, on one line."""
    pair = version.thresholds
    return plain(f"REVIEW from {pair.review:g}, NG from {pair.ng:g} sigma ({version.basis})")


def _heading(view: RunView) -> str:
    run = view.run
    about = [f"{name} {value}" for name in ("lot", "operator", "station")
             if (value := getattr(run, name))]  # fmt: skip
    done = "" if run.status is RunStatus.FINISHED else f", {run.counts.total} of {run.total} images"
    where = f"Run {run.id} of {view.project.info.name}, {run.status}{done}: {run.scope.text}"
    lines = [plain(", ".join([where, *about])), said_thresholds(view.thresholds)]
    if run.taken_over:
        lines.append(f"{run.taken_over} images were unchanged: their scores are of earlier runs")
    if run.deletion is not None:
        lines.append(
            plain(
                f"Deleted by {run.deletion.author or 'somebody'} on "
                f"{when(run.deletion.created_at)}: {run.deletion.reason}"
            )
        )
    return "\n".join(lines)


def _table(run: RunInfo, rows: Sequence[ResultRow]) -> str:
    """A line for each image; with its run where there are images of other runs, too."""
    several = any(row.run_id != run.id for row in rows)
    return table(
        (*(["run"] if several else []), "image", "sigma", "verdict", "by", "remark"),
        (
            (
                *([row.run_id] if several else []),
                inside(row.path, run.folder),
                sigma(row.score),
                row.verdict or "error",
                "" if row.verdict is None else row.mark or ("human" if row.human else "machine"),
                row.error or row.reason,
            )
            for row in rows
        ),
        right="run sigma",
    )


def inside(path: Path, folder: Path) -> Path:
    """Return a path as seen from a folder, or as it is where it lies elsewhere."""
    return path.relative_to(folder) if path.is_relative_to(folder) else path


def _run(run: RunInfo) -> dict[str, object]:
    return {
        "id": run.id,
        "folder": str(run.folder),
        "folders": [str(folder) for folder in run.scope.folders],
        "recursive": run.scope.recursive,
        "include": run.scope.include,
        "exclude": run.scope.exclude,
        "changed_only": run.scope.changed_only,
        "watch": run.scope.watch,
        "images_of": run.scope.images_of,
        "lot": run.lot,
        "operator": run.operator,
        "station": run.station,
        "status": run.status,
        "total": run.total,
        "counts": _counts(run.counts),
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at and run.finished_at.isoformat(),
        "taken_over": run.taken_over,
        "deletion": run.deletion
        and {
            "author": run.deletion.author,
            "reason": run.deletion.reason,
            "created_at": run.deletion.created_at.isoformat(),
        },
    }


def _counts(counts: VerdictCounts) -> dict[str, int]:
    return {"OK": counts.ok, "REVIEW": counts.review, "NG": counts.ng, "error": counts.error}


def _row(row: ResultRow) -> dict[str, object]:
    return {
        "path": str(row.path),
        "sha256": row.sha256,
        "width": row.width,
        "height": row.height,
        "score": row.score,
        "verdict": row.verdict,
        "machine": row.machine,
        "human": row.human,
        "mark": row.mark,
        "reason": row.reason,
        "error": row.error or None,
        "timings": dict(row.timings),
        "inspected_at": row.inspected_at.isoformat(),
        "taken_from": row.taken_from,
    }
