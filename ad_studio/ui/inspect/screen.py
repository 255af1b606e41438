"""The image on the screen: which one is asked for, which one is there, and what is said of it."""

from PySide6.QtCore import QObject, Qt, Signal

from ad_studio.domain import ResultRow
from ad_studio.ui.inspect.desk import Desk
from ad_studio.ui.inspect.list_notice import why_nothing
from ad_studio.ui.inspect.loader import Loaded, ResultLoader
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.said import error_words, said
from ad_studio.ui.session import Session

_AHEAD = (1, -1, 2, -2)  # neighbours that are decoded before they are asked for


class Screen(QObject):
    """Brings results to the viewer and keeps the list and the verdict bar with it.

    Signals:
        shown(int): The pixels of this result are on the screen now.
        cleared: There is nothing on the screen any more.

    Attributes:
        target: The result asked for last; its pixels may still be on their way. None: none is.
        left: The result that the list let go of; it comes back with the list that holds it again,
            unless another one came meanwhile.
    """

    shown = Signal(int)
    cleared = Signal()

    def __init__(self, session: Session, desk: Desk, model: ResultsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._model = model
        self.target: int | None = None
        self.left: int | None = None
        self._why = ""
        self.loader = ResultLoader(session.jobs, self)
        self.loader.loaded.connect(self._on_loaded)
        desk.list.picked.connect(self.show_result, Qt.ConnectionType.QueuedConnection)
        desk.viewer_bar.stepped.connect(self.step)

    @property
    def row(self) -> ResultRow | None:
        """The result whose pixels are on the screen at this moment."""
        shown = self._desk.viewer.shown_id
        return None if shown is None else self._model.result(shown)

    def show_result(self, result_id: int) -> None:
        """Bring a result to the screen; the one before stays until its pixels are here."""
        row, project = self._model.result(result_id), self._session.project
        if row is None or project is None:
            return
        self.target, self.left = result_id, None
        self._desk.list.follow(result_id)
        self.loader.show(project, row, self._around(result_id))

    def _around(self, result_id: int) -> list[ResultRow]:
        """What will likely be asked for next, the likeliest first."""
        near = [self._model.neighbour(result_id, step) for step in _AHEAD]
        rows = [self._model.result(one) for one in near if one is not None]
        return [row for row in rows if row is not None]

    def step(self, step: int) -> None:
        """Go to the next or the previous result of the list."""
        wanted = self._model.neighbour(self.target, step)
        if wanted is not None:
            self.show_result(wanted)

    def show_first(self) -> None:
        """Go to the top of the list; with nothing in it, say why."""
        first = self._model.id_at(0)
        if first is not None:
            self.show_result(first)
        else:
            self.leave(why_nothing(self._model))

    def keep_to_list(self) -> None:
        """The list holds other images: leave the screen's if it is not among them any more."""
        wanted = self.left if self.target is None else self.target
        if wanted is None:
            return
        if self._model.position(wanted) is None:
            elsewhere = self.tr(
                "The image that was here is not in the list any more. Choose another one there."
            )
            self.leave(why_nothing(self._model) or elsewhere)
            self.left = wanted
        elif self.target is None:
            self.show_result(wanted)
        else:
            self._model.pin(self._desk.viewer.shown_id)

    def leave(self, why: str) -> None:
        """Empty the screen and say why; keys say nothing of any image from now on."""
        if self.target is not None or self._desk.viewer.shown_id is not None or why != self._why:
            self.loader.rest()
            self._empty(why)

    def clear(self) -> None:
        """Empty the screen; another project or run is shown."""
        self.loader.clear()
        self._empty("")

    def _empty(self, why: str) -> None:
        self.target = self.left = None
        self._why = why
        self._model.pin(None)
        self._desk.viewer.show_nothing(why)
        self._desk.list.follow(None)
        self.describe()
        self.cleared.emit()

    def describe(self) -> None:
        """Say anew how the image on the screen stands."""
        row = self.row
        if row is None:
            self._desk.verdict_bar.show_nothing(self._why)
        else:
            machine = self._model.machine_verdict(row)
            self._desk.verdict_bar.show_result(row, self._model.verdict(row), machine)

    def _on_loaded(self, loaded: Loaded) -> None:
        row, found = self._model.result(loaded.result_id), loaded.found
        words = ""
        if found.error is not None:
            words = error_words(found.error)
        elif row:
            words = said(row.error)
        self._desk.viewer.show_result(loaded.result_id, found.picture, found.maps, words=words)
        self._model.pin(loaded.result_id)
        self._desk.list.follow(self.target)
        self.describe()
        if found.error is not None:
            self._desk.verdict_bar.say(words)
        self.shown.emit(loaded.result_id)
