"""The resolution that the smallest defect asks for."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.backbones.base import of_area
from ad_studio.detection.backbones.starter import StarterBackbone
from ad_studio.detection.saved_detector import LARGEST_SIDE, TRIAL_SIZE
from ad_studio.errors import UsageError
from ad_studio.services.small_defects import (
    MOST_TILES,
    as_whole,
    for_smallest_defect,
    smallest_seen,
)
from ad_studio.tiling import STARTER_PATCH, STARTER_SIDE


def test_what_is_reckoned_with_is_the_starter():
    assert StarterBackbone.input_size(None, 1000, 1000) == (STARTER_SIDE, STARTER_SIDE)
    assert StarterBackbone.patch_pixels == STARTER_PATCH


sides = st.integers(50, 12_000)


@given(width=sides, height=sides, smallest=st.integers(1, 2000))
def test_the_smallest_defect_covers_enough_patches_or_it_is_refused(width, height, smallest):
    try:
        found = for_smallest_defect(width, height, smallest=smallest, image_size=None)
    except UsageError as error:
        is_larger = "larger than the image" in str(error)
        assert is_larger == (smallest > math.hypot(width, height))
        assert is_larger or str(MOST_TILES) in str(error)
        return
    assert found.is_enough
    assert 1 <= found.tiles <= MOST_TILES
    if found.tile is None:
        assert (found.image_size, found.tiles) == (None, 1)
    else:
        scale = found.image_size / math.sqrt(width * height)
        assert smallest * scale / STARTER_PATCH == pytest.approx(found.patches, rel=0.02)
        trial = of_area(*TRIAL_SIZE, side=found.image_size)
        assert max(trial) < LARGEST_SIDE, "a model of that size can be loaded again"


@given(width=sides, height=sides)
def test_what_is_said_to_be_seen_in_the_whole_image_is(width, height):
    least = smallest_seen(width, height, image_size=None)
    assert as_whole(width, height, smallest=least, image_size=None).is_enough
    if least > 1:
        assert not as_whole(width, height, smallest=least - 1, image_size=None).is_enough


def test_a_defect_is_not_larger_than_the_image():
    for_smallest_defect(512, 512, smallest=724, image_size=None)  # from corner to corner
    with pytest.raises(UsageError, match=r"725 px is larger than the image of 512 x 512"):
        for_smallest_defect(512, 512, smallest=725, image_size=None)


def test_a_large_image_is_cut_into_tiles():
    found = for_smallest_defect(4000, 3000, smallest=16, image_size=288)
    assert found.tile == STARTER_SIDE
    assert found.image_size == 6928
    assert found.tiles == 336
