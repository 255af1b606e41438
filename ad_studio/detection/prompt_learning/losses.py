"""The contrast of normal and abnormal prompts, and the losses on it."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.calibration import SIGMA_FLOOR
from ad_studio.detection.grids import top_k_mean
from ad_studio.detection.prompt_learning.prompts import PromptFeatures
from ad_studio.errors import UsageError
from ad_studio.messages import msg

_BAG_SHARE = 0.01  # of the patches of a bad part, that its defect is taken to cover; not ablated


def contrast(tokens: Tensor, normal: Tensor, abnormal: Tensor) -> Tensor:
    """How much nearer each patch is to the abnormal than to the normal prompts.

    Args:
        tokens: Unit patch tokens [..., P, d].
        normal: Unit normal prototype [d].
        abnormal: Unit abnormal prototype [d].

    Returns:
        s_a - s_n per patch, [..., P], in [-2, 2].
    """
    return tokens @ (abnormal - normal)


@dataclass(frozen=True, slots=True)
class LossSettings:
    """Weights of the training loss.

    Attributes:
        margin: a of eq. 8, in sigma.
        top_k: K of eq. 6, share of patches.
        deviation: lambda, weight of the deviation loss; 0 gives PromptAD.
        align: Weight of the alignment of manual and learned abnormal prompts.
        signed: Whether only patches nearer to the abnormal prompts deviate; false takes the
            absolute value, as the paper's letter has it.
        scale: What one sigma of the contrast is: "spread", the spread of s_n before training, or
            "temperature", 1 / exp of the backbone's temperature.
    """

    margin: float = 5.0
    top_k: float = 0.1
    deviation: float = 1.0
    align: float = 0.001
    signed: bool = True
    scale: str = "spread"


def unit_of_contrast(tokens: Tensor, normal: Tensor, *, temperature: float, scale: str) -> Tensor:
    """sigma0: what counts as one sigma of the contrast while training; frozen.

    Args:
        tokens: Unit patch tokens of the reference [P, d].
        normal: Unit normal prototype before training [d].
        temperature: Of the backbone.
        scale: See `LossSettings.scale`.

    Raises:
        UsageError: There is no such scale.
    """
    if scale == "spread":
        return (tokens @ normal).std().clamp_min(SIGMA_FLOOR)
    if scale == "temperature":
        return tokens.new_tensor(math.exp(-temperature)).clamp_min(SIGMA_FLOOR)
    raise UsageError(
        msg('There is no scale "{scale}".', scale=scale), hint=msg("Use spread or temperature.")
    )


def deviation_loss(delta: Tensor, sigma0: Tensor, settings: LossSettings) -> Tensor:
    """max(0, a + mean top-k of delta / sigma0): the hardest normal patches must lose by a margin.

    The contrast of normal patches is pushed to -a sigma or below, so that a patch that reaches the
    boundary between the prompts deviates by at least a.

    Args:
        delta: Contrast of the reference patches, [P].
        sigma0: Spread of s_n before training, frozen.
        settings: For a and K.
    """
    deviation = delta / sigma0
    if not settings.signed:
        deviation = deviation.abs()
    return F.relu(settings.margin + top_k_mean(deviation, settings.top_k))


def abnormal_bag_loss(delta: Tensor, sigma0: Tensor, settings: LossSettings) -> Tensor:
    """max(0, a - mean top-k of delta / sigma0), eq. 8 with y = 1.

    The most abnormal patches of a bad part are pushed to a sigma beyond the boundary between the
    prompts.

    Args:
        delta: Contrast of the patches of one bad part, [P].
        sigma0: As in `deviation_loss`.
        settings: For a.
    """
    return F.relu(settings.margin - top_k_mean(delta / sigma0, _BAG_SHARE))


def promptad_loss(
    tokens: Tensor, features: PromptFeatures, *, temperature: float, settings: LossSettings
) -> Tensor:
    """PromptAD's losses on normal patches: v2t + triplet (per patch) + align.

    Args:
        tokens: Unit patch tokens of the reference [P, d].
        features: The prompts.
        temperature: Factor on the cosines.
        settings: For the weight of the alignment.
    """
    normal, abnormal = features.prototypes()
    each = F.normalize(torch.cat([features.manual, features.learned]), dim=-1)
    logits = temperature * tokens @ torch.cat([normal[None], each]).T
    v2t = -logits.log_softmax(dim=-1)[:, 0].mean()
    triplet = F.relu(2 * contrast(tokens, normal, abnormal)).mean()
    loss = v2t + triplet
    if len(features.learned):
        manual = F.normalize(features.manual, dim=-1).mean(dim=0)
        learned = F.normalize(features.learned, dim=-1).mean(dim=0)
        loss = loss + settings.align * (manual - learned).square().sum()
    return loss
