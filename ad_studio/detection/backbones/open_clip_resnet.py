"""open_clip's own ResNets (RN50 and larger), whose last step is attention pooling."""

from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.backbones.open_clip_tower import Network, on_one_grid, pack
from ad_studio.errors import BackboneError
from ad_studio.messages import msg

_STRIDE = 32


class ResNetTower:
    """Joint tokens: every cell of the last map pooled alone, as attention on a sequence of one.

    Hidden tokens: the maps of strides 8 and 16 on the finer grid. See `Tower`.

    Args:
        visual: An `open_clip.modified_resnet.ModifiedResNet`.

    Raises:
        BackboneError: The input side is not a multiple of the stride.
    """

    def __init__(self, visual: Network) -> None:
        self._visual = visual
        side = self._visual.image_size
        if side % _STRIDE:
            raise BackboneError(
                msg("The input size {side} does not suit this backbone.", side=side),
                hint=msg("Choose a multiple of {stride} pixels.", stride=_STRIDE),
            )
        self.size = self.covered = (side, side)

    def __call__(self, pixels: Tensor) -> PatchTokens:
        """See `Tower`."""
        stride_8 = self._visual.layer2(self._visual.layer1(self._visual.stem(pixels)))
        stride_16 = self._visual.layer3(stride_8)
        last = self._visual.layer4(stride_16)
        pool = self._visual.attnpool
        cells = last.flatten(2).transpose(1, 2) + pool.positional_embedding[1:]
        joint = pool.c_proj(pool.v_proj(cells))
        hidden, hidden_grid = on_one_grid([stride_8, stride_16])
        return pack(joint, hidden, grid=tuple(last.shape[2:]), hidden_grid=hidden_grid)
