"""Gaps in uncompressed pixels, told from what is black."""

import numpy as np
import pytest

from ad_studio.errors import ImageError
from ad_studio.imaging.uncompressed import raise_if_incomplete

ROW, ROWS = 200, 150
NOISE = np.random.default_rng(1).integers(20, 250, (ROWS, ROW), dtype=np.uint8)


def check(values):
    raise_if_incomplete(values.tobytes(), row_bytes=ROW)


def gap(start, stop):
    values = NOISE.copy().ravel()
    values[start:stop] = 0
    return values


def test_a_sound_image():
    check(NOISE)


@pytest.mark.parametrize("start", [7 * ROW + 33, 100 * ROW + 1, 140 * ROW])
def test_an_end_that_was_not_written(start):
    with pytest.raises(ImageError, match="pixels were not written"):
        check(gap(start, None))


@pytest.mark.parametrize(("start", "stop"), [(4_321, 5_432), (20_000, 20_650), (333, 29_111)])
def test_a_gap_in_the_middle(start, stop):
    with pytest.raises(ImageError, match="pixels were not written"):
        check(gap(start, stop))


def test_nothing_was_written():
    with pytest.raises(ImageError, match="none was written"):
        check(np.zeros_like(NOISE))


def test_a_part_on_a_black_ground():
    values = np.zeros_like(NOISE)
    values[30:90, 50:150] = NOISE[30:90, 50:150]
    check(values)
    values[60:66] = 0  # in two pieces
    check(values)


def test_black_bars_above_and_below():
    values = NOISE.copy()
    values[:20] = values[-20:] = 0
    check(values)


def test_a_black_line_drawn_through_the_image():
    values = NOISE.copy()
    values[70:75] = 0
    check(values)


def test_images_of_a_few_bytes():
    raise_if_incomplete(bytes(4), row_bytes=2)
    raise_if_incomplete(b"", row_bytes=2)
