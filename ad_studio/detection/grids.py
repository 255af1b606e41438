"""Values on patch grids: brought to another grid, smoothed, pooled, brought together."""

import torch
import torch.nn.functional as F
from torch import Tensor

_LEAST = 1e-6  # of what is divided by


def to_grid(values: Tensor, grid: tuple[int, int], target: tuple[int, int]) -> Tensor:
    """Resize values on one grid to another that covers the same image.

    Args:
        values: [B, P], P = rows * columns of `grid`.
        grid: Rows and columns.
        target: Rows and columns wanted.

    Returns:
        [B, P'], bilinear; the values themselves where the grids agree.
    """
    if grid == target:
        return values
    image = values.view(len(values), 1, *grid)
    return F.interpolate(image, target, mode="bilinear", align_corners=False).flatten(1)


def smooth(
    values: Tensor, grid: tuple[int, int], *, sigma: float, ignored: Tensor | None = None
) -> Tensor:
    """Gaussian smoothing that neither brightens nor darkens the edges.

    Args:
        values: [B, P] on `grid`.
        grid: Rows and columns.
        sigma: In patches; 0 changes nothing.
        ignored: Patches whose values reach no other one, bool [P]; None where there are none.

    Returns:
        [B, P].
    """
    if sigma == 0:
        return values
    if ignored is not None:
        counted = (~ignored).to(values).expand_as(values)
        reached = smooth(torch.where(ignored, 0.0, values), grid, sigma=sigma)
        return reached / smooth(counted, grid, sigma=sigma).clamp_min(_LEAST)
    reach = max(2, round(2 * sigma))
    offsets = torch.arange(-reach, reach + 1, device=values.device, dtype=values.dtype)
    kernel = torch.exp(-offsets.square() / (2 * sigma**2))
    kernel = kernel / kernel.sum()
    image = values.view(len(values), 1, *grid)
    image = F.pad(image, (reach,) * 4, mode="replicate")
    image = F.conv2d(image, kernel.view(1, 1, 1, -1))
    return F.conv2d(image, kernel.view(1, 1, -1, 1)).flatten(1)


def top_k_mean(values: Tensor, share: float) -> Tensor:
    """Mean of the largest `share` of the last axis, at least one value (DevPrompt, eq. 6 and 7)."""
    k = max(1, int(share * values.shape[-1]))
    return values.topk(k, dim=-1).values.mean(dim=-1)


def half_harmonic_mean(one: Tensor, other: Tensor) -> Tensor:
    """1 / (1 / one + 1 / other) of values of at least 0: near the smaller one (PromptAD)."""
    return 1 / (1 / one.clamp_min(_LEAST) + 1 / other.clamp_min(_LEAST))
