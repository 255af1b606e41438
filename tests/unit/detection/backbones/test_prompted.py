"""Learned tokens inside of vision towers, and AnoPLe, which learns them."""

from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from ad_studio.detection.backbones.base import promptable
from ad_studio.detection.backbones.open_clip_backbone import create_model
from ad_studio.detection.backbones.open_clip_vit import VitTower
from ad_studio.detection.model_folder import load_model, read_description, save_model
from ad_studio.errors import ModelError
from tests.fitting import fit


def attention(q, k, v, *, heads):
    """The textbook form, one head after the other."""
    out = []
    for mine, theirs, said in zip(*(one.chunk(heads, dim=-1) for one in (q, k, v)), strict=True):
        scores = mine @ theirs.transpose(-1, -2) / mine.shape[-1] ** 0.5
        out.append(scores.softmax(dim=-1) @ said)
    return torch.cat(out, dim=-1)


def prompts_of(width):
    """Five tokens for the first block, three for each of the next two."""
    draw = torch.Generator().manual_seed(0)
    first = torch.randn(5, width, generator=draw)
    return [first, *torch.randn(2, 3, width, generator=draw)]


def by_hand(visual, pixels, prompts):
    """Both streams with five tokens after the class token, of which three are replaced."""
    patches = visual.conv1(pixels).flatten(2).transpose(1, 2)
    x = torch.cat([visual.class_embedding[None, None], patches], dim=1)
    x = visual.ln_pre(x + visual.positional_embedding)
    original = torch.cat([x[:, :1], prompts[0][None], x[:, 1:]], dim=1)
    aligned = original.clone()
    outputs = []
    for number, block in enumerate(visual.transformer.resblocks):
        if 0 < number < len(prompts):
            original = original.clone()
            original[:, 1:4] = prompts[number]
        own = block.attn
        mixed = block.ln_1(original) @ own.in_proj_weight.T + own.in_proj_bias
        q, k, v = mixed.chunk(3, dim=-1)
        aligned = aligned + own.out_proj(attention(v, v, v, heads=own.num_heads))
        original = original + own.out_proj(attention(q, k, v, heads=own.num_heads))
        original = original + block.mlp(block.ln_2(original))
        outputs.append(original[:, 6:])
    joint = visual.ln_post(aligned[:, 6:]) @ visual.proj
    whole = visual.ln_post(original[:, 0]) @ visual.proj
    return F.normalize(joint, dim=-1), outputs, F.normalize(whole, dim=-1)


@torch.no_grad()
def test_a_prompted_tower_equals_a_plain_implementation():
    torch.manual_seed(0)
    model = create_model("tiny-vit", weights=None, quick_gelu=False, image_size=None).eval()
    pixels, tower = torch.randn(1, 3, 32, 32), VitTower(model.visual)
    prompts = prompts_of(tower.width)
    found = tower(pixels, (1, 5), prompts=prompts)
    joint, outputs, whole = by_hand(model.visual, pixels, prompts)
    torch.testing.assert_close(found.joint, joint, atol=2e-6, rtol=0)
    torch.testing.assert_close(found.image_embedding, whole, atol=2e-6, rtol=0)
    for mine, number in zip(found.hidden, (1, 5), strict=True):
        torch.testing.assert_close(mine, outputs[number], atol=2e-5, rtol=0)


def test_gradients_reach_every_token(build, noise):
    backbone = build("tiny-vit")
    prompts = [one.requires_grad_() for one in prompts_of(backbone.vision_width)]
    found = backbone.encode_prompted([noise], prompts, blocks=())
    (found.joint[..., 0].sum() + found.image_embedding[..., 0].sum()).backward()
    assert all(bool(one.grad.any()) for one in prompts)


@pytest.mark.parametrize("architecture", ["tiny-resnet", "tiny-timm-vit", "tiny-timm-fastvit"])
def test_other_towers_take_no_tokens(architecture, build, noise):
    backbone = build(architecture)
    assert backbone.vision_width is None
    assert promptable(backbone) is None
    with pytest.raises(RuntimeError, match="no learned tokens"):
        backbone.encode_prompted([noise], [])


@pytest.mark.parametrize("architecture", ["tiny-vit", "tiny-vit-clipa", "tiny-coca"])
def test_anople_is_learned_and_used(architecture, build, noise, tmp_path):
    backbone = build(architecture)
    image = np.ascontiguousarray(noise)
    detector = fit("anople", backbone, [image], epochs=2, held_out=1, painted=1, batch=2)
    assert [one.shape[-1] for one in detector.prompts] == 9 * [backbone.vision_width]
    save_model(tmp_path, detector, weights=None, about={})
    again = load_model(tmp_path, read_description(tmp_path), backbone)
    (before,), (after,) = detector.score([255 - image]), again.score([255 - image])
    np.testing.assert_allclose(after.fused, before.fused, atol=1e-2)
    assert np.isfinite(before.score)


def test_learned_tokens_change_what_the_vision_tower_sees(build, noise):
    backbone = build("tiny-vit")
    detector = fit("anople", backbone, [noise], epochs=1, held_out=1, painted=1, batch=1)
    plain = backbone.encode_images([noise])
    prompted = detector.inputs.backbone.encode_images([noise])
    assert not torch.allclose(plain.joint, prompted.joint, atol=1e-3)
    assert detector.inputs.backbone.sha256 == backbone.sha256


def test_a_model_on_a_tower_of_another_kind_is_refused(build, noise, tmp_path):
    detector = fit("anople", build("tiny-resnet"), [noise], epochs=1, held_out=1, batch=1)
    save_model(tmp_path, detector, weights=None, about={})
    other = build("tiny-vit")
    description = replace(read_description(tmp_path), backbone_sha256=other.sha256)
    with pytest.raises(ModelError, match="damaged"):
        load_model(tmp_path, description, other)
