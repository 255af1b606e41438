"""A backbone that does not look at the same image twice: for many fits on the same images."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence

from ad_studio.detection.backbones.base import PatchTokens, VisionBackbone
from ad_studio.detection.backbones.forwarding import ForwardingBackbone
from ad_studio.domain import RgbImage

_CAPACITY = 300  # images; some 4 MB each on the starter
_Key = tuple[tuple[int, ...], tuple[int, ...], bytes]


class CachingBackbone(ForwardingBackbone[VisionBackbone]):
    """Gives back the tokens of single images seen lately; everything else is the backbone's own.

    Args:
        backbone: Frozen, so that the same image has the same tokens.
        capacity: How many images are remembered.
    """

    def __init__(self, backbone: VisionBackbone, *, capacity: int = _CAPACITY) -> None:
        super().__init__(backbone)
        self._capacity = capacity
        self._cache: OrderedDict[_Key, PatchTokens] = OrderedDict()

    def encode_images(
        self, images: Sequence[RgbImage], *, blocks: Sequence[int] | None = None
    ) -> PatchTokens:
        """See `VisionBackbone.encode_images`; batches of several are not remembered."""
        if len(images) != 1:
            return self._backbone.encode_images(images, blocks=blocks)
        wanted = tuple(self._backbone.memory_blocks if blocks is None else blocks)
        image = images[0]
        key = (wanted, image.shape, hashlib.sha256(image.tobytes()).digest())
        if key not in self._cache:
            self._cache[key] = self._backbone.encode_images(images, blocks=wanted)
            if len(self._cache) > self._capacity:
                self._cache.popitem(last=False)
        self._cache.move_to_end(key)
        return self._cache[key]
