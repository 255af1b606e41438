"""The shipped sample part is complete, and is what its script renders."""

import json

import numpy as np
import pytest

from ad_studio.imaging.decode import load_image
from ad_studio.imaging.files import list_images
from tools import render_sample
from tools.sample_part import photo

FOLDER = render_sample.TARGET
ABOUT = json.loads((FOLDER / "sample.json").read_text(encoding="utf-8"))
DEFECTIVE = [entry for entry in ABOUT["images"] if entry["expected"] == "NG"]


def test_every_image_is_there_and_described():
    described = {FOLDER / entry["file"] for entry in ABOUT["images"]}
    assert set(list_images(FOLDER / "inspect")) == described
    for path in (*described, FOLDER / ABOUT["reference"]):
        assert load_image(path).pixels.shape == (512, 640, 3)


def test_it_is_small_enough_to_ship():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 4_000_000


def test_half_is_good_and_every_defect_occurs():
    assert len(ABOUT["images"]) == 2 * len(DEFECTIVE)
    assert sorted(entry["defect"] for entry in DEFECTIVE) == sorted(ABOUT["defects"])


@pytest.mark.parametrize("entry", DEFECTIVE, ids=lambda entry: entry["defect"])
def test_the_truth_marks_a_small_region(entry):
    mask = load_image(FOLDER / entry["mask"]).pixels
    assert mask.shape == (512, 640, 3)
    assert set(np.unique(mask)) == {0, 255}
    assert 0.0005 < (mask > 0).mean() < 0.03


def test_the_script_renders_the_shipped_reference():
    again, mask = render_sample.render(
        "", render_sample.Pose(), photo.Shot(), seed=ABOUT["seed"], number=0
    )
    shipped = load_image(FOLDER / ABOUT["reference"]).pixels
    assert not mask.any()
    assert np.abs(again.astype(int) - shipped).mean() < 3
