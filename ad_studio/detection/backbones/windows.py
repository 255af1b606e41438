"""Square windows of patches, for methods that look at neighbourhoods (WinCLIP)."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True, slots=True)
class WindowTokens:
    """What a vision tower says about an image as a whole and about windows of it.

    Attributes:
        image_embedding: Unit joint embedding of each image, [B, d].
        windows: Unit joint embeddings of all windows of each side, one [B, W, d] per side, in the
            order of `window_patches`.
        grid: Rows and columns of patches that the windows lie on.
    """

    image_embedding: Tensor
    windows: tuple[Tensor, ...]
    grid: tuple[int, int]


def window_patches(grid: tuple[int, int], side: int) -> Tensor:
    """Which patches each `side` x `side` window covers, stride 1, row by row.

    Returns:
        int64 [W, side * side]; windows are cut down to grids smaller than `side`.
    """
    rows, columns = grid
    numbers = torch.arange(rows * columns).view(rows, columns)
    high, wide = min(side, rows), min(side, columns)
    return numbers.unfold(0, high, 1).unfold(1, wide, 1).reshape(-1, high * wide)


def pooled_windows(joint: Tensor, grid: tuple[int, int], sides: Sequence[int]) -> WindowTokens:
    """Windows for towers that cannot look at a part of an image alone: means of its tokens.

    Args:
        joint: Unit joint tokens [B, P, d].
        grid: Their rows and columns.
        sides: Of the windows, in patches.
    """
    windows = []
    for side in sides:
        patches = window_patches(grid, side).to(joint.device)
        windows.append(F.normalize(joint[:, patches].mean(dim=2), dim=-1))
    return WindowTokens(F.normalize(joint.mean(dim=1), dim=-1), tuple(windows), grid)
