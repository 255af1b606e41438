"""Results as rows of one fixed height; only what is visible is ever laid out or painted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ad_studio.ui.inspect.delegate import ROW_HEIGHT, ResultDelegate
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.thumbnails import Thumbnails


class ResultsView(QTableView):
    """A table of one column: unlike a list it asks nothing of the rows out of sight."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._delegate = ResultDelegate(model, thumbnails)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        thumbnails.ready.connect(lambda _path: self.viewport().update())
