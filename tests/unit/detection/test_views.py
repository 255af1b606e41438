import numpy as np
import pytest

from ad_studio.detection.views import held_out_views

SIZES = [(64, 96), (96, 64), (40, 40), (40, 160)]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_views_have_the_size_of_the_image_and_no_empty_corners(height, width):
    bright = np.full((height, width, 3), 200, np.uint8)
    for view in held_out_views(bright, 8, seed=0):
        assert view.shape == bright.shape
        assert view.dtype == np.uint8
        assert view.min() > 150


def test_held_out_views_are_the_same_for_a_seed_and_others_for_another(photo):
    first, again = (held_out_views(photo, 4, seed=3) for _ in range(2))
    other = held_out_views(photo, 4, seed=4)
    assert len(first) == 4
    for a, b in zip(first, again, strict=True):
        assert np.array_equal(a, b)
    for a, b in zip(first, other, strict=True):
        assert not np.array_equal(a, b)


def test_held_out_views_differ_from_the_image_and_from_each_other_but_little(photo):
    views = held_out_views(photo, 6, seed=0)
    for i, view in enumerate(views):
        assert 0 < np.abs(view.astype(float) - photo).mean() < 40
        assert all(not np.array_equal(view, other) for other in views[:i])


def test_the_image_is_left_as_it_is(photo):
    before = photo.copy()
    held_out_views(photo, 2, seed=0)
    assert np.array_equal(photo, before)
