"""Results as a list, a grid or a table; only what is visible is ever painted."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ad_studio.domain import ResultRow, Verdict
from ad_studio.services.results.ordering import Order
from ad_studio.ui import icons
from ad_studio.ui.inspect.result_columns import SORTED_BY, Column, mark_icon
from ad_studio.ui.inspect.results_model import ROW_ROLE, ResultsModel
from ad_studio.ui.palette import colors
from ad_studio.ui.text import sigma
from ad_studio.ui.theme import font_px
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.verdicts import badge_width, paint_badge

_HEAT = 0.6  # opacity of the heat on a thumbnail
_BESIDE_BADGE = 84  # pixels of a person's mark and a score beside a badge
ROW_HEIGHT = 68
TABLE_ROW_HEIGHT = 40
CELL = QSize(146, 158)
_PAINTED = (Column.IMAGE, Column.VERDICT)
_NUMBERS = (Column.SCORE, Column.SIZE, Column.RUN)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


_WIDTHS = {
    Column.IMAGE: 220,
    Column.SCORE: 80,
    Column.VERDICT: 104,
    Column.HUMAN: 96,
    Column.REASON: 110,
    Column.SIZE: 76,
    Column.LOT: 90,
    Column.RUN: 56,
    Column.TIME: 150,
}


class ViewMode(StrEnum):
    """How the results are laid out."""

    LIST = "list"
    GRID = "grid"
    TABLE = "table"


class ResultDelegate(QStyledItemDelegate):
    """Paints a result: a row of the list, a cell of the grid, or its cells in the table.

    In the table only the image with its name and the verdict are painted here; the other columns
    are text that Qt draws.
    """

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, mode: ViewMode) -> None:
        super().__init__()
        self._model = model
        self._thumbnails = thumbnails
        self._mode = mode

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        if self._mode is ViewMode.LIST:
            return QSize(160, ROW_HEIGHT)
        return CELL if self._mode is ViewMode.GRID else super().sizeHint(option, index)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Prepare what Qt draws, which is asked for in the table only."""
        super().initStyleOption(option, index)
        option.palette.setColor(QPalette.ColorRole.Highlight, QColor(colors().accent_soft))
        option.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colors().text))
        if index.column() in _PAINTED:
            option.text = ""
        option.displayAlignment = _RIGHT if index.column() in _NUMBERS else _LEFT

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if self._mode is ViewMode.TABLE:
            super().paint(painter, option, index)
            if index.column() not in _PAINTED:
                return
        row: ResultRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._mode is ViewMode.LIST:
            self._paint_row(painter, option, row)
        elif self._mode is ViewMode.GRID:
            self._paint_cell(painter, option, row)
        elif index.column() == Column.VERDICT:
            area = option.rect
            self._paint_badge(painter, area.x() + 6, area.y() + (area.height() - 22) / 2, row)
        else:
            self._paint_name_column(painter, option, row)
        painter.restore()

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: ResultRow) -> None:
        active, area = colors(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(active.accent_soft))
            painter.fillRect(QRect(area.topLeft(), QSize(3, area.height())), QColor(active.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(active.raised))
        self._paint_thumbnail(painter, QRect(area.x() + 12, area.y() + 8, 52, 52), row)
        x, width = area.x() + 76, area.right() - area.x() - 84
        is_narrow = width < badge_width(Verdict.REVIEW) + _BESIDE_BADGE
        name, score, badge = (3, 21, 42) if is_narrow else (9, 36, 36)  # where each line begins
        painter.setFont(font_px(13, weight=QFont.Weight.Medium))
        painter.setPen(QColor(active.text))
        _draw_name(painter, QRect(x, area.y() + name, width, 20), row)
        after = x + self._paint_badge(painter, x, area.y() + badge, row) + 6
        _draw_mark(painter, after, area.y() + badge + 4, row)
        place = QRect(x, area.y() + score, width, 22)
        _draw_score(painter, place, row, pixels=13, left=is_narrow)

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, row: ResultRow) -> None:
        active, area = colors(), option.rect.adjusted(2, 2, -2, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(active.accent))
            painter.setBrush(QColor(active.accent_soft))
            painter.drawRoundedRect(area, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(active.raised))
        x, y, width = area.x() + 4, area.y() + 108, area.width() - 8
        self._paint_thumbnail(painter, QRect(x, area.y() + 4, width, 100), row)
        self._paint_badge(painter, x, y, row)
        _draw_score(painter, QRect(x, y, width, 22), row, pixels=12)
        beside = 18 if _draw_mark(painter, x, y + 26, row) else 0
        painter.setPen(QColor(active.muted))
        _draw_name(painter, QRect(x + beside, y + 24, width - beside, 18), row)

    def _paint_name_column(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ResultRow
    ) -> None:
        area = option.rect
        top = area.y() + (area.height() - 32) // 2
        self._paint_thumbnail(painter, QRect(area.x() + 8, top, 32, 32), row)
        painter.setFont(option.font)
        painter.setPen(option.palette.text().color())
        _draw_name(painter, area.adjusted(48, 0, -4, 0), row)

    def _paint_badge(self, painter: QPainter, x: float, y: float, row: ResultRow) -> float:
        """Paint the verdict; returns the width that it takes."""
        verdict = self._model.verdict(row)
        paint_badge(painter, x, y, verdict, ratio=painter.device().devicePixelRatioF())
        return badge_width(verdict)

    def _paint_thumbnail(self, painter: QPainter, area: QRect, row: ResultRow) -> None:
        """Paint it whole in the middle of `area`, with its heat; the ground while it is loading."""
        painter.fillRect(area, QColor(colors().canvas))
        picture = self._thumbnails.get(row.path, row.sha256)
        if picture is None or picture.isNull():
            return
        size = QSize(picture.width(), picture.height()).scaled(
            area.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(area).center())
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        heat = self._thumbnails.heat(row.id)
        if heat is not None and not heat.isNull():
            painter.setOpacity(_HEAT)
            painter.drawPixmap(place, heat, QRectF(heat.rect()))
            painter.setOpacity(1)


def _draw_name(painter: QPainter, area: QRect, row: ResultRow) -> None:
    middle = Qt.TextElideMode.ElideMiddle
    name = QFontMetrics(painter.font()).elidedText(row.path.name, middle, area.width())
    painter.drawText(area, _LEFT, name)


def _draw_score(
    painter: QPainter, area: QRect, row: ResultRow, *, pixels: int, left: bool = False
) -> None:
    painter.setFont(font_px(pixels))
    painter.setPen(QColor(colors().text if row.score is not None else colors().muted))
    painter.drawText(area, _LEFT if left else _RIGHT, sigma(row.score))


def _draw_mark(painter: QPainter, x: float, y: float, row: ResultRow) -> bool:
    """Draw the icon of what a person said about the image; False if nobody said anything."""
    name = mark_icon(row)
    if name:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPointF(x, y), icons.pixmap(name, colors().muted, 14, ratio))
    return bool(name)


class ResultsView(QTableView):
    """A table of one column: unlike a list it asks nothing of the rows out of sight."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._delegate = ResultDelegate(model, thumbnails, ViewMode.LIST)
        _prepare(self, model, self._delegate, thumbnails, name=name)
        _prepare_rows(self, ROW_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in Column:
            self.setColumnHidden(column, column is not Column.IMAGE)


class ResultsGrid(QListView):
    """Large thumbnails in lines."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._delegate = ResultDelegate(model, thumbnails, ViewMode.GRID)
        _prepare(self, model, self._delegate, thumbnails, name=name)
        # IconMode would lay every item out as a movable thing of its own.
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)


class ResultsTable(QTableView):
    """Every column; a click on a heading sorts."""

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._model = model
        self._delegate = ResultDelegate(model, thumbnails, ViewMode.TABLE)
        _prepare(self, model, self._delegate, thumbnails, name=name)
        _prepare_rows(self, TABLE_ROW_HEIGHT)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        header.sectionClicked.connect(self._on_heading)
        model.order_changed.connect(self._show_order)
        self._show_order()

    def _on_heading(self, section: int) -> None:
        """Numbers begin with the largest, words with A; a second click turns it round."""
        key = SORTED_BY.get(Column(section))
        if key is None:
            self._show_order()
            return
        before = self._model.order
        words = section in (Column.IMAGE, Column.LOT)
        turned = before.descending if before.key is key else words
        self._model.set_order(Order(key, descending=not turned))

    def _show_order(self) -> None:
        order = self._model.order
        section = next((column for column, key in SORTED_BY.items() if key is order.key), -1)
        direction = (
            Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        )
        self.horizontalHeader().setSortIndicator(section, direction)


class ResultViews(QStackedWidget):
    """The three layouts over one model and one selection; each is made when first wanted.

    Signals:
        menu_asked(QPoint): The menu of what is selected is wanted at this place of the screen.
    """

    menu_asked = Signal(QPoint)

    def __init__(self, model: ResultsModel, thumbnails: Thumbnails, *, name: str) -> None:
        super().__init__()
        self._make: dict[ViewMode, Callable[[], QAbstractItemView]] = {
            ViewMode.LIST: lambda: ResultsView(model, thumbnails, name=name),
            ViewMode.GRID: lambda: ResultsGrid(model, thumbnails, name=name),
            ViewMode.TABLE: lambda: ResultsTable(model, thumbnails, name=name),
        }
        self._made: dict[ViewMode, QAbstractItemView] = {}
        self.selection = QItemSelectionModel(model, self)
        self.mode = ViewMode.LIST
        self.set_mode(ViewMode.LIST)

    @property
    def view(self) -> QAbstractItemView:
        """The layout on show."""
        return self._made[self.mode]

    def set_mode(self, mode: ViewMode) -> None:
        """Lay the results out differently, the current one in sight."""
        if mode not in self._made:
            made = self._make[mode]()
            own = made.selectionModel()
            made.setSelectionModel(self.selection)
            own.deleteLater()
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            made.customContextMenuRequested.connect(
                lambda place: self.menu_asked.emit(made.viewport().mapToGlobal(place))
            )
            self.addWidget(made)
            self._made[mode] = made
        self.mode = mode
        self.setCurrentWidget(self.view)
        if self.selection.currentIndex().isValid():
            self.view.scrollTo(self.selection.currentIndex())


def _prepare(
    view: QAbstractItemView,
    model: ResultsModel,
    delegate: QStyledItemDelegate,
    thumbnails: Thumbnails,
    *,
    name: str,
) -> None:
    view.setModel(model)
    view.setAccessibleName(name)
    thumbnails.ready.connect(lambda _path: view.viewport().update())
    view.setItemDelegate(delegate)
    view.setMouseTracking(True)
    view.setTabKeyNavigation(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def _prepare_rows(view: QTableView, height: int) -> None:
    view.setShowGrid(False)
    header = view.verticalHeader()
    header.hide()
    header.setMinimumSectionSize(height)
    header.setDefaultSectionSize(height)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
