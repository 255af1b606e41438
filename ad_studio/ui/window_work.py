"""How far the work of the pages has come: in the rail, for the title, and when it ends."""

from PySide6.QtCore import QObject, QTimer, Signal

from ad_studio.ui.rail import Rail, Step
from ad_studio.ui.widgets.page import Page


class WindowWork(QObject):
    """Follows what the pages of a window let run for long.

    Signals:
        changed: More is done, or it has ended.
        ended(Step, Page): What the page has let run is over, and the page has said so.
    """

    changed = Signal()
    ended = Signal(object, object)

    def __init__(self, rail: Rail, parent: QObject) -> None:
        super().__init__(parent)
        self._rail = rail
        self._shares: dict[Step, float] = {}

    @property
    def share(self) -> float | None:
        """How much is done, 0 to 1, of what began first; None while nothing counts."""
        return next(iter(self._shares.values()), None)

    def follow(self, step: Step, page: Page) -> None:
        """Follow the work of a page from now on, if it has any."""
        work = page.work
        if work is None:
            return
        shown = self._rail.button(step)

        def on_fraction(_job: int, share: float | None) -> None:
            if share is not None:
                shown.show_work(share, page.work_words(share))
                self._shares[step] = share
                self.changed.emit()

        def stop() -> None:
            shown.end_work()
            self._shares.pop(step, None)
            self.changed.emit()

        def on_end(*_about: object) -> None:
            QTimer.singleShot(0, self, lambda: self.ended.emit(step, page))

        work.fraction.connect(on_fraction)
        work.begun.connect(lambda _job: stop())  # what another job has done says nothing of it
        work.busy_changed.connect(lambda busy: None if busy else stop())
        for ended in (work.finished, work.failed, work.cancelled):
            ended.connect(on_end)
