"""The first step of every detector: from an image to the view that is encoded, and back.

An `InputTransform` says at which size an image is decoded and which view of it is encoded: the
whole image, or an aligned crop of the part. `InputTransform.apply` gives a `TransformedImage`: it
holds the view, and converts the anomaly map of the view to a map of the whole image. A view of any
kind may be encoded in tiles (`tiles.py`). A new kind of transform is added with `register`:

    @register
    @dataclass(frozen=True)
    class Rings: ...
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt

from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.domain import RgbImage

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The pixels that the backbone encodes: an image, or a crop of one.

    Attributes:
        pixels: uint8 [h, w, 3].
        foreground: Which pixels show the part, bool [h, w]; None where that is not known: all
            pixels then count.
    """

    pixels: RgbImage
    foreground: Mask | None = None


class TransformedImage(Protocol):
    """An image after an `InputTransform`: its view, and the way back to the image."""

    @property
    def view(self) -> View:
        """The view to encode. Images of equal size have views of equal size."""

    @property
    def scored(self) -> Mask | None:
        """The pixels of the image that are scored, bool [H, W]; None for all of them."""

    def to_image_map(self, found: AnomalyMap, *, score_share: float) -> AnomalyMap:
        """Convert the anomaly map of the view to one of the whole image.

        Args:
            found: The map on the patch grid of the view.
            score_share: The image score is the mean of this share of the highest patches.
        """


class InputTransform(Protocol):
    """How an image becomes the view that is encoded; saved with the model."""

    kind: ClassVar[str]
    """Its name in model files."""
    aligned: ClassVar[bool]
    """Whether the part lies alike in every view, whatever its angle in the image."""
    covers_image: ClassVar[bool]
    """Whether the view is the whole image, so that ignore regions lie alike in both."""

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in pixels at which an image of the given size is decoded."""

    def apply(self, image: RgbImage) -> TransformedImage:
        """Transform an image, uint8 [H, W, 3]; it should have the size that `input_size` says."""

    def to_json(self) -> dict[str, Any]:
        """Everything that `from_json` needs beside the backbone."""

    @classmethod
    def from_json(cls, found: Mapping[str, Any], backbone: VisionBackbone) -> Self:
        """Restore a transform from what `to_json` returned.

        Raises:
            ValueError: A value is missing or invalid.
        """


_KINDS: dict[str, type[InputTransform]] = {}
_Kind = TypeVar("_Kind", bound=type[InputTransform])


def register(transform: _Kind) -> _Kind:
    """Let models that were trained with this kind of transform be loaded."""
    _KINDS[transform.kind] = transform
    return transform


def transform_to_json(transform: InputTransform) -> dict[str, Any]:
    """A transform together with its kind."""
    return {"kind": transform.kind, **transform.to_json()}


def transform_from_json(found: Mapping[str, Any], backbone: VisionBackbone) -> InputTransform:
    """The inverse of `transform_to_json`.

    Raises:
        ValueError: The kind is unknown, or the rest is damaged.
    """
    kind, rest = found.get("kind"), {k: v for k, v in found.items() if k != "kind"}
    if kind not in _KINDS:
        raise ValueError(f"no input transform {kind}")
    return _KINDS[kind].from_json(rest, backbone)


@dataclass(frozen=True, slots=True, eq=False)
class WholeView:
    """The whole image as its own view; see `TransformedImage`."""

    image: RgbImage

    scored: ClassVar[None] = None

    @property
    def view(self) -> View:
        """See `TransformedImage.view`."""
        return View(self.image)

    def to_image_map(self, found: AnomalyMap, *, score_share: float) -> AnomalyMap:  # noqa: ARG002
        """See `TransformedImage.to_image_map`."""
        return found


@register
@dataclass(frozen=True, slots=True)
class WholeImage:
    """The identity: the whole image at the size of the backbone; see `InputTransform`.

    Attributes:
        size: From an image's width and height and a side to those that the backbone takes.
        side: In pixels, of the square with about as many; None for the backbone's own choice.
    """

    size: Callable[..., tuple[int, int]]
    side: int | None

    kind: ClassVar[str] = "whole_image"
    aligned: ClassVar[bool] = False
    covers_image: ClassVar[bool] = True

    @classmethod
    def of(cls, backbone: VisionBackbone, image_size: int | None = None) -> Self:
        """At a size as `DetectorSettings.image_size` says it."""
        return cls(backbone.input_size, image_size)

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """See `InputTransform.input_size`."""
        return self.size(width, height, side=self.side)

    def apply(self, image: RgbImage) -> WholeView:
        """See `InputTransform.apply`."""
        return WholeView(image)

    def to_json(self) -> dict[str, Any]:
        """See `InputTransform.to_json`."""
        return {"side": self.side}

    @classmethod
    def from_json(cls, found: Mapping[str, Any], backbone: VisionBackbone) -> Self:
        """See `InputTransform.from_json`."""
        if found.keys() != {"side"} or not isinstance(found["side"], int | None):
            raise ValueError("a whole image needs its side, or null")
        return cls.of(backbone, found["side"])
