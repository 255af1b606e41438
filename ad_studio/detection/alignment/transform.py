"""The first step of every detector: which view of an image it looks at.

An `InputTransform` decides at what size an image is decoded, which view of it is encoded (the whole
of it, the part straightened and cut out ...), and where the map of the view lies on the image.
Whatever the view is, it may be encoded tile by tile (`tiles.py`).
One of your own is added by `register`:

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
    """What is encoded at once: an image, or a part of one.

    Attributes:
        pixels: uint8 [h, w, 3].
        foreground: The pixels of the part, bool [h, w]; None where it is not known, and
            everything counts.
    """

    pixels: RgbImage
    foreground: Mask | None = None


class SeenImage(Protocol):
    """One image as a transform has it looked at."""

    @property
    def view(self) -> View:
        """What is encoded; of images of one size, of one size."""

    @property
    def scored(self) -> Mask | None:
        """Where on the image a defect should be found, bool [H, W]; None for all of it."""

    def place(self, found: AnomalyMap, *, score_share: float) -> AnomalyMap:
        """Lay what was found on the view onto the whole image.

        Args:
            found: On the grid of the view.
            score_share: Share of the highest patches whose mean is the image's score.
        """


class InputTransform(Protocol):
    """Which view of an image is looked at; saved with the model."""

    kind: ClassVar[str]
    """Its name in model files."""
    aligned: ClassVar[bool]
    """Whether the part lies alike in every view, whatever its angle in the image."""
    covers_image: ClassVar[bool]
    """Whether the view is the whole image, so that ignore regions lie alike in both."""

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in pixels at which an image of the given size is decoded."""

    def look_at(self, image: RgbImage) -> SeenImage:
        """Look at an image, uint8 [H, W, 3], best of `input_size`."""

    def to_json(self) -> dict[str, Any]:
        """Everything that `from_json` needs beside the backbone."""

    @classmethod
    def from_json(cls, found: Mapping[str, Any], backbone: VisionBackbone) -> Self:
        """Make it again.

        Raises:
            ValueError: It is damaged.
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
    """An image looked at as it is; see `SeenImage`."""

    image: RgbImage

    scored: ClassVar[None] = None

    @property
    def view(self) -> View:
        """See `SeenImage.view`."""
        return View(self.image)

    def place(self, found: AnomalyMap, *, score_share: float) -> AnomalyMap:  # noqa: ARG002
        """See `SeenImage.place`."""
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

    def look_at(self, image: RgbImage) -> WholeView:
        """See `InputTransform.look_at`."""
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
