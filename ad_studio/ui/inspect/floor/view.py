"""What stands in the view for the shop floor."""

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from ad_studio.domain import ResultRow, Verdict, VerdictCounts
from ad_studio.ui import tone
from ad_studio.ui.inspect.floor.recent_strip import RecentStrip
from ad_studio.ui.inspect.floor.status_line import StatusLine
from ad_studio.ui.inspect.floor.verdict_band import VerdictBand
from ad_studio.ui.inspect.widgets.viewer import Viewer
from ad_studio.ui.text import counts_line, sigma, tooltip
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import ElidedLabel, button, label
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.verdicts import CountsBar

_SOUND = "floor/sound"
_BAND = 5  # the band takes this part of the height
_GAP = "  ·  "


class FloorView(QWidget):
    """The newest part with its verdict, the counts of the shift, the latest parts in a strip.

    A part that is NG stays until it is acknowledged.

    Signals:
        acknowledged: The button was pressed: somebody has taken note of the part on show.
        left: The view is to be as before.
    """

    acknowledged = Signal()
    left = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Shop floor view"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # keys act here
        self.status_line = StatusLine()
        self.band = VerdictBand()
        self.viewer = Viewer()
        self.viewer.setAcceptDrops(False)
        self.viewer.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.part = ElidedLabel(role="title")
        self.next_serial = label(role="muted")
        self.note = label(role="heading", wrap=True)
        self.acknowledge = button(
            self.tr("Acknowledge"),
            kind="primary",
            icon="check",
            tip=self.tr("Say that you have taken note of this NG part (Space, Enter)"),
            on=self.acknowledged.emit,
        )
        self.counts = label(role="heading")
        self.counts_bar = CountsBar()
        self.strip = RecentStrip(thumbnails)
        self.sound = QCheckBox(self.tr("Sound"))
        self.sound.setToolTip(
            tooltip(
                self.tr(
                    "Let the computer play a tone when a part is NG. It plays once when this is "
                    "switched on; if you hear nothing, the computer has no sound."
                )
            )
        )
        self.sound.setChecked(QSettings().value(_SOUND, False, type=bool) is True)
        self.sound.toggled.connect(self._on_sound)
        self.leave = button(
            self.tr("Leave"), icon="close", tip=self.tr("Back to the list (Esc)"), on=self.left.emit
        )
        self._lay_out()
        self.show_nothing(self.tr("No part yet"))

    def show_part(self, row: ResultRow, verdict: Verdict | None) -> None:
        """Say which part is on show, and its verdict."""
        self.band.show_verdict(verdict)
        words = [row.path.name]
        if row.serial:
            words.insert(0, row.serial)
        if row.score is not None:
            words.append(sigma(row.score))
        self.part.setText(_GAP.join(words))

    def show_nothing(self, words: str) -> None:
        """Show no part, and say why."""
        self.band.show_nothing(words)
        self.part.setText("")
        self.viewer.show_nothing()
        self.show_waiting(0)

    def show_waiting(self, count: int) -> None:
        """Ask for an acknowledgement of the part on show, or no longer.

        Args:
            count: How many NG parts wait for theirs, that one included.
        """
        self.acknowledge.setVisible(count > 0)
        self.note.setVisible(count > 0)
        words = self.tr("Take the part out, then press Space or Enter, or scan it.")
        if count > 1:
            words += " " + self.tr("%Ln more NG part(s) wait.", "", count - 1)
        self.note.setText(words if count else "")

    def show_counts(self, counts: VerdictCounts) -> None:
        """Show how many images of the shift stand at each verdict."""
        words = self.tr("This shift: {counts}").format(counts=counts_line(counts))
        self.counts.setText(words)
        self.counts_bar.set_counts(counts)

    def show_next_serial(self, serial: str) -> None:
        """Say which serial the next part gets; empty: none was scanned."""
        words = self.tr("Next part: {serial}").format(serial=serial)
        self.next_serial.setText(words if serial else "")

    def beep(self) -> None:
        """Make a sound, if it is wished."""
        if self.sound.isChecked():
            tone.sound()

    def _on_sound(self, on: bool) -> None:
        QSettings().setValue(_SOUND, on)
        self.beep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.band.setFixedHeight(max(self.band.minimumSizeHint().height(), self.height() // _BAND))

    def _lay_out(self) -> None:
        about = hbox(spacing=16)
        about.addWidget(self.part, 1)
        about.addWidget(self.next_serial)
        asked = hbox(spacing=16)
        asked.addWidget(self.note, 1)
        asked.addWidget(self.acknowledge)
        summed = hbox(spacing=16)
        summed.addWidget(self.counts)
        summed.addWidget(self.counts_bar, 1)
        below = hbox(spacing=16)
        below.addWidget(self.strip)
        below.addStretch(1)
        below.addWidget(self.sound)
        below.addWidget(self.leave)
        column = vbox(self, spacing=12)
        column.addWidget(self.status_line)
        column.addWidget(self.band)
        column.addLayout(about)
        column.addWidget(self.viewer, 1)
        column.addLayout(asked)
        column.addLayout(summed)
        column.addLayout(below)
