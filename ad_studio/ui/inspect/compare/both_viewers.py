"""One image twice: with the heat of either model, each on its own scale."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ad_studio.domain import ResultMaps, ResultRow
from ad_studio.errors import AdStudioError
from ad_studio.services import results
from ad_studio.services.comparison import Comparison, Pair
from ad_studio.services.project import Project
from ad_studio.ui.images import Picture, load_picture
from ad_studio.ui.inspect.viewer import Viewer
from ad_studio.ui.session import Session
from ad_studio.ui.text import sigma, verdict_word
from ad_studio.ui.widgets.basics import ElidedLabel

_SIDE = 1200


@dataclass(frozen=True, slots=True, eq=False)
class _Loaded:
    """The pixels of an image and what each model found on it; `words` say what is missing."""

    picture: Picture | None
    maps: tuple[ResultMaps | None, ResultMaps | None]
    words: str


class BothViewers(QWidget):
    """A's view above, B's below; they pan and zoom apart."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lane = session.jobs.lane("compare-image")
        self._heads = [ElidedLabel(role="strong") for _ in "ab"]
        self.viewers = [Viewer() for _ in "ab"]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        names = (self.tr("The image with run A's heat"), self.tr("The image with run B's heat"))
        for head, viewer, name in zip(self._heads, self.viewers, names, strict=True):
            viewer.setAccessibleName(name)
            viewer.setToolTip(name)
            viewer.setAcceptDrops(False)
            column.addWidget(head)
            column.addWidget(viewer, 1)

    @property
    def busy(self) -> bool:
        """True while an image is being read."""
        return self._lane.busy

    def clear(self) -> None:
        """Show nothing."""
        self._lane.drop()
        for head, viewer in zip(self._heads, self.viewers, strict=True):
            head.setText("")
            viewer.show_nothing()

    def show_pair(self, pair: Pair, found: Comparison) -> None:
        """Show an image as both models see it, once it is read."""
        project = self._session.project
        if project is not None:
            self._lane.start(
                lambda _progress: _load(project, pair),
                then=lambda loaded: self._show(pair, found, loaded),
            )

    def _show(self, pair: Pair, found: Comparison, loaded: _Loaded) -> None:
        for at, (row, side) in enumerate(((pair.a, found.a), (pair.b, found.b))):
            self._heads[at].setText(self._head("AB"[at], row))
            self.viewers[at].set_thresholds(side.thresholds.thresholds)
            self.viewers[at].show_result(
                row.id, loaded.picture, loaded.maps[at], words=row.error or loaded.words
            )

    def _head(self, letter: str, row: ResultRow) -> str:
        parts = [f"{letter}: {verdict_word(row.machine)}", sigma(row.score)]
        if row.human is not None:
            parts.append(self.tr("human: {verdict}").format(verdict=verdict_word(row.human)))
        return "  ·  ".join((*parts, row.path.name))


def _load(project: Project, pair: Pair) -> _Loaded:
    picture, words = None, ""
    try:
        picture = load_picture(pair.a.path, max_side=_SIDE)
    except AdStudioError as error:
        words = f"{error.message} {error.hint}".strip()
    maps = (results.maps(project, pair.a.id), results.maps(project, pair.b.id))
    return _Loaded(picture, maps, words)
