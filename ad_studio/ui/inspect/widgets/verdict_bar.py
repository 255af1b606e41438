"""The verdict of the image in the viewer, the buttons to give another one, and reasons."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ad_studio.domain import Mark, ResultRow, Verdict
from ad_studio.ui import icons
from ad_studio.ui.defect_words import defect_word, english_phrase
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.widgets.filters import filter_chip
from ad_studio.ui.messages import localized
from ad_studio.ui.text import one_line, sigma, tooltip, verdict_word
from ad_studio.ui.widgets.basics import ElidedLabel, label, restyle, tab_before, tool_button
from ad_studio.ui.widgets.layouts import FlexibleArea, FlowLayout, hbox
from ad_studio.ui.widgets.verdicts import Badge

_WIDEST = 160  # pixels of words on a chip


class ReasonChips(QWidget):
    """At most one of them is down.

    Signals:
        chosen(str): The user chose a reason, or none ("").
        left: Enter was pressed in the field for one's own reason.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, spacing=6)
        self.field = QLineEdit(placeholderText=self.tr("Another reason…"))
        self.field.setAccessibleName(self.tr("Another reason, in your own words; Enter takes it"))
        self.field.setToolTip(tooltip(self.field.accessibleName()))
        self.field.setFixedWidth(136)
        self.field.returnPressed.connect(self._on_typed)
        self._flow.addWidget(self.field)

    @property
    def spacing(self) -> int:
        """Pixels between two lines of chips."""
        return self._flow.spacing()

    @property
    def reason(self) -> str:
        """The reason that is down; empty if none is."""
        return next((reason for reason, chip in self._chips.items() if chip.isChecked()), "")

    def offer(self, reasons: Iterable[str]) -> None:
        """Offer exactly these reasons."""
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for reason in reasons:
            self._add(reason)

    def show_reason(self, reason: str) -> None:
        """Press the chip of a reason, which is added if it is not there; empty: none."""
        if reason and reason not in self._chips:
            self._add(reason)
        for known, chip in self._chips.items():
            chip.setChecked(known == reason)

    def chip(self, reason: str) -> QPushButton:
        """The button of a reason."""
        return self._chips[reason]

    def _add(self, reason: str) -> None:
        words, tip = one_line(defect_word(reason)), self.tr("Give this reason with the verdict")
        chip = filter_chip("", tip=tip)
        chip.ensurePolished()  # with the letters that it will have
        shown = chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        chip.setText(shown.replace("&", "&&"))
        chip.setAccessibleName(words)
        if shown != reason:
            chip.setToolTip(tooltip(f"{reason}\n{tip}"))
        chip.clicked.connect(lambda down, reason=reason: self._choose(reason if down else ""))
        self._chips[reason] = chip
        self._flow.removeWidget(self.field)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.field)
        tab_before(self.field, chip)
        chip.show()
        self.updateGeometry()

    def _choose(self, reason: str) -> None:
        self.show_reason(reason)
        self.chosen.emit(reason)

    def _on_typed(self) -> None:
        reason = english_phrase(self.field.text())
        self.field.clear()
        if reason:
            self._choose(reason)
        self.left.emit()


_LINE = 30  # pixels of height of a line of reasons
_KEYS = {Verdict.OK: "O", Verdict.REVIEW: "R", Verdict.NG: "N"}


def standing(row: ResultRow, machine: Verdict | None) -> str:
    """How a human verdict stands to the machine's: confirmed, overridden, or nobody said so yet."""
    if row.mark is Mark.UNSURE:
        return translate("VerdictBar", "Unsure: the machine's verdict counts")
    if row.mark is Mark.SKIPPED:
        return translate("VerdictBar", "Left for later")
    if row.human is None:
        words = localized(row.remark)
        return words or translate("VerdictBar", "Judged by the machine")
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
        self._words, self._why, self._is_by_machine = "", "", False
        self._why_not_higher = Verdict.OK
        self._badge = Badge()
        self._score = label(role="number")
        self._buttons: dict[Verdict, QPushButton] = {}
        head = hbox(spacing=12)
        head.addWidget(self._name, 1)
        head.addWidget(self._score)
        head.addWidget(self._badge)
        foot = hbox(spacing=6)
        for verdict, key in _KEYS.items():
            button = QPushButton(verdict.value)
            button.setProperty("verdict", verdict.value)
            tip = self.tr("Say that this image is {verdict} (key {key})")
            button.setToolTip(tooltip(tip.format(verdict=verdict, key=key)))
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
        second = hbox(spacing=2)
        second.addWidget(self._standing, 1)
        for tool in (self._undo, self._redo):
            second.addWidget(tool)
        self._tools = (self._unsure, self._skip, self._undo, self._redo)
        self.reasons = ReasonChips()
        self._reasons = FlexibleArea(self.reasons, least=_LINE)
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
        self._reasons.set_most(_LINE if low else 2 * _LINE + self.reasons.spacing)

    def set_slim(self, slim: bool) -> None:
        """Show name, score, verdict and the three buttons only, or everything."""
        for widget in (*self._tools, self._reasons):
            widget.setVisible(not slim)

    def show_nothing(self, why: str) -> None:
        """There is no image on the screen, and nothing can be said; `why` says so."""
        self._take(None)
        self._name.setText(self.tr("No image"))
        self._score.setText("")
        self._words, self._is_by_machine = why, False
        self._show_standing()

    def show_result(
        self,
        row: ResultRow,
        verdict: Verdict | None,
        machine: Verdict | None,
        *,
        seen: bool = True,
    ) -> None:
        """Describe the image on the screen; without the image that was `seen`, no verdict on it."""
        self._take(row, seen=seen)
        self._name.setText(row.path.name)
        self._name.setToolTip(tooltip(str(row.path)))
        self._score.setText(sigma(row.score))
        self._badge.set_verdict(verdict)
        self._words = standing(row, machine)
        self._is_by_machine = not (row.human or row.mark or row.remark)
        self._show_standing()
        for known, button in self._buttons.items():
            name = self.tr("Say {word}; now {verdict}")
            button.setAccessibleName(name.format(word=known, verdict=verdict_word(verdict)))
            button.setProperty("given", "true" if row.human is known else "false")
            restyle(button)

    def explain(self, verdict: Verdict = Verdict.OK, why: str = "") -> None:
        """Say why the machine's verdict is no higher than OK or REVIEW; empty: nothing to say."""
        self._why, self._why_not_higher = why, verdict
        self._show_standing()

    def _show_standing(self) -> None:
        self._standing.setText(self._words)
        if self._why and self._is_by_machine:
            words = self.tr("OK by the machine, although a region reaches REVIEW")
            if self._why_not_higher is Verdict.REVIEW:
                words = self.tr("REVIEW by the machine: too small for NG")
            self._standing.setText(words)
            self._standing.setToolTip(tooltip(f"{words}\n{self._why}"))

    def _take(self, row: ResultRow | None, *, seen: bool = True) -> None:
        """Offer what can be said of a result."""
        self._badge.setVisible(row is not None)
        scored = row is not None and not row.error
        for button in (self._unsure, self._skip, self.reasons):
            button.setEnabled(scored)
        for verdict_button in self._buttons.values():
            verdict_button.setEnabled(scored and seen)
        self.reasons.show_reason("" if row is None else row.reason)
        self._unsure.setChecked(row is not None and row.mark is Mark.UNSURE)

    def say(self, text: str) -> None:
        """Put a passing remark where the standing is, until the next image."""
        self._standing.setText(text)
