import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.coreset import thin_out


def tokens(count, width=8, seed=0):
    return torch.randn(count, width, generator=torch.Generator().manual_seed(seed))


@given(st.integers(1, 60), st.floats(0.01, 1.0), st.integers(0, 3))
def test_it_keeps_the_share_asked_for_each_patch_once(count, share, seed):
    kept = thin_out(tokens(count), share=share, seed=seed).tolist()
    assert len(kept) == max(1, round(share * count))
    assert kept == sorted(set(kept))
    assert set(kept) <= set(range(count))


def test_every_group_of_like_patches_keeps_one():
    centres = 100 * tokens(6, seed=1)
    crowd = torch.cat([centre + 0.1 * tokens(30, seed=i) for i, centre in enumerate(centres)])
    kept = thin_out(crowd, share=6 / len(crowd), seed=0)
    assert {int(i) // 30 for i in kept} == set(range(6))


def test_wide_tokens_are_compared_in_a_projection():
    crowd = torch.cat([torch.zeros(20, 300), 50 * torch.ones(20, 300)])
    kept = thin_out(crowd + 0.01 * tokens(40, 300), share=2 / 40, seed=3)
    assert sorted(int(i) // 20 for i in kept) == [0, 1]


def test_a_seed_fixes_the_choice():
    crowd = tokens(50)
    first, again = (thin_out(crowd, share=0.3, seed=5) for _ in range(2))
    assert torch.equal(first, again)


def test_alike_patches_are_never_chosen_twice():
    assert thin_out(torch.ones(9, 4), share=0.5, seed=0).numel() <= 4
