"""What the Inspect step shows of a project: one of its runs."""

from dataclasses import dataclass

from ad_studio.domain import RunInfo, RunStatus, ThresholdVersion
from ad_studio.services import results, thresholds
from ad_studio.services.projects.models import current_model
from ad_studio.services.projects.project import Project
from ad_studio.services.results.table import ResultTable, read_table
from ad_studio.ui.i18n import tr, translate
from ad_studio.ui.text import images, when


@dataclass(frozen=True, slots=True)
class Stored:
    """A run, its results, and the thresholds of its model (or of the current one).

    With `all_runs`, the results are those of every run of that model.
    """

    run: RunInfo | None
    table: ResultTable
    version: ThresholdVersion | None
    all_runs: bool = False


def read_stored(project: Project, run_id: int | None, *, all_runs: bool = False) -> Stored:
    """Read a run, or the latest; without one, only the thresholds of the current model.

    With `all_runs`, the results are those of every run of its model.

    Raises:
        StoreError: The database cannot be read.
    """
    found = results.runs(project)
    if found:
        run = next((run for run in found if run.id == run_id), found[0])
        version = thresholds.current_thresholds(project, model_id=run.model_id)
        shown = [one for one in found if one.model_id == run.model_id] if all_runs else [run]
        return Stored(run, read_table(project, shown), version, all_runs)
    if current_model(project) is None:
        return Stored(None, ResultTable(), None)
    return Stored(None, ResultTable(), thresholds.current_thresholds(project))


def describe(run: RunInfo) -> str:
    """A run in one line: when, how many (of how many), lot, operator, folder."""
    lot = translate("Stored", "lot {lot}").format(lot=run.lot) if run.lot else ""
    many = images(run.counts.total)
    if run.status is not RunStatus.FINISHED:
        many = tr("{count} of %Ln image(s) ({status})", "", run.total).format(
            count=run.counts.total, status=status_word(run.status)
        )
    taken = tr("%Ln unchanged", "", run.reused) if run.reused else ""
    parts = (when(run.started_at), many, taken, lot, run.operator, run.scope.text)
    return "  ·  ".join(part for part in parts if part)


def status_word(status: RunStatus) -> str:
    """How a run stands, in the user's language."""
    return {
        RunStatus.RUNNING: translate("Stored", "running"),
        RunStatus.PAUSED: translate("Stored", "paused"),
        RunStatus.FINISHED: translate("Stored", "finished"),
        RunStatus.CANCELLED: translate("Stored", "cancelled"),
        RunStatus.INTERRUPTED: translate("Stored", "interrupted"),
    }[status]
