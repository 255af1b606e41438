"""What was noticed about the reference image."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ad_studio.domain import QualityHint
from ad_studio.ui.messages import localized
from ad_studio.ui.widgets.basics import clear_layout, icon_label, label
from ad_studio.ui.widgets.layouts import hbox, vbox


class Hints(QWidget):
    """The hints as a list; says so when nothing was noticed."""

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox(self, spacing=10)

    def show_hints(self, hints: Sequence[QualityHint]) -> None:
        """Show these hints in place of the ones before."""
        clear_layout(self._column)
        for hint in hints:
            look = ("warning", "review") if hint.serious else ("info", "accent")
            self._column.addWidget(_line(*look, localized(hint.text)))
        if not hints:
            self._column.addWidget(
                _line("check", "ok", self.tr("Sharp, well exposed, large enough."))
            )


def _line(icon: str, role: str, text: str) -> QWidget:
    line = QWidget()
    row = hbox(line, spacing=8)
    row.addWidget(icon_label(icon, role=role), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, wrap=True), 1)
    return line
