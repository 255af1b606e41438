"""A field for a limit that may be left open."""

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ad_studio.ui.text import tooltip


class LimitBox(QLineEdit):
    """A number, or nothing: no limit. Takes a decimal point and a decimal comma.

    Signals:
        changed: Another limit was typed in.
    """

    changed = Signal()

    def __init__(self, *, name: str, tip: str, unit: str) -> None:
        super().__init__()
        self._unit = unit
        self._limit: float | None = None
        self.setAccessibleName(name)
        self.setToolTip(tooltip(tip))
        self.setPlaceholderText(self.tr("any {unit}").format(unit=unit))
        self.editingFinished.connect(self._take)

    def limit(self) -> float | None:
        """The limit; None: there is none."""
        return self._limit

    def set_limit(self, limit: float | None) -> None:
        """Show another limit."""
        if limit != self._limit or limit is None:
            self._limit = limit
            self._write()

    def _take(self) -> None:
        text = self.text().replace(self._unit, "").replace(",", ".").strip()
        try:
            typed = float(text) if text else None
        except ValueError:
            typed = self._limit
        if typed is not None and not math.isfinite(typed):
            typed = self._limit
        changed = typed != self._limit
        self._limit = typed
        self._write()
        if changed:
            self.changed.emit()

    def _write(self) -> None:
        if self._limit is None:
            self.clear()
        else:
            self.setText(f"{self.locale().toString(self._limit, 'g', 6)} {self._unit}")
