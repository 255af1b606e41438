"""open_clip's own ResNets (RN50 and larger), whose last step is attention pooling."""

from collections.abc import Sequence

from torch import Tensor

from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.backbones.open_clip_tower import Network, on_one_grid, pack
from ad_studio.errors import BackboneError
from ad_studio.messages import msg

_STRIDE = 32


class ResNetTower:
    """Joint tokens: every cell of the last map pooled alone, as attention on a sequence of one.

    Hidden tokens: the maps of strides 8 and 16, of stages 1 and 2, on the finer grid. See `Tower`.

    Args:
        visual: An `open_clip.modified_resnet.ModifiedResNet`.

    Raises:
        BackboneError: The input side is not a multiple of the stride.
    """

    memory_blocks: tuple[int, ...] = (1, 2)
    stages: tuple[int, ...] = (0, 1, 2, 3)
    has_vv = False

    def __init__(self, visual: Network) -> None:
        self._visual = visual
        side = self._visual.image_size
        if side % _STRIDE:
            raise BackboneError(
                msg("The input size {side} does not suit this backbone.", side=side),
                hint=msg("Choose a multiple of {stride} pixels.", stride=_STRIDE),
            )
        self.size = self.covered = (side, side)

    def __call__(self, pixels: Tensor, blocks: Sequence[int] | None = None) -> PatchTokens:
        """See `Tower`."""
        of = self._visual
        maps = [of.layer1(of.stem(pixels))]
        for stage in (of.layer2, of.layer3, of.layer4):
            maps.append(stage(maps[-1]))
        last = maps[-1]
        pool = self._visual.attnpool
        cells = last.flatten(2).transpose(1, 2) + pool.positional_embedding[1:]
        joint = pool.c_proj(pool.v_proj(cells))
        hidden, hidden_grid = on_one_grid(
            [maps[stage] for stage in (self.memory_blocks if blocks is None else blocks)]
        )
        return pack(joint, hidden, grid=tuple(last.shape[2:]), hidden_grid=hidden_grid)
