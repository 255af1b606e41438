"""A defect of a few pixels is found where it is, once the program was told how small it may be."""

import json

import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.backbones import registry
from ad_studio.imaging.defect_regions import defect_regions
from ad_studio.services import results
from ad_studio.services.projects.workspace import Workspace
from tests.tiny_backbone import TinyBackbone

WIDTH, HEIGHT, SIZE = 480, 360, 16
X, Y = 350, 130  # of the defect's centre


@pytest.fixture
def images(tmp_path, monkeypatch):
    """A reference, a good part and one with a defect. Only the network is a small one."""
    monkeypatch.setattr(registry, "load_backbone", lambda name, **options: TinyBackbone())
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    clean = 120 + 30 * np.sin(x / 40)[..., None] + 20 * np.cos(y / 55)[..., None] + np.zeros(3)
    (tmp_path / "lot").mkdir()
    for number, name in enumerate(("reference.png", "lot/good.png", "lot/bad.png")):
        pixels = clean + np.random.default_rng(number).normal(0, 6, clean.shape)
        if name == "lot/bad.png":
            half = SIZE // 2
            pixels[Y - half : Y + half, X - half : X + half] += (90, -60, -60)
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(tmp_path / name)
    return tmp_path


def test_train_for_a_small_defect_and_find_it(cli, images):
    assert cli("create", "Plate", "--noun", "plate")[0] == 0
    assert cli("reference", "plate", images / "reference.png")[0] == 0
    method = ("--detector", "memory", "--set", "coreset=0.05", "--device", "cpu")
    code, _, err = cli("train", "plate", "--smallest-defect", f"{SIZE}px", *method)
    assert code == 0, err
    assert cli("inspect", "plate", images / "lot", "--device", "cpu")[0] == 0
    found = cli.results("plate")
    assert found["bad.png"]["score"] > 2 * found["good.png"]["score"]
    assert found["bad.png"]["verdict"] == "NG"
    with Workspace(cli.workspace).open("plate", write=False) as project:
        (row,) = (one for one in results.results(project) if one.path.name == "bad.png")
        sigma = results.maps(project, row.id).fused
        version = json.loads((project.store.models.in_force().folder / "model.json").read_text())
    assert version["settings"]["tile"] == 448
    strongest = max(
        defect_regions(sigma, row.score / 2, width=WIDTH, height=HEIGHT), key=lambda one: one.peak
    )
    centre = strongest.left + strongest.width / 2, strongest.top + strongest.height / 2
    assert centre == pytest.approx((X, Y), abs=SIZE / 2)
    assert max(strongest.width, strongest.height) <= 3 * SIZE
