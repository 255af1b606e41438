"""Where zones are drawn on the reference and get their names and sizes."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QSplitter, QWidget

from ad_studio.domain import ReferenceInfo, SizeLimit, Zone
from ad_studio.domain.size_limits import LONGEST_NAME
from ad_studio.errors import UsageError
from ad_studio.messages import Message
from ad_studio.ui.drawing.board import DrawingBoard
from ad_studio.ui.drawing.edits import ZoneEdits
from ad_studio.ui.images import Picture
from ad_studio.ui.messages import localized
from ad_studio.ui.widgets.banner import Banner
from ad_studio.ui.widgets.basics import AreaBox, button, label
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.region_layers import RegionLayer

_PANEL = 300


class _ShownZone(NamedTuple):
    """What the fields were filled with."""

    row: int | None
    name: str
    mm2: float


_NO_ZONE = _ShownZone(None, "", 0.0)


class ZoneTask(NamedTuple):
    """What zones are drawn for.

    Attributes:
        limit: That is being tried now; None: any size.
        pixel_mm: The side of a pixel on the part.
        reference: The image to draw on.
        picture: Its pixels.
        note: What is to be known of zones with this model; may be empty.
        earlier: The zones of another model, by its number; None where no other one has zones.
    """

    limit: SizeLimit | None
    pixel_mm: float
    reference: ReferenceInfo
    picture: Picture
    note: Message
    earlier: tuple[int, tuple[Zone, ...]] | None = None


class ZoneEditor(QFrame):
    """Canvas, tools, and the zones with their names and sizes.

    Signals:
        chosen(SizeLimit | None): Try these zones; None: there is no limit without them.
        closed: Back to the results.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._task: ZoneTask | None = None
        self.edits = ZoneEdits()
        self.board = DrawingBoard(
            self.edits,
            layer=RegionLayer(),
            title=self.tr("Zones"),
            name=self.tr("Reference image with its zones"),
            parent=self,
        )
        self.board.canvas.setAcceptDrops(False)  # the page takes what is dropped
        self.list = QListWidget()
        self.list.setObjectName("regions")
        self.list.setAccessibleName(self.tr("Zones"))
        self.list.setToolTip(self.tr("Select a zone to name it and to set its size"))
        self.name = QLineEdit(maxLength=LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name of the zone"))
        self.name.setToolTip(self.tr("What people call this place of the part"))
        self.size_from = AreaBox(
            name=self.tr("NG in this zone only from this size, in square millimetres"),
            tip=self.tr(
                "A region that reaches into this zone is NG only if it is at least so large on the "
                "part. 0: any size"
            ),
        )
        self.earlier = button(
            "", tip=self.tr("Draw the zones of that model"), on=self._take_earlier
        )
        self._about = label(role="muted", wrap=True)
        self._note = label(role="caption", wrap=True)
        self._banner = Banner()
        self.use = button(
            self.tr("Try these zones"),
            kind="primary",
            tip=self.tr("Judge the images of the run by them; nothing is stored before Commit"),
            on=self._use,
        )
        self.cancel = button(
            self.tr("Cancel"),
            tip=self.tr(
                "Back to the results; changes are dropped. Esc does the same while there are none"
            ),
            on=self.closed.emit,
        )
        self._shown_zone = _NO_ZONE
        self._lay_out()
        self.board.changed.connect(self._show)
        self.board.canvas.left.connect(self._leave)
        self.list.currentRowChanged.connect(self._pick)
        self.name.editingFinished.connect(self._rename)
        self.size_from.setKeyboardTracking(False)
        self.size_from.valueChanged.connect(
            lambda mm2: self.board.do(lambda: self.edits.resize(mm2))
        )

    def open(self, task: ZoneTask) -> None:
        """Draw the zones of a limit."""
        self._task = task
        limit = task.limit
        self.edits.load(() if limit is None else limit.zones)
        self.board.set_reference(task.reference)
        self.board.show_picture(task.picture)
        self._note.setText(localized(task.note))
        self._note.setVisible(bool(task.note))
        if task.earlier is not None:
            words = self.tr("Take those of model {number}")
            self.earlier.setText(words.format(number=task.earlier[0]))
        self._banner.clear()
        self._shown_zone = _NO_ZONE
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what is typed in a field; else it leaves where nothing is changed."""
        if event.key() == Qt.Key.Key_Escape and not self._reset_fields():
            self._leave()
        event.accept()  # verdict keys must not reach the page: its image is not on the screen

    def _lay_out(self) -> None:
        board = QWidget()
        column = vbox(board, spacing=8)
        column.addWidget(self.board.tools)
        column.addWidget(self.board.canvas, 1)
        panel = QWidget()
        panel.setMinimumWidth(_PANEL)
        column = vbox(panel, spacing=10)
        column.addWidget(label(self.tr("Zones"), role="heading"))
        column.addWidget(self._about)
        column.addWidget(self.earlier)
        column.addWidget(self.list, 1)
        column.addStretch()  # while the list is hidden
        self._fields = QWidget()
        fields = vbox(self._fields, spacing=4)
        for words, field in (
            (self.tr("Name"), self.name),
            (self.tr("NG only from"), self.size_from),
        ):
            title = label(words, role="strong")
            title.setBuddy(field)
            fields.addWidget(title)
            fields.addWidget(field)
        column.addWidget(self._fields)
        for part in (self._note, self._banner):
            column.addWidget(part)
        buttons = hbox(spacing=8)
        buttons.addWidget(self.use, 1)
        buttons.addWidget(self.cancel)
        column.addLayout(buttons)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(board)
        split.addWidget(panel)
        split.setStretchFactor(0, 1)
        vbox(self).addWidget(split)

    def _show(self) -> None:
        zones, selected = self.edits.drawn, self.edits.selected
        rows = [self._row(zone) for zone in zones]
        self.list.blockSignals(True)
        if rows != [self.list.item(i).text() for i in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(rows)
        self.list.setCurrentRow(-1 if selected is None else selected)
        self.list.blockSignals(False)
        self.list.setVisible(bool(zones))
        self._about.setText(self._words())
        self.earlier.setVisible(
            not zones and self._task is not None and self._task.earlier is not None
        )
        self._fields.setEnabled(selected is not None)
        before = self._shown_zone
        now = self._shown_zone = (
            _NO_ZONE
            if selected is None
            else _ShownZone(selected, zones[selected].name, zones[selected].mm2)
        )
        if now._replace(mm2=0) != before._replace(mm2=0):  # what is typed meanwhile stays
            self.name.setText(now.name)
        if now._replace(name="") != before._replace(name=""):
            self.size_from.blockSignals(True)
            self.size_from.setValue(now.mm2)
            self.size_from.blockSignals(False)

    def _row(self, zone: Zone) -> str:
        size = f"{self.size_from.textFromValue(zone.mm2)} mm²"
        return f"{zone.name}  ·  {size if zone.mm2 else self.size_from.specialValueText()}"

    def _words(self) -> str:
        outside = 0.0 if self._task is None or self._task.limit is None else self._task.limit.mm2
        if not self.edits.drawn:
            return self.tr(
                "Draw over a place where regions of another size count: any size on a sealing "
                "face, only large ones on a back."
            )
        if outside:
            words = self.tr("Outside of all zones: NG only from {limit}.")
            return words.format(limit=self.size_from.textFromValue(outside) + " mm²")
        return self.tr("Outside of all zones: NG from any size.")

    def _take_earlier(self) -> None:
        if self._task is not None and self._task.earlier is not None:
            _number, zones = self._task.earlier
            self.board.do(lambda: self.edits.replace_all(zones))

    def _rename(self) -> bool:
        """Take the name that is typed; False: it is none, which is said."""
        try:
            self.board.do(lambda: self.edits.rename(self.name.text()))
        except UsageError as error:
            self._banner.show_error(error)
            return False
        self._banner.clear()
        return True

    def _take_fields(self) -> bool:
        """Take what is typed, also where the field has the focus still; False: it is wrong."""
        self.size_from.interpretText()
        return self._rename()

    def _reset_fields(self) -> bool:
        """Take back what is typed and was not taken yet; False: there is nothing."""
        before = self.name.text(), self.size_from.text()
        self.name.setText(self._shown_zone.name)
        self.size_from.setValue(self._shown_zone.mm2)
        if before == (self.name.text(), self.size_from.text()):
            return False
        self._banner.clear()
        return True

    def _pick(self, row: int) -> None:
        """Select the zone of a row, unless the name that is typed for the one before is wrong."""
        if self._take_fields():
            self.board.pick(row)
        else:
            self._show()

    def _leave(self) -> None:
        """Close, unless there are changes: one key must not throw them away."""
        if not self.edits.is_changed:
            self.closed.emit()
            return
        self._banner.say(
            self.tr("The zones have changed. Try them, or drop the changes with Cancel.")
        )

    def _use(self) -> None:
        if not self._take_fields():
            return
        task, zones = self._task, self.edits.drawn
        if task is None:
            return
        outside = 0.0 if task.limit is None else task.limit.mm2
        try:
            limit = SizeLimit(outside, task.pixel_mm, zones) if outside or zones else None
        except UsageError as error:
            self._banner.show_error(error)
            return
        self.chosen.emit(limit)
        self.closed.emit()
