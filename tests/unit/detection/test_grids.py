"""Resizing and smoothing on patch grids."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.grids import smooth, to_grid, top_k_mean

SIDES = st.integers(1, 9)


@given(SIDES, SIDES)
def test_the_same_grid_changes_nothing(rows, columns):
    values = torch.randn(2, rows * columns)
    assert to_grid(values, (rows, columns), (rows, columns)) is values


@given(SIDES, SIDES, SIDES, SIDES)
def test_an_even_map_stays_even(rows, columns, more_rows, more_columns):
    even = torch.full((1, rows * columns), 3.0)
    sized = to_grid(even, (rows, columns), (more_rows, more_columns))
    assert sized.shape == (1, more_rows * more_columns)
    assert torch.allclose(sized, torch.full_like(sized, 3.0))
    assert torch.allclose(smooth(even, (rows, columns), sigma=0.5), even, atol=1e-5)


def test_a_dot_stays_where_it_is_on_a_grid_that_is_not_square():
    rows, columns = 4, 7
    values = torch.zeros(1, rows * columns)
    values[0, 2 * columns + 5] = 1
    blurred = smooth(values, (rows, columns), sigma=0.5).view(rows, columns)
    assert int(blurred.argmax()) == 2 * columns + 5
    assert float(blurred.sum()) == pytest.approx(1, abs=0.03)
    larger = to_grid(values, (rows, columns), (8, 14)).view(8, 14)
    assert {tuple(p) for p in (larger == larger.max()).nonzero().tolist()} <= {
        (r, c) for r in (4, 5) for c in (10, 11)
    }


def test_each_image_of_a_batch_by_itself():
    batch = torch.randn(3, 12)
    together = smooth(batch, (3, 4), sigma=0.8)
    alone = torch.cat([smooth(one[None], (3, 4), sigma=0.8) for one in batch])
    assert torch.allclose(together, alone, atol=1e-6)


@given(st.lists(st.booleans(), min_size=30, max_size=30).filter(lambda one: not all(one)))
def test_what_is_ignored_reaches_no_other_patch(where):
    ignored = torch.tensor(where)
    values = torch.where(ignored, torch.randn(2, 30) * 1e4, 3.0)
    smoothed = smooth(values, (5, 6), sigma=0.8, ignored=ignored)
    torch.testing.assert_close(smoothed[:, ~ignored], torch.full_like(values, 3.0)[:, ~ignored])


def test_no_smoothing():
    values = torch.randn(1, 12)
    assert smooth(values, (3, 4), sigma=0) is values


values = st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=40).map(torch.tensor)
shares = st.floats(0.001, 1)


@pytest.mark.parametrize(
    ("share", "mean"), [(0.5, 3.5), (0.74, 3.5), (0.75, 3), (1, 2.5), (0.25, 4), (0.01, 4)]
)
def test_top_k_mean_takes_at_least_one(share, mean):
    assert float(top_k_mean(torch.tensor([2.0, 4, 1, 3]), share)) == mean


def test_top_k_mean_is_per_row():
    rows = torch.tensor([[1.0, 2], [8, 4]])
    assert top_k_mean(rows, 0.5).tolist() == [2, 8]


@given(values, shares)
def test_top_k_mean_lies_between_mean_and_maximum(one, share):
    found = float(top_k_mean(one, share))
    assert float(one.mean()) - 1e-3 <= found <= float(one.max()) + 1e-3


@given(values, shares, st.integers(0, 39))
def test_top_k_mean_never_falls_when_a_value_rises(one, share, place):
    more = one.clone()
    more[place % len(one)] += 1
    assert float(top_k_mean(more, share)) >= float(top_k_mean(one, share)) - 1e-3
