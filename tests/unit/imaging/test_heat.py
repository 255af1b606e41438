"""Heat is absolute, in order, and lies where it belongs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import Thresholds
from ad_studio.imaging import heat

LINES = Thresholds(review=3, ng=5)
GREY = np.full((40, 60, 3), 128, dtype=np.uint8)


def flat(sigma, shape=(4, 6)):
    return np.full(shape, sigma, dtype=np.float32)


def lightness(colours):
    """OKLab lightness of sRGB colours [n, 3]."""
    share = colours / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lms = linear @ np.linalg.inv(heat.LMS_TO_RGB).T
    return (np.cbrt(lms) @ np.linalg.inv(heat.OKLAB_TO_LMS).T)[:, 0]


def test_equal_deviations_have_equal_colours_whatever_else_is_in_the_image():
    alone = heat.overlay(flat(4), LINES, width=60, height=40)
    beside = flat(4)
    beside[-1, -1] = 1000
    assert (heat.overlay(beside, LINES, width=60, height=40)[:10, :10] == alone[:10, :10]).all()


def test_a_good_part_stays_cold():
    assert (heat.blend(GREY, flat(1.4), LINES, opacity=1) == GREY).all()


def test_heat_covers_fully_from_the_review_threshold_on():
    colours = heat.overlay(flat(3), LINES, width=6, height=4)
    assert (colours[..., 3] == 255).all()
    far_apart = Thresholds(review=0.1, ng=50)
    faint = heat.overlay(flat(0.1), far_apart, width=6, height=4)
    assert (faint[..., 3] == 255).all()
    halfway = heat.overlay(flat(2.25), LINES, width=6, height=4)
    assert (np.abs(halfway[..., 3].astype(int) - 128) < 4).all()


def test_above_the_top_everything_is_as_hot_as_it_gets():
    top = heat.overlay(flat(heat.scale_top(LINES)), LINES, width=6, height=4)
    for sigma in (11, 1e6, np.inf):
        assert (heat.overlay(flat(sigma), LINES, width=6, height=4) == top).all()


def test_a_map_with_holes_is_cold_there():
    assert (heat.overlay(flat(np.nan), LINES, width=6, height=4)[..., 3] == 0).all()


def test_lightness_rises_evenly():
    steps = np.diff(lightness(heat.heat_table(LINES)[:, :3].astype(float))[::5])
    assert steps.min() > 0.5 * steps.mean()
    assert steps.max() < 1.5 * steps.mean()


def test_opacity_mixes():
    none = heat.blend(GREY, flat(8), LINES, opacity=0)
    assert (none == GREY).all()
    full = heat.blend(GREY, flat(8), LINES, opacity=1)
    assert (full == heat.overlay(flat(8), LINES, width=60, height=40)[..., :3]).all()


@given(column=st.integers(1, 30), row=st.integers(1, 18), width=st.just(32), height=st.just(20))
def test_a_dot_drawn_at_full_size_stays_on_its_pixel(column, row, width, height):
    sigma = flat(0, (height, width))
    sigma[row, column] = 10
    blended = heat.blend(np.zeros((height, width, 3), np.uint8), sigma, LINES, opacity=1)
    assert np.argwhere(blended.any(axis=-1)).tolist() == [[row, column]]


def test_the_contour_runs_around_the_region():
    sigma = flat(0, (10, 20))
    sigma[3:7, 5:12] = 6
    outline = heat.threshold_contour(sigma, 5, width=20, height=10)
    expected = np.zeros((10, 20), dtype=bool)
    expected[3:7, 5:12] = True
    expected[4:6, 6:11] = False
    assert (outline == expected).all()


@pytest.mark.parametrize("sigma", [0, 9])
def test_there_is_no_contour_without_a_border(sigma):
    assert not heat.threshold_contour(flat(sigma), 5, width=60, height=40).any()


def test_the_legend_marks_both_thresholds_where_their_colours_are():
    ticks = heat.legend_ticks(LINES, LINES)
    assert [(tick.sigma, tick.label) for tick in ticks] == [
        (0, ""),
        (3, "REVIEW"),
        (5, "NG"),
        (10, ""),
    ]
    moved = heat.legend_ticks(Thresholds(2, 20), LINES)
    assert [(tick.sigma, tick.fraction) for tick in moved] == [(0, 0), (2, 0.2), (20, 1), (10, 1)]
    strip = heat.legend_strip(LINES, width=1001, height=3)
    assert strip.shape == (3, 1001, 4)
    for tick in ticks:
        seen = heat.overlay(flat(tick.sigma), LINES, width=6, height=4)[0, 0].astype(int)
        assert np.abs(strip[0, round(1000 * tick.fraction)] - seen).max() <= 4  # half a step


@given(st.floats(0.1, 50), st.floats(0, 50))
def test_the_scale_depends_on_the_thresholds_only(review, gap):
    lines = Thresholds(review=review, ng=review + gap)
    table = heat.heat_table(lines)
    assert table.shape == (256, 4)
    assert table[0, 3] == 0
    assert table[-1, 3] == 255
    assert heat.scale_top(lines) == 2 * lines.ng


def test_only_above_shows_nothing_below_review_and_the_rest_as_ever():
    style = heat.ColorMapStyle(heat.STANDARD.colours, only_from=LINES.review)
    sigma = np.array([[0, 2.9, 3.0, 9.0]], dtype=np.float32)
    only = heat.overlay(sigma, LINES, width=4, height=1, style=style)
    usual = heat.overlay(sigma, LINES, width=4, height=1)
    assert only[0, :, 3].tolist() == [0, 0, 255, 255]
    assert (only[0, 2:] == usual[0, 2:]).all()
    strip = heat.legend_strip(LINES, width=101, height=1, style=style)
    assert (strip[0, :30, 3] == 0).all()
    assert (strip[0, 31:, 3] == 255).all()


def test_another_style_keeps_the_scale():
    grey = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 4, axis=1)
    style = heat.ColorMapStyle(grey)
    top = heat.scale_top(LINES)
    colours = heat.overlay(flat(top / 2), LINES, width=6, height=4, style=style)
    assert (np.abs(colours[..., 0].astype(int) - 128) <= 1).all()
    assert (heat.heat_table(LINES, style)[:, 0] == grey[:, 0]).all()
