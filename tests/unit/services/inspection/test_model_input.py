import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ad_studio import paths
from ad_studio.detection.backbones import given_weights, registry
from ad_studio.detection.model_folder import DESCRIPTION, WEIGHTS, save_model
from ad_studio.errors import BackboneError, Cancelled, ImageError, ModelError, UsageError
from ad_studio.services.inspection import model_input as module
from ad_studio.services.inspection.model_input import load_detector, model_input, reader
from tests.bad_images import picture, rotated_jpeg
from tests.fitting import fit
from tests.projects import add_model
from tests.tiny_backbone import TinyBackbone

FILE = Path("/lot/part.jpg")


def size(width, height):
    return (64, 48) if width >= height else (48, 64)


def encoded(image, kind="PNG"):
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def test_the_whole_image_is_resized_to_what_the_detector_wants():
    pixels, loaded = model_input(
        encoded(picture(320, 200)), path=FILE, bit_depth=None, input_size=size
    )
    assert pixels.shape == (48, 64, 3)
    assert pixels.dtype == np.uint8
    assert (loaded.width, loaded.height) == (320, 200)
    corners = pixels[[0, 0, -1, -1], [0, -1, 0, -1], :2].astype(int)
    expected = [[40, 40], [240, 40], [40, 240], [240, 240]]
    assert np.abs(corners - expected).max() < 16


def test_reading_for_training_can_be_stopped(tmp_path, monkeypatch):
    file = tmp_path / "part.png"
    file.write_bytes(encoded(picture(320, 200)))
    read = reader(file, bit_depth=None, should_stop=lambda: True)

    def decode(*_args, should_stop, **_options):
        if should_stop():
            raise Cancelled
        pytest.fail("it was decoded to its end")

    monkeypatch.setattr(module, "decode_bytes", decode)
    with pytest.raises(Cancelled):
        read(size)


def test_the_size_is_asked_for_with_the_original_as_it_is_seen():
    asked = []

    def remember(width, height):
        asked.append((width, height))
        return size(width, height)

    upright = rotated_jpeg(6, picture(320, 200))
    pixels, loaded = model_input(upright, path=FILE, bit_depth=None, input_size=remember)
    assert asked[-1] == (loaded.width, loaded.height) == (200, 320)
    assert pixels.shape == (64, 48, 3)


def test_a_large_jpeg_is_decoded_smaller_without_losing_sharpness():
    large = encoded(picture(2000, 1500), "JPEG")
    pixels, loaded = model_input(large, path=FILE, bit_depth=None, input_size=size)
    assert (loaded.width, loaded.height) == (2000, 1500)
    assert 64 <= loaded.pixels.shape[1] < 2000
    exact = np.asarray(picture(2000, 1500).resize((64, 48), Image.Resampling.BICUBIC))
    assert np.abs(pixels.astype(int) - exact).mean() < 6


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_long_image_is_not_decoded_smaller_than_the_detector_wants(kind):
    def of_area(width, height):  # as many pixels as a square of 100
        share = 100 / (width * height) ** 0.5
        return round(width * share), round(height * share)

    long = encoded(picture(1600, 100), kind)
    pixels, loaded = model_input(long, path=FILE, bit_depth=None, input_size=of_area)
    assert pixels.shape == (25, 400, 3)
    assert loaded.pixels.shape[1] >= 400


def test_a_small_image_is_enlarged():
    pixels, _ = model_input(encoded(picture(8, 6)), path=FILE, bit_depth=None, input_size=size)
    assert pixels.shape == (48, 64, 3)


def test_bytes_that_are_no_image_name_the_file():
    with pytest.raises(ImageError) as caught:
        model_input(b"no image", path=FILE, bit_depth=None, input_size=size)
    assert caught.value.path == FILE


@pytest.fixture
def backbone(monkeypatch):
    backbone = TinyBackbone()
    monkeypatch.setattr(registry, "load_backbone", lambda name, **options: backbone)
    return backbone


@pytest.fixture
def model(project):
    image = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    detector = fit("devprompt", TinyBackbone(), [image], epochs=1, image_size=72)
    folder = project.store.models.new_folder()
    save_model(folder, detector, weights=None, about={})
    return add_model(project.store, folder=folder)


def test_a_stored_model_is_loaded_without_its_text(project, model, backbone):
    detector = load_detector(project, model, device="cpu")
    with pytest.raises(AssertionError):
        backbone.encode_prompts(None, None)
    assert detector.input_size(640, 480) == backbone.input_size(640, 480, side=72)
    (found,) = detector.score([np.zeros((48, 64, 3), np.uint8)])
    assert found.fused.shape == (6, 8)


def test_a_damaged_folder_is_named_before_the_backbone_is_loaded(project, model, monkeypatch):
    monkeypatch.setattr(registry, "load_backbone", lambda *_, **__: pytest.fail("loaded"))
    (model.folder / DESCRIPTION).write_text("{")
    with pytest.raises(ModelError) as caught:
        load_detector(project, model, device="cpu")
    assert caught.value.path == model.folder / DESCRIPTION


@pytest.mark.parametrize("name", [DESCRIPTION, WEIGHTS])
def test_a_file_of_the_model_that_was_changed_is_refused(project, model, monkeypatch, name):
    """A mean in model.json that is moved by five sigma would make every NG part OK."""
    monkeypatch.setattr(registry, "load_backbone", lambda *_, **__: pytest.fail("loaded"))
    path = model.folder / name
    data = path.read_bytes()
    if name == DESCRIPTION:
        found = json.loads(data)
        found["calibration"]["fused"]["mean"] += 5 * found["calibration"]["fused"]["sigma"]
        path.write_text(json.dumps(found))
    else:
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    for again in (model, project.store.models.get(model.id), project.store.models.all()[0]):
        with pytest.raises(ModelError, match="model 1 is missing or was changed") as caught:
            load_detector(project, again, device="cpu")
        assert caught.value.path == path
    path.write_bytes(data)
    path.unlink()
    with pytest.raises(ModelError, match="is missing or was changed"):
        load_detector(project, model, device="cpu")


def test_other_weights_are_refused(project, model, backbone):
    backbone.sha256 = "00" * 32
    with pytest.raises(ModelError, match="other weights"):
        load_detector(project, model, device="cpu")


def test_an_unknown_device_is_refused(project, model, backbone):
    with pytest.raises(UsageError, match="tpu"):
        load_detector(project, model, device="tpu")


def test_services_are_imported_without_torch():
    code = (
        "import sys, ad_studio.services.training, ad_studio.services.inspection.inspector, "
        "ad_studio.services.demo, ad_studio.services.backbones\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_weights_file_is_the_one_that_was_given_here_not_the_one_the_project_names(
    project, tmp_path, monkeypatch
):
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path / "cache")
    asked = []
    monkeypatch.setattr(
        registry, "load_backbone", lambda name, **how: asked.append(how) or TinyBackbone()
    )
    image = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    folder = project.store.models.new_folder()
    detector = fit("memory", TinyBackbone(), [image], image_size=72)
    save_model(folder, detector, weights=Path("//server/share/w.safetensors"), about={})
    model = add_model(project.store, folder=folder)
    with pytest.raises(BackboneError, match="nobody gave on this computer"):
        load_detector(project, model, device="cpu")
    assert asked == []
    given = tmp_path / "w.safetensors"
    given.touch()
    given_weights.remember(given, sha256=TinyBackbone.sha256)
    load_detector(project, model, device="cpu")
    assert [how["weights"] for how in asked] == [given]
