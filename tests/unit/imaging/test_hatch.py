import numpy as np
import pytest

from ad_studio.imaging.hatch import hatched


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_hatched_region_shows_on_any_ground_and_nothing_else_changes(grey):
    image = np.full((40, 60, 3), grey, np.uint8)
    mask = np.zeros((40, 60), bool)
    mask[10:30, 20:50] = True
    out = hatched(image, mask)
    assert (out[~mask] == grey).all()
    assert (image == grey).all()
    strong = np.abs(out[mask].astype(int) - grey).max(axis=1) > 100
    assert 0.1 < strong.mean() < 0.6


def test_without_a_region_the_picture_stays():
    image = np.full((4, 6, 3), 9, np.uint8)
    np.testing.assert_array_equal(hatched(image, np.zeros((4, 6), bool)), image)
