"""The threshold panel on its own: what is tried, what follows it, what is committed."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ad_studio.domain import (
    BY_HAND,
    Basis,
    BasisKind,
    SelfCheck,
    SizeLimit,
    Thresholds,
    ThresholdVersion,
    Verdict,
    Zone,
)
from ad_studio.domain.verdict_codes import NG, NO_VERDICT, OK
from ad_studio.drawn_regions import rectangle
from ad_studio.imaging import heat
from ad_studio.services.thresholds.curves import agreement
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import DEFAULT_OPTIONS, SuggestionKind, suggestions
from ad_studio.ui import i18n
from ad_studio.ui.inspect.state import ThresholdDraft
from ad_studio.ui.inspect.threshold_panel.panel import ThresholdFacts, ThresholdPanel
from ad_studio.ui.inspect.widgets.legend import Legend, tick_words

VERSION = ThresholdVersion(
    id=1,
    model_id=1,
    thresholds=Thresholds(3.216, 5.432),
    basis=Basis.from_text("reference views"),
    author="",
    note="",
    created_at=datetime.now(UTC),
)
SCORES = np.array([0.5, 1.0, 4.0, 9.0, 200.0])
TABLE = ScoreTable(np.arange(1, 6), SCORES, np.array([NO_VERDICT, NO_VERDICT, OK, NG, NO_VERDICT]))
HAND, NO = BY_HAND, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def panel(qtbot):
    draft = ThresholdDraft()
    made = ThresholdPanel(draft, name_of=lambda number: f"{number}.png")
    draft.setParent(made)  # its timer ends with the panel
    qtbot.addWidget(made)
    made.resize(312, 720)
    made.show()
    made.tries, made.commits = [], []
    made.draft.tried.connect(made.tries.append)
    made.commit_asked.connect(lambda *wish: made.commits.append(wish))
    made.draft.show(VERSION)
    made.show_table(TABLE)
    made.tries.clear()
    return made


def drag(panel, verdict, value):
    line = panel.thresholds.histogram.line(verdict)
    line.setValue(value)
    line.sigDragged.emit(line)
    panel.draft.settle()


def facts(ok, ng, *, lot=(), history=(VERSION,), duplicates=0):
    scores = np.array([*ok, *ng], float)
    humans = np.array([OK] * len(ok) + [NG] * len(ng), np.int8)
    table = ScoreTable(np.arange(len(scores)), scores, humans, duplicates=duplicates)
    check = SelfCheck(0.5, (1.0, 2.0), (9.0,))
    found = suggestions(
        table,
        lot=np.array(lot, float),
        now=VERSION.thresholds,
        first=VERSION,
        check=check,
        options=DEFAULT_OPTIONS,
    )
    return ThresholdFacts(list(history), found, table, agreement(table))


def words(widget):
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_a_low_panel_scrolls_and_squeezes_nothing(qtbot, panel):
    tab = panel.thresholds
    panel.draft.show(
        replace(VERSION, basis=Basis.from_text("one reference image, seven views of it, " * 3))
    )
    for height in (600, 560, 480):
        panel.resize(312, height)
        qtbot.waitUntil(lambda: tab.minimumHeight() > tab.minimumSizeHint().height())
        assert tab.log.y() >= tab.histogram.geometry().bottom()


def test_without_a_model_there_is_nothing_to_set(panel):
    panel.draft.show(None)
    assert not panel.isEnabled()
    drag(panel, Verdict.NG, 7.0)
    assert panel.tries == [None]
    assert not panel.commit_bar.isVisible()


def test_a_drag_tries_at_once_and_commits_nothing(panel):
    assert not panel.commit_bar.isVisible()
    drag(panel, Verdict.NG, 7.0)
    drag(panel, Verdict.NG, 8.0)
    assert panel.tries == [Thresholds(3.216, 7.0), Thresholds(3.216, 8.0)]
    line = panel.thresholds.histogram.line(Verdict.NG)
    line.sigPositionChangeFinished.emit(line)
    assert panel.commits == []
    assert panel.thresholds.ng.value() == 8.0
    assert panel.commit_bar.isVisible()


def test_many_moves_are_followed_once_and_commit_does_not_wait(qtbot, panel):
    histogram = panel.thresholds.histogram
    for value in (6.0, 7.0, 8.0):
        histogram.ng_moved.emit(value)
    assert histogram.line(Verdict.NG).value() == 8.0
    assert "Would flip 0" in panel.thresholds._switches[0].text()
    assert panel.tries == []
    panel.commit_bar.commit.click()
    assert panel.commits == [(Thresholds(3.216, 8.0), HAND, "")]
    qtbot.waitUntil(lambda: panel.tries == [Thresholds(3.216, 8.0)])


def test_commit_hands_over_thresholds_basis_and_note_once(panel):
    drag(panel, Verdict.NG, 8.0)
    panel.commit_bar.note.setText("  after lot 7 ")
    panel.commit_bar.commit.click()
    panel.commit_bar.commit.click()
    panel.commit_bar.note.returnPressed.emit()
    assert panel.commits == [(Thresholds(3.216, 8.0), HAND, "after lot 7")]
    panel.draft.confirm(replace(VERSION, id=2, thresholds=Thresholds(3.216, 8.0), basis=HAND))
    assert not panel.commit_bar.isVisible()
    assert panel.commit_bar.note.text() == ""


def test_discard_goes_back_to_what_is_in_force(panel):
    drag(panel, Verdict.REVIEW, 6.0)
    panel.commit_bar.discard.click()
    assert panel.tries[-1] == VERSION.thresholds
    assert str(panel.draft.basis) == "reference views"
    assert panel.thresholds.histogram.line(Verdict.REVIEW).value() == 3.216
    assert not panel.commit_bar.isVisible()


def test_the_line_in_hand_pushes_the_other(panel):
    drag(panel, Verdict.REVIEW, 6.0)
    assert panel.tries[-1] == Thresholds(6.0, 6.0)
    drag(panel, Verdict.NG, 2.0)
    assert panel.tries[-1] == Thresholds(2.0, 2.0)
    drag(panel, Verdict.REVIEW, -4.0)
    assert panel.tries[-1].review > 0


def test_typing_leaves_the_other_threshold_exactly_as_it_is(qtbot, panel):
    field = panel.thresholds.ng
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "6.5")
    assert panel.tries == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    panel.draft.settle()
    assert panel.tries == [Thresholds(3.216, 6.5)]
    assert panel.commits == []
    assert panel.thresholds.histogram.line(Verdict.NG).value() == 6.5


def test_looking_at_a_field_tries_nothing(qtbot, panel):
    panel.thresholds.review.setFocus()
    qtbot.keyClick(panel.thresholds.review, Qt.Key.Key_Return)
    panel.thresholds.ng.setFocus()
    assert panel.tries == []


@pytest.mark.parametrize(
    ("key", "modifiers", "step"),
    [
        (Qt.Key.Key_Right, NO, 0.05),
        (Qt.Key.Key_Up, NO, 0.05),
        (Qt.Key.Key_Left, NO, -0.05),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier, 0.01),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, -0.5),
        (Qt.Key.Key_PageUp, NO, 0.5),
        (Qt.Key.Key_PageDown, NO, -0.5),
    ],
)
def test_keys_on_a_line(qtbot, panel, key, modifiers, step):
    panel.draft.show(replace(VERSION, thresholds=Thresholds(3.0, 5.0)))
    handle = panel.thresholds.histogram.handle(Verdict.REVIEW)
    assert handle.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(handle, key, modifiers)
    panel.draft.settle()
    assert panel.tries[-1] == Thresholds(round(3.0 + step, 2), 5.0)
    assert handle.accessibleName() == f"REVIEW line at {3 + step:.2f} σ"


def test_a_grip_is_dragged_with_the_mouse(qtbot, panel):
    histogram = panel.thresholds.histogram
    handle = histogram.handle(Verdict.NG)
    place = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseMove(handle, place + QPoint(20, 0))
    right = panel.draft.thresholds.ng
    assert right > 5.6
    qtbot.mouseMove(handle, handle.rect().center() - QPoint(40, 0))
    assert panel.draft.thresholds.ng < right
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert panel.commits == []


def test_grips_stand_beside_their_lines_and_never_on_each_other(panel):
    histogram = panel.thresholds.histogram
    for pair in ((3.0, 3.0), (0.01, 0.01), (900.0, 1000.0), (2.0, 9.0)):
        panel.draft.take(Thresholds(*pair))
        for verdict in (Verdict.REVIEW, Verdict.NG):
            assert histogram.rect().contains(histogram.handle(verdict).geometry())
    review, ng = (histogram.handle(v).geometry() for v in (Verdict.REVIEW, Verdict.NG))
    panel.draft.take(Thresholds(4.0, 4.0))
    review, ng = (histogram.handle(v).geometry() for v in (Verdict.REVIEW, Verdict.NG))
    assert not review.intersects(ng)


def test_numbers_and_flips_follow_before_anything_is_committed(panel):
    numbers, flips = panel.thresholds.numbers, panel.thresholds.flips.model()
    assert "2\u00a0NG  ·  0\u00a0REVIEW  ·  3\u00a0OK" in words(numbers)
    assert "Overkill: 0 of 1 confirmed OK" in words(numbers)
    assert "Escape: 0 of 1 confirmed NG" in words(numbers)
    assert flips.rowCount() == 0
    drag(panel, Verdict.REVIEW, 3.5)
    drag(panel, Verdict.NG, 3.5)
    assert "Overkill: 1 of 1 confirmed OK" in words(numbers)
    assert [flips.index(0, at).data() for at in range(3)] == ["3.png", "4.00 σ", "→ NG"]
    assert "a person said OK" in flips.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    drag(panel, Verdict.REVIEW, 100.0)
    assert "Escape: 1 of 1 confirmed NG" in words(numbers)
    assert flips.rowCount() == 2
    tip = " ".join(panel.thresholds._switches[0].toolTip().split())
    assert "2 of them have a human verdict" in tip
    assert "REVIEW is no escape" in numbers._escape.toolTip()
    assert panel.thresholds._switches[0].text() == "Would flip 2"


def test_human_verdicts_are_series_of_their_own(panel):
    histogram = panel.thresholds.histogram
    assert {v: bars.opts["height"].sum() for v, bars in histogram._checked.items()} == {
        Verdict.OK: 1,
        Verdict.NG: 1,
    }
    assert sum(bars.opts["height"].sum() for bars in histogram._bars.values()) == 5
    from ad_studio.domain import ResultRow

    row = ResultRow(1, 1, None, "", 0, 0, 0.5, Verdict.OK, Verdict.OK, "", "", {}, None)
    panel.update_rows([row])
    assert histogram._checked[Verdict.OK].opts["height"].sum() == 2
    panel.thresholds.log.setChecked(True)
    assert histogram._checked[Verdict.OK].opts["height"].max() == pytest.approx(np.log10(2))
    assert "2 confirmed OK  ▨ 1 NG" in panel.thresholds._key.text()


def test_a_suggestion_is_tried_with_its_basis_and_loses_it_by_hand(panel):
    panel.show_facts(facts([1.0] * 12, [8.0] * 6))
    view = panel.thresholds.suggestions.list
    assert [view.item(row).data(Qt.ItemDataRole.UserRole).kind for row in range(6)] == list(
        SuggestionKind
    )
    item = view.item(2)
    for said in ("Largest F1", "NG from 4.50", "12 confirmed OK, 6 confirmed NG", "95 % confid"):
        assert said in item.text()
    view.itemClicked.emit(item)
    basis = Basis(BasisKind.BEST_F1, {"ok": 12, "ng": 6})
    assert panel.tries == [Thresholds(3.216, 4.5)]
    panel.commit_bar.commit.click()
    assert panel.commits == [(Thresholds(3.216, 4.5), basis, "")]
    drag(panel, Verdict.NG, 4.6)
    panel.commit_bar.commit.click()
    assert panel.commits[-1] == (Thresholds(3.216, 4.6), HAND, "")


def test_a_lot_without_verdicts_is_offered_as_a_guess(panel):
    panel.show_facts(facts([], [], lot=[2.0] * 6 + [3.0] * 6))
    item = panel.thresholds.suggestions.list.item(5)
    assert "a guess: 12 images, most of them taken to be good" in item.text()
    panel.thresholds.suggestions.list.itemClicked.emit(item)
    assert panel.draft.basis.is_provisional
    assert panel.tries == [Thresholds(3.25, 4.73)]
    panel.show_facts(facts([], [], lot=[2.0] * 6))
    assert "needs a run of 10 images" in panel.thresholds.suggestions.list.item(5).text()


def test_the_same_pair_with_a_better_basis_can_be_committed(panel):
    better = Basis(BasisKind.BEST_F1, {"ok": 12, "ng": 6})
    panel.draft.take(VERSION.thresholds, better)
    panel.commit_bar.commit.click()
    assert panel.commits == [(VERSION.thresholds, better, "")]
    panel.draft.move(ng=VERSION.thresholds.ng + 1)
    panel.draft.move(ng=VERSION.thresholds.ng)
    assert not panel.draft.is_changed, "moved there and back by hand"


def test_too_few_verdicts_are_said_with_their_numbers(panel):
    panel.show_facts(facts([1.0] * 3, [8.0]))
    view = panel.thresholds.suggestions.list
    for row in range(1, 5):
        assert "not enough yet: 3 OK, 1 NG" in view.item(row).text()
        assert not view.item(row).flags() & Qt.ItemFlag.ItemIsEnabled
        view.itemActivated.emit(view.item(row))
    assert panel.tries == []
    panel.tabs.setCurrentWidget(panel.check)
    assert "not enough yet: 3 OK, 1 NG" in words(panel.check)
    assert panel.check.curves is None


def test_images_left_out_as_duplicates_are_said(panel):
    panel.tabs.setCurrentWidget(panel.check)
    for duplicates, scores in ((3, [1.0] * 3), (4, [1.0] * 12), (0, [1.0] * 12)):
        panel.show_facts(facts(scores, [8.0], duplicates=duplicates))
        said = f"eft out: {duplicates} with the same bytes as another image"
        view = panel.thresholds.suggestions.list
        assert [said in view.item(row).text() for row in range(5)] == (
            [False, *[duplicates > 0] * 4]
        )
        assert (said in words(panel.check)) == (duplicates > 0)


def test_wishes_of_the_user_reach_the_suggestions(qtbot, panel):
    options_changed = []
    panel.thresholds.suggestions.options_changed.connect(options_changed.append)
    panel.thresholds.suggestions.overkill.setValue(5.0)
    panel.thresholds.suggestions.margin.setValue(1.0)
    assert (options_changed[-1].overkill, options_changed[-1].margin) == (0.05, 1.0)


def test_curves_and_confusion_follow_the_line(panel):
    panel.show_facts(facts([1.0] * 11 + [6.0], [2.0, 4.0, 7.0, 8.0, 9.0]))
    panel.tabs.setCurrentWidget(panel.check)
    assert panel.check.curves.roc.isVisible()
    cells = panel.check.cells
    shown = {pair: int(cell.text()) for pair, cell in cells.items()}
    ok, review, ng = Verdict
    assert [shown[ok, v] for v in Verdict] == [11, 0, 1]
    assert [shown[ng, v] for v in Verdict] == [1, 1, 3]
    drag(panel, ng, 6.5)
    assert (cells[ok, review].text(), cells[ok, ng].text()) == ("1", "0")
    x, y = panel.check.curves.roc._here.getData()
    assert (x[0], y[0]) == (0.0, pytest.approx(0.6))


def test_versions_are_looked_at_and_restored(qtbot, panel):
    newer = replace(VERSION, id=2, thresholds=Thresholds(2, 4), author="Ann", note="tighter")
    panel.draft.show(newer)
    panel.show_facts(facts([], [], history=[newer, VERSION]))
    panel.tabs.setCurrentWidget(panel.history)
    view, restore = panel.history.list, panel.history.restore
    assert view.item(0).text().startswith("Version 2, in force, REVIEW from 2.00 σ, NG from 4.00")
    assert "by Ann" in view.item(0).text()
    assert "Note: tighter" in view.item(0).text()
    assert not restore.isEnabled()
    view.setCurrentRow(1)
    assert panel.tries[-1] == VERSION.thresholds
    assert restore.isEnabled()
    restore.click()
    restored = Basis(BasisKind.RESTORED, {"version": 1}, of=VERSION.basis)
    assert panel.commits == [(VERSION.thresholds, restored, "")]
    view.setCurrentRow(0)
    assert panel.tries[-1] == newer.thresholds
    assert not restore.isEnabled()


def test_a_confirmation_does_not_snatch_the_line_from_the_hand(panel):
    drag(panel, Verdict.NG, 7.0)
    panel.commit_bar.commit.click()
    drag(panel, Verdict.NG, 9.0)
    panel.draft.confirm(replace(VERSION, id=2, thresholds=Thresholds(3.216, 7.0)))
    assert panel.thresholds.ng.value() == 9.0
    assert panel.commit_bar.isVisible()
    panel.commit_bar.discard.click()
    assert panel.thresholds.ng.value() == 7.0


def test_others_add_their_tab(panel):
    panel.add_tab(QLabel("here"), "Regions", "What is where")
    titles = [panel.tabs.tabText(at) for at in range(panel.tabs.count())]
    assert titles == ["Thresholds", "Check", "History", "Regions"]


def test_the_legend_says_what_holds(qtbot):
    viewer = QWidget()
    qtbot.addWidget(viewer)
    viewer.resize(400, 300)
    legend = Legend(viewer)
    legend.set_thresholds(Thresholds(3, 5), Thresholds(3, 5))
    assert legend.accessibleName() == "Legend: REVIEW at 3.00 sigma, NG at 5.00 sigma"
    assert not legend.grab().isNull()


@pytest.mark.parametrize("pair", [(3, 5), (3, 3), (0.01, 0.02), (3, 30), (30, 30), (9.99, 10)])
@pytest.mark.parametrize("size", [(280, 120), (400, 300), (900, 900)])
def test_no_label_of_the_legend_covers_another(qtbot, pair, size):
    viewer = QWidget()
    qtbot.addWidget(viewer)
    viewer.resize(*size)
    viewer.show()
    legend = Legend(viewer)
    legend.set_thresholds(Thresholds(*pair), Thresholds(3, 5))
    boxes = legend.label_boxes()
    assert legend.isVisible()
    assert len(boxes) == 4
    assert not any(one.intersects(other) for one, other in itertools.combinations(boxes, 2))
    assert all(QRectF(legend.rect()).contains(box) for box in boxes)
    assert viewer.rect().contains(legend.geometry())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["0 σ", "12.34 σ", "1,234.50 σ", "≥ 2,469 σ"]),
        ("de", ["0 σ", "12,34 σ", "1.234,50 σ", "≥ 2.469 σ"]),
    ],
)
def test_the_legend_writes_thresholds_as_everything_else_does(qapp, language, said):
    i18n.install(qapp, language)
    try:
        ticks = heat.legend_ticks(Thresholds(12.34, 1234.5), Thresholds(12.34, 1234.5))
        assert [tick_words(tick) for tick in ticks] == said
    finally:
        i18n.install(qapp, "en")


def test_a_size_limit_is_tried_kept_and_said(panel):
    tab = panel.thresholds
    assert not tab.ng_size.isVisible(), "nobody said how large a pixel is"
    tab.show_pixel_size(0.05)
    assert tab.ng_size.isVisible() and tab.ng_size.text() == "any size"
    tab.ng_size.setValue(1.5)
    limit = SizeLimit(1.5, 0.05)
    assert panel.tries[-1] == replace(VERSION.thresholds, size_limit=limit)
    drag(panel, Verdict.NG, 7.0)
    assert panel.tries[-1].size_limit == limit, "a line that is moved keeps it"
    panel.draft.show(replace(VERSION, id=2, thresholds=panel.draft.thresholds))
    assert tab.ng_size.value() == 1.5 and not panel.commit_bar.isVisible()
    tab.show_pixel_size(0.1)
    assert "pixels of 0.05" in words(tab), "those that the size was set with"
    tab.ng_size.setValue(2)
    assert panel.tries[-1].size_limit == SizeLimit(2, 0.1)
    assert "NG only from 1.5 mm²" in words(panel.commit_bar)
    tab.ng_size.setValue(0)
    assert panel.tries[-1].size_limit is None


def test_a_line_that_is_moved_and_another_size_outside_keep_the_zones(panel):
    tab, zones = panel.thresholds, (Zone("Back", rectangle(0, 0, 1, 0.5), 5),)
    asked = []
    tab.zones_asked.connect(lambda: asked.append(True))
    assert not tab.zones.isVisible(), "nobody said how large a pixel is"
    tab.show_pixel_size(0.05)
    assert tab.zones.text() == "Zones…"
    panel.draft.limit_size(SizeLimit(1, 0.1, zones))
    assert tab.zones.text() == "1 zone…"
    where = "in Back (0 to 100 % across, 0 to 50 % down) from 5 mm²"
    assert where in " ".join(tab.zones.toolTip().split())
    assert f"Tried: NG only from 1 mm² (a pixel is 0.1 mm); {where}." in words(panel.commit_bar)
    panel.draft.show(replace(VERSION, id=2, thresholds=panel.draft.thresholds))
    panel.draft.move(ng=8)
    assert where in words(panel.commit_bar) and "Tried" not in words(panel.commit_bar), "the same"
    panel.draft.limit_size(None)
    assert "Tried: NG from any size." in words(panel.commit_bar)
    panel.draft.show(VERSION)
    panel.draft.limit_size(SizeLimit(1, 0.1, zones))
    tab.ng_size.setValue(0)
    assert panel.tries[-1].size_limit == SizeLimit(0, 0.05, zones)
    drag(panel, Verdict.NG, 7.0)
    assert panel.tries[-1].size_limit == SizeLimit(0, 0.05, zones)
    tab.zones.click()
    assert asked


def test_the_history_says_the_size_limit_of_a_version(panel):
    sized = replace(VERSION.thresholds, size_limit=SizeLimit(1.5, 0.05))
    panel.show_facts(facts([1.0], [9.0], history=(replace(VERSION, thresholds=sized),)))
    assert "NG only from 1.5 mm²" in panel.history.list.item(0).text()


def test_a_suggestion_keeps_the_size_limit_that_is_being_tried(panel):
    panel.show_facts(facts([1.0] * 12, [8.0] * 6))
    panel.thresholds.show_pixel_size(0.05)
    panel.thresholds.ng_size.setValue(1.5)
    view = panel.thresholds.suggestions.list
    view.itemClicked.emit(view.item(2))
    assert panel.tries[-1] == Thresholds(3.216, 4.5, SizeLimit(1.5, 0.05))


def test_the_size_says_what_counts(panel):
    tab = panel.thresholds
    tiny = SizeLimit(0.000012, 0.00005)
    panel.draft.show(
        replace(VERSION, id=2, thresholds=replace(VERSION.thresholds, size_limit=tiny))
    )
    assert tab.ng_size.text() == "0.000012 mm²"
    assert "pixels of 0.00005 mm" in words(tab)
    tab.ng_size.setValue(7)
    by_its_own = "nobody said how large a pixel is now"
    assert panel.tries[-1].size_limit == SizeLimit(7, tiny.pixel_mm), by_its_own
    assert "pixels of 0.00005 mm" in words(tab)
    tab.show_pixel_size(0.05)
    tab.ng_size.setValue(999_999)
    assert panel.tries[-1].size_limit == SizeLimit(999_999, 0.05), "as the command takes it"


def test_the_check_says_what_of_a_size_limit_counts_there(panel):
    panel.tabs.setCurrentWidget(panel.check)
    once, alone = "only once these thresholds are committed", "curves go by scores alone"
    assert once not in words(panel.check) and alone not in words(panel.check)
    panel.draft.limit_size(SizeLimit(1.5, 0.05))
    assert once in words(panel.check) and alone in words(panel.check)
    panel.draft.show(replace(VERSION, id=2, thresholds=panel.draft.thresholds))
    assert once not in words(panel.check) and alone in words(panel.check)
    panel.draft.move(ng=VERSION.thresholds.ng - 1)
    assert once in words(panel.check), "images between the two lines were not measured"


def test_a_size_limit_alone_leaves_what_the_lines_rest_on(panel):
    draft, limit = panel.draft, SizeLimit(1.5, 0.05)
    assert VERSION.basis != BY_HAND
    draft.limit_size(limit)
    assert draft.is_changed and draft.basis == VERSION.basis
    draft.move(ng=VERSION.thresholds.ng + 1)
    assert draft.basis == BY_HAND
    draft.move(ng=VERSION.thresholds.ng)
    assert (draft.basis, draft.thresholds.size_limit) == (VERSION.basis, limit)
    draft.limit_size(None)
    assert not draft.is_changed
