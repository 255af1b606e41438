"""The lanes that the Inspect step works on, and the run that all of it is about."""

from dataclasses import dataclass

from ad_studio.domain import RunInfo
from ad_studio.ui.i18n import translate
from ad_studio.ui.session import Session


@dataclass(slots=True)
class OnShow:
    """What the Inspect step shows, as far as it is known already.

    Attributes:
        run: The run; None while its first results stream in.
        run_id: Its id.
        model_id: The model whose thresholds judge it.
        all_runs: The results are those of every run of that model.
    """

    run: RunInfo | None = None
    run_id: int | None = None
    model_id: int | None = None
    all_runs: bool = False

    def clear(self) -> None:
        """Nothing is on show any more."""
        self.run = self.run_id = self.model_id = None
        self.all_runs = False


class Lanes:
    """Inspecting, reading what is stored, and writing verdicts and thresholds."""

    def __init__(self, session: Session) -> None:
        jobs = session.jobs
        self.inspecting = jobs.lane("inspect", latest_only=False)
        self.reading = jobs.lane("results")
        self.writing = jobs.lane("verdicts", latest_only=False)
        session.guard(self.inspecting, translate("Lanes", "An inspection"))
        session.guard(self.writing, translate("Lanes", "Storing verdicts"))
