"""The map of the keys: a panel over the page, made of the tables that the keys act by."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QWidget
from shiboken6 import isValid

from ad_studio.ui.bindings import Binding, Group
from ad_studio.ui.widgets.basics import label, scrolling, tool_button
from ad_studio.ui.widgets.layouts import hbox, vbox

_MARGIN = 24
_WIDTH = 440


class KeyMap(QFrame):
    """Shows groups of bindings on the right of its parent; the page below stays in use."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("key-map")
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("Map of the keys"))
        close = tool_button(
            "close", name=self.tr("Close the map of the keys"), tip=self.tr("Close (Esc or ?)")
        )
        close.clicked.connect(self.put_away)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Keys"), role="heading"), 1)
        head.addWidget(close)
        self._column = vbox(self, spacing=8, margins=(20, 16, 16, 16))
        self._column.addLayout(head)
        self._window = parent
        self._body: QWidget | None = None
        self._keys_before: QWidget | None = None  # what had the focus
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), parent)
        self._escape.activated.connect(self.put_away)
        self._escape.setEnabled(False)
        parent.installEventFilter(self)
        self.hide()

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show these bindings in place of the ones before."""
        if not self.isVisible():
            self._keys_before = QApplication.focusWidget()
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        content = QWidget()
        rows = vbox(content, spacing=6, margins=(0, 0, 8, 0))
        for group in groups:
            rows.addWidget(label(group.title, role="strong"))
            rows.addLayout(_table(group.bindings))
            rows.addSpacing(8)
        note = self.tr("Keys act on the page while no field takes text.")
        rows.addWidget(label(note, role="caption", wrap=True))
        self._body = scrolling(content)
        self._column.addWidget(self._body, 1)
        self._content = content
        self._body.show()
        self._place()
        self.show()
        self.raise_()

    def put_away(self) -> None:
        """Hide it; where the keys had come to it, they act where they did before."""
        focus, before = QApplication.focusWidget(), self._keys_before
        self.hide()
        if focus is not None and self.isAncestorOf(focus) and before and isValid(before):
            before.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._escape.setEnabled(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._escape.setEnabled(False)

    def _place(self) -> None:
        """As high as its words need, and never higher than the window."""
        room = self._window.size()
        width = min(_WIDTH, room.width() - 2 * _MARGIN)
        inner = width - 60
        self._content.setFixedWidth(inner)
        wanted = self._content.heightForWidth(inner)
        wanted = max(wanted, self._content.sizeHint().height()) + 84
        height = min(wanted, room.height() - 2 * _MARGIN)
        self.resize(width, height)
        self.move(QPoint(room.width() - width - _MARGIN, _MARGIN))


def _table(bindings: Iterable[Binding]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, binding in enumerate(bindings):
        caps = hbox(spacing=4)
        for name in binding.key_names():
            caps.addWidget(label(name, role="key"))
        caps.addStretch(1)
        grid.addLayout(caps, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(binding.words, wrap=True), row, 1)
    grid.setColumnMinimumWidth(0, 168)
    return grid
