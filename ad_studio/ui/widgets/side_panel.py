"""Cards beside a page: what may be long scrolls, the buttons below it are always in reach."""

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ad_studio.ui.widgets.basics import scrolling

INSET = (24, 24, 24, 8)
"""Margins of what scrolls."""


def pin_below(panel: QFrame, content: QWidget, *buttons: QPushButton) -> None:
    """Fill `panel` with `content`, which scrolls if it must, and pin `buttons` below it."""
    column = QVBoxLayout(panel)
    column.setContentsMargins(1, 1, 1, 24)
    column.setSpacing(12)
    column.addWidget(scrolling(content), 1)
    for button in buttons:
        row = QVBoxLayout()
        row.setContentsMargins(23, 0, 23, 0)
        row.addWidget(button)
        column.addLayout(row)
