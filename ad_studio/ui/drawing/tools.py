"""The tools for drawing regions, in a row above the reference image."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from ad_studio.ui.drawing.canvas import Tool
from ad_studio.ui.drawing.edits import RegionEdits, ZoneEdits
from ad_studio.ui.i18n import translate
from ad_studio.ui.widgets.basics import SpinBox, label, tool_button
from ad_studio.ui.widgets.layouts import hbox

_WIDEST = 9999


class RegionTools(QWidget):
    """One tool is in hand; the brush has a width.

    Signals:
        tool_chosen(Tool): Take this one in hand.
        width_changed(int): Of the brush, in pixels of the reference.
        undo_asked, redo_asked, delete_asked: What the buttons say.
    """

    tool_chosen = Signal(object)
    width_changed = Signal(int)
    undo_asked = Signal()
    redo_asked = Signal()
    delete_asked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._tools: dict[Tool, QToolButton] = {}
        group = QButtonGroup(self)
        row = hbox(self, spacing=4)
        row.addWidget(label(title, role="strong"))
        row.addSpacing(8)
        for tool, (name, tip) in _words().items():
            made = tool_button(tool.value, name=name, tip=tip, checkable=True)
            made.clicked.connect(lambda _on, tool=tool: self.tool_chosen.emit(tool))
            group.addButton(made)
            row.addWidget(made)
            self._tools[tool] = made
        self._tools[Tool.SELECT].setChecked(True)
        row.addSpacing(8)
        self.brush = SpinBox(1, _WIDEST, value=1, name=self.tr("Width of the brush"))
        self.brush.setSuffix(self.tr(" px", "pixels, after a number"))
        self.brush.setToolTip(self.tr("Width of the brush in pixels of the reference image"))
        self.brush.valueChanged.connect(self.width_changed)
        self.brush.setVisible(False)
        row.addWidget(self.brush)
        row.addStretch(1)
        self.undo = self._action(
            "undo", self.tr("Undo"), QKeySequence.StandardKey.Undo, self.undo_asked
        )
        self.redo = self._action(
            "redo", self.tr("Redo"), QKeySequence.StandardKey.Redo, self.redo_asked
        )
        self.delete = tool_button(
            "delete",
            name=self.tr("Delete the selected region"),
            tip=self.tr("Delete the selected region (Delete)"),
        )
        self.delete.clicked.connect(self.delete_asked)
        for one in (self.undo, self.redo, self.delete):
            row.addWidget(one)

    def show_tool(self, tool: Tool) -> None:
        """Show which tool is in hand."""
        self._tools[tool].setChecked(True)
        self.brush.setVisible(tool is Tool.BRUSH)

    def show_edits(self, edits: RegionEdits | ZoneEdits) -> None:
        """Offer what can be done now."""
        self.undo.setEnabled(edits.can_undo)
        self.redo.setEnabled(edits.can_redo)
        self.delete.setEnabled(edits.selected is not None)

    def button(self, tool: Tool) -> QToolButton:
        """The button of a tool."""
        return self._tools[tool]

    @staticmethod
    def _action(
        icon: str, name: str, key: QKeySequence.StandardKey, then: SignalInstance
    ) -> QToolButton:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        made = tool_button(icon, name=name, tip=f"{name} ({shown})")
        made.setShortcut(QKeySequence(key))
        made.clicked.connect(then)
        return made


def _words() -> dict[Tool, tuple[str, str]]:
    """Name and tooltip of each tool."""
    return {
        Tool.SELECT: (
            translate("RegionTools", "Select"),
            translate(
                "RegionTools",
                "Select: click a region, drag it; arrow keys move it by a pixel, with Shift by "
                "ten; Delete deletes it",
            ),
        ),
        Tool.RECTANGLE: (
            translate("RegionTools", "Rectangle"),
            translate(
                "RegionTools",
                "Rectangle: drag from corner to corner; Enter puts one in the middle",
            ),
        ),
        Tool.POLYGON: (
            translate("RegionTools", "Polygon"),
            translate(
                "RegionTools",
                "Polygon: click corner after corner; Enter or a double click closes it, "
                "Backspace takes a corner back, Esc gives it up",
            ),
        ),
        Tool.BRUSH: (
            translate("RegionTools", "Brush"),
            translate("RegionTools", "Brush: draw over the area with the mouse button held down"),
        ),
    }
