"""What a run found and by which thresholds, as text and JSON; all commands have the same words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ad_studio.cli.output import (
    images,
    print_message,
    printable,
    sigma,
    table,
    when,
)
from ad_studio.domain import (
    AuditHead,
    ModelInfo,
    ProjectInfo,
    ResultRow,
    RunInfo,
    RunScope,
    RunStatus,
    Thresholds,
    ThresholdVersion,
    TraceField,
    Verdict,
    VerdictCounts,
)
from ad_studio.drawn_regions import to_json
from ad_studio.services import thresholds
from ad_studio.services.audit.verify import audit_head
from ad_studio.services.projects.models import get_model
from ad_studio.services.projects.project import Project
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.services.thresholds.provisional import verdicts_missing
from ad_studio.services.thresholds.scores import verified

_WORST = 20


@dataclass(frozen=True, slots=True)
class RunResults:
    """A run with all that is needed to understand its results."""

    project: ProjectInfo
    run: RunInfo
    model: ModelInfo
    thresholds: ThresholdVersion
    rows: Sequence[ResultRow]
    audit_head: AuditHead | None

    @classmethod
    def of(cls, project: Project, run: RunInfo, rows: Sequence[ResultRow]) -> "RunResults":
        """Gather what belongs to a run.

        Args:
            project: The project.
            run: The run.
            rows: The results to show.
        """
        return cls(
            project=project.info,
            run=run,
            model=get_model(project, run.model_id),
            thresholds=thresholds.current_thresholds(project, model_id=run.model_id),
            rows=rows,
            audit_head=audit_head(project),
        )

    def fields(self) -> dict[str, object]:
        """Return the run for JSON."""
        info, model, version = self.project, self.model, self.thresholds
        return {
            "project": {
                "name": info.name,
                "slug": info.slug,
                "noun": info.noun,
                "defects": info.defects,
                "folder": info.folder,
            },
            "run": run_fields(self.run),
            "model": {
                "number": model.number,
                "detector": model.detector,
                "backbone": model.backbone,
                "backbone_sha256": model.backbone_sha256,
                "seed": model.seed,
                "device": model.device,
                "created_at": model.created_at,
            },
            "thresholds": {
                "review": version.thresholds.review,
                "ng": version.thresholds.ng,
                "size_limit": limit_fields(version.thresholds),
                "basis": str(version.basis),
                "author": version.author,
                "created_at": version.created_at,
            },
            "results": [_row_fields(row, version.thresholds) for row in self.rows],
            "audit_head": head_fields(self.audit_head),
        }

    def summary(self) -> str:
        """Return counts, and the images that are not OK, the highest scores first."""
        counts = count_fields(self.run.counts)
        wanted = [row for row in self.rows if row.verdict is not Verdict.OK]
        wanted.sort(key=lambda row: -(row.score or 0))
        parts = [self.heading(), table(list(counts), [list(counts.values())], right=list(counts))]
        if wanted:
            parts.append(self.images(wanted[:_WORST]))
        if len(wanted) > _WORST:
            parts.append(f"{len(wanted) - _WORST} more: ad-studio results {self.project.slug}")
        return "\n\n".join(parts)

    def heading(self) -> str:
        """Return what was inspected, with which thresholds, on a line or more."""
        run = self.run
        about = [f"{field} {value}" for field in TraceField
                 if (value := getattr(run, field))]  # fmt: skip
        done = f", {run.counts.total} of {images(run.total)}"
        done = "" if run.status is RunStatus.FINISHED else done
        where = f"Run {run.id} of {self.project.name}, {run.status}{done}: {run.scope.text}"
        lines = [printable(", ".join([where, *about])), describe_thresholds(self.thresholds)]
        if run.reused:
            lines.append(f"{images(run.reused)} unchanged, with scores of earlier runs")
        lines += [printable(f"Not looked at: {group.message}") for group in run.left_out]
        if (deletion := run.deletion) is not None:
            who = deletion.author or "somebody"
            lines.append(
                printable(f"Deleted by {who} on {when(deletion.created_at)}: {deletion.reason}")
            )
        return "\n".join(lines)

    def images(self, rows: Sequence[ResultRow]) -> str:
        """Return a line for each image; with its run where there are images of other runs, too."""
        several = any(row.run_id != self.run.id for row in rows)
        fields = ("serial", "shift", "part_type")
        traced = [field for field in fields if any(getattr(r, field) for r in rows)]
        titles = [field.replace("_", " ") for field in traced]
        return table(
            (*(["run"] if several else []), *titles, "image", "sigma", "verdict", "by", "remark"),
            (
                (
                    *([row.run_id] if several else []),
                    *(getattr(row, field) for field in traced),
                    inside(row.path, self.run.scope),
                    sigma(row.score),
                    row.verdict or "error",
                    ""
                    if row.verdict is None
                    else row.mark or ("human" if row.human else "machine"),
                    row.error or row.reason or self._remark(row),
                )
                for row in rows
            ),
            right="run sigma",
        )

    def _remark(self, row: ResultRow) -> str:
        too_small = self.thresholds.thresholds.size_reason(row.score, row.limited)
        return "; ".join(str(one) for one in (row.remark, too_small) if one)


def ask_for_verdicts(project: Project, version: ThresholdVersion) -> None:
    """Say which images to judge first, while no person stands behind the thresholds of a run."""
    missing = verdicts_missing(version, verified(project, model_id=version.model_id))
    if missing:
        print_message(
            f"Thresholds are provisional until {missing} more confirmed parts say more. Judge "
            f"these images first: ad-studio results {project.info.slug} --queue {QueueKind.FIRST}"
        )


def describe_thresholds(version: ThresholdVersion) -> str:
    """Return thresholds and what they rest on, on one line."""
    pair = version.thresholds
    limit = "" if pair.size_limit is None else f", {pair.size_limit.message}"
    return printable(
        f"REVIEW from {pair.review:g}, NG from {pair.ng:g} sigma{limit} ({version.basis})"
    )


def limit_fields(pair: Thresholds) -> dict[str, object] | None:
    """Return the size limit of thresholds for JSON."""
    limit = pair.size_limit
    if limit is None:
        return None
    zones = [{"name": zone.name, "mm2": zone.mm2, **to_json(zone.region)} for zone in limit.zones]
    return {"mm2": limit.mm2, "pixel_mm": limit.pixel_mm, "zones": zones}


def head_fields(head: AuditHead | None) -> dict[str, object] | None:
    """Return an entry of the audit chain for JSON."""
    if head is None:
        return None
    return {"entry": head.entry, "sha256": head.sha256, "created_at": head.created_at}


def inside(path: Path, scope: RunScope) -> Path:
    """Return a path as seen from the folder of a run, or as it is where it lies elsewhere.

    Of several sources each is named, as seen from the folder in which all of them lie.
    """
    folders = scope.folders
    seen_from = folders[0]
    if len(folders) > 1:
        shared = (parent for parent in folders[0].parents
                  if all(parent in folder.parents for folder in folders))  # fmt: skip
        seen_from = next(shared, Path(path.anchor))
        if seen_from == Path(seen_from.anchor):
            return path
    elif path == seen_from:  # a video
        return Path(path.name)
    return path.relative_to(seen_from) if path.is_relative_to(seen_from) else path


def run_fields(run: RunInfo) -> dict[str, object]:
    """Return a run for JSON, without its results."""
    scope, deletion = run.scope, run.deletion
    return {
        "id": run.id,
        "folder": run.folder,
        "folders": scope.folders,
        "recursive": scope.recursive,
        "include": scope.include,
        "exclude": scope.exclude,
        "changed_only": scope.changed_only,
        "watch": scope.watch,
        "images_of": scope.images_of,
        "rate": scope.rate,
        "sequence": scope.sequence,
        "lot": run.lot,
        "operator": run.operator,
        "station": run.station,
        "shift": run.shift,
        "serial": run.serial,
        "status": run.status,
        "total": run.total,
        "counts": count_fields(run.counts),
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "taken_over": run.reused,
        "left_out": [
            {
                "reason": group.reason,
                "ending": group.ending,
                "count": group.count,
                "images": group.images,
                "examples": group.examples,
            }
            for group in run.left_out
        ],
        "deletion": deletion
        and {
            "author": deletion.author,
            "reason": deletion.reason,
            "created_at": deletion.created_at,
        },
    }


def count_fields(counts: VerdictCounts) -> dict[str, int]:
    """Return how many images have each verdict, for JSON or a table."""
    return {"OK": counts.ok, "REVIEW": counts.review, "NG": counts.ng, "error": counts.error}


def _row_fields(row: ResultRow, pair: Thresholds) -> dict[str, object]:
    return {
        "path": row.path,
        "sha256": row.sha256,
        "width": row.width,
        "height": row.height,
        "score": row.score,
        "verdict": row.verdict,
        "machine": row.machine,
        "human": row.human,
        "mark": row.mark,
        "reason": row.reason,
        "error": str(row.error) or None,
        "warning": str(row.warning) or None,
        "size_reason": str(pair.size_reason(row.score, row.limited)) or None,
        "timings": dict(row.timings),
        "inspected_at": row.inspected_at,
        "taken_from": row.reused_from,
        "serial": row.serial,
        "shift": row.shift,
        "frames": None if row.span is None else asdict(row.span),
        "part_type": row.part_type,
    }
