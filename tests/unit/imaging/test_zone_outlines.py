"""Outlines of zones on pictures that are stored."""

import numpy as np
import pytest

from ad_studio.imaging.zone_outlines import outlined

GREY = np.full((120, 200, 3), 128, np.uint8)


def box(top, bottom, left, right):
    mask = np.zeros(GREY.shape[:2], np.bool_)
    mask[top:bottom, left:right] = True
    return mask


def test_a_zone_is_outlined_and_the_rest_stays():
    out = outlined(GREY, {"Face": box(40, 100, 20, 150)})
    changed = (out != GREY).any(axis=2)
    assert changed[40:100, 20].all() and changed[99, 20:150].all() and changed[98, 21:149].all()
    assert out[99, 75].mean() < 40 and out[98, 75].mean() > 215, "light within dark"
    assert not changed[:40].any() and not changed[100:].any() and not changed[80:97, 23:147].any()
    assert (GREY == 128).all()


@pytest.mark.parametrize("names", [("Face", "Back"), ("Fläche", "Flache"), ("密封面", "背面")])
def test_each_name_is_written_in_its_corner(names):
    corners = [outlined(GREY, {name: box(10, 110, 10, 190)})[13:40, 13:100] for name in names]
    assert all((one > 240).any() for one in corners)
    assert (corners[0] != corners[1]).any()


def test_a_zone_between_two_pixels_is_left_out():
    assert (outlined(GREY, {"Face": box(5, 5, 5, 5)}) == GREY).all()
