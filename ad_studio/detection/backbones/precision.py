"""Which number format the frozen vision tower runs in."""

from contextlib import AbstractContextManager, nullcontext

import torch
from torch import nn

from ad_studio.errors import UsageError
from ad_studio.messages import msg


def pick_device(wish: str) -> torch.device:
    """Turn the user's choice into a device.

    Args:
        wish: "auto" (the GPU if there is one), "cpu" or "cuda".

    Raises:
        UsageError: Unknown choice, or CUDA is not available here.
    """
    if wish not in ("auto", "cpu", "cuda"):
        raise UsageError(msg('Unknown device "{wish}". Use auto, cpu or cuda.', wish=wish))
    if wish == "cuda" and not torch.cuda.is_available():
        raise UsageError(msg("No CUDA GPU can be used here. Use auto or cpu."))
    return torch.device("cuda" if wish != "cpu" and torch.cuda.is_available() else "cpu")


def has_fast_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 is native on the device.

    On CPUs with AVX512-BF16 or AMX it was measured about a quarter faster than float32, with
    maps that agree (docs/benchmarks.md); elsewhere it is emulated and slower.
    """
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    features = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return bool(features.get("avx512_bf16") or features.get("amx_bf16"))


def vision_autocast(device: torch.device) -> AbstractContextManager[object]:
    """Context in which to run a vision tower: bfloat16 where it is native, else float32."""
    if has_fast_bfloat16(device):
        return torch.autocast(device.type, dtype=torch.bfloat16)
    return nullcontext()


def cast_to_bfloat16(tower: nn.Module, device: torch.device) -> None:
    """Store the weights of linear and convolution layers in bfloat16 where that is native.

    `vision_autocast` would convert them in every forward pass: the results are the same, with half
    the memory and a few milliseconds less per image.
    """
    if has_fast_bfloat16(device):
        for layer in tower.modules():
            if isinstance(layer, nn.Linear | nn.Conv2d):
                layer.bfloat16()
