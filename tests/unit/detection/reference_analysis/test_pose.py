import numpy as np
import pytest
import torch
from PIL import Image

from ad_studio import paths
from ad_studio.detection.alignment.transform import View
from ad_studio.detection.augmentation import held_out_views
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.reference_analysis.pose import lies_at_any_angle, turned_views
from tests.progress_log import ProgressLog


def look(starter, image):
    return starter.encode_images([image])


@pytest.fixture(scope="module")
def grain():
    return np.random.default_rng(0).normal(0, 4, (168, 168, 3))


@pytest.fixture(scope="module")
def lying(grain):
    """A bar that lies free on a plain ground."""
    image = np.full((168, 168, 3), 100.0)
    image[70:100, 50:120] = (200, 180, 60)
    return (image + grain).clip(0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def held(grain):
    """Bands of many kinds that run out of the picture."""
    image = np.zeros((168, 168, 3))
    colours = np.random.default_rng(1).integers(0, 255, (12, 12, 3))
    image[:] = np.kron(colours, np.ones((14, 14, 1)))
    image[:, :60] = (180, 40, 40)
    return (image + grain).clip(0, 255).astype(np.uint8)


def test_a_part_on_a_plain_ground_lies_free_and_one_that_fills_the_picture_is_held(starter, held):
    with Image.open(paths.resources() / "sample" / "reference.jpg") as file:
        flange = np.asarray(file.convert("RGB").resize((448, 448)))
    assert lies_at_any_angle(look(starter, flange), pose="auto")
    assert not lies_at_any_angle(look(starter, held), pose="auto")


def test_the_user_may_know_better(starter, lying):
    assert not lies_at_any_angle(look(starter, lying), pose="fixed")
    assert lies_at_any_angle(look(starter, lying), pose="any")


def turns(starter, image, *, any_angle, pose="auto"):
    inputs = InputPipeline.of_whole_images(starter)
    view = View(image)
    views = turned_views(
        inputs,
        inputs.encode_one(view),
        [inputs.encode_one(other) for other in held_out_views(view, 3, seed=0)],
        any_angle=any_angle,
        pose=pose,
        progress=ProgressLog(),
    )
    return [one.degrees for one in views]


def test_a_part_that_lies_free_is_turned_all_around(starter, lying):
    assert turns(starter, lying, any_angle=True) == [15.0 * step for step in range(24)]


def test_a_part_said_to_be_fixed_is_not_turned(starter, held):
    assert turns(starter, held, any_angle=False, pose="fixed") == [0.0]


def test_a_fabric_is_turned_by_quarters_and_a_part_with_an_up_and_down_is_not(starter, grain):
    fabric = (120 + 6 * grain).clip(0, 255).astype(np.uint8)
    assert turns(starter, fabric, any_angle=False) == [0.0, 90.0, 180.0, 270.0]
    y = np.linspace(20, 235, 168)[:, None, None]
    shaded = (y + grain).clip(0, 255).astype(np.uint8)
    shaded[120:150, 20:60] = (250, 30, 30)
    shaded[10:40, 100:150] = (20, 20, 240)
    assert 90.0 not in turns(starter, shaded, any_angle=False)


def test_views_are_of_equal_patches(starter, lying):
    assert look(starter, lying).hidden_grid == (12, 12)
    assert torch.isfinite(look(starter, lying).joint).all()
