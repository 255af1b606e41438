import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.errors import BackboneError
from tests.fitting import fit

import timm  # isort: skip - after ad_studio.detection, which guards torchvision

CPU = torch.device("cpu")
NAMES = ["test_vit", "eva02_tiny_patch14_224"]


@pytest.fixture
def weights(tmp_path):
    def write(name):
        torch.manual_seed(0)
        model = timm.create_model(name, num_classes=0, dynamic_img_size=True)
        save_file(model.state_dict(), tmp_path / "weights.safetensors")
        return tmp_path / "weights.safetensors"

    return write


def load(name, weights):
    return load_backbone(f"timm/{name}", weights=weights, device=CPU)


@pytest.mark.parametrize("name", NAMES)
def test_any_aspect_is_taken_and_hidden_tokens_are_those_of_the_blocks(name, weights):
    backbone = load(name, weights(name))
    patch = backbone._patch
    assert backbone.input_size(900, 225, side=8 * patch) == (16 * patch, 4 * patch)
    image = np.random.default_rng(0).integers(0, 256, (4 * patch, 8 * patch, 3), dtype=np.uint8)
    found = backbone.encode_images([image, image[::-1].copy()])
    assert found.grid == found.hidden_grid == (4, 8)
    assert found.joint.shape == (2, 32, 0)
    (alone,) = backbone.encode_images([image]).hidden[-1:]
    torch.testing.assert_close(alone[0], found.hidden[-1][0], atol=2e-2, rtol=2e-2)


def test_a_dot_lies_where_it_was_drawn(weights):
    name = "test_vit"
    backbone = load(name, weights(name))
    patch = backbone._patch
    image = np.full((4 * patch, 8 * patch, 3), 90, dtype=np.uint8)
    dotted = image.copy()
    dotted[2 * patch : 3 * patch, 5 * patch : 6 * patch] = 255
    before, after = (backbone.encode_images([one]).hidden[0][0] for one in (image, dotted))
    changed = (after - before).square().sum(dim=-1)
    assert int(changed.argmax()) == 2 * 8 + 5


def test_memory_runs_on_it_and_prompts_cannot(weights):
    backbone = load("test_vit", weights("test_vit"))
    image = np.random.default_rng(0).integers(0, 256, (64, 96, 3), dtype=np.uint8)

    def train(name):
        return fit(name, backbone, [image], held_out=2, image_size=96)

    assert np.isfinite(train("memory").score([image])[0].score)
    for name in ("devprompt", "promptad", "winclip"):
        with pytest.raises(BackboneError, match="no text tower"):
            train(name)


@pytest.mark.parametrize("name", ["no_such_model", "resnet18"])
def test_an_unknown_or_unfit_model_is_refused(name, tmp_path):
    path = tmp_path / "weights.safetensors"
    save_file({"x": torch.zeros(1)}, path)
    with pytest.raises(BackboneError):
        load(name, path)


def test_the_weights_must_be_given_and_fit(tmp_path):
    with pytest.raises(BackboneError) as caught:
        load("test_vit", None)
    assert "--weights" in str(caught.value.hint)
    path = tmp_path / "other.safetensors"
    save_file({"x": torch.zeros(1)}, path)
    with pytest.raises(BackboneError) as caught:
        load("test_vit", path)
    assert caught.value.path == path
