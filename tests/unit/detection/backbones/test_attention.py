import pytest
import torch
from timm.layers.attention import Attention

from ad_studio.detection.backbones import precision
from ad_studio.detection.backbones.attention import attend
from ad_studio.detection.backbones.precision import cast_to_bfloat16
from ad_studio.detection.backbones.vision_tower import block_tokens, create_tower

CPU = torch.device("cpu")


@pytest.fixture
def attention():
    torch.manual_seed(3)
    return Attention(24, num_heads=3, qkv_bias=True).eval().requires_grad_(False)


@pytest.fixture
def tokens():
    return torch.randn(2, 11, 24, generator=torch.Generator().manual_seed(4))


def test_full_precision_is_timms_own(attention, tokens):
    torch.testing.assert_close(attend(attention, tokens), attention(tokens))


def test_bfloat16_is_timms_own_but_for_rounding(attention, tokens):
    exact = attention(tokens)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        found = attend(attention, tokens)
    torch.testing.assert_close(found.float(), exact, atol=0.02, rtol=0.02)


def test_what_all_keys_have_in_common_costs_no_precision(attention, tokens):
    attention.qkv.bias[24:48] = 8.0  # of the keys
    attention.qkv.bias[:24] = 4.0  # of the queries: logits of 150
    exact = attention(tokens)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        found = attend(attention, tokens)
    torch.testing.assert_close(found.float(), exact, atol=0.03, rtol=0.03)


def test_images_of_a_batch_do_not_mix(attention, tokens):
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        both = attend(attention, tokens)
        alone = [attend(attention, one[None]) for one in tokens]
    torch.testing.assert_close(both, torch.cat(alone), atol=0.01, rtol=0.01)


def test_the_tower_does_what_timms_does():
    tower = create_tower().requires_grad_(False)
    pixels = torch.randn(1, 3, 28, 42, generator=torch.Generator().manual_seed(5))
    expected = tower.forward_intermediates(
        pixels, indices=[2, 7], output_fmt="NLC", intermediates_only=True, norm=False
    )
    for found, wanted in zip(block_tokens(tower, pixels, (2, 7)), expected, strict=True):
        torch.testing.assert_close(found, wanted, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize(("fast", "kind"), [(True, torch.bfloat16), (False, torch.float32)])
def test_weights_are_shortened_where_that_is_fast(monkeypatch, attention, fast, kind):
    monkeypatch.setattr(precision, "has_fast_bfloat16", lambda _device: fast)
    cast_to_bfloat16(attention, CPU)
    assert attention.qkv.weight.dtype == attention.proj.weight.dtype == kind


def test_shortened_weights_give_the_same(monkeypatch, attention, tokens):
    monkeypatch.setattr(precision, "has_fast_bfloat16", lambda _device: True)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        before = attend(attention, tokens)
        cast_to_bfloat16(attention, CPU)
        torch.testing.assert_close(attend(attention, tokens), before, atol=0, rtol=0)
