"""At what size whole images are looked at."""

import pytest

from ad_studio.detection.alignment.transform import WholeImage, transform_from_json
from ad_studio.detection.alignment.transform import transform_to_json as to_json


@pytest.mark.parametrize("size", [(800, 326), (326, 800), (640, 640), (4000, 300)])
def test_an_image_of_any_aspect_gets_as_many_pixels_as_a_square_one(starter, size):
    width, height = WholeImage.of(starter).input_size(*size)
    assert width * height == pytest.approx(448 * 448, rel=0.15)


def test_a_side_that_is_asked_for_is_that_of_a_square_with_as_many_pixels(starter):
    assert WholeImage.of(starter, 320).input_size(700, 700) == (320, 320)
    assert WholeImage.of(starter, 320).input_size(800, 200) == (640, 160)


@pytest.mark.parametrize("side", [None, 320])
def test_a_model_looks_at_images_as_it_was_trained(starter, side):
    whole = WholeImage.of(starter, side)
    assert transform_from_json(to_json(whole), starter) == whole


@pytest.mark.parametrize("found", [{}, {"side": "448"}, {"side": None, "more": 1}])
def test_damaged_sizes_are_refused(starter, found):
    with pytest.raises(ValueError, match="its side"):
        transform_from_json({"kind": "whole_image", **found}, starter)
