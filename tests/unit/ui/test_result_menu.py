"""The menu of the list: several selected, and what can be done with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from ad_studio.imaging.decode import load_image
from ad_studio.services import results


@pytest.fixture
def page(torn_page):
    """The page on a run of which one image cannot be read, on the screen."""
    torn_page.resize(1280, 720)
    torn_page.show()
    return torn_page


def select(page, count):
    """Select so many results from the top."""
    for at in range(count):
        page.view.list.views.selection.select(
            page.state.results.index(at, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )
    return [page.state.results.id_at(at) for at in range(count)]


def entry(page, words):
    (found,) = (one for one in page.result_menu.menu().actions() if one.text().startswith(words))
    return found


def texts(page):
    return [one.text() for one in page.result_menu.menu().actions()]


def test_what_is_offered_depends_on_how_many_are_selected(page):
    page.view.list.views.selection.clear()
    assert page.result_menu.menu() is None
    select(page, 1)
    assert texts(page) == ["Show in its folder", "Copy 1 path", "Save picture with heat…"]
    select(page, 3)
    assert texts(page)[1:] == ["Copy 3 paths", "Confirm 3 images as the machine judged them"]


def test_several_are_confirmed_as_the_machine_judged_them(qtbot, page, monkeypatch):
    """At once: what follows all images, such as curves, is made anew once."""
    wanted, shown = select(page, 13), []
    panel = page.view.threshold_panel
    monkeypatch.setattr(panel, "show_table", shown.append)
    assert wanted == page.view.list.selected_ids()
    entry(page, "Confirm 13 images").trigger()
    assert len(shown) == 1
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    stored = results.results(page.session.project)
    assert [row.human for row in stored if row.machine] == [
        row.machine for row in stored if row.machine
    ]
    assert [row.human for row in stored if row.error] == [None]


def test_an_image_is_shown_in_its_folder(page, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.view.list.views.selection.clear()
    (one,) = select(page, 1)
    entry(page, "Show in its folder").trigger()
    (url,) = opened
    assert Path(url.toLocalFile()) == page.state.results.result(one).path.parent


def click(qtbot, page, at, modifiers=Qt.KeyboardModifier.NoModifier):
    """With the mouse, in the middle of a row of the list."""
    view = page.view.list.view
    place = view.visualRect(page.state.results.index(at, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, place)
    wanted = page.state.results.id_at(at)
    qtbot.waitUntil(lambda: page.state.image.requested_id == wanted)


def test_clicks_with_shift_and_control_select_several(qtbot, page):
    at = page.state.results.id_at
    click(qtbot, page, 1)
    assert page.view.list.selected_ids() == [at(1)]
    click(qtbot, page, 3, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.list.selected_ids() == [at(1), at(2), at(3)]
    click(qtbot, page, 2, Qt.KeyboardModifier.ControlModifier)
    assert page.view.list.selected_ids() == [at(1), at(3)]
    click(qtbot, page, 0, Qt.KeyboardModifier.ControlModifier)
    assert page.view.list.selected_ids() == [at(0), at(1), at(3)]
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    assert page.view.list.selected_ids() == [at(0), at(1), at(3)], "also once the image is there"


def test_paths_are_copied_one_on_a_line(page):
    wanted = select(page, 2)
    entry(page, "Copy").trigger()
    paths = [str(page.state.results.result(one).path) for one in wanted]
    assert QGuiApplication.clipboard().text().splitlines() == paths


def test_a_picture_with_its_heat_is_saved_and_replaces_no_file(qtbot, page, tmp_path, monkeypatch):
    out = tmp_path / "heat.png"
    monkeypatch.setattr(
        "ad_studio.ui.inspect.controllers.result_menu.choose_target", lambda *_, **__: out
    )
    (one,) = select(page, 1)
    entry(page, "Save picture").trigger()
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    row = page.state.results.result(one)
    saved, plain = load_image(out).pixels, load_image(row.path).pixels
    assert saved.shape == plain.shape
    assert (saved != plain).any()
    before = out.read_bytes()
    entry(page, "Save picture").trigger()
    qtbot.waitUntil(page.banner.isVisible)
    assert "There is a file of that name already" in page.banner.accessibleName()
    assert out.read_bytes() == before


def test_the_menu_opens_where_it_is_asked_for(qtbot, page):
    select(page, 1)
    page.view.list.view.customContextMenuRequested.emit(QPoint(10, 10))
    menu = page.view.list.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    menu.close()
