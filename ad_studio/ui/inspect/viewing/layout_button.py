"""The button that chooses where the reference is shown."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from ad_studio.ui import icons
from ad_studio.ui.inspect.viewing.choices import Layout

_ICONS = {
    Layout.ALONE: "image",
    Layout.SIDE_BY_SIDE: "side-by-side",
    Layout.SWIPE: "swipe",
}


class LayoutButton(QToolButton):
    """Opens a menu of the three layouts; its icon says which one is on.

    Signals:
        chosen(Layout): The user chose.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName(self.tr("Comparison with the reference"))
        self.setToolTip(self.tr("Compare with the reference: side by side, or by a swipe (V)"))
        self._menu = QMenu(self)
        group = QActionGroup(self)
        names = {
            Layout.ALONE: self.tr("Image alone"),
            Layout.SIDE_BY_SIDE: self.tr("Side by side with the reference"),
            Layout.SWIPE: self.tr("Swipe between reference and image"),
        }
        self._actions: dict[Layout, QAction] = {}
        for layout, name in names.items():
            action = self._menu.addAction(name)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _checked, one=layout: self.chosen.emit(one))
            self._actions[layout] = action
        self.setMenu(self._menu)
        self.set_layout(Layout.ALONE)

    def set_layout(self, layout: Layout) -> None:
        """Show that this layout is on."""
        self._actions[layout].setChecked(True)
        icons.bind(self, _ICONS[layout], role="text", size=18)
        self.setProperty("on", layout is not Layout.ALONE)
