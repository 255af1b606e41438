import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.backbones.windows import window_patches
from ad_studio.detection.detectors.winclip.windows import harmonic_over_windows

GRIDS = st.tuples(st.integers(1, 6), st.integers(1, 6))


@given(GRIDS, st.integers(1, 4))
def test_the_harmonic_mean_is_that_of_the_windows_that_cover_a_patch(grid, side):
    patches = window_patches(grid, side)
    draw = torch.Generator().manual_seed(grid[0] * 10 + grid[1])
    values = torch.rand(2, len(patches), generator=draw) + 0.05
    found = harmonic_over_windows(values, grid, side)
    for patch in range(grid[0] * grid[1]):
        covering = (patches == patch).any(dim=1)
        for image in range(2):
            mine = values[image, covering]
            assert float(found[image, patch]) == pytest.approx(
                len(mine) / float((1 / mine).sum()), rel=1e-4
            )
