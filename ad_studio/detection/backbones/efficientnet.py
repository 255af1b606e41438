"""The starter's convolutional network: EfficientNet-Lite2 without its classifier."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import timm
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.utils.fusion import fuse_conv_bn_eval

from ad_studio.detection.backbones.base import to_pixels
from ad_studio.domain import RgbImage

WIDTHS = (48, 120, 352)
"""Channels of the three stages, at strides of 8, 16 and 32 pixels."""
_STAGES = (2, 4, 6)  # timm's numbers of the blocks that end them
_STRIDE = 32  # sides of the input are multiples of it
HALF = (0.5, 0.5, 0.5)
"""Mean and deviation of its input, per channel, of pixels on the scale [0, 1]."""


class Stages(torch.nn.Module):
    """The network from pixels to the maps of its three stages.

    Args:
        network: From `create_network`.
    """

    def __init__(self, network: Any) -> None:  # noqa: ANN401 - timm is untyped
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> list[Tensor]:
        """[B, 3, H, W] to a map [B, C, h, w] for each of `WIDTHS`."""
        x = self.network.bn1(self.network.conv_stem(pixels))
        found = []
        for number, block in enumerate(self.network.blocks):
            x = block(x)
            if number in _STAGES:
                found.append(x)
        return found


class EfficientNet:
    """The frozen network; tokens of its three stages.

    Args:
        stages: Runs it, as `Stages.forward` does.
        device: Where it runs.
    """

    def __init__(
        self, stages: Callable[[Tensor], Sequence[Tensor]], *, device: torch.device
    ) -> None:
        self._stages = stages
        self._device = device

    def tokens(self, images: list[RgbImage], grid: tuple[int, int]) -> list[Tensor]:
        """Tokens of each stage, brought to one grid.

        A token is the mean of the 3 x 3 cells around its own, as in PatchCore (arXiv 2106.08265,
        section 3.1); cells beyond the border do not count.

        Args:
            images: uint8 [H, W, 3], all of one size.
            grid: Rows and columns wanted.

        Returns:
            One float32 [B, rows * columns, width] for each of `WIDTHS`.
        """
        height, width = images[0].shape[:2]
        size = (whole_strides(width), whole_strides(height))
        pixels = to_pixels(images, size=size, mean=HALF, std=HALF, device=self._device)
        x = pixels.contiguous(memory_format=torch.channels_last)
        return [_to_grid(one.float(), grid).flatten(2).mT.contiguous() for one in self._stages(x)]


def create_network() -> Any:  # noqa: ANN401 - timm is untyped
    """Build the network with random weights and no classifier."""
    network = timm.create_model("tf_efficientnet_lite2", pretrained=False, num_classes=0)
    network.conv_head = network.bn2 = torch.nn.Identity()
    return network.eval()


def load_efficientnet(weights: Path, *, device: torch.device) -> EfficientNet:
    """Load the network, frozen, from a safetensors file in half precision."""
    return EfficientNet(channels_last(load_stages(weights).to(device)), device=device)


def channels_last(stages: Any) -> Stages:  # noqa: ANN401 - torch has no type for it
    """The same with weights as convolutions are fastest on; for images that lie so, too."""
    found: Stages = stages.to(memory_format=torch.channels_last)
    return found


def load_stages(weights: Path) -> Stages:
    """Load its stages, frozen, in float32."""
    network = create_network()
    tensors = {name: one.float() for name, one in load_file(weights).items()}
    missing, unexpected = network.load_state_dict(tensors, strict=False)
    if unexpected or any(not name.endswith("num_batches_tracked") for name in missing):
        raise ValueError("weights of another network")
    fold_norms(network)
    return Stages(network.requires_grad_(False))


def fold_norms(network: Any) -> None:  # noqa: ANN401
    """Fold every batch norm into the convolution before it: a third less time, the same tokens."""
    pairs = [(network, "conv_stem", "bn1")]
    for block in network.blocks.modules():
        if hasattr(block, "conv_pwl"):
            convolutions = ["conv_pw", "conv_dw", "conv_pwl"]
        else:
            convolutions = ["conv_dw", "conv_pw"] if hasattr(block, "conv_dw") else []
        pairs += [(block, name, f"bn{i}") for i, name in enumerate(convolutions, start=1)]
    for module, conv, norm in pairs:
        before = getattr(module, norm)
        setattr(module, conv, fuse_conv_bn_eval(getattr(module, conv), before))
        setattr(module, norm, before.act)


def _to_grid(stage: Tensor, grid: tuple[int, int]) -> Tensor:
    """The stage [B, C, h, w] smoothed and on another grid, [B, C, rows, columns]."""
    smooth = F.avg_pool2d(stage, 3, stride=1, padding=1, count_include_pad=False)
    if smooth.shape[-1] >= 1.5 * grid[1]:
        return F.adaptive_avg_pool2d(smooth, grid)
    return F.interpolate(smooth, grid, mode="bilinear", align_corners=False)


def whole_strides(side: float) -> int:
    """The nearest length in pixels that the network's deepest stage divides evenly."""
    return max(1, round(side / _STRIDE)) * _STRIDE
