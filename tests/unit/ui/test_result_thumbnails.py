"""Heat on the thumbnails of results."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor

from ad_studio.domain import ActionKind
from ad_studio.services import results
from ad_studio.services.results.thumbnail_cache import ThumbnailCache
from ad_studio.ui.inspect.result_thumbnails import ResultThumbnails
from tests.projects import some_maps


@pytest.fixture
def thumbnails(torn_page, tmp_path):
    return ResultThumbnails(
        torn_page.state, cache=ThumbnailCache(tmp_path / "cache"), parent=torn_page
    )


def fetched(qtbot, thumbnails, result_id):
    qtbot.waitUntil(lambda: thumbnails.heat(result_id) is not None)
    return thumbnails.heat(result_id)


def test_the_heat_is_hottest_where_the_map_is(qtbot, torn_page, thumbnails):
    worst = torn_page.state.results.id_at(0)
    assert thumbnails.heat(worst) is None, "it is fetched first"
    image = fetched(qtbot, thumbnails, worst).toImage()
    fused = results.maps(torn_page.session.project, worst).fused
    assert (image.height(), image.width()) == fused.shape
    row, column = np.unravel_index(fused.argmax(), fused.shape)
    assert QColor(image.pixelColor(int(column), int(row))).alpha() == 255
    cold_row, cold_column = np.unravel_index(fused.argmin(), fused.shape)
    assert image.pixelColor(int(cold_column), int(cold_row)).alpha() == 0


def test_the_heat_of_a_large_map_is_kept_no_larger_than_shown_and_loses_no_spot(
    qtbot, torn_page, thumbnails, monkeypatch
):
    sigma = np.zeros((241, 330), np.float32)
    sigma[100, 201] = 50
    large = replace(some_maps(), fused=sigma)
    monkeypatch.setattr(results, "maps", lambda *_args: large)
    image = fetched(qtbot, thumbnails, torn_page.state.results.id_at(0)).toImage()
    assert (image.height(), image.width()) == (81, 110)
    assert image.pixelColor(67, 33).alpha() == 255
    assert image.pixelColor(66, 33).alpha() == 0


def test_the_list_paints_the_heat_over_the_thumbnail(qtbot, torn_page, monkeypatch):
    """A row is not as it would be without, and in the colours of what is hot."""
    torn_page.resize(1280, 720)
    torn_page.show()
    view, thumbnails = torn_page.view.list.view, torn_page.findChild(ResultThumbnails)
    worst = torn_page.state.results.id_at(0)
    row = torn_page.state.results.result(worst)
    fetched(qtbot, thumbnails, worst)
    qtbot.waitUntil(lambda: thumbnails.get(row.path, row.sha256) is not None)
    place = view.visualRect(torn_page.state.results.index(0, 0))
    hot = view.viewport().grab(place).toImage()
    monkeypatch.setattr(thumbnails, "heat", lambda _id: None)
    cold = view.viewport().grab(place).toImage()
    assert hot != cold
    changed = [
        (x, y)
        for x in range(hot.width())
        for y in range(hot.height())
        if hot.pixel(x, y) != cold.pixel(x, y)
    ]
    assert len(changed) > 100
    x, y = max(changed, key=lambda at: QColor(hot.pixel(*at)).red() - QColor(cold.pixel(*at)).red())
    assert QColor(hot.pixel(x, y)).hsvSaturation() > 100, "colours over a grey part"


def test_a_file_that_was_moved_after_it_was_listed_is_found(qtbot, torn_page, thumbnails, tmp_path):
    row = torn_page.state.results.result(torn_page.state.results.id_at(0))
    place = tmp_path / "NG" / "moved.png"
    place.parent.mkdir()
    row.path.rename(place)
    torn_page.session.project.store.actions.add(row.id, ActionKind.MOVE, place=place)
    thumbnails.get(row.path, row.sha256)
    qtbot.waitUntil(lambda: thumbnails.get(row.path, row.sha256) is not None)
    assert not thumbnails.get(row.path, row.sha256).isNull()


def test_an_image_without_a_map_has_none_and_another_run_forgets_all(qtbot, torn_page, thumbnails):
    (torn,) = (row.id for row in torn_page.state.results.results() if row.error)
    assert fetched(qtbot, thumbnails, torn).isNull()
    torn_page.state.clear()
    assert thumbnails.heat(torn) is None
