"""What every action is, and what it says about an image."""

from abc import ABC, abstractmethod
from pathlib import Path

from ad_studio.domain import ActionKind, ProjectInfo, ResultRow, RunInfo, shown_score

FIELDS = (
    "time",
    "project",
    "run",
    "file",
    "path",
    "verdict",
    "score_sigma",
    "error",
    "warning",
    "serial",
    "lot",
    "operator",
    "station",
    "shift",
    "sha256",
    "part_type",
)
"""What lines and messages say of an image, in this order; new ones come at the end."""


class Action(ABC):
    """Something that is done after each image.

    Attributes:
        kind: Which action it is.
    """

    kind: ActionKind

    @abstractmethod
    def carry_out(self, row: ResultRow) -> Path | None:
        """Do it for one result; may be done again after a failure or a crash.

        Returns:
            Where the image's file lies then, or its copy; None where no file is meant.

        Raises:
            ActionError: It cannot be done now.
        """

    def close(self) -> None:  # noqa: B027 - few need it
        """Let go of what is held open between images."""


def about(project: ProjectInfo, run: RunInfo, row: ResultRow) -> dict[str, object]:
    """Say what was found on one image, as `FIELDS` name it."""
    values = (
        row.inspected_at.isoformat(timespec="milliseconds"),
        project.name,
        run.id,
        row.path.name,
        str(row.path),
        "ERROR" if row.verdict is None else str(row.verdict),
        None if row.score is None else shown_score(row.score, 4),
        str(row.error),
        str(row.warning),
        row.serial,
        run.lot,
        run.operator,
        run.station,
        row.shift,
        row.sha256,
        row.part_type,
    )
    return dict(zip(FIELDS, values, strict=True))
