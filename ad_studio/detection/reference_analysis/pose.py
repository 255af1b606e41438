"""At which angles a part may lie, by a look at its one reference image."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.augmentation import lit, rotated
from ad_studio.detection.backbones.base import PatchTokens, VisionBackbone
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.domain import RgbImage
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled

POSES = ("auto", "any", "fixed", "upright")
"""How a part lies: found out from the reference, at any angle, always alike, or straightened and
cut out before it is looked at (see `framing`)."""

_STEPS = 24
_PLAIN_BORDER = 0.53  # share of the border that must look alike for a part to lie free
_TILTS = (-6.0, -3.0, 3.0, 6.0, 180.0)  # a part is straightened to a few degrees, or head first
_LIGHTS = (0.7, 0.85, 1.18, 1.4)
_SLOPES = ((-0.25, 0.0), (0.25, 0.0), (0.0, -0.25), (0.0, 0.25))
_ALIKE = 2.0  # how much farther than a slight disturbance a turned view may be


@dataclass(frozen=True, slots=True)
class TurnedView:
    """A reference image, turned about its centre or lit otherwise.

    Attributes:
        tokens: As the backbone sees it.
        degrees: Counter-clockwise.
    """

    tokens: PatchTokens
    degrees: float


def is_loose(tokens: PatchTokens, *, pose: str) -> bool:
    """Whether the part may turn up at any angle.

    With pose "auto", it may where it lies free on a plain ground: nothing of it reaches the
    image's border. A part that runs out of the picture is held in its place.

    Raises:
        UsageError: There is no such pose.
    """
    if pose not in POSES:
        raise UsageError(
            msg('There is no pose "{pose}".', pose=pose),
            hint=msg("Use {poses}.", poses=", ".join(POSES)),
        )
    if pose != "auto":
        return pose == "any"
    return border_alike(tokens.hidden[-1][0], tokens.hidden_grid) >= _PLAIN_BORDER


def border_alike(tokens: Tensor, grid: tuple[int, int]) -> float:
    """Share of the patches along the border that resemble the typical one, in [0, 1].

    Args:
        tokens: Hidden tokens [P, w].
        grid: Rows and columns.
    """
    directions = F.normalize(tokens.float() - tokens.float().mean(dim=0), dim=-1)
    square = directions.view(*grid, -1)
    edge = torch.cat([square[0], square[-1], square[1:-1, 0], square[1:-1, -1]])
    typical = F.normalize(edge.median(dim=0).values, dim=0)
    return float(((edge @ typical) > 0.5).float().mean())


def turned_views(
    backbone: VisionBackbone,
    reference: RgbImage,
    tokens: PatchTokens,
    disturbed: Sequence[PatchTokens],
    *,
    loose: bool,
    pose: str,
    progress: Progress,
) -> list[TurnedView]:
    """Views of a reference that are as normal as itself, itself first.

    A loose part is turned all around. Of one that is held, a quarter or half turn counts as
    normal where it looks like the part: its patches are hardly farther from the reference than
    those of a slightly disturbed view, as with fabrics and other textures.

    Args:
        backbone: Frozen.
        reference: uint8 [H, W, 3] at input size.
        tokens: Of the reference.
        disturbed: Slightly disturbed views of it.
        loose: See `is_loose`.
        pose: "fixed" for the reference alone.
        progress: Asked whether to stop.

    Raises:
        Cancelled: The user asked to stop.
    """
    views = [TurnedView(tokens, 0.0)]
    memory = MemoryBank.build([tokens.hidden])
    for step in range(1, _STEPS) if loose else (6, 12, 18) if pose == "auto" else ():
        raise_if_cancelled(progress)
        degrees = 360 * step / _STEPS
        turned = backbone.encode_images([rotated(reference, degrees)])
        if loose or _far(memory, [turned]) <= _ALIKE * _far(memory, disturbed):
            views.append(TurnedView(turned, degrees))
    return views


def upright_views(
    backbone: VisionBackbone, reference: RgbImage, tokens: PatchTokens, *, progress: Progress
) -> list[TurnedView]:
    """Views of a straightened reference that are as normal as itself, itself first.

    It is straightened to a few degrees only, and other side up where it is symmetrical; a part
    that lies loose is met in another light at every angle.

    Args:
        backbone: Frozen.
        reference: uint8 [H, W, 3], cut out by its frame.
        tokens: Of the reference.
        progress: Asked whether to stop.

    Raises:
        Cancelled: The user asked to stop.
    """
    others = [
        *((rotated(reference, degrees), degrees) for degrees in _TILTS),
        *((lit(reference, light=light), 0.0) for light in _LIGHTS),
        *((lit(reference, slope=slope), 0.0) for slope in _SLOPES),
    ]
    views = [TurnedView(tokens, 0.0)]
    for view, degrees in others:
        raise_if_cancelled(progress)
        views.append(TurnedView(backbone.encode_images([view]), degrees))
    return views


def _far(memory: MemoryBank, views: Sequence[PatchTokens]) -> float:
    return float(torch.stack([memory.match(view.hidden)[0].mean() for view in views]).mean())
