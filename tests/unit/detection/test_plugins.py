"""Each seam takes something new without a change to the package: defined here, and used."""

import sys
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from ad_studio import detector_registry, paths
from ad_studio.detection.alignment.transform import View, WholeImage, register
from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.backbones.starter import STARTER, StarterBackbone
from ad_studio.detection.backbones.vision_tower import PATCH as STARTER_PATCH
from ad_studio.detection.backbones.vision_tower import WIDTH
from ad_studio.detection.calibration import Calibration, GaussianStats
from ad_studio.detection.detectors.base import Detector, DetectorSettings, DetectorState
from ad_studio.detection.fitting import PartToLearn, fit_and_check
from ad_studio.detection.model_folder import load_model, read_description, save_model
from ad_studio.progress import SilentProgress, go_on
from tests.fitting import fit
from tests.tiny_backbone import PATCH, TinyBackbone


def with_spot(image, row, column):
    out = image.copy()
    out[row * PATCH : (row + 1) * PATCH, column * PATCH : (column + 1) * PATCH] = (255, 0, 255)
    return out


@dataclass(frozen=True)
class UpperHalfOfImage:
    """The upper half of an image; nothing is found in the lower one."""

    image: np.ndarray

    scored: ClassVar[None] = None

    @property
    def view(self):
        return View(self.image[: self.image.shape[0] // 2])

    def to_image_map(self, found, *, score_share):
        maps = (
            np.vstack([one, np.full_like(one, one.min())])
            for one in (found.text, found.visual, found.fused)
        )
        return AnomalyMap(*maps, score=found.score)


@register
@dataclass(frozen=True)
class UpperHalf:
    long_side: int

    kind: ClassVar[str] = "test_upper_half"
    aligned: ClassVar[bool] = False
    covers_image: ClassVar[bool] = False

    def input_size(self, width, height):
        return self.long_side, round(self.long_side * height / width)

    def apply(self, image):
        return UpperHalfOfImage(image)

    def to_json(self):
        return {"long_side": self.long_side}

    @classmethod
    def from_json(cls, found, backbone):
        return cls(**found)


@pytest.mark.parametrize("name", detector_registry.names())
def test_a_transform_that_looks_at_one_half(name, photo, tmp_path):
    detector = fit(name, TinyBackbone(), [photo], transform=UpperHalf(96))
    assert detector.input_size(1920, 1280) == (96, 64)
    plain, above, below = detector.score([photo, with_spot(photo, 2, 6), with_spot(photo, 6, 6)])
    assert above.fused.shape == (8, 12)
    assert np.unravel_index(above.visual.argmax(), (8, 12)) == (2, 6)
    assert above.visual[2, 6] > plain.visual[2, 6]
    np.testing.assert_allclose(below.fused, plain.fused, atol=2e-3)
    save_model(tmp_path, detector, weights=None, about={})
    again = load_model(tmp_path, read_description(tmp_path), TinyBackbone())
    assert again.inputs.transform == UpperHalf(96)
    np.testing.assert_allclose(again.score([photo])[0].fused, plain.fused, atol=1e-3)


class MeanColours:
    """Another engine: each block repeats the mean colour of a patch, a different way per block."""

    def tokens(self, pixels, blocks):
        means = F.avg_pool2d(pixels, STARTER_PATCH).flatten(2).transpose(1, 2)
        return [(means * (1 + block)).repeat(1, 1, WIDTH // 3) for block in blocks]


def test_an_encoder_takes_the_place_of_torch_in_the_starter(photo):
    backbone = StarterBackbone(
        paths.resources() / STARTER, device=torch.device("cpu"), encoder=MeanColours()
    )
    tokens = backbone.encode_images([photo], blocks=(2, 3, 4))
    assert [tuple(one.shape) for one in tokens.hidden] == [(1, 4 * 6, WIDTH)] * 3
    assert tokens.joint.shape[:2] == (1, 4 * 6)
    detector = fit("memory", backbone, [photo], image_size=98)
    plain, bad = detector.score([photo, 255 - photo])
    assert bad.score > plain.score


@dataclass(frozen=True, slots=True, kw_only=True)
class BrightnessSettings(DetectorSettings):
    cells: int = 4


class BrightnessDetector(Detector[BrightnessSettings]):
    """How much brighter a cell is than the reference: no backbone, weights of its own."""

    name = "brightness"
    settings_type = BrightnessSettings
    branches = ("visual",)

    def __init__(self, inputs, settings, mean):
        super().__init__(inputs, settings)
        self.mean = mean

    @classmethod
    def fit(cls, inputs, data, *, settings, progress):
        made = cls(inputs, settings, torch.zeros(()))
        return cls(
            inputs,
            settings,
            torch.stack([made._cells(one) for one in data.good]).mean(dim=0),
        )

    def score(self, images, *, between=go_on):
        found = [(self._cells(image) - self.mean).numpy() for image in images]
        return [AnomalyMap(np.zeros_like(m), m, m, float(m.max())) for m in found]

    def state(self):
        calibration = Calibration(*[GaussianStats(0.0, 1.0)] * 3)
        return DetectorState(calibration, {"mean": self.mean})

    @classmethod
    def from_state(cls, inputs, settings, state):
        return cls(inputs, settings, state.tensors["mean"])

    def _cells(self, image):
        grey = torch.from_numpy(image.mean(axis=2, dtype=np.float32))[None, None]
        return F.adaptive_avg_pool2d(grey, self.settings.cells)[0, 0]


def test_a_detector_is_found_by_its_name_fitted_saved_and_loaded(photo, tmp_path, monkeypatch):
    module = "brightness_plugin"
    monkeypatch.setitem(sys.modules, module, sys.modules[__name__])
    with detector_registry.registered(
        "brightness", title="Brightness", path=f"{module}:BrightnessDetector"
    ) as entry:
        assert entry.name in detector_registry.names()
        kind = entry.load()
        fitted = fit_and_check(
            kind,
            TinyBackbone(),
            PartToLearn(noun="nut", references=[lambda size: photo]),
            settings=kind.make_settings({"cells": "2"}, seed=3),
            seed=3,
            progress=SilentProgress(),
        )
        save_model(tmp_path, fitted.detector, weights=None, about={})
        again = load_model(tmp_path, read_description(tmp_path), TinyBackbone())
    bright = np.minimum(photo.astype(int) + 30, 255).astype(np.uint8)
    assert again.settings == BrightnessSettings(seed=3, cells=2)
    assert again.score([bright])[0].score == fitted.detector.score([bright])[0].score > 20
    assert isinstance(again.inputs.transform, WholeImage)
    assert entry.name not in detector_registry.names()
