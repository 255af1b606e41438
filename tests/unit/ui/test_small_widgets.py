from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextDocument, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ad_studio.domain import Verdict, VerdictCounts
from ad_studio.errors import ImageError
from ad_studio.eta import Eta, Rate, duration
from ad_studio.progress import SilentProgress
from ad_studio.services.training_progress import BEGINS, TrainingProgress, TrainingStep, step_of
from ad_studio.ui import i18n
from ad_studio.ui.defect_words import both_words, defect_word, english_phrase
from ad_studio.ui.inspect.widgets.verdict_bar import ReasonChips
from ad_studio.ui.palette import DARK, LIGHT
from ad_studio.ui.text import counts_line, images, share, sigma, tooltip, when
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.basics import ComboBox, Disclosure, ElidedLabel, SigmaBox, SpinBox
from ad_studio.ui.widgets.chips import ChipsEdit
from ad_studio.ui.widgets.progress_strip import ProgressStrip
from ad_studio.ui.widgets.verdicts import Badge, CountsBar
from tests.keyboard import Fingers


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    "text", ["/lot/a.png\nscratch < 3 mm", "x <b>bold</b> & <img src='a.png'>"]
)
def test_a_tooltip_shows_a_text_as_it_stands(text):
    shown, said = tooltip(text), QTextDocument()
    (said.setHtml if QtGui.Qt.mightBeRichText(shown) else said.setPlainText)(shown)
    assert said.toPlainText() == text


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(colors):
    pairs = [
        (ink, ground)
        for ink in (colors.text, colors.muted)
        for ground in (colors.background, colors.surface, colors.raised)
    ]
    pairs += [(colors.verdict(v), colors.verdict_soft(v)) for v in Verdict]
    pairs += [(colors.verdict(v), colors.surface) for v in Verdict]
    pairs += [(colors.accent, colors.surface), (colors.on_accent, colors.accent)]
    pairs += [(colors.rail_text, colors.rail), (colors.rail_muted, colors.rail)]
    for ink, ground in pairs:
        assert contrast(ink, ground) >= 4.5, (ink, ground)


def test_values_are_said_as_people_say_them():
    assert sigma(3.14159) == "3.14 σ"
    assert sigma(9.966) == "9.96 σ", "never rounded up to a threshold"
    assert sigma(None) == "–"
    assert sigma(-1.234) == "\N{MINUS SIGN}1.23 σ"
    assert sigma(-0.001) == "0.00 σ"
    assert images(1) == "1 image"
    assert images(1200) == "1,200 images"
    assert share(1, 1000) == "<1 %"
    assert share(0, 10) == "0 %"
    assert share(0, 0) == "–"
    assert counts_line(VerdictCounts(ok=4, review=1, ng=2)) == "4 OK  ·  1 REVIEW  ·  2 NG"
    assert counts_line(VerdictCounts(error=1)).endswith("1 error")
    assert duration(8.4) == "8 s"
    assert duration(80) == "1 min 20 s"
    assert duration(7500) == "2 h 5 min"
    moment = datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert when(moment).startswith("2 Nov 2026, ")


def test_the_time_left_follows_the_pace():
    now = [0.0]
    eta = Eta(lambda: now[0])
    assert eta.left(0.0) is None
    now[0] = 10
    assert eta.left(0.25) == pytest.approx(30)
    assert eta.left(0.1) == pytest.approx(90) or eta.left(0.1) is None


def test_a_strip_says_the_pace_of_what_it_counts(qtbot, monkeypatch, jobs):
    now = [0.0]
    monkeypatch.setattr("ad_studio.ui.widgets.progress_strip.Rate", lambda: Rate(lambda: now[0]))
    strip = ProgressStrip(jobs.queue("work"), what="work")
    qtbot.addWidget(strip)
    strip.count(2, "{pace} steps/s")
    assert "steps" not in strip._numbers.text()
    now[0] = 4
    strip.count(12, "{pace} steps/s")
    assert strip._numbers.text() == "2.5 steps/s"


def test_defects_are_said_in_the_language_of_the_window_and_kept_in_english(qtbot, qapp):
    i18n.install(qapp, "de")
    try:
        edit = ChipsEdit(name="x", placeholder="", taken=english_phrase, shown=both_words)
        reasons = ReasonChips()
        for widget in (edit, reasons):
            qtbot.addWidget(widget)
        field = edit.findChild(QLineEdit)
        field.setText("kratzer, schiefes Gewinde, dent")
        edit.take_typed()
        assert edit.phrases() == ("scratch", "schiefes Gewinde", "dent")
        shown = [one.text() for one in edit.findChildren(QLabel)]
        assert shown == ["Kratzer (scratch)", "schiefes Gewinde", "Delle (dent)"]
        reasons.offer(edit.phrases())
        assert reasons.chip("scratch").text() == "Kratzer"
        assert reasons.chip("scratch").toolTip().startswith("scratch")
        reasons.field.setText("Delle")
        with qtbot.waitSignal(reasons.chosen) as said:
            reasons.field.returnPressed.emit()
        assert said.args == ["dent"], "what is stored"
    finally:
        i18n.install(qapp, "en")
    assert both_words("scratch") == defect_word("scratch") == "scratch"


def test_a_full_bar_does_not_say_that_nothing_is_left(qtbot, monkeypatch, jobs):
    now, tasks = [0.0], jobs.queue("work")
    monkeypatch.setattr("ad_studio.ui.widgets.progress_strip.Eta", lambda: Eta(lambda: now[0]))
    strip = ProgressStrip(tasks, what="work")
    qtbot.addWidget(strip)
    said = []
    for done in (0.0, 0.5, 1.0):
        tasks.fraction.emit(0, done)
        said.append(strip._numbers.text())
        now[0] += 4
    assert said == ["", "4 s left", ""]


class Told(SilentProgress):
    """Hands shares on to what a task queue tells."""

    def __init__(self, tasks):
        super().__init__()
        self._tasks = tasks

    def fraction(self, value):
        self._tasks.fraction.emit(0, value)


@pytest.mark.parametrize(
    "slow", [TrainingStep.REFERENCE, TrainingStep.TRAINING, TrainingStep.THRESHOLDS]
)
def test_the_estimate_goes_over_all_steps_of_a_training_and_never_says_0_s(
    qtbot, monkeypatch, jobs, slow
):
    """Whichever step takes two minutes where the others take seconds."""
    now, tasks, said = [0.0], jobs.queue("work"), []
    monkeypatch.setattr("ad_studio.ui.widgets.progress_strip.Eta", lambda: Eta(lambda: now[0]))
    strip = ProgressStrip(tasks, what="work")
    qtbot.addWidget(strip)
    progress = TrainingProgress(Told(tasks))
    for stage in BEGINS:
        progress.stage(stage)
        for part in range(1, 11):
            now[0] += 4 if step_of(stage) is slow else 0.05
            progress.fraction(part / 10)
            said.append(strip._numbers.text())
    assert not [words for words in said if words.startswith("0 s")]
    assert all(said[1:-1]), "from the second report on there is an estimate"
    progress.end()
    assert strip._numbers.text() == ""


def test_the_rate_counts_from_the_first_report():
    now = [100.0]
    rate = Rate(lambda: now[0])
    assert rate.per_second(5) is None
    now[0] = 102
    assert rate.per_second(11) == 3


def wheel(widget):
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_a_value_only_with_focus(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    spin, sigma_box, combo = (
        SpinBox(0, 9, value=4, name="n"),
        SigmaBox(name="s", tip=""),
        ComboBox(name="c"),
    )
    sigma_box.setValue(3)
    combo.addItems(["one", "two", "three"])
    combo.setCurrentIndex(1)
    column = QVBoxLayout(page)
    for widget in (spin, sigma_box, combo):
        column.addWidget(widget)
    page.show()
    page.activateWindow()
    page.setFocus()
    for widget in (spin, sigma_box, combo):
        wheel(widget)
    assert (spin.value(), sigma_box.value(), combo.currentIndex()) == (4, 3, 1)
    spin.setFocus()
    qtbot.waitUntil(spin.hasFocus)
    wheel(spin)
    assert spin.value() == 5


def test_a_long_path_gives_up_its_middle_and_is_whole_in_the_tooltip(qtbot):
    label = ElidedLabel("/a/very/long/path" * 20)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 50
    assert label.toolTip() == label.text()


def test_the_disclosure_folds_its_body_away(qtbot):
    page, body = QWidget(), QLabel("body")
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    disclosure = Disclosure("Advanced", body, tip="Rarely needed")
    column.addWidget(disclosure)
    column.addWidget(body)
    page.show()
    assert not body.isVisible()
    qtbot.mouseClick(disclosure, Qt.MouseButton.LeftButton)
    assert body.isVisible()


def test_a_banner_names_the_error_the_file_and_the_way_out(qtbot):
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.show_error(ImageError("It is torn.", path=Path("/lot/a.png"), hint="Tape it."))
    texts = [label.text() for label in banner.findChildren(QLabel)]
    assert {"It is torn.", "/lot/a.png", "Tape it."} <= set(texts)
    assert banner.accessibleName() == "error: It is torn. /lot/a.png Tape it."
    banner.clear()
    assert banner.isHidden()


def test_a_banners_action_closes_it_and_acts_once(qtbot):
    banner, acted = Banner(), []
    qtbot.addWidget(banner)
    banner.say("Replace?", level=Level.WARNING, closable=False)
    yes = QPushButton("Yes")
    banner.add_action(yes, lambda: acted.append(1))
    yes.click()
    assert acted == [1]
    assert banner.isHidden()


@pytest.fixture
def chips(qtbot):
    widget = ChipsEdit(name="Defects", placeholder="")
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_typing_makes_chips_and_never_twice_the_same(qtbot, chips):
    field = chips.focusProxy()
    qtbot.keyClicks(field, "scratch")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "bent  thread,")
    qtbot.keyClicks(field, "Scratch")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chips.phrases() == ("scratch", "bent thread")


def test_backspace_in_the_empty_field_takes_the_last_chip(qtbot, chips):
    chips.set_phrases(("one", "two"))
    qtbot.keyClick(chips.focusProxy(), Qt.Key.Key_Backspace)
    assert chips.phrases() == ("one",)


def test_verdicts_are_named_for_those_who_do_not_see_them(qtbot):
    badge, bar = Badge(Verdict.REVIEW), CountsBar()
    qtbot.addWidget(badge)
    qtbot.addWidget(bar)
    bar.set_counts(VerdictCounts(ok=1, ng=2))
    assert badge.accessibleName() == "Verdict REVIEW"
    assert "2 NG" in bar.accessibleName()
    badge.set_verdict(None)
    assert badge.accessibleName() == "Verdict ERROR"
    for widget in (badge, bar):
        widget.resize(120, 24)
        assert not widget.grab().isNull()


def test_a_theme_change_reaches_the_icons(qtbot, themed):
    from ad_studio.ui.theme import ThemeChoice
    from ad_studio.ui.widgets.basics import tool_button

    themed.choose(ThemeChoice.LIGHT)
    button = tool_button("close", name="Close", tip="")
    qtbot.addWidget(button)
    before = button.icon().cacheKey()
    themed.choose(ThemeChoice.DARK)
    assert button.icon().cacheKey() != before
    themed.choose(ThemeChoice.SYSTEM)


def test_tab_comes_to_what_is_added_later_where_it_is_seen(qtbot):
    """Not after all else in the window."""
    around = QWidget()
    qtbot.addWidget(around)
    banner, chips, reasons = Banner(), ChipsEdit(name="Defects", placeholder=""), ReasonChips()
    column = QVBoxLayout(around)
    for widget in (banner, chips, reasons, last := QLineEdit()):
        column.addWidget(widget)
    last.setAccessibleName("last")
    around.show()
    around.activateWindow()
    last.setFocus()
    chips.set_phrases(("scratch", "dent"))
    reasons.offer(("burr", "stain"))
    banner.say("Replace it?")
    for words in ("Replace", "Keep"):
        banner.add_action(QPushButton(words), lambda: None)
    fingers, stops = Fingers(around), []
    while not stops or stops[-1] != "last":
        fingers.press(Qt.Key.Key_Tab)
        stops.append(fingers.on)
    assert stops == [
        *("Replace", "Keep", "Close the message"),
        *("Defects", "Remove scratch", "Remove dent"),
        *("burr", "stain", "Another reason, in your own words; Enter takes it"),
        "last",
    ]
