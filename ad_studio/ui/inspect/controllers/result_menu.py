"""The menu of the results selected in the list."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from ad_studio.domain import ResultRow
from ad_studio.services.results.heat_picture import save_heat_picture
from ad_studio.ui.inspect.controllers.review import ReviewController
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.widgets.result_list import ResultList
from ad_studio.ui.widgets.choose import choose_target


class ResultMenuController(QObject):
    """Offers what can be done with one result, or with several.

    Signals:
        failed(AdStudioError): A picture could not be saved.
    """

    failed = Signal(object)

    def __init__(
        self,
        state: InspectState,
        *,
        result_list: ResultList,
        review: ReviewController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._list = result_list
        self._review = review
        self._saving = state.session.jobs.queue("heat-picture", latest_only=False)
        self._saving.failed.connect(lambda _id, error: self.failed.emit(error))
        result_list.views.menu_asked.connect(self._open)

    def menu(self) -> QMenu | None:
        """The menu for what is selected; None while nothing is."""
        rows = [
            row
            for one in self._list.selected_ids()
            if (row := self._state.results.result(one)) is not None
        ]
        if not rows:
            return None
        menu = QMenu(self._list)
        entries: list[tuple[str, Callable[[], object]]] = [
            (self.tr("Show in its folder"), lambda: _show_folder(rows[0])),
            (self.tr("Copy %Ln path(s)", "", len(rows)), lambda: _copy_paths(rows)),
        ]
        if len(rows) == 1:
            entries.append((self.tr("Save picture with heat…"), lambda: self._save(rows[0])))
        else:
            words = self.tr("Confirm %Ln image(s) as the machine judged them", "", len(rows))
            entries.append((words, lambda: self._review.confirm(rows)))
        for text, act in entries:
            menu.addAction(text).triggered.connect(act)
        return menu

    def _open(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    def _save(self, row: ResultRow) -> None:
        project = self._state.project
        if project is None:
            return
        out = choose_target(
            self._list,
            title=self.tr("Save the picture with its heat"),
            start=Path.home() / f"{row.path.stem}-heat.png",
            kinds=self.tr("PNG pictures (*.png)"),
        )
        if out is not None:
            self._saving.start(lambda _progress: save_heat_picture(project, row.id, out))


def _show_folder(row: ResultRow) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.path.parent)))


def _copy_paths(rows: list[ResultRow]) -> None:
    QGuiApplication.clipboard().setText("\n".join(str(row.path) for row in rows))
