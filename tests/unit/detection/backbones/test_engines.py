"""Which engine is used: by what was measured, as long as nothing has changed since."""

import sys

import numpy as np
import pytest
import torch
from torch import nn

from ad_studio import paths
from ad_studio.detection.backbones import engines, openvino_network, registry
from ad_studio.detection.backbones.engines import STAGES, TOWER, Candidate
from ad_studio.detection.backbones.precision import vision_autocast
from ad_studio.detection.backbones.starter import StarterBackbone
from ad_studio.errors import Cancelled
from ad_studio.progress import SilentProgress
from ad_studio.services.engines import choose_engines, describe_engines
from tests.progress_log import ProgressLog


class Tiny(nn.Module):
    """Two levels of tokens of an image."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.conv = nn.Conv2d(3, 8, 4, stride=4)
        self.requires_grad_(False)

    def forward(self, pixels):
        level = self.conv(pixels)
        return level, level.flatten(2).transpose(1, 2)


class FakeNetwork:
    """What was converted, run by torch with some noise."""

    noise = 0.0
    fault = None

    def __init__(self, file, *, precision):
        if self.fault:
            raise RuntimeError(self.fault)
        file.with_suffix(".bin").read_bytes()
        self.file, self.precision = file, precision

    def __call__(self, pixels):
        torch.manual_seed(1)
        return [level + self.noise * torch.randn_like(level) for level in Tiny()(pixels)]


@pytest.fixture
def engine(monkeypatch, tmp_path):
    """An engine that is twice as fast; its class to change that."""

    def convert(network, example, file):
        for part in (file, file.with_suffix(".bin")):
            part.write_bytes(b"network")

    fake = type("Fake", (FakeNetwork,), {"seconds": [2.0, 1.0]})
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path / "cache")
    monkeypatch.setattr(openvino_network, "is_installed", lambda: True)
    monkeypatch.setattr(openvino_network, "openvino_version", lambda: "1")
    monkeypatch.setattr(openvino_network, "convert", convert)
    monkeypatch.setattr(openvino_network, "OpenVinoNetwork", fake)
    monkeypatch.setattr(engines, "processor_seconds", lambda networks, image: fake.seconds)
    return fake


def candidates():
    random = torch.Generator().manual_seed(3)
    pixels = tuple(torch.randn(1, 3, 32, 32, generator=random) for _ in range(2))
    for name, precision in ((TOWER, "bf16"), (STAGES, "f32")):
        yield Candidate(name, Tiny(), Tiny(), precision, pixels)


def measure(progress=None):
    engines.measure(candidates(), progress=progress or SilentProgress())


def test_an_engine_that_is_faster_and_agrees_is_used(engine):
    assert engines.is_to_be_measured()
    assert engines.networks_in_use() == {}
    log = ProgressLog()
    measure(log)
    assert not engines.is_to_be_measured()
    for figures in engines.measured():
        assert (figures.times_as_fast, figures.is_used) == (2.0, True)
        assert figures.correlation > 0.9999
    found = engines.networks_in_use()
    assert (found[TOWER].precision, found[STAGES].precision) == ("bf16", "f32")
    assert "tower by OpenVINO (OpenVINO is 2.00 times as fast" in describe_engines()


@pytest.mark.parametrize(
    ("seconds", "noise"), [([1.29, 1.0], 0.0), ([2.0, 1.0], 0.05)], ids=["slow", "inexact"]
)
def test_an_engine_that_is_not_is_not(engine, seconds, noise):
    engine.seconds, engine.noise = seconds, noise
    measure()
    assert not any(figures.is_used for figures in engines.measured())
    assert engines.networks_in_use() == {}
    assert "tower by torch (OpenVINO is" in describe_engines()


def test_an_engine_that_cannot_run_the_networks_is_not_tried_again(engine, expected_log):
    engine.fault = "this processor is not supported"
    expected_log("OpenVINO cannot run the starter: this processor is not supported")
    measure()
    assert engines.measured() == ()
    assert not engines.is_to_be_measured()
    assert describe_engines() == "torch; OpenVINO cannot run the starter here"


def test_another_version_is_measured_anew(engine, monkeypatch):
    measure()
    monkeypatch.setattr(openvino_network, "openvino_version", lambda: "2")
    assert engines.is_to_be_measured()
    assert engines.networks_in_use() == {}


@pytest.mark.parametrize("what", ["changed", "gone", "no figures"])
def test_what_is_not_as_it_was_measured_is_not_used(engine, what):
    measure()
    folder = paths.cache_dir() / "engines"
    weights, figures = folder / f"{TOWER}.bin", folder / "engines.json"
    if what == "changed":
        weights.write_bytes(b"other")
    elif what == "gone":
        weights.unlink()
    else:
        figures.write_text("{")
    assert engines.is_to_be_measured()
    assert engines.networks_in_use() == {}


def test_a_measurement_that_was_cancelled_is_made_another_time(engine):
    with pytest.raises(Cancelled):
        measure(ProgressLog(cancel_after=0))
    assert engines.is_to_be_measured()


def test_the_starter_is_run_by_what_is_in_use(engine, monkeypatch):
    given = {}

    def make(folder, **about):
        given.update(about)
        return "starter"

    monkeypatch.setattr(registry, "StarterBackbone", make)
    cpu = torch.device("cpu")
    assert registry.load_backbone("starter", device=cpu) == "starter"
    assert given == {"device": cpu, "encoder": None, "stages": None}
    measure()
    registry.load_backbone("starter", device=cpu)
    image = torch.zeros(1, 3, 8, 8)
    last = engines.TOWER_BLOCKS[-1]
    assert torch.equal(given["encoder"].tokens(image, [last])[0], Tiny()(image)[1])
    with vision_autocast(cpu):
        other = given["encoder"].tokens(torch.zeros(1, 3, 28, 28), [0, last])
    assert [tokens.shape for tokens in other] == [(1, 4, 384)] * 2, "by torch"
    assert isinstance(given["stages"], engine)


def test_without_the_extra_nothing_is_measured(monkeypatch):
    monkeypatch.setattr(openvino_network, "is_installed", lambda: False)
    choose_engines(ProgressLog())
    assert engines.measured() is None
    assert "OpenVINO is not installed" in describe_engines()


def test_the_starter_says_the_same_by_other_engines():
    """Both networks handed in as another engine would run them."""
    folder = paths.resources() / "starter"
    cpu = torch.device("cpu")
    image = np.random.default_rng(0).integers(0, 256, (96, 160, 3), dtype=np.uint8)
    tower, stages = engines.starter_candidates(folder, [image, image])
    other = StarterBackbone(
        folder,
        device=cpu,
        encoder=registry.EngineTower(tower.exact, engines.TOWER_BLOCKS, fallback=pytest.fail),
        stages=stages.exact,
    ).encode_images([image])
    shipped = StarterBackbone(folder, device=cpu).encode_images([image])
    for one, two in zip(
        (other.joint, *other.hidden), (shipped.joint, *shipped.hidden), strict=True
    ):
        assert one.shape == two.shape
        assert np.corrcoef(one.float().flatten(), two.float().flatten())[0, 1] > 0.99


@pytest.mark.skipif(not openvino_network.is_installed(), reason="the extra is not installed")
def test_openvino_runs_a_network_on_images_of_any_size_and_tells_nobody(tmp_path):
    file, network = tmp_path / "tiny.xml", Tiny()
    openvino_network.convert(network, torch.zeros(1, 3, 32, 32), file)
    found = openvino_network.OpenVinoNetwork(file, precision="f32")
    for shape in ((1, 3, 32, 32), (2, 3, 16, 64)):
        image = torch.randn(shape)
        for one, two in zip(found(image), network(image), strict=True):
            torch.testing.assert_close(one, two, atol=1e-2, rtol=1e-2)
    assert sys.modules["openvino_telemetry"] is None
