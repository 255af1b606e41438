"""Whether an inspected image shows a part at all."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageFilter

from ad_studio.imaging.quality import measure
from ad_studio.services.inspection.image_checks import ImageChecks

PART = np.random.default_rng(0).normal(110, 35, (200, 300, 1)).clip(0, 255).repeat(3, axis=2)
REFERENCE = measure(PART.astype(np.uint8))
CHECKS = ImageChecks((REFERENCE,))


def warning(pixels, checks=CHECKS):
    return str(checks.warning(measure(np.asarray(pixels).clip(0, 255).astype(np.uint8))))


def test_another_part_in_other_light_is_fine():
    other = np.random.default_rng(1).normal(110, 30, (200, 300, 1)).repeat(3, axis=2)
    for pixels in (PART, other, PART + 35, PART * 0.75):
        assert warning(pixels) == ""


@pytest.mark.parametrize(
    ("pixels", "words"),
    [
        (np.zeros_like(PART), "one flat colour"),
        (np.full_like(PART, 180), "one flat colour"),
        (PART // 16 * 16, "grey levels"),
        (PART * 0.3, "darker than the reference"),
        (PART + 90, "brighter than the reference"),
    ],
)
def test_what_is_wrong_is_said(pixels, words):
    assert words in warning(pixels)


def test_an_image_out_of_focus():
    blurred = Image.fromarray(PART.astype(np.uint8)).filter(ImageFilter.GaussianBlur(3))
    assert "less sharp" in warning(blurred)
    assert "sharper or noisier" in warning(PART, ImageChecks((measure(np.asarray(blurred)),)))


def test_a_shape_that_is_not_the_references_is_said_in_place_of_the_focus():
    for sharpness, words in ((REFERENCE.sharpness * 100, "sharper"), (0, "less sharp")):
        found = replace(REFERENCE, sharpness=sharpness)
        assert words in str(CHECKS.warning(found))
        assert words in str(CHECKS.warning(replace(found, size=(1500, 920))))
        said = str(CHECKS.warning(replace(found, size=(8000, 120))))
        assert "another shape" in said
        assert "(8000 x 120 pixels, not 300 x 200)" in said
    assert warning(PART[:, :150]) == "", "parts may be cut out of their images"


def test_a_reference_that_was_accepted_sets_the_measure():
    few = PART // 16 * 16
    accepted = ImageChecks((measure(few.astype(np.uint8)),))
    assert warning(few, accepted) == ""
    assert "grey levels" in warning(PART // 64 * 64, accepted)


def test_without_a_reference_an_image_is_looked_at_on_its_own():
    alone = ImageChecks()
    assert warning(PART * 0.3, alone) == ""
    assert "one flat colour" in warning(np.zeros_like(PART), alone)
    assert "grey levels" in warning(PART // 16 * 16, alone)


def test_levels_are_those_before_the_image_was_made_smaller():
    assert "grey levels" in str(CHECKS.warning(measure(PART.astype(np.uint8), levels=14)))
