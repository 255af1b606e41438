"""Tiny architectures of every family, registered with open_clip; random weights throughout."""

import functools
import json

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

import ad_studio.detection  # noqa: F401 - the torchvision guard, before open_clip

import open_clip  # isort: skip
from ad_studio import paths
from ad_studio.detection.backbones import open_clip_backbone
from ad_studio.detection.backbones.open_clip_backbone import create_model, with_random_weights

_TEXT = {"context_length": 77, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2}
_VIT = {"image_size": 32, "layers": 6, "width": 32, "head_width": 16, "patch_size": 8}
_SIGLIP_TEXT = {**_TEXT, "no_causal_mask": True, "pool_type": "last", "proj_bias": True}


def self_attention(q, k, v, heads):
    """The textbook form, one head after the other."""
    width = q.shape[-1] // heads
    out = []
    for head in range(heads):
        part = slice(head * width, (head + 1) * width)
        scores = q[..., part] @ k[..., part].transpose(-1, -2) / width**0.5
        out.append(scores.softmax(dim=-1) @ v[..., part])
    return torch.cat(out, dim=-1)


def _timm(name, *, pool, proj=None, size):
    return {
        "timm_model_name": name,
        "timm_pool": pool,
        "timm_proj": proj,
        "image_size": size,
    }


_CONFIGS = {
    "tiny-vit": {"vision_cfg": _VIT, "text_cfg": _TEXT},
    "tiny-vit-wide": {"vision_cfg": {**_VIT, "image_size": [24, 48]}, "text_cfg": _TEXT},
    "tiny-vit-rest": {"vision_cfg": {**_VIT, "image_size": 36}, "text_cfg": _TEXT},
    "tiny-vit-clipa": {
        "vision_cfg": {**_VIT, "no_ln_pre": True, "pool_type": "avg", "final_ln_after_pool": True},
        "text_cfg": {**_TEXT, "pool_type": "last", "no_causal_mask": True},
    },
    "tiny-eos": {
        "vision_cfg": _VIT,
        "text_cfg": {**_TEXT, "pool_type": "eos", "eos_id": 49407},
        "custom_text": True,
    },
    "tiny-bidirectional": {
        "vision_cfg": _VIT,
        "text_cfg": {**_TEXT, "no_causal_mask": True},
        "custom_text": True,
    },
    "tiny-last": {"vision_cfg": _VIT, "text_cfg": _SIGLIP_TEXT, "custom_text": True},
    "tiny-coca": {
        "vision_cfg": {
            **_VIT,
            "attentional_pool": True,
            "attn_pooler_heads": 2,
            "output_tokens": True,
        },
        "text_cfg": {**_TEXT, "context_length": 76, "embed_cls": True, "output_tokens": True},
        "multimodal_cfg": {**_TEXT, "context_length": 76},
        "custom_text": True,
    },
    "tiny-resnet": {
        "vision_cfg": {"image_size": 64, "layers": [1, 1, 1, 1], "width": 16, "patch_size": None},
        "text_cfg": _TEXT,
    },
    "tiny-timm-vit": {
        "vision_cfg": _timm("test_vit", pool="token", size=160),
        "text_cfg": _TEXT,
        "custom_text": True,
    },
    "tiny-timm-eva": {
        "vision_cfg": _timm("eva02_tiny_patch14_224", pool="token", size=224),
        "text_cfg": _TEXT,
        "custom_text": True,
    },
    "tiny-timm-pooled": {
        "vision_cfg": _timm("test_vit3", pool="map", size=160),
        "text_cfg": _TEXT,
        "custom_text": True,
    },
    "tiny-timm-fastvit": {
        "vision_cfg": _timm("fastvit_t8", pool="avg", size=256),
        "text_cfg": {**_TEXT, "no_causal_mask": True},
        "custom_text": True,
    },
    "tiny-timm-convnext": {
        "vision_cfg": _timm("test_convnext", pool="", proj="linear", size=160),
        "text_cfg": _TEXT,
        "custom_text": True,
    },
    "tiny-timm-foreign": {
        "vision_cfg": _timm("test_convnext", pool="rot_attn", proj="", size=160),
        "text_cfg": _TEXT,
        "custom_text": True,
    },
}

SIZES = {
    "tiny-vit": None,
    "tiny-vit-wide": None,
    "tiny-vit-rest": None,
    "tiny-vit-clipa": None,
    "tiny-coca": None,
    "tiny-resnet": None,
    "tiny-timm-vit": 64,
    "tiny-timm-eva": 70,
    "tiny-timm-pooled": 64,
    "tiny-timm-fastvit": 128,
    "tiny-timm-convnext": 128,
}
"""Architectures that can be read patch by patch, and the input size to test them at."""


@pytest.fixture(scope="session", autouse=True)
def tiny_architectures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("configs")
    for name, config in _CONFIGS.items():
        text = json.dumps({"embed_dim": 24, **config})
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    open_clip.add_model_config(folder)
    return folder


@pytest.fixture(scope="package", autouse=True)
def one_thread():
    """Tiny operations wait longer for a second core than they compute."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory, tiny_architectures):
    """A real checkpoint of the tiny architecture."""
    torch.manual_seed(1)
    model = create_model("tiny-vit", weights=None, quick_gelu=False, image_size=None)
    file = tmp_path_factory.mktemp("checkpoint") / "tiny.safetensors"
    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, file)
    return file


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache of weights."""
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path / "cache")
    return tmp_path / "cache" / "backbones"


@pytest.fixture
def exact(monkeypatch):
    """Vision towers in float32 even where bfloat16 is faster."""
    monkeypatch.setattr(
        open_clip_backbone, "vision_autocast", lambda device: torch.autocast("cpu", enabled=False)
    )


@functools.cache
def _built(architecture):
    size = SIZES.get(architecture)
    return with_random_weights(architecture, device=torch.device("cpu"), image_size=size)


@pytest.fixture
def build():
    """Builds a backbone of a tiny architecture at its test size, once for all tests."""
    return _built


@pytest.fixture
def noise():
    """A non-square image uint8 [H, W, 3] that is the same each time."""
    return np.random.default_rng(0).integers(0, 256, (60, 90, 3), dtype=np.uint8)
