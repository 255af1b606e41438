"""The fields that parts are traced by: which are needed, and what fills them."""

from PySide6.QtWidgets import QCheckBox

from ad_studio.domain import TraceField, TraceSettings
from ad_studio.errors import UsageError
from ad_studio.services.projects.traceability import (
    read_shifts,
    set_trace_settings,
    shifts_text,
)
from ad_studio.ui.projects.settings.section import Section
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import button, label


class FieldsSection(Section):
    """Which fields a run needs, where the serial stands, when shifts begin."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(label(self.tr("No run begins without"), role="strong"))
        self.required = {
            TraceField.LOT: QCheckBox(self.tr("Lot")),
            TraceField.SERIAL: QCheckBox(self.tr("Serial")),
            TraceField.OPERATOR: QCheckBox(self.tr("Operator")),
            TraceField.STATION: QCheckBox(self.tr("Station")),
            TraceField.SHIFT: QCheckBox(self.tr("Shift")),
        }
        for box in self.required.values():
            box.setToolTip(tooltip(self.tr("A run without this field is refused")))
            self.column.addWidget(box)
        self.column.addSpacing(8)
        self.pattern = self.add_text(
            self.tr("Serial in the file name"),
            example="cam1_{serial}_*",
            tip=self.tr("Where the serial stands; * is any text, ? one character"),
            help_text=self.tr("Empty: it is typed or scanned."),
        )
        self.shifts = self.add_text(
            self.tr("Shifts"),
            example="early=06:00, late=14:00",
            tip=self.tr("Names and starts, local time; each shift lasts until the next one"),
            help_text=self.tr("Empty: the shift is typed."),
        )
        self.save = button(
            self.tr("Save"),
            kind="primary",
            tip=self.tr("Ask this of every run from now on"),
            on=self._save,
        )
        self.column.addWidget(self.save)
        self.column.addStretch(1)

    def show_settings(self, settings: TraceSettings) -> None:
        """Show what is stored."""
        for field, box in self.required.items():
            box.setChecked(field in settings.required)
        self.pattern.setText(settings.serial_pattern)
        self.shifts.setText(shifts_text(settings.shifts))

    def _save(self) -> None:
        try:
            shifts = read_shifts(self.shifts.text())
        except UsageError as error:
            self.refused.emit(error)
            return
        required = frozenset(field for field, box in self.required.items() if box.isChecked())
        found = TraceSettings(required, self.pattern.text().strip(), shifts)
        self.asked.emit(lambda project, author: set_trace_settings(project, found, author=author))
