import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from ad_studio.domain import ResultMaps, Thresholds
from ad_studio.ui.images import Picture, decode_picture, rgb_image
from ad_studio.ui.inspect.widgets.view_choices import MapKind, ViewChoices
from ad_studio.ui.inspect.widgets.viewer import Viewer


def grey(width=80, height=60, *, of=None):
    image = rgb_image(np.full((height, width, 3), 128, np.uint8))
    return Picture(image, *(of or (width, height)))


def maps(value=0.0):
    fused = np.zeros((6, 8), np.float32)
    fused[2:4, 3:5] = value
    return ResultMaps(text=np.zeros((6, 8), np.float32), visual=fused * 2, fused=fused)


@pytest.fixture
def viewer(qtbot):
    made = Viewer()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.set_thresholds(Thresholds(3, 5), Thresholds(3, 5))
    return made


def middle(viewer):
    """The colour in the middle of the picture as it is on the screen."""
    image = viewer.viewport().grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2)


def test_a_picture_is_fitted_and_stays_so(viewer):
    viewer.show_result(1, grey(), None)
    assert viewer.zoom == pytest.approx(5, rel=0.05)
    viewer.resize(200, 150)
    assert viewer.zoom == pytest.approx(2.5, rel=0.05)


def test_one_to_one_and_wheel(viewer):
    viewer.show_result(1, grey(), None)
    viewer.one_to_one()
    assert viewer.zoom == pytest.approx(1)
    turn = QWheelEvent(
        QPointF(200, 150),
        QPointF(200, 150),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewer.viewport(), turn)
    assert viewer.zoom > 1.3
    viewer.resize(300, 200)
    assert viewer.zoom > 1.3  # no longer fitted
    viewer.fit()
    assert viewer.zoom < 4


def test_the_next_picture_of_the_same_size_keeps_the_zoom(viewer):
    viewer.show_result(1, grey(), None)
    viewer.one_to_one()
    viewer.show_result(2, grey(), None)
    assert viewer.zoom == pytest.approx(1)
    viewer.show_result(3, grey(40, 60), None)
    assert viewer.zoom == pytest.approx(5, rel=0.05)


def test_heat_is_absolute_cold_parts_stay_bare(viewer):
    viewer.show_as(ViewChoices(contour=False))
    viewer.show_result(1, grey(), maps(1.0))
    assert middle(viewer) == QColor(128, 128, 128)
    viewer.show_result(2, grey(), maps(9.0))
    assert middle(viewer) != QColor(128, 128, 128)


def test_space_shows_the_bare_image(viewer):
    viewer.show_result(1, grey(), maps(9.0))
    viewer.set_bare(True)
    assert middle(viewer) == QColor(128, 128, 128)
    viewer.set_bare(False)
    assert middle(viewer) != QColor(128, 128, 128)


def test_map_and_opacity(viewer):
    viewer.show_as(ViewChoices(contour=False))
    viewer.show_result(1, grey(), maps(9.0))
    viewer.show_as(ViewChoices(kind=MapKind.TEXT, contour=False))
    assert middle(viewer) == QColor(128, 128, 128)
    viewer.show_as(ViewChoices(kind=MapKind.VISUAL, contour=False))
    hot = middle(viewer)
    viewer.show_as(ViewChoices(kind=MapKind.VISUAL, contour=False, opacity=0))
    assert middle(viewer) == QColor(128, 128, 128) != hot


def test_the_heat_keeps_its_colours_whatever_the_thresholds(viewer):
    viewer.show_as(ViewChoices(contour=False))
    viewer.show_result(1, grey(), maps(4.0))
    before = middle(viewer)
    viewer.set_thresholds(Thresholds(8, 12), Thresholds(3, 5))
    assert middle(viewer) == before
    viewer.show_as(ViewChoices(contour=False, only_above=True))
    assert middle(viewer) == QColor(128, 128, 128), "but none below REVIEW, if so wished"


def test_another_model_has_another_scale(viewer):
    viewer.show_as(ViewChoices(contour=False))
    viewer.show_result(1, grey(), maps(4.0))
    before = middle(viewer)
    viewer.set_thresholds(Thresholds(8, 12), Thresholds(8, 12))
    assert middle(viewer) == QColor(128, 128, 128) != before


def test_a_small_decode_covers_the_place_of_the_original(viewer):
    viewer.show_result(1, grey(80, 60, of=(800, 600)), maps(9.0))
    assert viewer.sceneRect().width() == 800
    assert viewer.zoom == pytest.approx(0.5, rel=0.05)
    assert viewer.detail_side is not None
    viewer.show_detail(grey(800, 600))
    assert viewer.detail_side is None
    assert viewer.zoom == pytest.approx(0.5, rel=0.05)


def test_an_empty_viewer_shows_nothing(viewer):
    viewer.show_result(1, grey(), maps(9.0))
    viewer.show_nothing()
    assert viewer.shown_id is None
    assert not viewer.has_picture
    viewer.one_to_one()  # harmless


def test_pictures_come_from_files(picture):
    path = picture(size=(64, 48))
    loaded = decode_picture(path.read_bytes(), path=path, max_side=1000, bit_depth=None)
    assert (loaded.width, loaded.height) == (64, 48)
    assert loaded.is_full
    assert loaded.image.pixelColor(12, 12) == QColor(250, 250, 250)
