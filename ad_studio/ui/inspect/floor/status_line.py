"""The status line of the shop floor view: state of the run, time of the last part, run fields."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ad_studio.domain import TraceField
from ad_studio.messages import NOTHING
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.run_queue import QueuedRun
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.messages import localized
from ad_studio.ui.text import clock
from ad_studio.ui.widgets.basics import ElidedLabel, icon_label
from ad_studio.ui.widgets.layouts import hbox

_GAP = "  ·  "
_LOOK_MS = 60_000  # the time of a part gets its day at midnight, whether parts come or not


class StatusLine(QWidget):
    """One line of text; with a warning icon where parts may come and are not inspected."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = icon_label("warning", role="review")
        self._words = ElidedLabel(role="strong")
        line = hbox(self, spacing=8)
        line.addWidget(self._sign)
        line.addWidget(self._words, 1)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, *, warns: bool) -> None:
        """Show a text, with the warning icon if `warns`."""
        self._sign.setVisible(warns)
        self._words.setText(words)
        self.setAccessibleName(words)


class StatusLineController(QObject):
    """Keeps the status line up to date with the run on show."""

    def __init__(self, state: InspectState, *, line: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._line = line
        runs, session = state.queues.runs, state.session
        for told in (
            *(runs.told, runs.rows, runs.finished, runs.cancelled, runs.failed),
            *(state.live_changed, state.changed, state.grew, state.cleared, session.changed),
        ):
            told.connect(self._show)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._show)

    def open(self) -> None:
        """Start updating: the line is visible."""
        self._show()
        self._looking.start()

    def close(self) -> None:
        """Stop updating: the line is hidden."""
        self._looking.stop()

    def _show(self, *_about: object) -> None:
        live, table = self._state.live, self._state.results.table
        due = live.control.challenge_due if live else NOTHING
        words = [translate("StatusLine", "A challenge is due"), localized(due)] if due else []
        words.append(_run_words(live))
        if len(table):
            last = translate("StatusLine", "last part {time}")
            words.append(last.format(time=clock(table.row(len(table) - 1).inspected_at)))
        else:
            words.append(translate("StatusLine", "no part yet"))
        self._line.say(_GAP.join((*words, *self._given())), warns=_warns(live))

    def _given(self) -> list[str]:
        """Lot, station and operator, as far as they are filled in."""
        live, run = self._state.live, self._state.run
        found = {}
        for field, words in (
            (TraceField.LOT, translate("StatusLine", "lot {value}")),
            (TraceField.STATION, translate("StatusLine", "station {value}")),
            (TraceField.OPERATOR, translate("StatusLine", "operator {value}")),
        ):
            value = live.given.get(field, "") if live else getattr(run, field, "")
            if value:
                found[field] = words.format(value=value)
        return list(found.values())


def _run_words(live: QueuedRun | None) -> str:
    if live is None:
        return translate("StatusLine", "The run is over")
    if live.control.is_paused:
        return translate("StatusLine", "Paused")
    if live.control.is_stopped:
        return translate("StatusLine", "Coming to its end")
    if live.control.is_folder_away:
        return translate("StatusLine", "The watched folder cannot be reached")
    return (
        translate("StatusLine", "Watching")
        if live.watching
        else translate("StatusLine", "Inspecting")
    )


def _warns(live: QueuedRun | None) -> bool:
    """Whether new parts are not inspected, or a challenge is due."""
    if live is None:
        return True
    control = live.control
    return control.is_paused or control.is_folder_away or bool(control.challenge_due)
