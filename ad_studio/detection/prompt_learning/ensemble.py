"""Fixed prompts of the normal and of the damaged part, averaged: the prompt ensemble of WinCLIP."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.backbones.base import Backbone
from ad_studio.detection.prompt_learning.prompts import ABNORMAL_STATES, NORMAL_STATES

_TEMPLATES = (
    "{}",
    "a photo of a {}",
    "a close-up of a {}",
    "a bright photo of the {}",
    "a dark photo of the {}",
    "a blurry photo of a {}",
    "a cropped photo of the {}",
    "a photo of one {} for inspection",
    "a photo of a small {}",
    "a photo of a large {}",
)


def prompt_anchors(
    backbone: Backbone, *, noun: str, defects: Sequence[str] = (), unit: bool = False
) -> Tensor:
    """Unit anchors of the normal and of the abnormal prompts, [2, d].

    Args:
        backbone: Whose text tower reads the prompts.
        noun: What the part is.
        defects: Phrases of the project.
        unit: Whether each prompt is brought to unit length before the mean, as April-GAN does.
    """
    abnormal = [*ABNORMAL_STATES, *(f"{{}} with {defect}" for defect in defects)]
    groups = (NORMAL_STATES, abnormal)
    return torch.stack([_anchor(backbone, states, noun, unit=unit) for states in groups])


def _anchor(backbone: Backbone, states: Sequence[str], noun: str, *, unit: bool) -> Tensor:
    texts = [template.format(state.format(noun)) for template in _TEMPLATES for state in states]
    with torch.inference_mode():
        ids = backbone.tokenize(texts)
        features = backbone.encode_prompts(backbone.embed_tokens(ids).float(), ids).float()
        if unit:
            features = F.normalize(features, dim=-1)
        return F.normalize(features.mean(dim=0), dim=0)
