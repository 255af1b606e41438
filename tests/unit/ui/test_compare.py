"""Two runs side by side in the Inspect step."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel

from ad_studio.domain import Thresholds, Verdict
from ad_studio.errors import StoreError
from ad_studio.progress import SilentProgress
from ad_studio.services import results
from ad_studio.services import thresholds as threshold_service
from ad_studio.services.results import verdicts
from ad_studio.ui.inspect.compare.scatter import Scatter
from ad_studio.ui.inspect.compare.tables import PairsModel
from tests.unit.ui import fakes
from tests.unit.ui.test_runs import show


def settled(page):
    queues = (
        page.state.queues.inspecting,
        page.state.queues.reading,
        page.state.queues.writing,
        page.session._tasks,
    )
    return not any(tasks.busy for tasks in queues) and not page.layout_controller.compare.busy


@pytest.fixture
def one_run(qtbot, trained, parts):
    """A page on the only run, of the first of two models."""
    fakes.inspect(trained.project, parts, progress=SilentProgress())
    fakes.train_and_use(trained.project)
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    return show(qtbot, trained)


@pytest.fixture
def compared(qtbot, one_run, parts):
    """The comparison of two runs of two models; the second one is stricter."""
    project = one_run.session.project
    threshold_service.set_thresholds(project, Thresholds(0.5, 1.0))
    fakes.inspect(project, parts, progress=SilentProgress())
    with qtbot.waitSignal(one_run.session.changed):
        one_run.session.show_run(1)
    qtbot.waitUntil(lambda: settled(one_run) and one_run.state.run_id == 1)
    one_run.tools.compare.click()
    qtbot.waitUntil(
        lambda: settled(one_run) and one_run.layout_controller.compare._found is not None
    )
    return one_run


def shown(page):
    return page.layout_controller.compare.viewers.viewers[0].shown_id


def test_the_run_is_held_against_one_of_another_model(compared):
    view = compared.layout_controller.compare
    assert view.isVisible()
    assert not compared.view.isVisible()
    assert not compared.run_bar.isVisible()
    assert view._title.text().startswith("A: Run 1, ")
    assert "% NG, " in view._title.text()
    assert view._title.text().endswith("model 1")
    assert view.others.currentText().endswith("model 2")
    found = view._found
    assert len(found.pairs) == 12
    assert view.summary.text().startswith("12 images in both runs  ·  ")
    assert "rank correlation 1.000" in view.summary.text()
    assert view.pairs.rowCount() == len(found.disagreements) > 0
    lines = view.scatter._lines
    assert (lines["a", Verdict.NG].value(), lines["b", Verdict.NG].value()) == (5.0, 1.0)


def test_the_counts_filter_the_table(qtbot, compared):
    view = compared.layout_controller.compare
    (by_a, by_b), count = next(
        (key, count) for key, count in view._found.counts.items() if key[0] == key[1]
    )
    cell = view.counts.button(by_a, by_b)
    assert (cell.text(), cell.isEnabled()) == (str(count), True)
    cell.click()
    assert view.pairs.rowCount() == count
    assert all(
        view.pairs.pair(row).a.machine is by_a and view.pairs.pair(row).b.machine is by_b
        for row in range(count)
    )
    other = next(key for key in view._found.counts if key != (by_a, by_b))
    view.counts.button(*other).click()
    assert not cell.isChecked()
    assert view.pairs.rowCount() == view._found.counts[other]
    view.counts.button(*other).click()
    assert view.pairs.rowCount() == len(view._found.disagreements)
    assert not view.counts.button(None, Verdict.NG).isEnabled()


def test_a_click_in_the_table_or_the_scatter_shows_the_image(qtbot, compared):
    view = compared.layout_controller.compare
    qtbot.waitUntil(lambda: shown(compared) == view._found.disagreements[0].a.id)
    last = view.pairs.rowCount() - 1
    view.table.setCurrentIndex(view.pairs.index(last, 0))
    wanted = view.pairs.pair(last)
    qtbot.waitUntil(lambda: shown(compared) == wanted.a.id)
    upper, lower = view.viewers.viewers
    assert lower.shown_id == wanted.b.id
    assert upper.has_picture
    assert upper.maps is not None
    assert view.viewers._heads[0].text().startswith(f"A: machine {wanted.a.machine.value} · ")
    at = next(i for i, pair in enumerate(view._found.scored) if pair not in [wanted])
    view.scatter.picked.emit(at)
    qtbot.waitUntil(lambda: shown(compared) == view._found.scored[at].a.id)
    ring, _ = view.scatter._ring.getData()
    assert ring == [view._found.scores[at, 0]]


def test_it_says_that_the_verdicts_are_the_machines(qtbot, compared):
    view, project = compared.layout_controller.compare, compared.session.project
    pair = view._found.disagreements[0]
    verdicts.record_verdict(project, pair.a.id, Verdict.OK)
    view.closed.emit()
    compared.tools.compare.click()
    qtbot.waitUntil(lambda: settled(compared) and shown(compared) == pair.a.id)
    assert "judged differently by the machine" in view.summary.text()
    titles = [view.pairs.headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert titles == ["Image", "A, machine", "B, machine"]
    assert "Verdicts of the machine" in " ".join(
        words.text() for words in view.counts.findChildren(QLabel)
    )
    head = view.viewers._heads[0].text()
    assert head.startswith(f"A: machine {pair.a.machine.value}")
    assert "human: OK" in head
    assert "Machine verdict" in view.counts.button(pair.a.machine, pair.b.machine).toolTip()


def test_where_an_image_stands_is_known_without_a_walk_over_the_rows(qtbot, compared):
    view = compared.layout_controller.compare
    pairs = [*view._found.pairs]
    model = PairsModel()
    model.show_pairs(pairs)
    assert [model.row_of(pair) for pair in pairs] == [*range(len(pairs))]
    model.show_pairs(pairs[:0:-1])
    assert model.row_of(pairs[0]) is None
    assert model.row_of(pairs[1]) == len(pairs) - 2
    assert model.row_of(replace(pairs[1])) is None, "it is of another comparison"


def test_an_image_changed_since_is_shown_without_heat_on_both_sides(qtbot, compared):
    view = compared.layout_controller.compare
    qtbot.waitUntil(lambda: shown(compared) == view._found.disagreements[0].a.id)
    pair = view._found.disagreements[1]
    other = view._found.disagreements[0].a.path
    pair.a.path.write_bytes(other.read_bytes())
    view.show_pair(pair)
    qtbot.waitUntil(lambda: shown(compared) == pair.a.id)
    for viewer in view.viewers.viewers:
        assert viewer.has_picture
        assert viewer.maps is None
        assert "was changed after it had been inspected" in viewer._words.text()
    pair.a.path.unlink()
    view.show_pair(pair)
    qtbot.waitUntil(lambda: not view.viewers.viewers[0].has_picture)
    assert "does not exist" in view.viewers.viewers[1]._words.text()


def test_runs_before_and_after_a_change_show_heat_where_it_belongs(qtbot, one_run, parts):
    project = one_run.session.project
    (parts / "good" / "0.png").write_bytes((parts / "good" / "1.png").read_bytes())
    fakes.inspect(project, parts, progress=SilentProgress())
    with qtbot.waitSignal(one_run.session.changed):
        one_run.session.show_run(1)
    qtbot.waitUntil(lambda: settled(one_run) and one_run.state.run_id == 1)
    one_run.tools.compare.click()
    view = one_run.layout_controller.compare
    qtbot.waitUntil(lambda: settled(one_run) and view._found is not None)
    pair = next(p for p in view._found.pairs if p.a.path == parts / "good" / "0.png")
    view.show_pair(pair)
    qtbot.waitUntil(lambda: shown(one_run) == pair.a.id)
    before, now = view.viewers.viewers
    assert "was changed" in before._words.text()
    assert before.maps is None
    assert now.maps is not None
    assert now._words.text() == ""


def test_the_point_nearest_to_the_click_is_meant(qtbot):
    scatter = Scatter()
    qtbot.addWidget(scatter)
    scatter.resize(400, 300)
    scatter.show()
    scatter._scores = np.array([[1.0, 1.0], [4.0, 4.0], [4.0, 1.0]])
    scatter._differs = np.array([False, True, False])
    scatter.recolor()
    scatter.show_all()
    QApplication.processEvents()
    box = scatter.getPlotItem().getViewBox()
    place = box.mapViewToScene(QPointF(4.0, 4.0))
    assert scatter.index_at(place + QPointF(5, -5)) == 1
    assert scatter.index_at(place + QPointF(0, 60)) is None


def test_keys_give_no_verdict_while_the_image_is_not_on_the_page(qtbot, compared):
    for key in (Qt.Key.Key_N, Qt.Key.Key_O, Qt.Key.Key_Backspace):
        for widget in (
            compared.layout_controller.compare.table,
            compared.layout_controller.compare._back,
            compared.layout_controller.compare,
        ):
            widget.setFocus()
            qtbot.keyClick(widget, key)
    qtbot.waitUntil(lambda: settled(compared))
    assert all(event.source == "machine" for event in verdicts.events(compared.session.project))


def test_escape_goes_back_to_the_run(qtbot, compared):
    qtbot.keyClick(compared.layout_controller.compare.table, Qt.Key.Key_Escape)
    assert not compared.layout_controller.compare.isVisible()
    assert compared.view.isVisible()
    assert compared.tools.isVisible()
    assert compared.state.run_id == 1
    qtbot.waitUntil(compared.view.list.view.hasFocus)


def test_the_same_images_are_inspected_by_another_model(qtbot, one_run, parts, monkeypatch):
    asked = []

    def inspect(project, scope, **about):
        asked.append(scope)
        return fakes.inspect(project, scope, **about)

    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", inspect)
    one_run.tools.compare.click()
    view = one_run.layout_controller.compare
    qtbot.waitUntil(lambda: settled(one_run))
    assert view.summary.text().startswith("No other run has images of this one. Choose a model")
    assert view.models.count() == 1
    view.inspect.click()
    qtbot.waitUntil(lambda: settled(one_run) and one_run.state.run_id == 2)
    assert (asked[0].images_of, asked[0].folders) == (1, (parts,))
    assert results.runs(one_run.session.project)[0].model_id == view.models.itemData(0)
    assert not view.isVisible()
    one_run.tools.compare.click()
    qtbot.waitUntil(lambda: settled(one_run) and view._found is not None)
    assert len(view._found.pairs) == 12


def test_another_project_closes_the_comparison(qtbot, compared):
    session = compared.session
    with qtbot.waitSignal(session.changed):
        session.create("Other", noun="nut", defects=())
    qtbot.waitUntil(lambda: settled(compared))
    assert not compared.layout_controller.compare.isVisible()
    assert not compared.tools.isVisible()


def test_nothing_is_said_of_images_before_two_runs_are_compared(qtbot, one_run):
    one_run.banner.say("This run was cancelled after 3 of 12 images.")
    one_run.tools.compare.click()
    assert not one_run.banner.isVisible(), "it would lie over the button that leads back"
    qtbot.waitUntil(lambda: settled(one_run))
    view = one_run.layout_controller.compare
    assert view.summary.text().startswith("No other run has images of this one.")
    assert view.table.why_empty == "", "none was judged differently, as none was compared"


def test_a_comparison_that_fails_does_not_leave_that_with_another_run(qtbot, compared, monkeypatch):
    def fail(*_given, **_named):
        raise StoreError("The database cannot be opened.")

    view = compared.layout_controller.compare
    assert view.table.why_empty == (
        "No image is judged differently.\nPress a number to see its images."
    )
    monkeypatch.setattr("ad_studio.ui.inspect.compare.view.comparison.compare", fail)
    view.others.activated.emit(0)
    qtbot.waitUntil(lambda: compared.banner.isVisible() and settled(compared))
    assert view._found is None
    assert (view.pairs.rowCount(), view.summary.text(), view.table.why_empty) == (0, "", "")
