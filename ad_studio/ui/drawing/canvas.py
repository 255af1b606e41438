"""The reference image as a place to draw regions on, with the mouse and with keys."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsView

from ad_studio.drawn_regions import DrawnRegion, Point, RegionShape, rectangle
from ad_studio.errors import UsageError
from ad_studio.ui.bindings import combination
from ad_studio.ui.drawing.edits import RegionEdits, ZoneEdits
from ad_studio.ui.drawing.keys import region_keys
from ad_studio.ui.widgets.image_view import ImageView
from ad_studio.ui.widgets.region_layers import RegionLayer

_CLOSE = 8  # screen pixels within which a click meets the first corner
_THINNED = 3  # screen pixels between two points of a brush


class Tool(StrEnum):
    """What the mouse does on the image."""

    SELECT = "select"
    RECTANGLE = "rectangle"
    POLYGON = "polygon"
    BRUSH = "brush"


class RegionCanvas(ImageView):
    """Shows the regions of `edits` and changes them.

    Signals:
        edited: The regions, or which of them is selected, have changed.
        tool_changed(Tool): Another tool is in hand.
        left: Escape was pressed, and there is nothing left to give up.
    """

    edited = Signal()
    tool_changed = Signal(object)
    left = Signal()

    def __init__(self, edits: RegionEdits | ZoneEdits, *, layer: RegionLayer, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Draw with the tool chosen above the image"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.brush_width = 0.03
        self._edits = edits
        self._layer = layer
        self.scene().addItem(self._layer)
        self.keys = region_keys(self)
        self._bindings = {combination(key): one for one in self.keys.bindings for key in one.keys}
        self._tool = Tool.SELECT
        self._points: list[Point] = []  # of the shape begun
        self._cursor: Point | None = None
        self._grabbed: tuple[Point, DrawnRegion] | None = None
        self.viewport().setMouseTracking(True)

    @property
    def tool(self) -> Tool:
        """The drawing tool in use."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Take another tool in hand; a shape begun is given up."""
        self._points, self._grabbed = [], None
        if tool is not self._tool:
            self._tool = tool
            select = tool is Tool.SELECT
            hand = QGraphicsView.DragMode.ScrollHandDrag
            self.setDragMode(hand if select else QGraphicsView.DragMode.NoDrag)
            if not select:
                self.viewport().setCursor(Qt.CursorShape.CrossCursor)
            self.tool_changed.emit(tool)
        self.redraw()

    def redraw(self) -> None:
        """Show the regions as they are now, and the shape begun."""
        regions, selected = list(self._edits.regions), self._edits.selected
        begun = self._begun()
        if begun is not None:
            regions.append(begun)
            selected = len(regions) - 1
        self._show_regions(regions, selected)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.has_picture:
            super().mousePressEvent(event)
            return
        place = self._place(event)
        if self._tool is Tool.SELECT:
            self._edits.selected = self._layer.at(self.mapToScene(event.position().toPoint()))
            if self._edits.selected is None:
                super().mousePressEvent(event)  # pan
            else:
                self._grabbed = (place, self._edits.regions[self._edits.selected])
            self._changed()
            return
        if self._tool is Tool.POLYGON and self._meets_first(event.position()):
            self._finish()
            return
        self._points.append(place)
        self._cursor = place
        self.redraw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place(event)
        if self._grabbed is not None:
            start, region = self._grabbed
            moved = region.moved(place[0] - start[0], place[1] - start[1])
            self._show_moved(moved)
            return
        if not self._points:
            super().mouseMoveEvent(event)
            return
        self._cursor = place
        if self._tool is Tool.BRUSH and self._is_far(event.position()):
            self._points.append(place)
        self.redraw()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            place, (start, region) = self._place(event), self._grabbed
            self._grabbed = None
            if self._edits.selected is not None:
                moved = region.moved(place[0] - start[0], place[1] - start[1])
                self._edits.replace(self._edits.selected, moved)
            self._changed()
        elif self._points and self._tool in (Tool.RECTANGLE, Tool.BRUSH):
            self._cursor = self._place(event)
            self._finish()
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tool is Tool.POLYGON and self._points:
            self._finish()  # its first press has set the last corner
        else:
            self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        binding = self._bindings.get(QKeyCombination(modifiers, Qt.Key(event.key())))
        if binding is None:
            super().keyPressEvent(event)
        elif binding.repeats or not event.isAutoRepeat():
            binding.action()

    def nudge(self, across: int, down: int) -> None:
        """Move the selected region by pixels of the reference."""
        width, height = self._sides()
        if width:
            self._edits.move(across / width, down / height)
            self._changed()

    def delete(self) -> None:
        """Take the last point of the shape begun away, or the selected region."""
        if self._points:
            self._points.pop()
            self.redraw()
        else:
            self._edits.delete()
            self._changed()

    def finish(self) -> None:
        """Close the polygon begun, or put a rectangle in the middle for the arrow keys to place."""
        if self._tool is Tool.POLYGON:
            self._finish()
        elif self._tool is Tool.RECTANGLE and not self._points and self.has_picture:
            self._edits.add(rectangle(0.4, 0.4, 0.6, 0.6))
            self._changed()

    def escape(self) -> None:
        """Give up the shape begun, else the tool, else the selection."""
        if self._points or self._grabbed is not None:
            self._points, self._grabbed = [], None
            self.redraw()
        elif self._tool is not Tool.SELECT:
            self.set_tool(Tool.SELECT)
        elif self._edits.selected is not None:
            self._edits.selected = None
            self._changed()
        else:
            self.left.emit()

    def _finish(self) -> None:
        """Make a region of the shape begun; what has nothing inside is forgotten."""
        begun = self._begun(finished=True)
        self._points = []
        if begun is not None:
            self._edits.add(begun)
        self._changed()

    def _begun(self, *, finished: bool = False) -> DrawnRegion | None:
        """The shape begun as a region; None while it is none yet."""
        points = tuple(self._points)
        if not points or self._cursor is None:
            return None
        try:
            if self._tool is Tool.RECTANGLE:
                return rectangle(*points[0], *self._cursor)
            if self._tool is Tool.POLYGON:
                corners = points if finished else (*points, self._cursor)
                return DrawnRegion(RegionShape.POLYGON, corners)
            return DrawnRegion(RegionShape.BRUSH, points, self.brush_width)
        except UsageError:
            return None

    def _show_moved(self, moved: DrawnRegion) -> None:
        i, regions = self._edits.selected, list(self._edits.regions)
        if i is not None:
            regions[i] = moved
            self._show_regions(regions, i)

    def _show_regions(self, regions: Sequence[DrawnRegion], selected: int | None) -> None:
        width, height = self._sides()
        self._layer.show_regions(
            regions, width=width, height=height, selected=selected, names=self._edits.names
        )

    def _changed(self) -> None:
        self.redraw()
        self.edited.emit()

    def _sides(self) -> tuple[int, int]:
        rect = self.sceneRect()
        return (round(rect.width()), round(rect.height())) if self.has_picture else (0, 0)

    def _place(self, event: QMouseEvent) -> Point:
        """Where the mouse is, in shares of the image; its edge where it is beyond."""
        width, height = self._sides()
        place = self.mapToScene(event.position().toPoint())
        share = (place.x() / max(1, width), place.y() / max(1, height))
        return min(max(share[0], 0.0), 1.0), min(max(share[1], 0.0), 1.0)

    def _meets_first(self, position: QPointF) -> bool:
        return len(self._points) > 2 and self._distance(position, self._points[0]) <= _CLOSE

    def _is_far(self, position: QPointF) -> bool:
        return self._distance(position, self._points[-1]) >= _THINNED

    def _distance(self, position: QPointF, point: Point) -> float:
        """Between a place of the mouse and a point of the image, in screen pixels."""
        width, height = self._sides()
        there = self.mapFromScene(QPointF(point[0] * width, point[1] * height))
        return float((position - QPointF(there)).manhattanLength())
