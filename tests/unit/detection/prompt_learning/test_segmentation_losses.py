import math

import pytest
import torch

from ad_studio.detection.prompt_learning.segmentation_losses import (
    balanced_loss,
    dice_loss,
    focal_loss,
    map_loss,
)

P = 7


def drawn(seed=0):
    draw = torch.Generator().manual_seed(seed)
    logits = torch.randn(2, P, 2, generator=draw)
    target = torch.tensor([0.0, 1, 0, 0, 1, 1, 0])
    counted = torch.tensor([1.0, 1, 1, 0, 1, 0, 1])
    return logits, target, counted


def probabilities(logits):
    """Of normal and abnormal, patch by patch."""
    for normal, abnormal in logits.tolist():
        total = math.exp(normal) + math.exp(abnormal)
        yield math.exp(normal) / total, math.exp(abnormal) / total


def focal_by_hand(logits, target, counted):
    terms = [
        (1 - p[int(t)]) ** 2 * -math.log(p[int(t)])
        for p, t, c in zip(probabilities(logits), target, counted, strict=True)
        if c
    ]
    return sum(terms) / len(terms)


def dice_by_hand(shares, target, counted):
    both = each = 0.0
    for share, t, c in zip(shares, target, counted, strict=True):
        if c:
            both += share * float(t)
            each += share + float(t)
    return 1 - (2 * both + 1) / (each + 1)


def test_all_losses_equal_a_plain_implementation():
    logits, target, counted = drawn()
    focal = [focal_by_hand(one, target, counted) for one in logits]
    dice = [
        dice_by_hand([p[1] for p in probabilities(one)], target, counted)
        + dice_by_hand([p[0] for p in probabilities(one)], 1 - target, counted)
        for one in logits
    ]
    assert float(focal_loss(logits[0], target, counted)) == pytest.approx(focal[0], rel=1e-5)
    assert float(map_loss(logits, target, counted)) == pytest.approx(
        sum(focal) / 2 + sum(dice) / 2, rel=1e-5
    )


def test_the_balanced_loss_equals_a_plain_implementation():
    logits, target, counted = drawn()
    sums, counts = [0.0, 0.0], [0, 0]
    for (normal, abnormal), t, c in zip(probabilities(logits[0]), target, counted, strict=True):
        if c:
            right = 0.9 if t else 0.1
            sums[int(t)] -= right * math.log(abnormal) + (1 - right) * math.log(normal)
            counts[int(t)] += 1
    expected = sums[0] / counts[0] + sums[1] / counts[1]
    contrast = logits[0, :, 1] - logits[0, :, 0]
    assert float(balanced_loss(contrast, target, counted)) == pytest.approx(expected, rel=1e-5)


def test_a_right_map_costs_nothing_and_a_wrong_one_most():
    _, target, counted = drawn()
    right = torch.stack([1 - target, target], dim=-1)[None] * 40 - 20
    assert float(map_loss(right, target, counted)) == pytest.approx(0, abs=1e-4)
    assert float(map_loss(-right, target, counted)) > 1


def test_patches_that_do_not_count_change_nothing():
    logits, target, counted = drawn()
    other = target.clone()
    other[3] = 1
    for loss in (
        focal_loss(logits[0], target, counted),
        dice_loss(logits[0, :, 1], target, counted),
    ):
        assert torch.isfinite(loss)
    assert torch.equal(map_loss(logits, target, counted), map_loss(logits, other, counted))
