"""Binds what people say about images: given at once on the screen, stored behind it."""

from dataclasses import replace

from PySide6.QtCore import QObject

from ad_studio.domain import ResultRow, Verdict, VerdictEvent
from ad_studio.services import results, verdicts
from ad_studio.ui.inspect.desk import Desk
from ad_studio.ui.inspect.lanes import Lanes, OnShow
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.run_bar import RunBar
from ad_studio.ui.inspect.screen import Screen
from ad_studio.ui.session import Session
from ad_studio.ui.text import verdict_word


class Reviewing(QObject):
    """Verdicts on the image on the screen, and their undoing."""

    def __init__(
        self,
        session: Session,
        lanes: Lanes,
        on_show: OnShow,
        *,
        desk: Desk,
        model: ResultsModel,
        screen: Screen,
        run_bar: RunBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._lanes = lanes
        self._on_show = on_show
        self._bar = desk.verdict_bar
        self._model = model
        self._screen = screen
        self._run_bar = run_bar
        self._bar.given.connect(self.give)
        self._bar.undo_asked.connect(self.undo)

    def give(self, verdict: Verdict) -> None:
        """Record a verdict on the result whose pixels are on the screen at this moment.

        An image that could not be scored gets none.
        """
        project, row = self._session.project, self._screen.row
        if project is None or row is None or row.error:
            return
        author = self._run_bar.operator
        self._model.update_row(replace(row, human=verdict, reason=""))
        self._screen.describe()
        self._lanes.writing.start(
            lambda _progress: verdicts.record_verdict(project, row.id, verdict, author=author)
        )

    def undo(self) -> None:
        """Take the last verdict back, and go to the image that it was about."""
        project, author = self._session.project, self._run_bar.operator
        run_id = self._on_show.run_id
        if project is None or run_id is None:
            return

        runs = tuple({run_id, *self._model.table.lots})

        def work(_progress: object) -> tuple[VerdictEvent | None, list[ResultRow]]:
            event = verdicts.undo_last(project, run_ids=runs, author=author)
            return event, results.results(project, run_id)

        self._lanes.writing.start(work, then=self._on_undone)

    def _on_undone(self, result: tuple[VerdictEvent | None, list[ResultRow]]) -> None:
        event, rows = result
        if event is None:
            self._bar.say(self.tr("There is nothing to undo."))
            return
        row = next(row for row in rows if row.id == event.result_id)
        if row.run_id != self._on_show.run_id:
            return  # another run was chosen meanwhile
        self._model.update_row(row)
        self._screen.show_result(row.id)
        self._screen.describe()
        word = verdict_word(self._model.verdict(row))
        said = self.tr("Taken back: {name} is {word} again.")
        self._bar.say(said.format(name=row.path.name, word=word))
