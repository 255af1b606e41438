"""What inspection runs found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ad_studio.domain import ResultMaps, ResultRow, RunInfo, VerdictCounts

if TYPE_CHECKING:  # the window imports this package before it is visible; the store comes later
    from ad_studio.services.projects.project import Project


def runs(project: Project) -> list[RunInfo]:
    """List the inspection runs, newest first."""
    return project.store.runs.all()


def results(project: Project, run_id: int | None = None) -> list[ResultRow]:
    """List the results of a run in the order of inspection.

    Args:
        project: The project.
        run_id: The run; None for the latest one (no results when there is none).

    Raises:
        ProjectError: There is no such run.
    """
    run = project.store.runs.latest() if run_id is None else project.store.runs.get(run_id)
    return [] if run is None else project.store.results.of_run(run.id)


def result(project: Project, result_id: int) -> ResultRow:
    """Return one result as it stands now.

    Raises:
        ProjectError: There is no such result.
    """
    return project.store.results.get(result_id)


def moved(project: Project, run_id: int) -> dict[int, Path]:
    """Return where the files of a run's results lie that were moved since, by result."""
    return project.store.actions.moved([run_id])


def place_of(project: Project, path: Path, sha256: str) -> Path:
    """Return where a file lies now that was inspected under `path`."""
    return project.store.actions.place_of(path, sha256) or path


def counts(project: Project, run_id: int) -> VerdictCounts:
    """Count a run's images by the verdict that stands.

    Raises:
        ProjectError: There is no such run.
    """
    return project.store.runs.get(run_id).counts


def maps(project: Project, result_id: int) -> ResultMaps | None:
    """Return the deviation maps of a result; None if the image could not be scored.

    Raises:
        StoreError: They are damaged.
    """
    return project.store.results.maps(result_id)
