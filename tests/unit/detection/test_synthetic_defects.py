import numpy as np
import pytest

from ad_studio.detection.synthetic_defects import defect_views


def changed(view, image):
    return np.abs(view.astype(int) - image).max(axis=2) > 8


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_view_has_one_small_defect(photo, seed):
    views = list(defect_views(photo, 7, seed=seed))
    assert len(views) == 7
    for view in views:
        assert view.shape == photo.shape
        assert view.dtype == np.uint8
        assert 0 < changed(view, photo).mean() < 0.25


def test_the_same_seed_gives_the_same_defects(photo):
    first, again, other = (list(defect_views(photo, 6, seed=seed)) for seed in (1, 1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not any(np.array_equal(a, b) for a, b in zip(first, other, strict=True))


@pytest.mark.parametrize("grey", [0, 127, 128, 255])
def test_a_defect_can_be_seen_on_any_ground(grey):
    image = np.full((80, 120, 3), grey, np.uint8)
    for view in defect_views(image, 2, seed=0):  # scratch and spot
        assert changed(view, image).sum() > 10


@pytest.mark.parametrize("size", [(14, 14), (14, 448), (448, 28)])
def test_small_and_narrow_images_are_painted_on_as_well(size):
    image = np.full((*size, 3), 90, np.uint8)
    assert all(view.shape == image.shape for view in defect_views(image, 6, seed=0))


def test_the_image_is_left_as_it_is(photo):
    before = photo.copy()
    list(defect_views(photo, 6, seed=0))
    assert np.array_equal(photo, before)


def test_defects_lie_where_they_are_wanted(photo):
    within = np.zeros(photo.shape[:2], dtype=bool)
    within[8:24, 60:90] = True
    views = list(defect_views(photo, 9, seed=0, within=within))
    assert len({view.tobytes() for view in views}) == 9
    for view in views:
        rows, columns = np.nonzero(changed(view, photo))
        assert (rows.mean(), columns.mean()) == pytest.approx((16, 75), abs=16)
