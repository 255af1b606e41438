import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.memory_bank import MemoryBank


def tokens(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def brute_force(found, stored):
    """Distance of [P, w] to the nearest of [N, w], over the stored tokens' root mean square."""
    scale = stored.square().sum(dim=1).mean().sqrt()
    nearest = [min(float((one - other).norm()) for other in stored) for one in found]
    return torch.tensor(nearest) / scale


def test_distances_are_those_of_brute_force():
    view = (tokens(1, 20, 6), 9 * tokens(1, 20, 6, seed=1))
    hidden = (tokens(2, 9, 6, seed=2), 9 * tokens(2, 9, 6, seed=3))
    expected = torch.stack(
        [
            sum(brute_force(hidden[block][image], view[block][0]) for block in range(2)) / 2
            for image in range(2)
        ]
    )
    found = MemoryBank.build([view]).match(hidden)[0]
    torch.testing.assert_close(found, expected, atol=2e-3, rtol=0)


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
    again = MemoryBank([bank.half().float() for bank in memory.banks])
    hidden = (tokens(1, 5, 8, seed=2), tokens(1, 5, 8, seed=3))
    assert torch.equal(again.match(hidden)[0], memory.match(hidden)[0])


def test_half_precision_tokens_are_judged_in_float32():
    memory = MemoryBank.build([(tokens(1, 10, 8).bfloat16(),)])
    found = memory.match((tokens(1, 6, 8, seed=1).bfloat16(),))[0]
    assert found.dtype == torch.float32
