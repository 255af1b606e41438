"""What is said about the image on the screen, and the buttons to say otherwise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ad_studio.domain import Mark, ResultRow, Verdict
from ad_studio.ui import icons
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.reason_chips import ReasonChips
from ad_studio.ui.said import said
from ad_studio.ui.text import sigma, tooltip, verdict_word
from ad_studio.ui.widgets.basics import ElidedLabel, label, restyle, tool_button
from ad_studio.ui.widgets.giving_area import GivingArea
from ad_studio.ui.widgets.verdicts import Badge

_LINE = 30  # pixels of height of a line of reasons
_KEYS = {Verdict.OK: "O", Verdict.REVIEW: "R", Verdict.NG: "N"}


def standing(row: ResultRow, machine: Verdict | None) -> str:
    """How a human verdict stands to the machine's: confirmed, overridden, or nobody said so yet."""
    if row.mark is Mark.UNSURE:
        return translate("VerdictBar", "Unsure: the machine's verdict counts")
    if row.mark is Mark.SKIPPED:
        return translate("VerdictBar", "Left for later")
    if row.human is None:
        return said(row.error) or translate("VerdictBar", "Judged by the machine")
    if machine is None:
        words = translate("VerdictBar", "Judged {human} by hand; could not be scored")
        return words.format(human=row.human)
    if row.human is machine:
        return translate("VerdictBar", "Confirmed {human}").format(human=row.human)
    words = translate("VerdictBar", "Overridden to {human}; the machine said {machine}")
    return words.format(human=row.human, machine=machine)


class VerdictBar(QFrame):
    """File, score and verdict of the image on the screen, reasons, and what can be said.

    Signals:
        given(Verdict): The user gave a verdict on the image on the screen.
        unsure_said: The user cannot tell.
        skipped: The user leaves it for later.
        undo_asked: The user wants the last thing said taken back.
        redo_asked: The user wants what was taken back last said again.
    """

    given = Signal(object)
    unsure_said = Signal()
    skipped = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._name = ElidedLabel(role="heading")
        self._standing = ElidedLabel(role="caption")
        self._badge = Badge()
        self._score = label(role="number")
        self._buttons: dict[Verdict, QPushButton] = {}
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name, 1)
        head.addWidget(self._score)
        head.addWidget(self._badge)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for verdict, key in _KEYS.items():
            button = QPushButton(verdict.value)
            button.setProperty("verdict", verdict.value)
            tip = self.tr("Say that this image is {verdict} (key {key})")
            button.setToolTip(tip.format(verdict=verdict, key=key))
            role = verdict.value.lower()
            icons.bind(button, icons.verdict_icon_name(verdict), role=role, size=16)
            button.clicked.connect(lambda _on=False, verdict=verdict: self.given.emit(verdict))
            self._buttons[verdict] = button
            foot.addWidget(button, 1)
        self._unsure = tool_button(
            "unsure",
            name=self.tr("Unsure"),
            tip=self.tr("Say that you cannot tell; the machine's verdict goes on counting (key U)"),
            checkable=True,
        )
        self._unsure.clicked.connect(self.unsure_said)
        self._skip = tool_button(
            "skip",
            name=self.tr("Skip"),
            tip=self.tr("Leave this image for later and go on (key S)"),
        )
        self._skip.clicked.connect(self.skipped)
        self._undo = tool_button(
            "undo",
            name=self.tr("Undo the last verdict"),
            tip=self.tr("Take the last verdict back (Backspace or Ctrl+Z)"),
        )
        self._undo.clicked.connect(self.undo_asked)
        self._redo = tool_button(
            "redo",
            name=self.tr("Redo"),
            tip=self.tr("Do what was taken back once more (Ctrl+Y)"),
        )
        self._redo.clicked.connect(self.redo_asked)
        for tool in (self._unsure, self._skip):
            foot.addWidget(tool)
        second = QHBoxLayout()
        second.setSpacing(2)
        second.addWidget(self._standing, 1)
        for tool in (self._undo, self._redo):
            second.addWidget(tool)
        self.reasons = ReasonChips()
        self._reasons = GivingArea(self.reasons, least=_LINE)
        self._column = column = QVBoxLayout(self)
        column.addLayout(head)
        column.addLayout(second)
        column.addWidget(self._reasons)
        column.addLayout(foot)
        self.set_low(False)
        self.show_nothing("")

    def set_low(self, low: bool) -> None:
        """Do with less height: one line of reasons, the others by scrolling."""
        inset, between = (6, 2) if low else (12, 6)
        self._column.setContentsMargins(16, inset, 12, inset)
        self._column.setSpacing(between)
        self._reasons.set_most(_LINE if low else 2 * _LINE + self.reasons.layout().spacing())

    def show_nothing(self, why: str) -> None:
        """There is no image on the screen, and nothing can be said; `why` says so."""
        self._take(None)
        self._name.setText(self.tr("No image"))
        self._score.setText("")
        self._standing.setText(why)

    def show_result(self, row: ResultRow, verdict: Verdict | None, machine: Verdict | None) -> None:
        """Describe the image on the screen."""
        self._take(row)
        self._name.setText(row.path.name)
        self._name.setToolTip(tooltip(str(row.path)))
        self._score.setText(sigma(row.score))
        self._badge.set_verdict(verdict)
        self._standing.setText(standing(row, machine))
        for known, button in self._buttons.items():
            name = self.tr("Say {word}; now {verdict}")
            button.setAccessibleName(name.format(word=known, verdict=verdict_word(verdict)))
            button.setProperty("given", "true" if row.human is known else "false")
            restyle(button)

    def _take(self, row: ResultRow | None) -> None:
        """Offer what can be said of a result."""
        self._badge.setVisible(row is not None)
        for button in (*self._buttons.values(), self._unsure, self._skip, self.reasons):
            button.setEnabled(row is not None and not row.error)
        self.reasons.show_reason("" if row is None else row.reason)
        self._unsure.setChecked(row is not None and row.mark is Mark.UNSURE)

    def say(self, text: str) -> None:
        """Put a passing remark where the standing is, until the next image."""
        self._standing.setText(text)
