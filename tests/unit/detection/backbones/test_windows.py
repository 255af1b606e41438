import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.backbones.windows import (
    pooled_windows,
    window_patches,
)

GRIDS = st.tuples(st.integers(1, 6), st.integers(1, 6))


def test_windows_come_row_by_row():
    assert window_patches((3, 4), 2).tolist() == [
        *([0, 1, 4, 5], [1, 2, 5, 6], [2, 3, 6, 7]),
        *([4, 5, 8, 9], [5, 6, 9, 10], [6, 7, 10, 11]),
    ]


@given(GRIDS, st.integers(1, 4))
def test_every_patch_lies_in_a_window_and_every_window_on_the_grid(grid, side):
    patches = window_patches(grid, side)
    assert set(patches.flatten().tolist()) == set(range(grid[0] * grid[1]))
    assert patches.shape[1] == min(side, grid[0]) * min(side, grid[1])


def test_windows_of_tokens_are_unit_means():
    joint = torch.nn.functional.normalize(torch.randn(1, 6, 5), dim=-1)
    found = pooled_windows(joint, (2, 3), (2, 1))
    assert [tuple(one.shape) for one in found.windows] == [(1, 2, 5), (1, 6, 5)]
    torch.testing.assert_close(found.windows[1], joint)
    first = joint[0, [0, 1, 3, 4]].mean(dim=0)
    torch.testing.assert_close(found.windows[0][0, 0], first / first.norm())
    whole = joint[0].mean(dim=0)
    torch.testing.assert_close(found.image_embedding[0], whole / whole.norm())
