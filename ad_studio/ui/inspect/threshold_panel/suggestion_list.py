"""Suggested thresholds as a list; choosing one tries it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ad_studio.services.thresholds.suggestions import (
    DEFAULT_OPTIONS,
    LEAST_LOT,
    Suggestion,
    SuggestionKind,
    SuggestionOptions,
)
from ad_studio.ui.i18n import translate
from ad_studio.ui.text import grouped, number, sigma
from ad_studio.ui.widgets.basics import PercentBox, SigmaBox
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.line_list import fill, make_list


class SuggestionList(QWidget):
    """Each suggestion with what it rests on, from how many images, and how sure it is.

    Signals:
        chosen(Suggestion): Try this one.
        options_changed(SuggestionOptions): The user asks for something else.
    """

    chosen = Signal(object)
    options_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.list: QListWidget = make_list(
            name=self.tr("Suggested thresholds"),
            tip=self.tr("Click one to try it; nothing is stored until you commit."),
        )
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.overkill: QDoubleSpinBox = PercentBox(
            name=self.tr("Largest overkill in percent"),
            tip=self.tr("Of the good parts, at most so many percent may be called NG"),
        )
        self.overkill.setValue(100 * DEFAULT_OPTIONS.overkill)
        self.margin = SigmaBox(
            name=self.tr("Margin in sigma"),
            tip=self.tr("So far above the highest score of a confirmed OK stands the NG line"),
        )
        self.margin.setValue(DEFAULT_OPTIONS.margin)
        self.overkill.setPrefix(self.tr("overkill ≤ "))
        self.margin.setPrefix(self.tr("margin "))
        fields = hbox(spacing=8)
        for box in (self.overkill, self.margin):
            box.setMinimumWidth(96)
            box.setKeyboardTracking(False)
            box.valueChanged.connect(self._tell_options)
            fields.addWidget(box, 1)
        column = vbox(self, spacing=8)
        column.addWidget(self.list, 1)
        column.addLayout(fields)

    def show_suggestions(self, found: list[Suggestion]) -> None:
        """List these suggestions."""
        rows = []
        for one in found:
            possible = one.thresholds is not None
            rows.append((lines_of(one), one, possible))
        fill(self.list, rows)

    def _choose(self, item: QListWidgetItem) -> None:
        one: Suggestion = item.data(Qt.ItemDataRole.UserRole)
        if one.thresholds is not None:
            self.chosen.emit(one)

    def _tell_options(self) -> None:
        self.options_changed.emit(
            SuggestionOptions(overkill=self.overkill.value() / 100, margin=self.margin.value())
        )


def lines_of(one: Suggestion) -> list[str]:
    """A suggestion in a few lines: what, where the lines go, on what it rests, how sure."""
    lines = [title_of(one)]
    if one.thresholds is None:
        if one.kind is SuggestionKind.LOT:
            words = translate("Suggestions", "needs a run of {count} images, not learned from")
            return [*lines, words.format(count=grouped(LEAST_LOT))]
        words = translate("Suggestions", "not enough yet: {ok} OK, {ng} NG")
        lines.append(words.format(ok=grouped(one.ok), ng=grouped(one.ng)))
        return [*lines, *_left_out(one)]
    lines.append(
        translate("Suggestions", "REVIEW from {review}, NG from {ng}").format(
            review=sigma(one.thresholds.review), ng=sigma(one.thresholds.ng)
        )
    )
    if one.kind is SuggestionKind.REFERENCE:
        rests = (
            translate("Suggestions", "rests on {count} views of the reference")
            if one.views
            else translate("Suggestions", "rests on {count} learned parts, each left out in turn")
        )
        lines.append(rests.format(count=grouped(one.ok)))
    elif one.kind is SuggestionKind.LOT and one.basis is not None:
        rests = translate("Suggestions", "a guess: {count} images, most of them taken to be good")
        lines.append(rests.format(count=grouped(int(one.basis.numbers["images"]))))
    else:
        rests = translate("Suggestions", "rests on {ok} confirmed OK, {ng} confirmed NG")
        lines.append(rests.format(ok=grouped(one.ok), ng=grouped(one.ng)))
    lines += _left_out(one)
    if one.interval is not None and one.share is not None:
        sure = translate("Suggestions", "{what} {value}, with 95 % confidence {low} to {high}")
        value, low, high = (
            number(x, 2) if one.kind is SuggestionKind.BEST_F1 else f"{number(100 * x, 1)} %"
            for x in (one.share, one.interval.low, one.interval.high)
        )
        lines.append(sure.format(what=_about(one), value=value, low=low, high=high))
    return lines


def _left_out(one: Suggestion) -> list[str]:
    if not one.duplicates:
        return []
    words = translate("Suggestions", "left out: {count} with the same bytes as another image")
    return [words.format(count=grouped(one.duplicates))]


def title_of(one: Suggestion) -> str:
    """The way to find thresholds, in a few words."""
    if one.kind is SuggestionKind.REFERENCE and not one.views:
        return translate("Suggestions", "From the parts that the model learned from")
    return {
        SuggestionKind.REFERENCE: translate("Suggestions", "From the reference alone"),
        SuggestionKind.LOT: translate("Suggestions", "From the latest run, without verdicts"),
        SuggestionKind.HIGHEST_OK: translate("Suggestions", "Highest confirmed OK plus a margin"),
        SuggestionKind.BEST_F1: translate("Suggestions", "Largest F1"),
        SuggestionKind.OVERKILL: translate("Suggestions", "Overkill at most as wished"),
        SuggestionKind.NO_ESCAPE: translate("Suggestions", "Zero escapes on confirmed NG"),
    }[one.kind]


def _about(one: Suggestion) -> str:
    if one.kind is SuggestionKind.REFERENCE and not one.views:
        return translate("Suggestions", "learned parts from REVIEW up:")
    return {
        SuggestionKind.REFERENCE: translate("Suggestions", "views from REVIEW up:"),
        SuggestionKind.HIGHEST_OK: translate("Suggestions", "overkill"),
        SuggestionKind.BEST_F1: translate("Suggestions", "F1"),
        SuggestionKind.OVERKILL: translate("Suggestions", "overkill"),
        SuggestionKind.NO_ESCAPE: translate("Suggestions", "escape"),
    }[one.kind]
