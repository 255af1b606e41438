"""Heat on the thumbnails of results."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from ad_studio.progress import SilentProgress
from ad_studio.services import results
from ad_studio.services.results.thumbnail_cache import ThumbnailCache
from ad_studio.ui.inspect.page import InspectPage
from ad_studio.ui.inspect.result_thumbnails import ResultThumbnails
from tests.keyboard import CLOCK
from tests.unit.ui import fakes


@pytest.fixture
def page(qtbot, trained, parts):
    """The page on a run of twelve images, one of them not to be read."""
    (parts / "good" / "torn.png").write_bytes(b"rubbish")
    fakes.inspect(trained.project, parts, progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    made = InspectPage(trained, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made.state.image.is_here and not trained.jobs.busy)
    return made


@pytest.fixture
def thumbnails(page, tmp_path):
    return ResultThumbnails(page.state, cache=ThumbnailCache(tmp_path / "cache"), parent=page)


def fetched(qtbot, thumbnails, result_id):
    qtbot.waitUntil(lambda: thumbnails.heat(result_id) is not None)
    return thumbnails.heat(result_id)


def test_the_heat_is_hottest_where_the_map_is(qtbot, page, thumbnails):
    worst = page.state.results.id_at(0)
    assert thumbnails.heat(worst) is None, "it is fetched first"
    image = fetched(qtbot, thumbnails, worst).toImage()
    fused = results.maps(page.session.project, worst).fused
    assert (image.height(), image.width()) == fused.shape
    row, column = np.unravel_index(fused.argmax(), fused.shape)
    assert QColor(image.pixelColor(int(column), int(row))).alpha() == 255
    cold_row, cold_column = np.unravel_index(fused.argmin(), fused.shape)
    assert image.pixelColor(int(cold_column), int(cold_row)).alpha() == 0


def test_an_image_without_a_map_has_none_and_another_run_forgets_all(qtbot, page, thumbnails):
    (torn,) = (row.id for row in page.state.results.results() if row.error)
    assert fetched(qtbot, thumbnails, torn).isNull()
    page.state.clear()
    assert thumbnails.heat(torn) is None
