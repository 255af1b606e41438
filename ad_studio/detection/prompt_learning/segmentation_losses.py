"""Losses on maps where the defects are known: focal and Dice, and a balanced cross-entropy."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.grids import top_k_mean
from ad_studio.detection.prompt_learning.logits import TOP_SHARE

_GAMMA = 2.0  # of the focal loss
_SMOOTH = 1.0  # so that a map without any defect has a Dice loss
_LABEL_SMOOTHING = 0.1  # of the labels in the balanced loss


def focal_loss(logits: Tensor, target: Tensor, counted: Tensor) -> Tensor:
    """Mean of (1 - p)^gamma * -log p, p the probability of what a patch is.

    Args:
        logits: Of normal and abnormal, [..., P, 2].
        target: 1 on a defect, else 0, float [..., P].
        counted: Which patches count, likewise.
    """
    log = F.log_softmax(logits, dim=-1)
    mine = torch.where(target > 0, log[..., 1], log[..., 0])
    each = (1 - mine.exp()) ** _GAMMA * -mine
    return (each * counted).sum() / counted.sum().clamp_min(1)


def dice_loss(share: Tensor, target: Tensor, counted: Tensor) -> Tensor:
    """1 - (2 |A and B| + 1) / (|A| + |B| + 1), of a map and what it should be.

    Args:
        share: Probability that a patch belongs to the map, [..., P].
        target: 1 where it does, else 0, float [..., P].
        counted: Which patches count, likewise.
    """
    both = (share * target * counted).sum(dim=-1)
    each = (share * counted).sum(dim=-1) + (target * counted).sum(dim=-1)
    return (1 - (2 * both + _SMOOTH) / (each + _SMOOTH)).mean()


def map_loss(logits: Tensor, target: Tensor, counted: Tensor) -> Tensor:
    """Focal loss, and Dice loss of the abnormal and of the normal map.

    Args:
        logits: Of normal and abnormal, one map per stage, [S, P, 2].
        target: 1 on a defect, else 0, float [P].
        counted: Which patches count, likewise.
    """
    normal, abnormal = logits.softmax(dim=-1).unbind(dim=-1)
    wanted, kept = target.expand(len(logits), -1), counted.expand(len(logits), -1)
    dice = dice_loss(abnormal, wanted, kept) + dice_loss(normal, 1 - wanted, kept)
    return focal_loss(logits, wanted, kept) + dice


def balanced_loss(contrast: Tensor, target: Tensor, counted: Tensor) -> Tensor:
    """Cross-entropy of good and of defective patches or images, each sort with the same weight.

    Labels are taken to be right in nine of ten cases, so that nothing is pushed without end.

    Args:
        contrast: Logit of abnormal less that of normal, [N].
        target: 1 on what is defective, else 0, float [N].
        counted: Which of them count, likewise.
    """
    wanted = target * (1 - 2 * _LABEL_SMOOTHING) + _LABEL_SMOOTHING
    each = F.binary_cross_entropy_with_logits(contrast, wanted, reduction="none")
    bad, good = target * counted, (1 - target) * counted
    mean_bad = (each * bad).sum() / bad.sum().clamp_min(1)
    return mean_bad + (each * good).sum() / good.sum().clamp_min(1)


def balanced_map_loss(
    contrasts: Sequence[Tensor],
    targets: Sequence[Tensor],
    counted: Sequence[Tensor],
    *,
    defective: Sequence[bool],
) -> Tensor:
    """Balanced loss of the patches of some images and of the images: without a class token.

    An image stands for itself by the mean of its highest patches, beside that of the others.

    Args:
        contrasts: Logit of abnormal less that of normal, [P] of each image.
        targets: 1 on patches of a defect, else 0, float [P] of each.
        counted: Which patches count, likewise.
        defective: Which images have a defect, however small.
    """
    patches = balanced_loss(*(torch.cat(list(one)) for one in (contrasts, targets, counted)))
    peaks = torch.stack([top_k_mean(one, TOP_SHARE) for one in contrasts])
    bad = peaks.new_tensor([float(one) for one in defective])
    beside = peaks - peaks.mean().detach()
    return patches + balanced_loss(beside, bad, torch.ones_like(bad))
