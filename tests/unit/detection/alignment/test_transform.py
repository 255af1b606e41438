"""At what size whole images are looked at."""

import pytest

from ad_studio.detection.alignment.transform import WholeImage, transform_from_json
from ad_studio.detection.alignment.transform import transform_to_json as to_json


@pytest.mark.parametrize("size", [(800, 326), (326, 800), (640, 640), (4000, 300)])
def test_an_image_of_any_aspect_gets_as_many_pixels_as_a_square_one(starter, size):
    width, height = WholeImage.of(starter).input_size(*size)
    assert width * height == pytest.approx(448 * 448, rel=0.15)


def test_a_long_side_that_is_asked_for_holds_for_oblong_images_too(starter):
    assert WholeImage.of(starter, 448).input_size(896, 448) == (448, 224)


@pytest.mark.parametrize("long_side", [None, 320])
def test_a_model_looks_at_images_as_it_was_trained(starter, long_side):
    whole = WholeImage.of(starter, long_side)
    assert transform_from_json(to_json(whole), starter) == whole


@pytest.mark.parametrize("found", [{}, {"long_side": "448"}, {"long_side": None, "more": 1}])
def test_damaged_sizes_are_refused(starter, found):
    with pytest.raises(ValueError, match="long side"):
        transform_from_json({"kind": "whole_image", **found}, starter)
