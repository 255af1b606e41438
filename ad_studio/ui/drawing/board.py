"""Canvas and tools that act on the same edits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ad_studio.domain import ReferenceInfo
from ad_studio.ui.drawing.canvas import RegionCanvas, Tool
from ad_studio.ui.drawing.edits import RegionEdits, ZoneEdits
from ad_studio.ui.drawing.tools import RegionTools
from ad_studio.ui.images import Picture
from ad_studio.ui.widgets.region_layers import RegionLayer

_BRUSH = 0.03  # first width, as a share of the longer side


class DrawingBoard(QObject):
    """Binds them.

    Attributes:
        canvas: To draw on.
        tools: To draw with.

    Signals:
        changed: Something else is drawn or selected.
    """

    changed = Signal()

    def __init__(
        self,
        edits: RegionEdits | ZoneEdits,
        *,
        layer: RegionLayer,
        title: str,
        name: str,
        parent: QObject,
    ) -> None:
        """Make both.

        Args:
            edits: What is drawn.
            layer: Shows it.
            title: Stands before the tools.
            name: Of the canvas, for those who do not see it.
            parent: Owns it.
        """
        super().__init__(parent)
        self._edits = edits
        self._longer = 1
        self.canvas = RegionCanvas(edits, layer=layer, name=name)
        self.tools = RegionTools(title)
        self.canvas.edited.connect(self._tell)
        self.canvas.tool_changed.connect(self.tools.show_tool)
        self.tools.tool_chosen.connect(self._take)
        self.tools.width_changed.connect(self._set_width)
        self.tools.undo_asked.connect(lambda: self.do(edits.undo))
        self.tools.redo_asked.connect(lambda: self.do(edits.redo))
        self.tools.delete_asked.connect(lambda: self.do(edits.delete))

    def set_reference(self, reference: ReferenceInfo) -> None:
        """Draw on this image from now on; the brush is as wide as suits it."""
        self._longer = max(reference.width, reference.height)
        self.tools.brush.setValue(max(1, round(_BRUSH * self._longer)))
        self._set_width(self.tools.brush.value())

    def show_picture(self, picture: Picture) -> None:
        """Put the pixels of the reference on the canvas."""
        self.canvas.show_picture(picture)
        self.canvas.fit()
        self.canvas.redraw()

    def do(self, change: Callable[[], None]) -> None:
        """Change the edits, and have that shown."""
        change()
        self._tell()

    def pick(self, row: int) -> None:
        """Select one; -1: none."""
        self._edits.selected = row if row >= 0 else None
        self._tell()

    def _take(self, tool: Tool) -> None:
        self.canvas.set_tool(tool)
        self.canvas.setFocus()

    def _set_width(self, pixels: int) -> None:
        self.canvas.brush_width = min(1.0, pixels / self._longer)

    def _tell(self) -> None:
        self.canvas.redraw()
        self.tools.show_edits(self._edits)
        self.changed.emit()
