import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.backbones import registry
from ad_studio.domain import TrainSettings, Verdict
from ad_studio.services import results, training
from ad_studio.services.inspection import inspector
from ad_studio.services.projects import references
from ad_studio.services.results import verdicts
from tests.progress_log import ProgressLog
from tests.tiny_backbone import TinyBackbone


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    monkeypatch.setattr(registry, "load_backbone", lambda name, **options: TinyBackbone())


def picture(seed=None, *, spot=False):
    """A part: smooth waves, with noise of its own and a light corner but for the reference."""
    y, x = np.mgrid[:64, :96]
    waves = np.stack([np.sin(x / 18), np.cos(y / 14), np.sin((x + y) / 22)], axis=-1)
    pixels = 128 + 60 * waves
    if seed is not None:
        pixels = pixels + np.random.default_rng(seed).integers(-6, 7, pixels.shape)
        pixels[56:, 88 - 8 * (seed % 2) :][:, :8] += 30
    if spot:
        pixels[24:40, 40:56] = (0, 255, 0)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


@pytest.fixture
def trained(project, tmp_path):
    picture().save(tmp_path / "reference.png")
    references.set_reference(project, tmp_path / "reference.png")
    settings = TrainSettings(epochs=2, device="cpu", accept_reference=True)  # it is small and soft
    training.train(project, settings, progress=ProgressLog())
    return project


@pytest.fixture
def lot(tmp_path):
    """A folder of eight good parts (g0 ...) and three bad ones (b0 ...)."""
    folder = tmp_path / "lot"
    folder.mkdir()
    for seed in range(8):
        picture(seed).save(folder / f"g{seed}.png")
    for seed in range(3):
        picture(100 + seed, spot=True).save(folder / f"b{seed}.png")
    return folder


@pytest.fixture
def inspected(trained, lot):
    inspector.inspect(trained, lot, device="cpu", progress=ProgressLog())
    return trained


@pytest.fixture
def say(inspected):
    """Say what some images are: by the first letter of their names, unless told otherwise."""

    def say(*names, verdict=None, author="Kim"):
        for row in results.results(inspected):
            if row.path.stem in names:
                said = verdict or (Verdict.OK if row.path.stem[0] == "g" else Verdict.NG)
                verdicts.record_verdict(inspected, row.id, said, author=author)

    return say
