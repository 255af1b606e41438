import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.memory_bank import k_center_greedy


def points(count, width=8, seed=0):
    return torch.randn(count, width, generator=torch.Generator().manual_seed(seed))


@given(st.integers(1, 60), st.integers(1, 70), st.integers(1, 9))
def test_it_keeps_as_many_as_asked_for_each_once_the_first_ones_first(total, count, first):
    start = torch.arange(min(first, total))
    kept = k_center_greedy(points(total), count=count, start=start).tolist()
    assert len(kept) == max(len(start), min(count, total))
    assert len(set(kept)) == len(kept)
    assert set(kept) <= set(range(total))
    assert kept[: len(start)] == start.tolist()


def test_every_group_of_like_points_keeps_one():
    centres = 100 * points(6, seed=1)
    crowd = torch.cat([centre + 0.1 * points(30, seed=i) for i, centre in enumerate(centres)])
    kept = k_center_greedy(crowd, count=6, start=torch.tensor([0]))
    assert {int(i) // 30 for i in kept} == set(range(6))


@given(st.integers(2, 40), st.integers(0, 5))
def test_each_new_point_is_the_farthest_from_those_kept(total, seed):
    crowd = points(total, seed=seed)
    kept = k_center_greedy(crowd, count=total, start=torch.tensor([0]))
    for i in range(1, total):
        far = torch.cdist(crowd, crowd[kept[:i]]).amin(dim=1)
        assert float(far[kept[i]]) >= float(far.max()) - 1e-2


def test_points_that_are_all_alike_are_chosen_once_each():
    kept = k_center_greedy(torch.ones(9, 4), count=5, start=torch.tensor([3])).tolist()
    assert len(set(kept)) == 5
