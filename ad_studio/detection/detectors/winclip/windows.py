"""What windows of patches say about the patches they cover."""

import torch
from torch import Tensor

from ad_studio.detection.backbones.windows import window_patches


def harmonic_over_windows(values: Tensor, grid: tuple[int, int], side: int) -> Tensor:
    """Harmonic mean, at each patch, of the values of the windows that cover it.

    Args:
        values: One per window, positive, [B, W].
        grid: Rows and columns of patches.
        side: Of the windows.

    Returns:
        [B, P].
    """
    patches = window_patches(grid, side).to(values.device)
    inverse = (1 / values.clamp_min(1e-6))[:, :, None].expand(-1, -1, patches.shape[1]).flatten(1)
    where = patches.flatten().expand(len(values), -1)
    empty = values.new_zeros(len(values), grid[0] * grid[1])
    sums = empty.scatter_add(1, where, inverse)
    counts = empty.scatter_add(1, where, torch.ones_like(inverse))
    return counts / sums
