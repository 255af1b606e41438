"""Which layers of a vision tower AnomalyCLIP reads, and where its V-V stream begins."""

from typing import cast

from ad_studio.detection.backbones.base import VisionBackbone, VVStream, vv_backbone
from ad_studio.detection.backbones.vv import BackboneWithStream
from ad_studio.errors import UsageError
from ad_studio.messages import msg

VV_BLOCKS = 19
"""Beside so many of the last blocks the authors run it: from the sixth of 24 on."""


def reading_layers(
    backbone: VisionBackbone, *, vv_blocks: int = VV_BLOCKS, count: int = 1
) -> VisionBackbone:
    """The backbone with AnomalyCLIP's V-V stream; as it is where it has none.

    Args:
        backbone: Frozen.
        vv_blocks: See `VVStream.last`.
        count: After how many of the last stages joint tokens are wanted.

    Raises:
        UsageError: There are not so many stages, or no block would have the stream.
    """
    tower = vv_backbone(backbone)
    if tower is None:
        if (vv_blocks, count) != (VV_BLOCKS, 1):
            raise UsageError(
                msg(
                    "{backbone} has no V-V stream: leave vv_blocks and layers.",
                    backbone=backbone.name,
                )
            )
        return backbone
    if vv_blocks < 1 or not 1 <= count <= len(tower.stages):
        raise UsageError(
            msg(
                "AnomalyCLIP reads 1 to {stages} layers of {backbone}, by at least one V-V block.",
                stages=len(tower.stages),
                backbone=backbone.name,
            )
        )
    stream = VVStream(vv_blocks, tower.stages[-count:])
    return cast(VisionBackbone, BackboneWithStream(tower, stream))
