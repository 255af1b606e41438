"""One image twice: with the heat of either model, each on its own scale."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ad_studio.domain import ResultRow
from ad_studio.services.projects.project import Project
from ad_studio.services.results.comparison import Comparison, Pair
from ad_studio.ui.inspect.result_loader import ResultPicture, load_result_picture, with_heat
from ad_studio.ui.inspect.widgets.viewer import Viewer
from ad_studio.ui.messages import localized
from ad_studio.ui.session import Session
from ad_studio.ui.text import sigma, tooltip, verdict_word
from ad_studio.ui.widgets.basics import ElidedLabel
from ad_studio.ui.widgets.layouts import vbox

_SIDE = 1200


class BothViewers(QWidget):
    """A's view above, B's below; they pan and zoom apart."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._tasks = session.jobs.queue("compare-image")
        self._name = ElidedLabel(role="caption")
        self._heads = [ElidedLabel(role="strong") for _ in "ab"]
        self.viewers = [Viewer() for _ in "ab"]
        column = vbox(self, spacing=4)
        column.addWidget(self._name)
        names = (self.tr("The image with run A's heat"), self.tr("The image with run B's heat"))
        for head, viewer, name in zip(self._heads, self.viewers, names, strict=True):
            viewer.setAccessibleName(name)
            viewer.setToolTip(tooltip(name))
            viewer.setAcceptDrops(False)
            column.addWidget(head)
            column.addWidget(viewer, 1)

    @property
    def busy(self) -> bool:
        """True while an image is being read."""
        return self._tasks.busy

    def clear(self) -> None:
        """Show no image in either viewer."""
        self._tasks.drop()
        self._name.setText("")
        for head, viewer in zip(self._heads, self.viewers, strict=True):
            head.setText("")
            viewer.show_nothing()

    def show_pair(self, pair: Pair, found: Comparison) -> None:
        """Show an image as both models see it, once it is read."""
        project = self._session.project
        if project is not None:
            self._tasks.start(
                lambda _progress: _load(project, pair, found),
                then=partial(self._show, pair, found),
            )

    def _show(
        self, pair: Pair, found: Comparison, loaded: tuple[ResultPicture, ResultPicture]
    ) -> None:
        self._name.setText(pair.a.path.name)
        for at, (row, side) in enumerate(((pair.a, found.a), (pair.b, found.b))):
            self._heads[at].setText(self._head("AB"[at], row))
            self.viewers[at].set_thresholds(side.thresholds.thresholds, side.scale)
            one = loaded[at]
            words = localized(row.error) if one.error is None else localized(one.error.advice)
            self.viewers[at].show_result(row.id, one.picture, one.maps, words=words)

    def _head(self, letter: str, row: ResultRow) -> str:
        machine = self.tr("{letter}: machine {verdict}")
        parts = [
            machine.format(letter=letter, verdict=verdict_word(row.machine)),
            sigma(row.score),
        ]
        if row.human is not None:
            parts.append(self.tr("human: {verdict}").format(verdict=verdict_word(row.human)))
        return " · ".join(parts)


def _load(project: Project, pair: Pair, found: Comparison) -> tuple[ResultPicture, ResultPicture]:
    """Read what both sides show; the same bytes are read and decoded once."""
    depths = (found.a.model.bit_depth, found.b.model.bit_depth)
    a = load_result_picture(pair.a, max_side=_SIDE, bit_depth=depths[0])
    b = a
    if a.error is not None or not pair.same_bytes or depths[0] != depths[1]:
        b = load_result_picture(pair.b, max_side=_SIDE, bit_depth=depths[1])
    return with_heat(a, project, pair.a), with_heat(b, project, pair.b)
