"""At which angles a part may lie, by a look at its one reference image."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.augmentation import lit, rotated
from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.inputs import EncodedView, InputPipeline
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled

POSES = ("auto", "any", "fixed", "upright")
"""How a part lies: found out from the reference, at any angle, always alike, or straightened and
cut out before it is looked at (see `alignment.crop`)."""

# On the six sets of docs/benchmarks.md, "any" for all of them costs 4.6 points of image AUROC
# against "auto", "fixed" for all 8.7. The numbers themselves were set on those sets, not ablated.
_PLAIN_BORDER = 0.53  # share of the border that must look alike for a part to lie free
_STEPS = 24  # of a full turn
_ALIKE = 2.0  # how much farther than a slight disturbance a turned view may be
# Copies of a straightened part: it is straightened to a few degrees, or head first, and lies in
# another light at every angle. Set on mvtec_screw, not ablated one by one.
_TILTS = (-6.0, -3.0, 3.0, 6.0, 180.0)
_LIGHTS = (0.7, 0.85, 1.18, 1.4)
_SLOPES = ((-0.25, 0.0), (0.25, 0.0), (0.0, -0.25), (0.0, 0.25))


@dataclass(frozen=True, slots=True)
class TurnedView:
    """A reference image, turned about its centre or lit otherwise.

    Attributes:
        tokens: As the backbone sees it.
        degrees: Counter-clockwise.
    """

    tokens: PatchTokens
    degrees: float


def lies_at_any_angle(tokens: PatchTokens, *, pose: str) -> bool:
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
    inputs: InputPipeline,
    reference: EncodedView,
    held_out: Sequence[EncodedView],
    *,
    any_angle: bool,
    pose: str,
    progress: Progress,
) -> list[TurnedView]:
    """Views of a reference that are as normal as itself, itself first.

    A part that may lie at any angle is turned all around. Of one that is held, a quarter or half
    turn counts as normal where it looks like the part: its patches are hardly farther from the
    reference than those of a slightly disturbed view, as with fabrics and other textures.

    Args:
        inputs: How to look at them.
        reference: A view of a good part.
        held_out: Slightly disturbed copies of it.
        any_angle: See `lies_at_any_angle`.
        pose: "fixed" for the reference alone.
        progress: Asked whether to stop.

    Raises:
        Cancelled: The user asked to stop.
    """
    views = [TurnedView(reference.tokens, 0.0)]
    memory = MemoryBank.build([reference.tokens.hidden])
    disturbed = [one.tokens for one in held_out]
    for step in range(1, _STEPS) if any_angle else (6, 12, 18) if pose == "auto" else ():
        raise_if_cancelled(progress)
        degrees = 360 * step / _STEPS
        tokens = inputs.encode([View(rotated(reference.view.pixels, degrees))])
        if any_angle or _far(memory, [tokens]) <= _ALIKE * _far(memory, disturbed):
            views.append(TurnedView(tokens, degrees))
    return views


def upright_views(
    inputs: InputPipeline, reference: EncodedView, *, progress: Progress
) -> list[TurnedView]:
    """Views of a straightened reference that are as normal as itself, itself first.

    It is straightened to a few degrees only, and other side up where it is symmetrical; a part
    that lies at any angle is met in another light at every angle.

    Args:
        inputs: How to look at them.
        reference: A view of a good part, straightened and cut out.
        progress: Asked whether to stop.

    Raises:
        Cancelled: The user asked to stop.
    """
    pixels = reference.view.pixels
    others = [
        *((rotated(pixels, degrees), degrees) for degrees in _TILTS),
        *((lit(pixels, light=light), 0.0) for light in _LIGHTS),
        *((lit(pixels, slope=slope), 0.0) for slope in _SLOPES),
    ]
    views = [TurnedView(reference.tokens, 0.0)]
    for other, degrees in others:
        raise_if_cancelled(progress)
        views.append(TurnedView(inputs.encode([View(other)]), degrees))
    return views


def _far(memory: MemoryBank, views: Sequence[PatchTokens]) -> float:
    return float(torch.stack([memory.match(view.hidden)[0].mean() for view in views]).mean())
