"""How many images stand at each verdict since the shift began, over all runs."""

from datetime import datetime

from ad_studio.domain import VerdictCounts
from ad_studio.domain.traceability import shift_start
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.traceability import trace_settings


def counts_of_shift(project: Project, *, now: datetime) -> VerdictCounts:
    """Count the images inspected since the shift of the project began.

    Without shifts, count those of the day. Deleted runs do not count.

    Args:
        project: The project.
        now: Aware.
    """
    start = shift_start(trace_settings(project).shifts, now)
    return project.store.runs.counts_since(start)
