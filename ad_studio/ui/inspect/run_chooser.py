"""Which of the project's runs is on show."""

from ad_studio.domain import RunInfo
from ad_studio.ui.i18n import translate
from ad_studio.ui.session import Session
from ad_studio.ui.text import when
from ad_studio.ui.widgets.basics import ComboBox


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
            self.addItem(_words(run), run.id if at else None)  # the latest one by no number
            if snapshot.run == run:
                self.setCurrentIndex(at)
        self.setVisible(len(runs) > 1)


def _words(run: RunInfo) -> str:
    number = translate("RunChooser", "Run {number}").format(number=run.id)
    lot = translate("RunChooser", "lot {lot}").format(lot=run.lot) if run.lot else ""
    return ", ".join(part for part in (number, lot, when(run.started_at)) if part)
