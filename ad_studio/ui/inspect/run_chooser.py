"""Which of the project's runs is on show, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ad_studio.domain import RunInfo, RunStatus
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.stored import status_word
from ad_studio.ui.session import Session
from ad_studio.ui.text import when
from ad_studio.ui.widgets.basics import ComboBox, tool_button


class RunChooser(ComboBox):
    """The runs, newest first; hidden while there is nothing to choose between."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            name=self.tr("Run on show"), tip=self.tr("Choose the run to look at and to report")
        )
        self._session = session
        self.setMinimumContentsLength(28)
        self.hide()
        self.activated.connect(lambda _at: session.show_run(self.currentData()))
        session.opened.connect(self._show)
        session.changed.connect(self._show)

    def _show(self) -> None:
        snapshot = self._session.snapshot
        runs = snapshot.runs if snapshot else ()
        self.clear()
        for at, run in enumerate(runs):
            self.addItem(run_words(run), run.id if at else None)  # the latest one by no number
            if snapshot.run == run:
                self.setCurrentIndex(at)
        self.setVisible(len(runs) > 1)


class RunTools(QWidget):
    """The chooser, and buttons for the run on show; hidden while there is no run.

    Signals:
        compare_asked: Compare the run on show with another one.
        delete_asked: Delete it, after a question.
    """

    compare_asked = Signal()
    delete_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._away = False
        self.chooser = RunChooser(session)
        self.compare = tool_button(
            "compare",
            name=self.tr("Compare this run"),
            tip=self.tr("Compare the scores of this run with those of another run or model"),
        )
        self.delete = tool_button(
            "delete",
            name=self.tr("Delete this run"),
            tip=self.tr("Take this run out of the lists; its verdicts stay in the audit trail"),
        )
        self.compare.clicked.connect(self.compare_asked)
        self.delete.clicked.connect(self.delete_asked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for widget in (self.chooser, self.compare, self.delete):
            line.addWidget(widget)
        session.opened.connect(self._show)
        session.changed.connect(self._show)
        self._show()

    def put_away(self, away: bool) -> None:
        """Hide while something else than the run is on show."""
        self._away = away
        self._show()

    def _show(self) -> None:
        snapshot = self._session.snapshot
        there_is = snapshot is not None and snapshot.run is not None
        self.setVisible(there_is and not self._away)


def run_words(run: RunInfo) -> str:
    """A run in a few words: its number, how it stands unless finished, lot and time."""
    number = translate("RunChooser", "Run {number}").format(number=run.id)
    if run.status is not RunStatus.FINISHED:
        number = f"{number} ({status_word(run.status)})"
    lot = translate("RunChooser", "lot {lot}").format(lot=run.lot) if run.lot else ""
    return ", ".join(part for part in (number, lot, when(run.started_at)) if part)
