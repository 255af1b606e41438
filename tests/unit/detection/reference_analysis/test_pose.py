import numpy as np
import pytest

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.reference_analysis.pose import turned_views
from tests.progress_log import ProgressLog


@pytest.fixture(scope="module")
def grain():
    return np.random.default_rng(0).normal(0, 4, (168, 168, 3))


@pytest.fixture(scope="module")
def lying(grain):
    """A bar that lies free on a plain ground."""
    image = np.full((168, 168, 3), 100.0)
    image[70:100, 50:120] = (200, 180, 60)
    return (image + grain).clip(0, 255).astype(np.uint8)


def turns(starter, image, *, any_angle):
    inputs = InputPipeline.of_whole_images(starter)
    (reference,) = inputs.encode_each([View(image)], progress=ProgressLog())
    views = turned_views(inputs, reference, any_angle=any_angle, progress=ProgressLog())
    return [one.degrees for one in views]


def test_a_part_is_turned_all_around(starter, lying):
    assert turns(starter, lying, any_angle=True) == [15.0 * step for step in range(24)]


def test_a_part_said_to_be_fixed_is_not_turned(starter, lying):
    assert turns(starter, lying, any_angle=False) == [0.0]
