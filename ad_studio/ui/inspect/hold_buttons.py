"""Buttons that hold a run, let it go on, or end one that watches."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ad_studio.services.inspection.run_control import RunControl
from ad_studio.ui import icons
from ad_studio.ui.widgets.basics import button


class HoldButtons(QWidget):
    """Pause and Resume in one button; Finish beside it while a folder is watched.

    Signals:
        resumed: The run goes on after a pause.
    """

    resumed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._control = RunControl()
        self.hold = button("", on=self._on_hold)
        self.finish = button(
            self.tr("Finish"),
            icon="check",
            tip=self.tr("Stop watching: inspect what has arrived, then end the run"),
            on=self._on_finish,
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.finish)
        line.addWidget(self.hold)
        self.follow(self._control, watching=False)

    def follow(self, control: RunControl, *, watching: bool) -> None:
        """Act on this run from now on."""
        self._control = control
        self.finish.setVisible(watching)
        self.finish.setEnabled(True)
        self._show()

    def _on_hold(self) -> None:
        if self._control.is_paused:
            self._control.resume()
            self.resumed.emit()
        else:
            self._control.pause()
        self._show()

    def _on_finish(self) -> None:
        self._control.stop()
        self.finish.setEnabled(False)
        self._show()

    def _show(self) -> None:
        paused = self._control.is_paused
        self.hold.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.hold.setToolTip(
            self.tr("Go on with the next image")
            if paused
            else self.tr("Hold the inspection after the image being scored; nothing is lost")
        )
        icons.bind(self.hold, "play" if paused else "pause", role="text", size=16)
