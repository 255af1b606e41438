import numpy as np
import pytest
import torch

from ad_studio import paths
from ad_studio.detection.backbones.starter import STARTER, StarterBackbone
from tests.learned_weights import learn_for_tiny
from tests.tiny_backbone import TinyBackbone


@pytest.fixture(scope="package", autouse=True)
def one_thread():
    """Tiny operations wait longer for a second core than they compute."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def starter():
    """The real bundled backbone, loaded once; tests must not change it."""
    return StarterBackbone(paths.resources() / STARTER, device=torch.device("cpu"))


@pytest.fixture(scope="session", autouse=True)
def learned():
    """Weights for the methods that need some."""
    learn_for_tiny()


@pytest.fixture
def tiny():
    return TinyBackbone()


@pytest.fixture
def photo():
    """A smooth, non-square picture uint8 [64, 96, 3] with some grain."""
    y, x = np.mgrid[:64, :96]
    waves = np.stack([np.sin(x / 9), np.cos(y / 7), np.sin((x + y) / 11)], axis=-1)
    grain = np.random.default_rng(0).normal(0, 4, waves.shape)
    return (128 + 50 * waves + grain).clip(0, 255).astype(np.uint8)
