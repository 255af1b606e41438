"""AnomalyCLIP against slow, obvious versions of its formulas, on random weights."""

import math
from itertools import chain

import numpy as np
import pytest
import torch

from ad_studio.detection.auxiliary.examples import Example
from ad_studio.detection.detectors.anomalyclip.learning import AnomalyClipMethod
from ad_studio.detection.detectors.anomalyclip.prompts import ObjectPrompts
from ad_studio.detection.grids import smooth
from tests.fitting import fit
from tests.tiny_backbone import Reading, TinyBackbone, WithClassToken


def dot(one, other):
    return sum(a * b for a, b in zip(one, other, strict=True))


def shares(detector, embedded):
    """(p_abnormal + 1 - p_normal) / 2 of each embedding, one at a time."""
    found = []
    for one in embedded.tolist():
        normal, abnormal = (math.exp(dot(one, p) / 0.07) for p in detector.prototypes.tolist())
        total = normal + abnormal
        found.append((abnormal / total + 1 - normal / total) / 2)
    return np.array(found)


@pytest.mark.parametrize("backbone", [TinyBackbone, WithClassToken])
def test_without_a_reference_maps_and_scores_equal_a_plain_implementation(photo, backbone):
    image = photo[::-1].copy()
    detector = fit("anomalyclip", backbone(), [])
    (found,) = detector.score([image])
    tokens = detector.inputs.backbone.encode_images([image])
    raw = shares(detector, tokens.joint[0])
    stats = detector.calibration
    np.testing.assert_allclose(
        found.text.flatten(), (raw - stats.text.mean) / stats.text.sigma, atol=0.01
    )
    smoothed = smooth(torch.tensor(raw)[None], tokens.grid, sigma=4 / 14)[0].numpy()
    np.testing.assert_allclose(
        found.fused.flatten(), (smoothed - stats.fused.mean) / stats.fused.sigma, atol=0.01
    )
    whole = np.sort(smoothed)[-max(1, int(0.05 * len(raw))) :].mean()
    if backbone is WithClassToken:
        (whole,) = shares(detector, tokens.image_embedding)
    assert found.score == pytest.approx((whole - stats.fused.mean) / stats.fused.sigma, abs=0.01)


def test_with_a_reference_both_maps_are_added_in_sigma(photo):
    detector = fit("anomalyclip", TinyBackbone(), [photo], smoothing=0.0)
    (found,) = detector.score([photo[::-1].copy()])
    stats = detector.calibration.fused
    expected = (found.text + found.visual - stats.mean) / stats.sigma
    np.testing.assert_allclose(found.fused, expected, atol=0.01)
    assert found.score == pytest.approx(found.fused.max(), abs=0.01)  # 0.5 % of 96 patches


def test_the_part_is_any_object(photo):
    """Neither noun nor defects change anything."""
    backbone, scores = TinyBackbone(), []
    for one in (backbone, backbone):
        scores.append(fit("anomalyclip", one, [photo]).score([photo])[0].score)
    assert scores[0] == scores[1]
    assert AnomalyClipMethod().start(backbone, seed=0).weights.ctx_pos.shape == (1, 1, 12, 10)


def test_learned_words_stand_before_the_names_and_deep_tokens_go_along():
    backbone = Reading()
    prompts = ObjectPrompts(backbone.token_width)
    prompts(backbone)
    embeddings, deep = backbone.asked
    assert torch.equal(embeddings[0, 1:13], prompts.ctx_pos[0, 0])
    assert torch.equal(embeddings[1, 1:13], prompts.ctx_neg[0, 0])
    plain = backbone.embed_tokens(backbone.tokenize(["object.", "damaged object."]))
    assert torch.equal(embeddings[0, 13], plain[0, 1])
    assert torch.equal(embeddings[1, 13:15], plain[1, 1:3])
    assert [tuple(one.shape) for one in deep] == [(4, backbone.token_width)] * 8


def doubted(contrasts, bad):
    """Mean cross-entropy of each sort, labels being right in nine of ten cases, summed."""
    sums, counts = [0.0, 0.0], [0, 0]
    for contrast, wrong in zip(contrasts, bad, strict=True):
        share = 1 / (1 + math.exp(-contrast))
        right = 0.9 if wrong else 0.1
        sums[int(wrong)] -= right * math.log(share) + (1 - right) * math.log(1 - share)
        counts[int(wrong)] += 1
    return sum(total / max(1, count) for total, count in zip(sums, counts, strict=True))


def test_without_a_class_token_patches_and_images_are_balanced():
    backbone, examples = TinyBackbone(), []
    learner = AnomalyClipMethod().start(backbone, seed=0)
    draw = np.random.default_rng(0)
    for bad in (False, True, True):
        mask = np.zeros((16, 24), dtype=bool)
        mask[:8, :8] = bad
        image = draw.integers(0, 256, (16, 24, 3), dtype=np.uint8)
        examples.append(Example.encode(backbone, image, mask, blocks=()))
    with torch.no_grad():
        loss = float(learner.loss(examples))
        normal, abnormal = learner.weights(backbone).tolist()
    maps = [
        [(dot(patch, abnormal) - dot(patch, normal)) / 0.07 for patch in one.joint.tolist()]
        for one in examples
    ]
    patches = doubted(chain(*maps), chain(*(one.target.tolist() for one in examples)))
    peaks = [max(one) for one in maps]  # 5 % of six patches
    mean = sum(peaks) / 3
    images = doubted([peak - mean for peak in peaks], [False, True, True])
    assert loss == pytest.approx(patches + images, rel=1e-4)


def test_with_a_class_token_the_loss_is_the_authors():
    backbone = WithClassToken()
    learner = AnomalyClipMethod().start(backbone, seed=0)
    draw = np.random.default_rng(0)
    image = draw.integers(0, 256, (16, 24, 3), dtype=np.uint8)
    mask = np.zeros((16, 24), dtype=bool)
    mask[:8, :8] = True
    example = Example.encode(backbone, image, mask, blocks=())
    with torch.no_grad():
        loss = float(learner.loss([example]))
        normal, abnormal = learner.weights(backbone).tolist()

    def softmax(one):
        good, bad = math.exp(dot(one, normal) / 0.07), math.exp(dot(one, abnormal) / 0.07)
        return good / (good + bad), bad / (good + bad)

    maps = [softmax(one) for one in example.joint.tolist()]
    target = example.target.tolist()
    right = [p[int(t)] for p, t in zip(maps, target, strict=True)]
    focal = sum((1 - p) ** 2 * -math.log(p) for p in right) / len(right)
    dice = 0.0
    for side, wanted in ((1, target), (0, [1 - t for t in target])):
        both = sum(p[side] * t for p, t in zip(maps, wanted, strict=True))
        dice += 1 - (2 * both + 1) / (sum(p[side] for p in maps) + sum(wanted) + 1)
    image_loss = -math.log(softmax(example.image_embedding.tolist())[1])
    assert loss == pytest.approx(image_loss + 4 * (focal + dice), rel=1e-4)
