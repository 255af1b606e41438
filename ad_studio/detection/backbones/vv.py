"""A backbone that is always read by the same V-V stream."""

from collections.abc import Sequence

from ad_studio.detection.backbones.base import PatchTokens, VVBackbone, VVStream
from ad_studio.detection.backbones.forwarding import ForwardingBackbone
from ad_studio.domain import RgbImage


class BackboneWithStream(ForwardingBackbone[VVBackbone]):
    """Encodes images with a V-V stream of its own; everything else is the backbone's own.

    Args:
        backbone: Frozen.
        stream: Where it begins, and where it is read.
    """

    def __init__(self, backbone: VVBackbone, stream: VVStream) -> None:
        super().__init__(backbone)
        self._stream = stream

    def encode_images(
        self, images: Sequence[RgbImage], *, blocks: Sequence[int] | None = None
    ) -> PatchTokens:
        """See `VisionBackbone.encode_images`."""
        return self._backbone.encode_vv(images, self._stream, blocks=blocks)
