"""A backbone that does not look at the same image twice: for many fits on the same images."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from ad_studio.detection.backbones.base import PatchTokens, VisionBackbone
from ad_studio.domain import RgbImage

_KEPT = 300  # images; some 4 MB each on the starter


class CachingBackbone:
    """Gives back the tokens of single images seen lately; everything else is the backbone's own.

    Args:
        backbone: Frozen, so that the same image has the same tokens.
        kept: How many images are remembered.
    """

    def __init__(self, backbone: VisionBackbone, *, kept: int = _KEPT) -> None:
        self._backbone = backbone
        self._kept = kept
        self._seen: OrderedDict[tuple[tuple[int, ...], bytes], PatchTokens] = OrderedDict()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the backbone has
        return getattr(self._backbone, name)

    def encode_images(self, images: Sequence[RgbImage]) -> PatchTokens:
        """See `VisionBackbone.encode_images`; batches of several are not remembered."""
        if len(images) != 1:
            return self._backbone.encode_images(images)
        image = images[0]
        key = (image.shape, hashlib.sha256(image.tobytes()).digest())
        if key not in self._seen:
            self._seen[key] = self._backbone.encode_images(images)
            if len(self._seen) > self._kept:
                self._seen.popitem(last=False)
        self._seen.move_to_end(key)
        return self._seen[key]
