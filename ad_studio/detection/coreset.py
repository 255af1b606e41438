"""Fewer patches that still cover all: the greedy coreset of PatchCore."""

import torch
from torch import Tensor


def thin_out(points: Tensor, *, count: int, start: Tensor) -> Tensor:
    """Choose points so that every other one has a chosen one near (k-centre, greedy).

    Args:
        points: [N, d].
        count: How many to choose in all; `start` alone where it has more.
        start: Points chosen already, at least one, int64.

    Returns:
        Indices of the chosen points, `start` first, int64 [K].
    """
    squares = points.square().sum(dim=1)
    nearest = torch.full_like(squares, torch.inf)
    for some in torch.split(start, 1024):
        far = torch.addmm(squares[some], points, points[some].T, alpha=-2).min(dim=1).values
        nearest = torch.minimum(nearest, far + squares)
    chosen = start.tolist()
    nearest[start] = -torch.inf  # never again, not even where all are alike
    while len(chosen) < min(count, len(points)):
        newest = int(nearest.argmax())
        far = squares + squares[newest] - 2 * points @ points[newest]
        nearest = torch.minimum(nearest, far)
        nearest[newest] = -torch.inf
        chosen.append(newest)
    return torch.tensor(chosen, device=points.device)
