"""The left rail: the steps and how far the open project has come."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
)

from ad_studio.domain import RunInfo
from ad_studio.ui import icons
from ad_studio.ui.i18n import translate
from ad_studio.ui.palette import colors
from ad_studio.ui.rail_foot import RailFoot
from ad_studio.ui.rail_queue import QueueButton
from ad_studio.ui.session import Snapshot
from ad_studio.ui.text import share, tooltip
from ad_studio.ui.theme import Theme, font_px
from ad_studio.ui.widgets.basics import ElidedLabel, label
from ad_studio.ui.widgets.layouts import hbox, vbox

if TYPE_CHECKING:
    from ad_studio.ui.inspect.run_queue import RunQueue

_WIDTH = 216
_NARROW = 64
_HIGH, _LOW = 56, 44  # of a step: where there is room, and in a low window
_WORDS = 38  # height of its two lines


class Step(IntEnum):
    """The steps, in their order."""

    PROJECTS = 0
    REFERENCE = 1
    TRAIN = 2
    INSPECT = 3
    REPORT = 4
    CHECKS = 5


def title(step: Step) -> str:
    """What a step is called."""
    return {
        Step.PROJECTS: translate("Rail", "Projects"),
        Step.REFERENCE: translate("Rail", "Reference"),
        Step.TRAIN: translate("Rail", "Train"),
        Step.INSPECT: translate("Rail", "Inspect"),
        Step.REPORT: translate("Rail", "Report"),
        Step.CHECKS: translate("Rail", "Checks"),
    }[step]


@dataclass(frozen=True, slots=True)
class StepState:
    """Whether a step makes sense now, and one line that says how it stands or why not."""

    enabled: bool
    line: str
    done: bool = False


def step_states(snapshot: Snapshot | None) -> dict[Step, StepState]:
    """How the steps stand for an open project, or for none."""
    if snapshot is None:
        closed = StepState(False, translate("Rail", "Open a project first"))
        return dict.fromkeys(Step, closed) | {Step.PROJECTS: StepState(True, "")}
    states = {Step.PROJECTS: StepState(True, "")}
    reference, model, run = snapshot.reference, snapshot.model, snapshot.run
    states[Step.REFERENCE] = (
        StepState(True, f"{reference.width} × {reference.height} px", done=True)
        if reference
        else StepState(True, translate("Rail", "One good image"))
    )
    if reference is None:
        states[Step.TRAIN] = StepState(True, translate("Rail", "Needs a reference"))
    elif model is None:
        states[Step.TRAIN] = StepState(True, translate("Rail", "Ready to train"))
    else:
        states[Step.TRAIN] = StepState(
            True, translate("Rail", "Model {number}").format(number=model.number), done=True
        )
    if model is None:
        states[Step.INSPECT] = StepState(False, translate("Rail", "Needs a trained model"))
    elif run is None:
        states[Step.INSPECT] = StepState(True, translate("Rail", "Ready to inspect"))
    else:
        states[Step.INSPECT] = StepState(True, _run_line(run), done=True)
    states[Step.REPORT] = (
        StepState(False, translate("Rail", "Needs an inspection"))
        if run is None
        else StepState(True, translate("Rail", "HTML, PDF, XLSX or CSV"))
    )
    states[Step.CHECKS] = (
        StepState(False, translate("Rail", "Needs a trained model"))
        if model is None
        else StepState(True, translate("Rail", "Challenge and studies"))
    )
    return states


def _run_line(run: RunInfo) -> str:
    """The run on show, in the little room that there is: "Run 3, 12 % NG"."""
    number = translate("Rail", "Run {number}").format(number=run.id)
    total = run.counts.total
    return f"{number}, {share(run.counts.ng, total)} NG" if total else number


class StepButton(QAbstractButton):
    """One step of the rail: icon, name, and a line on how it stands."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.setObjectName("step")
        self._title, self._icon = title(step), step.name.lower()
        self._state = StepState(True, "")
        self._line = ""
        self._work: float | None = None
        self._compact = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_state(self, state: StepState) -> None:
        """Show how the step stands; the line says why when it cannot be entered."""
        self._state = state
        self.setEnabled(state.enabled)
        self.setAccessibleName(self._title)
        if self._work is None:
            self._say(state.line)

    def _say(self, line: str) -> None:
        self._line = line
        self.setAccessibleDescription(line)
        self.setToolTip(tooltip(f"{self._title}: {line}" if line else self._title))
        self.update()

    def show_work(self, share: float, words: str) -> None:
        """Show how far the work of the step has come: as a bar from 0 to 1, and in few words."""
        self._work = share
        self._say(words)

    def end_work(self) -> None:
        """Show how the step stands again."""
        self._work = None
        self._say(self._state.line)

    def set_compact(self, compact: bool) -> None:
        """Show the icon only, or the words, too."""
        self._compact = compact
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_NARROW - 16, _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROW - 16, _LOW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = colors()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(active.rail_raised))
            painter.setOpacity(1 if self.isChecked() else 0.6)
            painter.drawRoundedRect(area, 8, 8)
            painter.setOpacity(1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(active.accent))
            painter.drawRoundedRect(QRectF(1, 16, 3, self.height() - 32), 1.5, 1.5)
        if self._work is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(active.accent))
            painter.drawRect(QRectF(10, self.height() - 5, (self.width() - 20) * self._work, 3))
        if self.hasFocus():
            painter.setPen(QColor(active.rail_muted))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 8, 8)
        painter.setOpacity(1 if self.isEnabled() else 0.55)
        ink = active.rail_text if self.isEnabled() else active.rail_muted
        icon = icons.pixmap(self._icon, ink, 22, self.devicePixelRatioF())
        left = (self.width() - 22) // 2 if self._compact else 16
        painter.drawPixmap(left, (self.height() - 22) // 2, icon)
        if not self._compact:
            self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        active = colors()
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        x, width = 52, self.width() - 52 - 30
        painter.setPen(QColor(ink))
        painter.setFont(font_px(14, weight=weight))
        if not self._line:
            painter.drawText(QRectF(x, 0, width, self.height()), middle, self._title)
        else:
            top = (self.height() - _WORDS) // 2
            painter.drawText(QRectF(x, top, width, 20), middle, self._title)
            small = font_px(12)
            painter.setPen(QColor(active.rail_muted))
            painter.setFont(small)
            words = QFontMetrics(small).elidedText(
                self._line, Qt.TextElideMode.ElideRight, width + 22
            )
            painter.drawText(QRectF(x, top + 20, width + 22, 18), middle, words)
        if self._state.done:
            check = icons.pixmap("check", active.rail_muted, 16, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - 28, 11, check)


class Rail(QFrame):
    """The steps, one checked; `chosen(Step)` when the user picks another."""

    chosen = Signal(Step)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(_WIDTH)
        column = vbox(self, spacing=4, margins=(8, 16, 8, 12))
        column.addLayout(self._brand())
        column.addSpacing(16)
        self._group = QButtonGroup(self)
        self._buttons = {step: StepButton(step) for step in Step}
        for step, button in self._buttons.items():
            self._group.addButton(button, step.value)
            column.addWidget(button)
        self._group.idClicked.connect(lambda number: self.chosen.emit(Step(number)))
        self._queue: QueueButton | None = None
        self._is_compact = False
        self._queue_place = hbox(margins=(8, 0, 8, 0))
        column.addLayout(self._queue_place)
        column.addStretch(1)
        self._part = ElidedLabel(role="strong")
        self._noun = ElidedLabel(role="caption")
        words = vbox(spacing=2, margins=(12, 0, 8, 8))
        words.addWidget(self._part)
        words.addWidget(self._noun)
        column.addLayout(words)
        self.foot = RailFoot(theme)
        column.addWidget(self.foot)
        self.show_snapshot(None)

    def select(self, step: Step) -> None:
        """Mark the step that is in front."""
        self._buttons[step].setChecked(True)

    def set_compact(self, compact: bool) -> None:
        """Show icons only, or icons with words."""
        self.setFixedWidth(_NARROW if compact else _WIDTH)
        for button in self._buttons.values():
            button.set_compact(compact)
        for words in (self._name, self._part, self._noun):
            words.setVisible(not compact)
        self._is_compact = compact
        if self._queue is not None:
            self._queue.set_compact(compact)

    def button(self, step: Step) -> StepButton:
        """The button of a step."""
        return self._buttons[step]

    def show_queue(self, runs: "RunQueue") -> None:
        """Show from now on how many inspections wait."""
        self._queue = QueueButton(runs)
        self._queue.set_compact(self._is_compact)
        self._queue_place.addWidget(self._queue)
        self._queue_place.addStretch(1)

    def show_snapshot(self, snapshot: Snapshot | None) -> None:
        """Show how the open project stands."""
        for step, state in step_states(snapshot).items():
            self._buttons[step].set_state(state)
        self._part.setText(snapshot.info.name if snapshot else "")
        noun = snapshot.info.noun if snapshot else ""
        if snapshot and not snapshot.writable:
            noun = self.tr("{noun}, read only").format(noun=noun)
        self._noun.setText(noun)

    def _brand(self) -> QHBoxLayout:
        row = hbox(spacing=10, margins=(12, 0, 8, 0))
        mark = label()
        icons.bind(mark, "app", size=26)
        self._name = label("ad_studio")
        self._name.setObjectName("brand")
        row.addWidget(mark)
        row.addWidget(self._name, 1)
        return row
