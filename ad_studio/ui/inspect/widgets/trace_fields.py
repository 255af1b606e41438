"""What the parts of a run can be traced by, beyond lot and operator: serial, station, shift."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ad_studio.domain import TraceField, TraceSettings
from ad_studio.ui.operator import last_station, remember_station
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import label
from ad_studio.ui.widgets.layouts import hbox


class TraceFields(QWidget):
    """Three fields in a line; the station is offered again, it belongs to the computer."""

    def __init__(self) -> None:
        super().__init__()
        self._station, self._shift, self._serial = (QLineEdit() for _ in range(3))
        self._station.setText(last_station())
        self._station.setPlaceholderText(self.tr("optional"))
        line = hbox(self, spacing=8)
        for name, field, tip in (
            (self.tr("Station"), self._station, self.tr("Where the parts are inspected")),
            (
                self.tr("Shift"),
                self._shift,
                self.tr("In which shift; empty: by the clock, if the project has shifts"),
            ),
            (
                self.tr("Serial"),
                self._serial,
                self.tr(
                    "Of the one part that all images of the run show. Where each image shows "
                    "another part: empty, and each serial stands in the file name or is scanned."
                ),
            ),
        ):
            words = label(name, role="muted")
            words.setBuddy(field)
            field.setAccessibleName(name)
            field.setToolTip(tooltip(tip))
            line.addWidget(words)
            line.addWidget(field, 1)
        self.show_settings(TraceSettings())

    @property
    def given(self) -> Mapping[TraceField, str]:
        """What was typed, by field."""
        return {
            TraceField.STATION: self._station.text().strip(),
            TraceField.SHIFT: self._shift.text().strip(),
            TraceField.SERIAL: self._serial.text().strip(),
        }

    def ask_for(self, field: TraceField) -> None:
        """Put the keys into a field."""
        places = {TraceField.STATION: self._station, TraceField.SHIFT: self._shift}
        places.get(field, self._serial).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_settings(self, settings: TraceSettings) -> None:
        """Say what fills an empty field."""
        by_clock = self.tr("by the clock")
        self._shift.setPlaceholderText(by_clock if settings.shifts else self.tr("optional"))
        by_name = self.tr("by the file name")
        self._serial.setPlaceholderText(
            by_name if settings.serial_pattern else self.tr("one for all images")
        )

    def remember(self) -> None:
        """A run begins: the serial was that of its part."""
        remember_station(self._station.text().strip())
        self._serial.clear()
