import math

import pytest
import torch

from ad_studio.detection.reference_analysis.texture import is_texture

GRID = (12, 16)
COUNT = math.prod(GRID)


def seeded(seed):
    return torch.Generator().manual_seed(seed)


def tiled(kinds):
    """Tokens of a few kinds in turn, so that each is met again all over."""
    palette = torch.randn(kinds, 8, generator=seeded(1))
    return palette[torch.arange(COUNT) % kinds][None]


def disturbed(amount):
    return torch.full((3, COUNT), amount)


def test_what_repeats_all_over_is_a_texture():
    assert is_texture([tiled(5)], GRID, disturbed(0.1))


def test_patches_of_their_own_are_none():
    unique = torch.randn(1, COUNT, 64, generator=seeded(2))
    assert not is_texture([unique], GRID, disturbed(0.1))


def test_a_part_on_a_plain_ground_is_none():
    tokens = tiled(1)
    tokens[0, :8] = torch.randn(8, 8, generator=seeded(3)) * 5
    assert not is_texture([tokens], GRID, disturbed(0.1))


def test_neighbours_prove_nothing():
    smooth_change = torch.linspace(0, 50, COUNT)[None, :, None].expand(1, COUNT, 8)
    assert not is_texture([smooth_change], GRID, disturbed(0.001))


def test_it_depends_on_what_a_disturbance_does():
    noisy = tiled(3) + 0.3 * torch.randn(1, COUNT, 8, generator=seeded(4))
    assert is_texture([noisy], GRID, disturbed(0.4))
    assert not is_texture([noisy], GRID, disturbed(0.01))


def test_blocks_count_together():
    unique = torch.randn(1, COUNT, 64, generator=seeded(2))
    assert not is_texture([tiled(5), unique], GRID, disturbed(0.1))


@pytest.mark.parametrize("grid", [(1, 1), (3, 4)])
def test_too_small_to_tell(grid):
    tokens = torch.zeros(1, math.prod(grid), 4)
    assert not is_texture([tokens], grid, torch.zeros(5))
