"""Fewer patches that still cover all: the greedy coreset of PatchCore."""

import torch
from torch import Tensor

_DIMENSIONS = 128  # of the random projection in which distances are compared


def thin_out(tokens: Tensor, *, share: float, seed: int) -> Tensor:
    """Choose patches so that every other one has a chosen one near (k-centre, greedy).

    Distances are compared in a random projection (Johnson and Lindenstrauss), as PatchCore does.

    Args:
        tokens: [N, w].
        share: Of the patches to keep, in (0, 1]; at least one is kept.
        seed: Of the projection and the first patch.

    Returns:
        Indices of the chosen patches, ascending, int64 [K].
    """
    draw = torch.Generator().manual_seed(seed)
    wanted = max(1, round(share * len(tokens)))
    if wanted >= len(tokens):
        return torch.arange(len(tokens), device=tokens.device)
    points = tokens.float()
    if tokens.shape[1] > _DIMENSIONS:
        projection = torch.randn(tokens.shape[1], _DIMENSIONS, generator=draw)
        points = points @ projection.to(tokens.device) / _DIMENSIONS**0.5
    newest = int(torch.randint(len(points), (1,), generator=draw))
    chosen = [newest]
    nearest = torch.full((len(points),), torch.inf, device=points.device)
    while len(chosen) < wanted:
        nearest = torch.minimum(nearest, (points - points[newest]).square().sum(dim=1))
        newest = int(nearest.argmax())
        chosen.append(newest)
    return torch.tensor(sorted(set(chosen)), device=tokens.device)
