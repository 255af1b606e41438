import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection import memory_bank
from ad_studio.detection.memory_bank import MemoryBank, k_center_greedy
from ad_studio.errors import Cancelled


def tokens(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def brute_force(found, stored, weights):
    """The patch of [N, w] blocks nearest to one by all blocks, and the distance to it."""
    squares = sum(
        ((block - one) * weight).square().sum(dim=1) / block.square().sum(dim=1).mean()
        for one, block, weight in zip(found, stored, weights, strict=True)
    )
    match = int(squares.argmin())
    return match, float((squares[match] / len(stored)).sqrt())


@pytest.mark.parametrize("weights", [None, (1.75, 1.0), (0.5, 2.0)])
def test_matches_are_those_of_brute_force(weights):
    view = (tokens(1, 20, 6), 9 * tokens(1, 20, 6, seed=1))
    hidden = (tokens(2, 9, 6, seed=2), 9 * tokens(2, 9, 6, seed=3))
    distances, matches = MemoryBank.build([view], weights=weights).match(hidden)
    for image in range(2):
        for patch in range(9):
            one = [block[image, patch] for block in hidden]
            stored = [block[0] for block in view]
            match, distance = brute_force(one, stored, weights or (1, 1))
            assert int(matches[image, patch]) == match
            assert float(distances[image, patch]) == pytest.approx(distance, abs=2e-3)


def test_cosine_distances_are_those_of_brute_force():
    view, asked = tokens(1, 20, 6), tokens(1, 9, 6, seed=1)
    distances, matches = MemoryBank.build([(view,)], cosine=True).match((asked,))
    cosines = F.normalize(asked[0], dim=-1) @ F.normalize(view[0], dim=-1).T
    assert torch.equal(matches[0], cosines.argmax(dim=1))
    expected = (1 - cosines.amax(dim=1)) / 2
    torch.testing.assert_close(distances[0], expected, atol=1e-3, rtol=0)


def test_the_search_among_components_hardly_misses_the_nearest():
    """Tokens wider than what is searched, with a spectrum as real ones have it."""
    spectrum = 1 / torch.arange(1, 301).float()
    view, asked = tokens(1, 400, 300) * spectrum, tokens(1, 200, 300, seed=1) * spectrum
    memory = MemoryBank.build([(view,)])
    assert memory.searched.shape[1] < 300
    found, _ = memory.match((asked,))
    exact = torch.cdist(asked[0], view[0]).amin(dim=1) / view[0].square().sum(1).mean().sqrt()
    assert bool((found[0] >= exact - 2e-3).all())
    assert float((found[0] / exact).mean()) < 1.01


def test_what_is_stored_is_near_and_what_is_not_is_far():
    view = (tokens(1, 30, 8),)
    memory = MemoryBank.build([view])
    assert float(memory.match(view)[0].max()) < 5e-3
    assert float(memory.match((view[0] + 1,))[0].min()) > 0.1


def test_the_place_of_a_patch_does_not_matter():
    view = tokens(1, 30, 8)
    shuffled = view[:, torch.randperm(30, generator=torch.Generator().manual_seed(0))]
    assert float(MemoryBank.build([(view,)]).match((shuffled,))[0].max()) < 5e-3


def test_blocks_of_different_scale_weigh_the_same():
    view, other = tokens(1, 30, 8), tokens(1, 12, 8, seed=1)
    plain = MemoryBank.build([(view,)]).match((other,))[0]
    both = MemoryBank.build([(view, view * 100)]).match((other, other * 100))[0]
    torch.testing.assert_close(both, plain, atol=2e-3, rtol=0)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 6))
def test_distances_are_finite_and_never_negative(stored, asked, width):
    view = tokens(1, stored, width)
    found = MemoryBank.build([(view,)]).match((tokens(1, asked, width, seed=1),))[0]
    assert found.shape == (1, asked)
    assert bool(torch.isfinite(found).all())
    assert float(found.min()) >= 0


def test_an_empty_reference_gives_finite_distances():
    memory = MemoryBank.build([(torch.zeros(1, 4, 3),)])
    assert bool(torch.isfinite(memory.match((tokens(1, 5, 3),))[0]).all())


def test_a_batch_of_one_gives_what_a_batch_of_many_gives():
    memory = MemoryBank.build([(tokens(1, 40, 16),)])
    batch = tokens(4, 25, 16, seed=1)
    together = memory.match((batch,))[0]
    for i in range(4):
        alone = memory.match((batch[i : i + 1],))[0][0]
        assert alone.tolist() == pytest.approx(together[i].tolist(), rel=1e-5, abs=1e-6)


def test_a_saved_memory_is_the_same_memory():
    memory = MemoryBank.build([(tokens(1, 10, 8), tokens(1, 10, 8, seed=1))])
    again = MemoryBank.restore({name: one.float() for name, one in memory.tensors().items()})
    hidden = (tokens(1, 5, 8, seed=2), tokens(1, 5, 8, seed=3))
    assert torch.equal(again.match(hidden)[0], memory.match(hidden)[0])


def test_a_saved_memory_is_searched_as_before():
    """By the components that were saved, whatever a later program would compute."""
    memory = MemoryBank.build([(tokens(1, 300, 200),)])
    again = MemoryBank.restore({name: one.float() for name, one in memory.tensors().items()})
    assert torch.equal(again.searched, memory.searched)
    assert memory.searched.shape[1] < 200


def test_blocks_of_several_encoders_stand_side_by_side():
    view = (tokens(1, 30, 8), tokens(1, 30, 20, seed=1), tokens(1, 30, 5, seed=2))
    distances, matches = MemoryBank.build([view]).match(view)
    assert matches[0].tolist() == list(range(30))
    assert float(distances.max()) < 5e-3


def test_half_precision_tokens_are_judged_in_float32():
    memory = MemoryBank.build([(tokens(1, 10, 8).bfloat16(),)])
    found = memory.match((tokens(1, 6, 8, seed=1).bfloat16(),))[0]
    assert found.dtype == torch.float32


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


def test_what_does_not_count_is_never_matched():
    view, asked = tokens(1, 20, 6), tokens(1, 9, 6, seed=1)
    memory = MemoryBank.build([(view,)])
    without = torch.arange(20) % 2 == 0
    distances, matches = memory.match((asked,), without=without)
    assert not without[matches].any()
    assert (distances >= memory.match((asked,))[0]).all()


def test_a_long_search_can_be_stopped_between_its_pieces(monkeypatch):
    monkeypatch.setattr(memory_bank, "_AT_ONCE", 4)
    asked, shares = tokens(1, 10, 6, seed=1), []
    bank = MemoryBank.build([(tokens(1, 20, 6),)])
    bank.match((asked,), between=shares.append)
    assert shares == [1.0, 1.0, 1.0]

    def stop(_share):
        raise Cancelled

    with pytest.raises(Cancelled):
        bank.match((asked,), between=stop)


def test_choosing_points_can_be_stopped(monkeypatch):
    shares = []
    k_center_greedy(tokens(200, 4), count=121, start=torch.tensor([0]), between=shares.append)
    assert shares == [0, 50 / 120, 100 / 120]


def test_a_search_in_small_pieces_finds_the_same(monkeypatch):
    bank, asked = MemoryBank.build([(tokens(1, 40, 6),)]), tokens(2, 33, 6, seed=1)
    distances, matches = bank.match((asked,))
    monkeypatch.setattr(memory_bank, "_DISTANCES", 40 * 5)
    found, stored = bank.match((asked,))
    assert torch.equal(stored, matches)
    torch.testing.assert_close(found, distances)
