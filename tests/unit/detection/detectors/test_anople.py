"""AnoPLe against slow, obvious versions of its formulas, on random weights."""

import math

import numpy as np
import pytest
import torch
from PIL import Image

from ad_studio.detection.detectors.anople.painted import TrainingImage, training_images
from ad_studio.detection.detectors.anople.prompts import CoupledPrompts, Coupling, Scale
from ad_studio.detection.detectors.anople.training import Judged, step_loss
from ad_studio.detection.grids import smooth
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.prompt_learning.segmentation_losses import balanced_map_loss
from ad_studio.drawn_regions import rectangle
from tests.fitting import fit, tensors
from tests.progress_log import ProgressLog
from tests.tiny_backbone import HIDDEN, WIDTH, Reading, TinyBackbone, WithClassToken

LEFT_HALF = rectangle(0, 0, 0.5, 1)


def drawn(vision_width=None, **coupling):
    torch.manual_seed(0)
    draw = torch.Generator().manual_seed(0)
    return CoupledPrompts(WIDTH, vision_width, Coupling(**coupling), draw=draw)


def test_the_abnormal_part_is_said_without_words_of_defects():
    backbone, prompts = Reading(), drawn()
    prompts.prototypes(backbone, noun="metal nut", scale=Scale.CROP)
    embeddings, deep = backbone.asked
    names = backbone.embed_tokens(backbone.tokenize(["metal nut", "abnormal metal nut"]))
    for prompt, name in zip(embeddings, names, strict=True):
        assert torch.equal(prompt[1:5], prompts.text[0])
        assert torch.equal(prompt[5:7], prompts.text_prefix[Scale.CROP])
        assert torch.equal(prompt[7:11], name[1:5])
    assert torch.equal(torch.stack(list(deep)), prompts.text[1:])


@pytest.mark.parametrize("prefixes", [True, False])
def test_only_the_prefix_tells_the_scales_apart(prefixes):
    backbone, prompts = TinyBackbone(), drawn(prefixes=prefixes)
    whole, crop = (prompts.prototypes(backbone, noun="nut", scale=scale) for scale in Scale)
    assert torch.equal(whole, crop) != prefixes
    torch.testing.assert_close(whole.norm(dim=1), torch.ones(2))


@pytest.mark.parametrize("text_to_vision", [True, False])
@pytest.mark.parametrize("vision_to_text", [True, False])
def test_each_block_adds_a_projection_of_the_other_tower(text_to_vision, vision_to_text):
    prompts = drawn(HIDDEN, text_to_vision=text_to_vision, vision_to_text=vision_to_text)
    weights = prompts.state_dict()
    found = {"text": prompts.in_text(Scale.WHOLE), "vision": prompts.in_vision(Scale.WHOLE)}
    for name, other, coupled in (
        ("text", "vision", vision_to_text),
        ("vision", "text", text_to_vision),
    ):
        for block, tokens in enumerate(found[name]):
            expected = weights[name][block]
            if coupled:
                layer = f"to_{name}.{block}"
                projected = weights[other][block] @ weights[f"{layer}.weight"].T
                expected = expected + projected + weights[f"{layer}.bias"]
            torch.testing.assert_close(tokens[:4], expected)
        assert torch.equal(found[name][0][4:], weights[f"{name}_prefix"][Scale.WHOLE])


def test_a_tower_that_takes_no_tokens_has_none():
    assert drawn().in_vision(Scale.WHOLE) == []


def softmax_of(logits):
    normal, abnormal = (math.exp(one) for one in logits)
    return normal / (normal + abnormal), abnormal / (normal + abnormal)


def softmax(one, prototypes):
    return softmax_of([float(one @ p) / 0.07 for p in prototypes])


def judged(backbone, image, prototypes, *, ignore=()):
    """The good and the painted whole views of an image, as the prompts judge them."""
    inputs = InputPipeline.of_whole_images(backbone, ignore=ignore)
    images = training_images(inputs, [image], painted=2, seed=0)[:3]
    return [Judged.of(backbone.encode_images([one.pixels]), prototypes, one) for one in images]


@pytest.fixture
def prototypes():
    return drawn().prototypes(TinyBackbone(), noun="nut", scale=Scale.WHOLE).detach()


def test_the_loss_equals_a_plain_implementation(prototypes, photo):
    backbone = WithClassToken()
    for image, painted in zip(
        judged(backbone, photo, prototypes), (False, True, True), strict=True
    ):
        maps = [softmax_of(one) for one in image.patches.tolist()]
        wanted = [int(one) for one in image.target]
        assert any(wanted) == painted
        right = [p[t] for p, t in zip(maps, wanted, strict=True)]
        expected = sum((1 - p) ** 2 * -math.log(p) for p in right) / len(right)
        for side, want in ((1, wanted), (0, [1 - t for t in wanted])):
            both = sum(p[side] * t for p, t in zip(maps, want, strict=True))
            expected += 1 - (2 * both + 1) / (sum(p[side] for p in maps) + sum(want) + 1)
        contrasts = sorted((b - a for a, b in image.patches.tolist()), reverse=True)
        highest = contrasts[: max(1, int(0.05 * len(maps)))]
        evidence = 1 / (1 + math.exp(-sum(highest) / len(highest)))
        normal, abnormal = softmax_of(image.image_logits.tolist())
        expected += (abnormal - evidence) ** 2 - math.log(abnormal if painted else normal)
        assert float(step_loss([image])) == pytest.approx(expected, rel=1e-4)


def test_the_loss_of_a_step_is_the_mean_over_its_images(prototypes, photo):
    images = judged(WithClassToken(), photo, prototypes)
    alone = [float(step_loss([one])) for one in images]
    assert float(step_loss(images)) == pytest.approx(sum(alone) / 3, rel=1e-5)


def test_without_a_class_token_the_loss_is_balanced(prototypes, photo):
    images = judged(TinyBackbone(), photo, prototypes)
    ones = [torch.ones_like(one.target) for one in images]
    contrasts = [one.patches[:, 1] - one.patches[:, 0] for one in images]
    targets = [one.target for one in images]
    expected = balanced_map_loss(contrasts, targets, ones, defective=[False, True, True])
    assert float(step_loss(images)) == pytest.approx(float(expected))


@pytest.mark.parametrize("backbone", [TinyBackbone, WithClassToken])
def test_an_image_with_a_defect_too_small_for_any_patch_is_defective(backbone, prototypes, photo):
    tokens, speck = backbone().encode_images([photo]), np.zeros((64, 96), bool)
    speck[20, 30] = True
    bad, good = (
        Judged.of(tokens, prototypes, TrainingImage(photo, Scale.WHOLE, defect, None))
        for defect in (speck, None)
    )
    assert not bad.target.any()
    assert bad.is_defective
    assert not good.is_defective
    (other, *_) = judged(backbone(), 255 - photo, prototypes)
    with_speck, without = (float(step_loss([one, other])) for one in (bad, good))
    assert with_speck != pytest.approx(without, rel=0.01)


def test_only_what_counts_is_judged(prototypes, photo):
    backbone = TinyBackbone()
    (half, *_), (whole, *_) = (
        judged(backbone, photo, prototypes, ignore=ignore) for ignore in ((LEFT_HALF,), ())
    )
    right = whole.patches.view(8, 12, 2)[:, 6:].reshape(-1, 2)
    torch.testing.assert_close(half.patches, right)


@pytest.mark.parametrize("backbone", [TinyBackbone, WithClassToken])
def test_maps_and_scores_equal_a_plain_implementation(backbone, photo):
    backbone, image = backbone(), photo[::-1].copy()
    detector = fit("anople", backbone, [photo], epochs=2)
    (found,) = detector.score([image])
    known, tokens = backbone.encode_images([photo]), backbone.encode_images([image])

    def unit(one):
        return one.half().float() / one.half().float().norm(dim=-1, keepdim=True)

    far = torch.stack(
        [
            (1 - unit(asked[0]) @ unit(stored[0]).T).min(dim=1).values / 2
            for asked, stored in zip(tokens.hidden, known.hidden, strict=True)
        ]
    )
    share = torch.tensor([softmax(one, detector.prototypes)[1] for one in tokens.joint[0]])
    stats = detector.calibration
    np.testing.assert_allclose(
        found.text.flatten(), (share - stats.text.mean) / stats.text.sigma, atol=0.01
    )
    # each patch is matched by both blocks together
    together = found.visual.flatten() * stats.visual.sigma + stats.visual.mean
    assert (together >= far.mean(dim=0).numpy() - 1e-3).all()
    visual = torch.from_numpy(together).clamp_min(1e-6)
    mean = 2 * share * visual / (share + visual)
    fused = smooth(mean[None].float(), (8, 12), sigma=0.12)[0]
    np.testing.assert_allclose(
        found.fused.flatten(), (fused - stats.fused.mean) / stats.fused.sigma, atol=0.02
    )
    peak = float(fused.max())  # 0.5 % of 96 patches
    if tokens.image_embedding is not None:
        whole = softmax(tokens.image_embedding[0], detector.prototypes)[1]
        peak = 2 * peak * whole / (peak + whole)
    assert found.score == pytest.approx((peak - stats.fused.mean) / stats.fused.sigma, abs=0.02)


def test_joint_tokens_may_lie_on_another_grid_than_those_of_the_memory(photo):
    detector = fit("anople", TinyBackbone(coarse=True), [photo], epochs=2)
    bad = photo.copy()
    bad[16:32, 32:48] = (255, 0, 255)
    (found,) = detector.score([bad])
    assert found.text.shape == found.visual.shape == (8, 12)
    row, column = np.unravel_index(found.visual.argmax(), (8, 12))
    assert (row // 2, column // 2) == (1, 2)


def test_it_learns_from_the_reference_and_its_quarters(photo):
    inputs = InputPipeline.of_whole_images(TinyBackbone())
    found = training_images(inputs, [photo, 255 - photo], painted=2, seed=0)
    assert [one.scale for one in found] == 2 * (3 * [Scale.WHOLE] + 12 * [Scale.CROP])
    for good, *painted in zip(found[::3], found[1::3], found[2::3], strict=True):
        assert good.defect is None
        for bad in painted:
            assert bad.defect.any()
            np.testing.assert_array_equal(bad.defect, (bad.pixels != good.pixels).any(axis=2))
    assert np.array_equal(found[0].pixels, photo)
    below_right = Image.fromarray(photo[32:, 48:]).resize((96, 64), Image.Resampling.BICUBIC)
    assert np.array_equal(found[12].pixels, np.asarray(below_right))


def test_where_images_are_cut_into_tiles_prompts_are_learned_on_small_ones(photo):
    large = np.kron(photo, np.ones((3, 3, 1), np.uint8))
    inputs = InputPipeline.of_whole_images(TinyBackbone(), tile=64, ignore=(LEFT_HALF,))
    whole, *_, quarter = training_images(inputs, [large], painted=1, seed=0)
    size = TinyBackbone().input_size(288, 192)
    for one in (whole, quarter):
        assert one.pixels.shape[:2] == one.scored.shape == (size[1], size[0])
    assert (whole.scored == (np.arange(size[0]) >= size[0] / 2)).all()
    assert quarter.scored.all()


def test_what_is_ignored_is_neither_painted_nor_counted(photo):
    inputs = InputPipeline.of_whole_images(TinyBackbone(), ignore=(LEFT_HALF,))
    found = training_images(inputs, [photo], painted=2, seed=0)
    whole, left, right = found[0], found[3], found[4]
    for bad in found[1:3]:
        assert bad.defect[:, 48:].any()
        assert not bad.defect[:, :48].any()
    _, counted = whole.labels((8, 12))
    assert torch.equal(counted.view(8, 12)[0], torch.tensor([0.0] * 6 + [1.0] * 6))
    assert not left.labels((8, 12))[1].any(), "the quarters on the left are wholly ignored"
    assert right.labels((8, 12))[1].all()
    assert len(found) == 3 + 1 + 3 + 1 + 3, "nothing is painted where nothing counts"


def test_training_lowers_the_loss(photo):
    log = ProgressLog()
    fit("anople", TinyBackbone(), [photo], epochs=12, batch=20, progress=log)
    losses = [update.loss for update in log.partials]
    assert len(losses) == 12
    assert losses[-1] < losses[0]


def test_confirmed_parts_go_into_the_memory_alone(photo):
    alone = fit("anople", TinyBackbone(), [photo], epochs=1)
    both = fit("anople", TinyBackbone(), [photo], epochs=1, confirmed_ok=[255 - photo])
    assert torch.equal(alone.prototypes, both.prototypes)
    assert len(tensors(both)["memory.0"]) == 2 * len(tensors(alone)["memory.0"])
