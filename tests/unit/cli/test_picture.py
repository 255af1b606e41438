"""`picture`: an inspected image with its heat."""

import hashlib

import numpy as np
import pytest
from PIL import Image

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import ResultMaps
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store import NewResult


@pytest.fixture
def scored(root, inspected, tmp_path):
    """A grey image of the run that is hot in its upper left quarter."""
    path = tmp_path / "part.png"
    Image.new("RGB", (64, 48), (90, 90, 90)).save(path)
    sigma = np.zeros((6, 8), np.float32)
    sigma[:3, :4] = 20
    new = NewResult(
        path=path,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        width=64,
        height=48,
        score=20.0,
        maps=ResultMaps(text=sigma, visual=sigma, fused=sigma),
    )
    with Workspace(root).open(inspected) as project:
        project.store.results.add(project.store.runs.latest().id, [new]).result()
    return inspected


def test_the_picture_has_every_pixel_and_the_heat(run, scored, tmp_path):
    out = tmp_path / "heat.png"
    assert run("picture", scored, "part.png", "--out", out) == (ExitCode.DONE, f"{out}\n", "")
    pixels = np.asarray(Image.open(out)).astype(int)
    assert pixels.shape == (48, 64, 3)
    hot, cold = pixels[8, 8], pixels[40, 56]
    assert hot.max() - hot.min() > 40, "coloured"
    assert cold.max() - cold.min() <= 3, "grey as it was"


def test_nothing_is_replaced_and_what_has_no_heat_is_said(run, scored, tmp_path):
    out = tmp_path / "heat.png"
    out.touch()
    code, _, err = run("picture", scored, "part.png", "--out", out)
    assert code == ExitCode.USAGE
    assert "There is a file of that name already." in err
    code, _, err = run("picture", scored, "a.png", "--out", tmp_path / "other.png")
    assert code == ExitCode.ERROR
    assert "There is no heat of this image." in err
    code, _, err = run("picture", scored, "z.png", "--out", tmp_path / "other.png")
    assert 'No image of run 1 is called "z.png".' in err
    assert not (tmp_path / "other.png").exists()
