"""A list of short phrases, each a chip that can be taken away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton, QWidget

from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import clear_layout, label, tool_button
from ad_studio.ui.widgets.layouts import FlowLayout, hbox, vbox


class ChipsEdit(QWidget):
    """A field that turns what is typed, up to Enter or a comma, into chips.

    Args:
        name: What a screen reader calls the field.
        placeholder: An example.
        taken: Turns what was typed into the phrase that is kept.
        shown: Turns a phrase into the words on its chip.

    Signals:
        changed: A chip was added or taken away.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        name: str,
        placeholder: str,
        taken: Callable[[str], str] = str,
        shown: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._taken, self._shown = taken, shown
        self._phrases: list[str] = []
        self._field = QLineEdit(placeholderText=placeholder)
        self._field.setAccessibleName(name)
        self._field.textEdited.connect(self._on_edited)
        self._field.returnPressed.connect(self.take_typed)
        self._field.editingFinished.connect(self.take_typed)
        self._field.installEventFilter(self)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=6)
        column = vbox(self, spacing=8)
        column.addWidget(self._field)
        column.addWidget(self._chips)
        self.setFocusProxy(self._field)
        self._chips.hide()

    def setToolTip(self, text: str) -> None:
        self._field.setToolTip(tooltip(text))

    def phrases(self) -> tuple[str, ...]:
        """The chips, in the order given."""
        return tuple(self._phrases)

    def set_phrases(self, phrases: Sequence[str]) -> None:
        """Show exactly these chips."""
        self._phrases = []
        for phrase in phrases:
            self._add(phrase)
        self._rebuild()

    def take_typed(self) -> None:
        """Turn what stands in the field into a chip."""
        text = self._field.text()
        self._field.clear()
        before = len(self._phrases)
        for phrase in text.split(","):
            self._add(self._taken(phrase))
        if len(self._phrases) != before:
            self._rebuild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and not self._field.text()
            and self._phrases
        ):
            self._remove(self._phrases[-1])
            return True
        return super().eventFilter(watched, event)

    def _add(self, phrase: str) -> None:
        phrase = " ".join(phrase.split())
        if phrase and phrase.casefold() not in {p.casefold() for p in self._phrases}:
            self._phrases.append(phrase)

    def _remove(self, phrase: str) -> None:
        self._phrases.remove(phrase)
        self._rebuild()

    def _on_edited(self, text: str) -> None:
        if "," in text:
            self.take_typed()

    def _rebuild(self) -> None:
        clear_layout(self._flow)
        before: QWidget = self._field
        for phrase in self._phrases:
            chip, remove = self._chip(phrase)
            self._flow.addWidget(chip)
            QWidget.setTabOrder(before, remove)  # else Tab came to it after the whole form
            before = remove
        self._chips.setVisible(bool(self._phrases))
        self._chips.updateGeometry()
        self.changed.emit()

    def _chip(self, phrase: str) -> tuple[QFrame, QToolButton]:
        """A chip, and the button in it that takes it away."""
        chip = QFrame()
        chip.setObjectName("chip")
        row = hbox(chip, spacing=4, margins=(10, 3, 5, 3))
        row.addWidget(label(self._shown(phrase)))
        words = self.tr("Remove {phrase}").format(phrase=self._shown(phrase))
        remove = tool_button("close", name=words, tip=words, size=12)
        remove.clicked.connect(lambda: self._remove(phrase))
        row.addWidget(remove)
        return chip, remove
