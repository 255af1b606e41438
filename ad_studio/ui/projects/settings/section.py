"""What the sections of the settings have in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import label
from ad_studio.ui.widgets.layouts import INSET, vbox

if TYPE_CHECKING:
    from ad_studio.services.projects.project import Project

Change = Callable[["Project", str], object]
"""Stores something in a project, signed by a name."""


class Section(QWidget):
    """A column of fields about one subject.

    Signals:
        asked(Change): The user asked for this.
        refused(AdStudioError): What was filled in cannot be used.
    """

    asked = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.column: QVBoxLayout = vbox(self, spacing=4, margins=INSET)

    def add_text(
        self, caption: str, *, tip: str, example: str = "", help_text: str = ""
    ) -> QLineEdit:
        """Add a line of text below its caption, and return it."""
        field = QLineEdit(placeholderText=example)
        self.add(caption, field, tip=tip, help_text=help_text)
        return field

    def add(self, caption: str, field: QWidget, *, tip: str, help_text: str = "") -> None:
        """Add a field below its caption."""
        words = label(caption, role="strong", wrap=True)
        words.setBuddy(field)
        field.setAccessibleName(caption)
        field.setToolTip(tooltip(tip))
        self.column.addWidget(words)
        self.column.addWidget(field)
        if help_text:
            self.column.addWidget(label(help_text, role="caption", wrap=True))
        self.column.addSpacing(8)
