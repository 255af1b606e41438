"""A list of parts with their pictures; a row may have a check box."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from ad_studio.ui.text import tooltip
from ad_studio.ui.thumbnails import Thumbnails

_SIDE = 48
_PAD = 4
_SHOWN = 4  # rows that are seen without scrolling


@dataclass(frozen=True, slots=True)
class PartRow:
    """One row.

    Attributes:
        path: The image file.
        sha256: Of the bytes to be shown; empty: whatever the file holds.
        name: What the part is called.
        text: What there is to say about it.
        key: What the row stands for.
        asked: Whether it has a check box, not checked at first.
        bit_depth: Of the image; None: that of what the others belong to.
    """

    path: Path
    sha256: str
    name: str
    text: str
    key: int | str = ""
    asked: bool = False
    bit_depth: int | None = None


class PartList(QListWidget):
    """As high as its rows, up to four of them.

    Args:
        thumbnails: Where the pictures come from.
        name: What a screen reader says.
        tip: What the list is for.
        side: Of a picture, logical pixels.

    Signals:
        checked: Somebody checked or unchecked a row; see `checked_keys`.
    """

    checked = Signal()

    def __init__(self, thumbnails: Thumbnails, *, name: str, tip: str, side: int = _SIDE) -> None:
        super().__init__()
        self._side = side
        self._thumbnails = thumbnails
        self._rows: Sequence[PartRow] = ()
        self.setAccessibleName(name)
        self.setToolTip(tooltip(tip))
        self.setIconSize(QSize(side, side))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformItemSizes(True)
        thumbnails.ready.connect(self._on_ready)
        self.itemChanged.connect(lambda _item: self.checked.emit())

    @property
    def current_row(self) -> PartRow | None:
        """The row that is selected."""
        at = self.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @property
    def checked_keys(self) -> list[int | str]:
        """What the checked rows stand for."""
        return [
            row.key
            for at, row in enumerate(self._rows)
            if row.asked and self.item(at).checkState() is Qt.CheckState.Checked
        ]

    def show_rows(self, rows: Sequence[PartRow]) -> None:
        """Put these rows in place of those before; what was checked or current stays so."""
        checked, current = set(self.checked_keys), self.current_row
        self._rows = rows
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.name}\n{row.text}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.name}: {row.text}")
            item.setToolTip(tooltip(f"{row.path}\n{row.text}"))
            item.setIcon(self._picture(row))
            item.setSizeHint(QSize(0, self._side + 2 * _PAD))
            if row.asked:
                item.setCheckState(
                    Qt.CheckState.Checked if row.key in checked else Qt.CheckState.Unchecked
                )
            self.addItem(item)
        keys = [row.key for row in rows]
        if current is not None and current.key in keys:
            self.setCurrentRow(keys.index(current.key))
        self.blockSignals(False)
        height = self._side + 2 * _PAD
        self.setFixedHeight(min(len(rows), _SHOWN) * height + 2 * self.frameWidth())

    def _picture(self, row: PartRow) -> QIcon:
        found = self._thumbnails.get(row.path, row.sha256, bit_depth=row.bit_depth)
        if found is None or found.isNull():  # not here yet, or never: keep its place
            found = QPixmap(self._side, self._side)
            found.fill(Qt.GlobalColor.transparent)
        return QIcon(found)

    def _on_ready(self, path: Path) -> None:
        self.blockSignals(True)
        for at, row in enumerate(self._rows):
            if row.path == path:
                self.item(at).setIcon(self._picture(row))
        self.blockSignals(False)
        self.viewport().update()
