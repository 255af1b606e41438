import json
import subprocess
import sys

import pytest

from ad_studio import paths
from ad_studio.errors import BackboneError, UsageError
from ad_studio.progress import SilentProgress
from ad_studio.services import backbones


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path / "cache")


@pytest.fixture
def tiny(tmp_path):
    """A tiny architecture that open_clip knows, and a checkpoint of it."""
    import torch

    from ad_studio.detection.backbones.open_clip_backbone import create_model

    import open_clip  # isort: skip - after the torchvision guard

    config = {
        "embed_dim": 8,
        "vision_cfg": {
            "image_size": 16,
            "layers": 1,
            "width": 16,
            "head_width": 16,
            "patch_size": 8,
        },
        "text_cfg": {
            "context_length": 77,
            "vocab_size": 49408,
            "width": 16,
            "heads": 1,
            "layers": 1,
        },
    }
    description = tmp_path / "tiny-service.json"
    description.write_text(json.dumps(config), encoding="utf-8")
    open_clip.add_model_config(description)
    model = create_model("tiny-service", weights=None, quick_gelu=False, image_size=None)
    checkpoint = tmp_path / "tiny.pt"
    torch.save(model.state_dict(), checkpoint)
    return checkpoint


def test_starter_is_there_from_the_start():
    first = backbones.list_backbones()[0]
    assert (first.id, first.installed) == ("starter", True)
    assert first.bytes > 1_000_000
    assert len(first.sha256) == 64
    assert first.path.is_dir()


def test_imported_weights_are_shown_with_their_hash(tiny):
    info = backbones.import_weights("tiny-service/mine", tiny, progress=SilentProgress())
    assert info.installed
    assert info.bytes == tiny.stat().st_size
    assert info.path.is_file()
    assert str(tiny) in str(info.note)
    assert backbones.list_backbones()[1] == info


def test_unpublished_weights_cannot_be_downloaded(tiny):
    with pytest.raises(BackboneError, match="does not publish"):
        backbones.download("tiny-service/mine", progress=SilentProgress())


def test_starter_cannot_be_downloaded():
    with pytest.raises(BackboneError, match="comes with the program"):
        backbones.download("starter", progress=SilentProgress())


def test_torch_is_not_loaded_with_the_service():
    code = "import sys, ad_studio.services.backbones; assert 'torch' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["nosuch", "nosuch/openai", "RN50"])
def test_an_unknown_name_is_a_value_that_cannot_be_used(name):
    with pytest.raises(UsageError, match="ad-studio backbones --all") as caught:
        backbones.download(name, progress=SilentProgress())
    assert isinstance(caught.value, BackboneError)
