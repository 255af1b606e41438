import pytest
import torch
from safetensors.torch import save_file

from ad_studio.detection.backbones.identify import identify
from ad_studio.detection.backbones.open_clip_backbone import create_model
from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.errors import BackboneError

import open_clip  # isort: skip - after ad_studio.detection, which guards torchvision

CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def _only_tiny_ones(monkeypatch):
    """All of open_clip's own would take minutes to try."""
    tiny = [name for name in open_clip.list_models() if name.startswith("tiny-")]
    monkeypatch.setattr(open_clip, "list_models", lambda: tiny)


@pytest.fixture
def checkpoint(tmp_path):
    def write(architecture, suffix=".safetensors", prefix=""):
        model = create_model(architecture, weights=None, quick_gelu=False, image_size=None)
        state = {prefix + k: v.contiguous().clone() for k, v in model.state_dict().items()}
        path = tmp_path / f"weights{suffix}"
        if suffix == ".safetensors":
            save_file(state, path)
        else:
            torch.save({"state_dict": state}, path)
        return path

    return write


@pytest.mark.parametrize("architecture", ["tiny-vit-wide", "tiny-timm-vit", "tiny-timm-fastvit"])
@pytest.mark.parametrize(("suffix", "prefix"), [(".safetensors", ""), (".pt", "module.")])
def test_a_checkpoint_says_what_it_is(checkpoint, architecture, suffix, prefix):
    assert identify(checkpoint(architecture, suffix, prefix)) == f"{architecture}/local"


def test_the_file_alone_is_enough_to_load_it(checkpoint, noise):
    backbone = load_backbone("starter", weights=checkpoint("tiny-vit-wide"), device=CPU)
    assert backbone.name == "tiny-vit-wide/local"
    assert backbone.encode_images([noise]).grid == (3, 6)


def test_a_file_that_fits_two_alike_asks_which(checkpoint, monkeypatch):
    config = open_clip.get_model_config("tiny-vit-wide")
    found = open_clip.get_model_config
    monkeypatch.setattr(open_clip, "list_models", lambda: ["tiny-vit-wide", "twin"])
    monkeypatch.setattr(
        open_clip, "get_model_config", lambda name: config if name == "twin" else found(name)
    )
    create = open_clip.create_model
    monkeypatch.setattr(
        open_clip,
        "create_model",
        lambda name, **options: create("tiny-vit-wide" if name == "twin" else name, **options),
    )
    with pytest.raises(BackboneError) as caught:
        identify(checkpoint("tiny-vit-wide"))
    assert "tiny-vit-wide and twin" in str(caught.value.message)
    assert "--backbone tiny-vit-wide/local" in str(caught.value.hint)


def test_a_file_that_fits_nothing_is_named(tmp_path):
    path = tmp_path / "other.safetensors"
    save_file({"text_projection": torch.zeros(4, 4)}, path)
    with pytest.raises(BackboneError) as caught:
        identify(path)
    assert caught.value.path == path


@pytest.mark.parametrize("content", [b"", b"no weights", b"\x00" * 99])
@pytest.mark.parametrize("suffix", [".safetensors", ".pt"])
def test_a_damaged_file_is_named(tmp_path, content, suffix):
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(content)
    with pytest.raises(BackboneError) as caught:
        identify(path)
    assert caught.value.path == path
