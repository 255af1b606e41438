"""Registration: compares each patch with the reference around its own position, too.

A misplaced piece of a part still has a near patch somewhere on the reference, so the nearest patch
of all does not reveal it.
"""

import torch
from torch import Tensor

# Shares of the shorter side of the grid. Chosen on the sets of docs/benchmarks.md: of 28 patches,
# a reach of 3 instead of 4 loses .2 points of mean image AUROC, and 1.5 on mvtec_pill.
_SHIFT = 3 / 14  # how far a part may lie from where the reference lies
_REACH = 1 / 7  # how far a patch may lie from its place on the shifted part
_COMMON = 2.0  # times the median over the image is how far off any patch may be
_FINE = 28  # patches of a side up to which each shift is tried; on a finer grid every second or so
_COUNTED = 0.8  # of the distances decide about the shift: the largest are those of defects


def out_of_place(distances: Tensor, grid: tuple[int, int]) -> Tensor:
    """How much farther each patch is from the reference around its position than from all of it.

    Positions come from `register_patches`. A multiple of the median over the image is subtracted:
    nothing stands out in an image that cannot be registered, such as a rotated part. Patches beyond
    the edge of the reference get 0.

    Args:
        distances: From the patches of one image to those of the reference, both on one grid,
            [P, P]; infinite to patches that the reference does not have.
        grid: Rows and columns.

    Returns:
        At least 0, in the units of the distances, [P].
    """
    position = register_patches(distances, grid)
    reach = round(_REACH * min(grid))
    steps = torch.arange(-reach, reach + 1, device=position.device)
    down, across = torch.cartesian_prod(steps, steps).unbind(1)
    row = (position.clamp_min(0) // grid[1] + down[:, None]).clamp(0, grid[0] - 1)
    column = (position.clamp_min(0) % grid[1] + across[:, None]).clamp(0, grid[1] - 1)
    around = distances.gather(1, (row * grid[1] + column).T).amin(dim=1)
    apart = around - distances.amin(dim=1)
    known = (position >= 0) & apart.isfinite()
    if not known.any():
        return torch.zeros_like(apart)
    return torch.where(known, apart - _COMMON * apart[known].median(), 0.0).clamp_min(0)


def register_patches(distances: Tensor, grid: tuple[int, int]) -> Tensor:
    """Find the shift at which the image is nearest to the reference, and apply it to each patch.

    Args:
        distances: As for `out_of_place`.
        grid: Rows and columns.

    Returns:
        Index of the cell of the reference that each patch lies on, int64 [P]; -1 beyond its edge.
    """
    furthest = round(_SHIFT * min(grid))
    step = max(1, round(min(grid) / _FINE))
    steps = torch.arange(-(furthest // step) * step, furthest + 1, step, device=distances.device)
    down, across = torch.cartesian_prod(steps, steps)[:, :, None].unbind(1)
    patch = torch.arange(len(distances), device=distances.device)
    row, column = patch // grid[1] + down, patch % grid[1] + across
    inside = (row >= 0) & (row < grid[0]) & (column >= 0) & (column < grid[1])
    position = torch.where(inside, row * grid[1] + column, -1)  # [shifts, P]
    met = distances.gather(1, position.clamp_min(0).T).T
    met = torch.where(inside & met.isfinite(), met, torch.nan)
    most = met.nanquantile(_COUNTED, dim=1, keepdim=True)
    cost = torch.minimum(met, most).nanmean(dim=1)
    return position[cost.nan_to_num(torch.inf).argmin()]
