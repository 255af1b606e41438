import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from timm.models.eva import EvaAttention

from ad_studio.detection.backbones.open_clip_backbone import create_model, with_random_weights
from ad_studio.detection.backbones.open_clip_resnet import ResNetTower
from ad_studio.detection.backbones.open_clip_timm import timm_tower, value_projection
from ad_studio.detection.backbones.open_clip_tower import memory_blocks
from ad_studio.detection.backbones.open_clip_vit import VitTower
from ad_studio.detection.backbones.windows import window_patches
from ad_studio.errors import BackboneError

from .conftest import SIZES, self_attention

CPU = torch.device("cpu")


def _noise(height, width, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def _model(architecture):
    torch.manual_seed(0)
    size = SIZES[architecture]
    return create_model(architecture, weights=None, quick_gelu=False, image_size=size).eval()


def _by_hand_native(visual, pixels):
    """Both streams of algorithm.md 1.2 from the parameters alone."""
    x = visual.conv1(pixels).flatten(2).transpose(1, 2)
    x = torch.cat([visual.class_embedding.expand(len(x), 1, -1), x], dim=1)
    original = visual.ln_pre(x + visual.positional_embedding)
    aligned, outputs = original.clone(), []
    for block in visual.transformer.resblocks:
        attention = block.attn
        state = block.ln_1(original)
        q, k, v = (state @ attention.in_proj_weight.T + attention.in_proj_bias).chunk(3, dim=-1)
        said = attention.out_proj(self_attention(q, k, v, attention.num_heads))
        aligned = aligned + attention.out_proj(self_attention(v, v, v, attention.num_heads))
        original = original + said
        original = original + block.mlp(block.ln_2(original))
        outputs.append(original[:, 1:])
    joint = visual.ln_post(aligned[:, 1:]) @ visual.proj
    return F.normalize(joint, dim=-1), outputs, visual.ln_post(original[:, 0]) @ visual.proj


def _by_hand_timm(visual, pixels):
    trunk = visual.trunk
    original = trunk.norm_pre(trunk._pos_embed(trunk.patch_embed(pixels)))
    aligned, outputs = original.clone(), []
    for block in trunk.blocks:
        attention = block.attn
        q, k, v = attention.qkv(block.norm1(original)).chunk(3, dim=-1)
        said = attention.proj(self_attention(q, k, v, attention.num_heads))
        own = attention.proj(self_attention(v, v, v, attention.num_heads))
        aligned = aligned + block.ls1(own)
        original = original + block.ls1(said)
        original = original + block.ls2(block.mlp(block.norm2(original)))
        outputs.append(original[:, 1:])
    joint = trunk.head(trunk.fc_norm(trunk.norm(aligned[:, 1:])))
    cls = trunk.head(trunk.fc_norm(trunk.norm(original))[:, 0])
    return F.normalize(joint, dim=-1), outputs, cls


@torch.no_grad()
def test_native_tower_equals_a_plain_implementation():
    visual = _model("tiny-vit").visual
    pixels = torch.randn(2, 3, 32, 32)
    joint, outputs, cls = _by_hand_native(visual, pixels)
    tokens = VitTower(visual)(pixels)
    torch.testing.assert_close(tokens.joint, joint, atol=2e-6, rtol=0)
    torch.testing.assert_close(tokens.image_embedding, F.normalize(cls, dim=-1), atol=2e-6, rtol=0)
    for mine, number in zip(tokens.hidden, memory_blocks(6), strict=True):
        torch.testing.assert_close(mine, outputs[number], atol=2e-5, rtol=0)
    torch.testing.assert_close(cls, visual(pixels), atol=2e-5, rtol=0)  # the yardstick is right


@torch.no_grad()
def test_timm_tower_equals_a_plain_implementation():
    visual = _model("tiny-timm-vit").visual
    pixels = torch.randn(2, 3, 64, 64)
    joint, outputs, cls = _by_hand_timm(visual, pixels)
    tokens = timm_tower(visual)(pixels)
    torch.testing.assert_close(tokens.joint, joint, atol=2e-6, rtol=0)
    for mine, number in zip(tokens.hidden, memory_blocks(len(outputs)), strict=True):
        torch.testing.assert_close(mine, outputs[number], atol=2e-5, rtol=0)
    torch.testing.assert_close(cls, visual(pixels), atol=2e-5, rtol=0)


@torch.no_grad()
def test_rotary_tower_equals_a_plain_implementation(build):
    """The original stream turns queries and keys by position; values have no position."""
    backbone = build("tiny-timm-eva")
    visual = backbone._tower._visual
    trunk = visual.trunk
    pixels = torch.randn(1, 3, 70, 70)
    x, rope = trunk._pos_embed(trunk.patch_embed(pixels))
    original = aligned = trunk.norm_pre(x)
    for block in trunk.blocks:
        attention = block.attn
        bias = torch.cat([attention.q_bias, attention.k_bias, attention.v_bias])
        v = F.linear(block.norm1(original), attention.qkv.weight, bias).chunk(3, dim=-1)[2]
        own = self_attention(v, v, v, attention.num_heads)
        aligned = aligned + attention.proj(attention.norm(own))
        original = block(original, rope=rope)
    joint = trunk.head(trunk.fc_norm(trunk.norm(aligned[:, 1:])))
    tokens = timm_tower(visual)(pixels)
    torch.testing.assert_close(tokens.joint, F.normalize(joint, dim=-1), atol=2e-6, rtol=0)


@torch.no_grad()
def test_values_of_separate_projections():
    attention = EvaAttention(dim=12, num_heads=2, qkv_fused=False, norm_layer=torch.nn.LayerNorm)
    state = torch.randn(1, 5, 12)
    assert torch.equal(value_projection(attention, state), attention.v_proj(state))


@torch.no_grad()
def test_hooks_leave_nothing_behind():
    visual = _model("tiny-timm-vit").visual
    tower = timm_tower(visual)
    pixels = torch.randn(1, 3, 64, 64)
    before = visual(pixels)
    tower(pixels)
    assert torch.equal(visual(pixels), before)
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in visual.modules())


@torch.no_grad()
def test_mean_of_fastvit_cells_is_the_image_embedding(build):
    visual = build("tiny-timm-fastvit")._tower._visual
    trunk = visual.trunk
    pixels = torch.randn(1, 3, 128, 128)
    last = trunk.forward_features(pixels)
    cells = last.flatten(2).transpose(1, 2)
    dense = trunk.head.fc(cells)
    torch.testing.assert_close(dense.mean(dim=1), visual(pixels), atol=1e-5, rtol=1e-4)
    tokens = timm_tower(visual)(pixels)
    torch.testing.assert_close(tokens.joint, F.normalize(dense, dim=-1), atol=1e-5, rtol=0)
    assert (tokens.grid, tokens.hidden_grid) == ((4, 4), (16, 16))
    assert [h.shape[1] for h in tokens.hidden] == [256, 256]


@torch.no_grad()
def test_attention_pooling_takes_each_token_alone():
    visual = _model("tiny-timm-pooled").visual
    trunk = visual.trunk
    pixels = torch.randn(1, 3, 64, 64)
    features = trunk.forward_features(pixels)
    token = features[:, trunk.num_prefix_tokens + 5 :][:, :1]
    expected = F.normalize(trunk.forward_head(token), dim=-1)
    torch.testing.assert_close(timm_tower(visual)(pixels).joint[:, 5], expected)


@torch.no_grad()
def test_resnet_cell_is_attention_over_a_sequence_of_one():
    visual = _model("tiny-resnet").visual
    pool = visual.attnpool
    pixels = torch.randn(1, 3, 64, 64)
    last = visual.layer4(visual.layer3(visual.layer2(visual.layer1(visual.stem(pixels)))))
    one = (last[:, :, 1, 0] + pool.positional_embedding[3])[None]
    said, _ = F.multi_head_attention_forward(
        one, one, one, one.shape[-1], pool.num_heads, None,
        torch.cat([pool.q_proj.bias, pool.k_proj.bias, pool.v_proj.bias]), None, None, False, 0.0,
        pool.c_proj.weight, pool.c_proj.bias, training=False, need_weights=False,
        use_separate_proj_weight=True, q_proj_weight=pool.q_proj.weight,
        k_proj_weight=pool.k_proj.weight, v_proj_weight=pool.v_proj.weight,
    )  # fmt: skip
    joint = ResNetTower(visual)(pixels).joint[:, 2]
    torch.testing.assert_close(joint, F.normalize(said[0], dim=-1), atol=1e-6, rtol=1e-5)


def test_hidden_blocks_are_2_and_7_of_12_and_alike_elsewhere():
    assert memory_blocks(12) == (2, 7)
    assert memory_blocks(24) == (5, 15)
    assert memory_blocks(1) == (0, 0)


@pytest.mark.parametrize("architecture", SIZES)
def test_every_family(architecture, build, exact):
    backbone = build(architecture)
    images = [_noise(60, 90, seed) for seed in range(3)]
    many = backbone.encode_images(images)
    rows, columns = many.grid
    assert many.joint.shape == (3, rows * columns, 24)
    assert torch.allclose(many.joint.norm(dim=-1), torch.ones(3, rows * columns), atol=1e-5)
    hidden_rows, hidden_columns = many.hidden_grid
    assert [h.shape[:2] for h in many.hidden] == [(3, hidden_rows * hidden_columns)] * 2
    for position, image in enumerate(images):
        one = backbone.encode_images([image])
        torch.testing.assert_close(one.joint[0], many.joint[position], atol=1e-5, rtol=1e-4)
        for mine, theirs in zip(one.hidden, many.hidden, strict=True):
            torch.testing.assert_close(mine[0], theirs[position], atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize("architecture", SIZES)
@pytest.mark.parametrize("spot", [(0.88, 0.12), (0.12, 0.62)])
def test_bright_dot_lands_where_it_was_drawn(architecture, spot, build, exact):
    """Squashed from a non-square image: x counts in columns, y in rows."""
    backbone = build(architecture)
    height, width = 120, 240
    x, y = int(spot[0] * width), int(spot[1] * height)
    plain = np.full((height, width, 3), 90, np.uint8)
    dotted = plain.copy()
    dotted[y - 4 : y + 4, x - 8 : x + 8] = 255
    tokens = backbone.encode_images([plain, dotted])
    change = (tokens.hidden[0][1] - tokens.hidden[0][0]).norm(dim=-1)
    rows, columns = tokens.hidden_grid
    row, column = divmod(int(change.argmax()), columns)
    assert abs((column + 0.5) / columns - x / width) <= 1 / columns
    assert abs((row + 0.5) / rows - y / height) <= 1 / rows


def test_colours_arrive_as_rgb_and_normalised(build, exact, monkeypatch):
    backbone = build("tiny-vit")
    seen = []
    tower = backbone._tower
    monkeypatch.setattr(backbone, "_tower", _Recorder(tower, seen))
    red = np.zeros((10, 20, 3), np.uint8)
    red[..., 0] = 255
    backbone.encode_images([red])
    mean = torch.tensor((0.48145466, 0.4578275, 0.40821073))
    std = torch.tensor((0.26862954, 0.26130258, 0.27577711))
    expected = (torch.tensor((1.0, 0.0, 0.0)) - mean) / std
    torch.testing.assert_close(seen[0][0, :, 7, 11], expected)


def test_patches_that_do_not_fill_the_input_still_cover_the_image(build, exact, monkeypatch):
    """36 pixels hold four patches of 8: the image goes into the 32 that are seen."""
    backbone = build("tiny-vit-rest")
    assert backbone.input_size(300, 100) == (32, 32)
    seen = []
    monkeypatch.setattr(backbone, "_tower", _Recorder(backbone._tower, seen))
    image = _noise(50, 70)
    assert backbone.encode_images([image]).grid == (4, 4)
    small = np.asarray(Image.fromarray(image).resize((32, 32), Image.Resampling.BICUBIC))
    backbone.encode_images([small])
    assert seen[0].shape == (1, 3, 36, 36)
    assert torch.equal(seen[0], seen[1])
    assert not seen[0][:, :, 32:].any()
    assert not seen[0][:, :, :, 32:].any()


class _Recorder:
    def __init__(self, tower, seen):
        self._tower, self._seen = tower, seen
        self.size, self.covered = tower.size, tower.covered

    def __call__(self, pixels, blocks=None):
        self._seen.append(pixels)
        return self._tower(pixels, blocks)


def test_input_size_is_the_models_own_whatever_the_image(build):
    backbone = build("tiny-vit-wide")
    assert backbone.input_size(10, 400) == (48, 24)
    assert backbone.input_size(10, 400, side=48) == (48, 24)
    with pytest.raises(BackboneError, match="loaded for 48 pixels"):
        backbone.input_size(10, 400, side=336)


def test_another_size_is_chosen_at_load():
    larger = with_random_weights("tiny-vit", device=CPU, image_size=64)
    assert larger.input_size(1, 1) == (64, 64)
    assert larger.encode_images([_noise(9, 9)]).grid == (8, 8)


@pytest.mark.parametrize(
    ("architecture", "size", "word"),
    [("tiny-timm-fastvit", 100, "multiple of 32"), ("tiny-resnet", 70, "multiple of 32")],
)
def test_size_that_does_not_suit_is_refused(architecture, size, word):
    with pytest.raises(BackboneError, match=word):
        with_random_weights(architecture, device=CPU, image_size=size)


def test_tower_that_fits_no_route_is_refused_in_plain_words():
    with pytest.raises(BackboneError, match="cannot be read patch by patch"):
        with_random_weights("tiny-timm-foreign", device=CPU)


def test_foreign_text_tower_is_refused_without_asking_the_network():
    with pytest.raises(BackboneError, match="another library"):
        with_random_weights("roberta-ViT-B-32", device=CPU)


def test_unknown_architecture_is_refused():
    with pytest.raises(BackboneError, match="no architecture"):
        with_random_weights("ViT-Z-99", device=CPU)


@pytest.mark.parametrize("architecture", ["tiny-vit", "tiny-vit-wide", "tiny-vit-clipa"])
def test_a_window_is_seen_without_the_rest_of_the_image(architecture, build):
    """Windows by hand: the image cut down to the patches of the window, class token first."""
    backbone = build(architecture)
    visual = backbone._tower._visual
    height, width = visual.image_size
    image = _noise(height, width)
    found = backbone.encode_windows([image, image[::-1]], (2, 3))
    with torch.no_grad():
        pixels = backbone._pixels([image])
        embedded = visual._embeds(pixels)
        for side, windows in zip((2, 3), found.windows, strict=True):
            for number in (0, windows.shape[1] - 1):
                patches = window_patches(found.grid, side)[number]
                tokens = torch.cat([embedded[:, :1], embedded[:, 1:][:, patches]], dim=1)
                for block in visual.transformer.resblocks:
                    tokens = block(tokens)
                pooled, _ = visual._pool(tokens)
                expected = F.normalize((pooled @ visual.proj).float(), dim=-1)[0]
                torch.testing.assert_close(windows[0, number], expected, atol=2e-2, rtol=0)
    assert not torch.allclose(found.windows[0][0], found.windows[0][1])


def test_the_whole_image_is_what_open_clip_says(build):
    backbone = build("tiny-vit")
    image = _noise(32, 32)
    found = backbone.encode_windows([image], (2,))
    with torch.no_grad():
        expected = F.normalize(backbone._tower._visual(backbone._pixels([image])).float(), dim=-1)
    torch.testing.assert_close(found.image_embedding, expected, atol=2e-2, rtol=0)


@pytest.mark.parametrize("architecture", ["tiny-resnet", "tiny-timm-vit", "tiny-timm-fastvit"])
def test_towers_that_need_the_whole_image_average_their_tokens(architecture, build, noise):
    backbone = build(architecture)
    found = backbone.encode_windows([noise], (2,))
    joint = backbone.encode_images([noise]).joint
    patches = window_patches(found.grid, 2)[0]
    expected = F.normalize(joint[0, patches].mean(dim=0), dim=0)
    torch.testing.assert_close(found.windows[0][0, 0], expected, atol=2e-2, rtol=0)


@pytest.mark.parametrize("architecture", ["tiny-vit", "tiny-timm-vit", "tiny-resnet"])
def test_any_blocks_may_be_asked_for(architecture, build, noise):
    backbone = build(architecture)
    usual = backbone.encode_images([noise])
    first, last = backbone.memory_blocks
    turned_round = backbone.encode_images([noise], blocks=(last, first))
    assert torch.equal(turned_round.joint, usual.joint)
    for one, other in zip(turned_round.hidden, reversed(usual.hidden), strict=True):
        assert torch.equal(one, other)
