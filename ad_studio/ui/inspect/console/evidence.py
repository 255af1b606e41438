"""What the console reads from the project besides the run on show, off the event loop."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from ad_studio.domain import ThresholdVersion
from ad_studio.services import thresholds
from ad_studio.services.projects.project import Project
from ad_studio.services.thresholds import scores, suggestions
from ad_studio.services.thresholds.curves import Agreement, agreement
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import NORMAL, Suggestion, Wishes
from ad_studio.ui.jobs import Jobs

_SOON_MS = 300  # verdicts come in bursts


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a model's thresholds.

    Attributes:
        verified: Images with a human verdict, over all runs of the model.
        agreement: Its curves; None while nobody looks at them.
    """

    history: list[ThresholdVersion]
    suggestions: list[Suggestion]
    verified: ScoreTable
    agreement: Agreement | None


Subject = tuple[Project, int]
"""A project and one of its models."""


class EvidenceReader(QObject):
    """Reads evidence anew when it may have changed; the latest question counts.

    Signals:
        read(Evidence): Here it is.
    """

    read = Signal(object)

    def __init__(
        self, jobs: Jobs, parent: QObject, *, subject: Callable[[], Subject | None]
    ) -> None:
        """Read about what `subject` gives at that moment; about nothing while that is None."""
        super().__init__(parent)
        self._subject = subject
        self.lane = jobs.lane("console")
        self.wishes: Wishes = NORMAL
        self.with_curves = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.ask)

    def ask_soon(self) -> None:
        """Read in a moment, once for many changes."""
        self._soon.start()

    def ask(self) -> None:
        """Read now."""
        self._soon.stop()
        self.lane.drop()
        subject, wishes, curves = self._subject(), self.wishes, self.with_curves
        if subject is not None:
            self.lane.start(
                lambda _progress: _read(*subject, wishes, curves=curves), then=self.read.emit
            )


def _read(project: Project, model_id: int, wishes: Wishes, *, curves: bool) -> Evidence:
    table = scores.verified(project, model_id=model_id)
    return Evidence(
        history=thresholds.threshold_history(project, model_id=model_id),
        suggestions=suggestions.suggest(project, model_id=model_id, wishes=wishes),
        verified=table,
        agreement=agreement(table) if curves else None,
    )
