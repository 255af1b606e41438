"""Shows in the rail how many inspections wait, and takes them out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from ad_studio.ui import icons
from ad_studio.ui.text import tooltip

if TYPE_CHECKING:
    from ad_studio.ui.inspect.run_queue import QueuedRun, RunQueue


class QueueButton(QToolButton):
    """The number of inspections that wait, with a menu that takes each out; else hidden."""

    def __init__(self, runs: "RunQueue") -> None:
        super().__init__()
        self._runs = runs
        icons.bind(self, "pause", role="rail_text", size=16)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(QMenu(self))
        runs.changed.connect(self._show)
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Put the number below the icon, where the rail is narrow."""
        styles = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            styles.ToolButtonTextUnderIcon if compact else styles.ToolButtonTextBesideIcon
        )

    def _show(self) -> None:
        waiting = self._runs.waiting
        words = self.tr("%Ln inspection(s) waiting", "", len(waiting))
        tip = self.tr("Show which inspections wait, and take them out")
        self.setText(str(len(waiting)))
        self.setAccessibleName(words)
        self.setToolTip(tooltip("\n".join((words, *map(_name, waiting), tip))))
        self.menu().clear()
        for queued in waiting:
            words = self.tr("Take out {run}").format(run=_name(queued))
            take_out = self.menu().addAction(words.replace("&", "&&"))
            take_out.triggered.connect(lambda _on=False, queued=queued: self._runs.take_out(queued))
        self.setVisible(bool(waiting))


def _name(queued: "QueuedRun") -> str:
    return f"{queued.project.info.name}, {queued.words}"
