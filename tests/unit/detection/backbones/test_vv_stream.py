"""A V-V stream that begins later and is read after several blocks, against a slow version."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from open_clip.constants import OPENAI_DATASET_MEAN, OPENAI_DATASET_STD

from ad_studio.detection.backbones.base import VVStream, to_pixels
from ad_studio.detection.backbones.open_clip_backbone import OpenClipBackbone, create_model
from ad_studio.detection.backbones.open_clip_timm import timm_tower
from ad_studio.detection.backbones.open_clip_vit import VitTower
from ad_studio.detection.backbones.vv import BackboneWithStream
from ad_studio.detection.detectors.anomalyclip.detector import AnomalyClipDetector
from ad_studio.detection.detectors.anomalyclip.layers import reading_layers
from ad_studio.detection.detectors.anomalyclip.learning import AnomalyClipMethod
from ad_studio.detection.detectors.anomalyclip.prompts import ObjectPrompts
from ad_studio.detection.inputs import InputPipeline
from ad_studio.errors import UsageError
from ad_studio.progress import SilentProgress
from tests.tiny_backbone import TinyBackbone

from .conftest import SIZES, self_attention

TOWERS = ("tiny-vit", "tiny-timm-vit")


class Native:
    """The parts of open_clip's own transformer."""

    def __init__(self, visual):
        self.visual, self.blocks = visual, list(visual.transformer.resblocks)

    def values(self, block, state):
        weight, bias = block.attn.in_proj_weight, block.attn.in_proj_bias
        v = (block.ln_1(state) @ weight.T + bias).chunk(3, dim=-1)[2]
        return block.attn.out_proj(self_attention(v, v, v, block.attn.num_heads))

    def joint(self, tokens):
        return self.visual.ln_post(tokens) @ self.visual.proj


class OfTimm:
    """The parts of timm's transformer."""

    def __init__(self, visual):
        self.visual, self.trunk, self.blocks = visual, visual.trunk, list(visual.trunk.blocks)

    def values(self, block, state):
        v = block.attn.qkv(block.norm1(state)).chunk(3, dim=-1)[2]
        return block.ls1(block.attn.proj(self_attention(v, v, v, block.attn.num_heads)))

    def joint(self, tokens):
        return self.trunk.head(self.trunk.fc_norm(self.trunk.norm(tokens)))


def model_of(architecture):
    torch.manual_seed(3)
    size = SIZES[architecture]
    return create_model(architecture, weights=None, quick_gelu=False, image_size=size).eval()


def by_hand(visual, pixels, *, last):
    """Unit joint patch tokens after each block: of the V-V stream once it has begun."""
    parts = OfTimm(visual) if hasattr(visual, "trunk") else Native(visual)
    seen = []
    with parts.blocks[0].register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0])):
        visual(pixels)
    original, aligned, found = seen[0], None, []
    for number, block in enumerate(parts.blocks):
        if number == len(parts.blocks) - last:
            aligned = original
        if aligned is not None:
            aligned = aligned + parts.values(block, original)
        original = block(original)
        tokens = original if aligned is None else aligned
        found.append(F.normalize(parts.joint(tokens[:, 1:]), dim=-1))
    return found


@torch.no_grad()
@pytest.mark.parametrize(("architecture", "make"), [(TOWERS[0], VitTower), (TOWERS[1], timm_tower)])
def test_tokens_of_every_block_equal_a_plain_implementation(architecture, make):
    visual = model_of(architecture).visual
    pixels = torch.randn(2, 3, *visual.image_size)
    expected = by_hand(visual, pixels, last=4)
    tower = make(visual)
    tokens = tower(pixels, vv=VVStream(4, tuple(range(len(expected)))))
    for mine, wanted in zip(tokens.layers, expected, strict=True):
        torch.testing.assert_close(mine, wanted, atol=5e-6, rtol=0)
    assert torch.equal(tokens.joint, tokens.layers[-1])
    usual = tower(pixels)
    assert (usual.joint - tokens.joint).abs().max() > 1e-3, "it begins elsewhere"
    for mine, theirs in zip(tokens.hidden, usual.hidden, strict=True):
        assert torch.equal(mine, theirs)


@pytest.mark.parametrize("architecture", TOWERS)
def test_in_a_small_tower_it_runs_beside_all_blocks(architecture, build, noise):
    backbone = build(architecture)
    tokens = reading_layers(backbone).encode_images([noise])
    assert torch.equal(tokens.joint, backbone.encode_images([noise]).joint)
    assert [one.shape for one in tokens.layers] == [tokens.joint.shape]


def test_it_begins_in_the_sixth_block_of_24():
    assert VVStream(19, ()).first(24) == 5
    assert VVStream(19, ()).first(12) == 0


@pytest.mark.parametrize("architecture", ["tiny-resnet", "tiny-timm-pooled", "tiny-timm-fastvit"])
def test_towers_without_a_stream_are_read_as_ever(architecture, build, noise):
    backbone = build(architecture)
    assert not backbone.has_vv
    assert reading_layers(backbone) is backbone
    with pytest.raises(RuntimeError, match="no V-V stream"):
        backbone.encode_vv([noise], VVStream(1, ()))


def test_a_tower_without_the_stream_refuses_settings_of_it():
    backbone = TinyBackbone()
    assert reading_layers(backbone) is backbone
    for wrong in ({"vv_blocks": 3}, {"count": 2}):
        with pytest.raises(UsageError, match="tiny has no V-V stream"):
            reading_layers(backbone, **wrong)


@pytest.mark.parametrize("wrong", [{"vv_blocks": 0}, {"count": 0}, {"count": 5}])
def test_layers_that_are_not_there_are_refused(wrong, build):
    with pytest.raises(UsageError, match="1 to 4 layers of tiny-vit"):
        reading_layers(build("tiny-vit"), **wrong)


@torch.no_grad()
def test_maps_of_the_layers_are_summed_and_the_image_is_its_class_token(exact):
    """The formulas of the authors on a random tower, in sigma."""
    model = model_of("tiny-vit")
    backbone = OpenClipBackbone(
        model, name="tiny-vit/random", sha256="", tokenizer_folder=None, device=torch.device("cpu")
    )
    settings = AnomalyClipDetector.make_settings({"vv_blocks": "4", "layers": "4"})
    prototypes = ObjectPrompts(backbone.token_width)(backbone)
    inputs = InputPipeline.of_whole_images(backbone)
    fitted = AnomalyClipDetector(inputs, settings, prototypes=prototypes, memory=None)
    state = fitted.calibrated_on([], progress=SilentProgress()).state()
    detector = AnomalyClipDetector.from_state(inputs, settings, state)

    def damaged(embedded):
        normal, abnormal = (embedded @ prototypes.T / 0.07).softmax(dim=-1).unbind(dim=-1)
        return (abnormal + 1 - normal) / 2

    image = np.random.default_rng(1).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    pixels = to_pixels(
        [image],
        size=(32, 32),
        mean=OPENAI_DATASET_MEAN,
        std=OPENAI_DATASET_STD,
        device=backbone.device,
    )
    tokens = by_hand(model.visual, pixels, last=4)
    wanted = sum(damaged(tokens[number][0]) for number in backbone.stages).numpy()
    (found,) = detector.score([image])
    text, fused = detector.calibration.text, detector.calibration.fused
    np.testing.assert_allclose(found.text.flatten(), (wanted - text.mean) / text.sigma, atol=2e-2)
    whole = float(damaged(F.normalize(model.visual(pixels), dim=-1)[0]))
    assert found.score == pytest.approx((whole - fused.mean) / fused.sigma, abs=2e-2)


def test_prompts_are_learned_on_the_same_stream(build, noise):
    looking = AnomalyClipMethod().encoding_backbone(build("tiny-vit"))
    assert isinstance(looking, BackboneWithStream)
    assert len(looking.encode_images([noise]).layers) == 1
