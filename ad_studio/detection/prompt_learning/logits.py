"""Logits of two anchors, normal and abnormal: shared by AnomalyCLIP and AnoPLe."""

from torch import Tensor

TEMPERATURE = 0.07
"""Divides the cosines inside the softmax: that of AnomalyCLIP's authors."""
TOP_SHARE = 0.05
"""Of the highest patches, whose mean stands for an image where there is no class token."""


def anchor_logits(embedded: Tensor, prototypes: Tensor) -> Tensor:
    """Logits of normal and abnormal, [..., 2], of unit embeddings [..., d].

    Args:
        embedded: Of patches or images.
        prototypes: Unit normal and abnormal text anchors [2, d].
    """
    logits: Tensor = embedded @ prototypes.T / TEMPERATURE
    return logits


def logit_contrast(embedded: Tensor, prototypes: Tensor) -> Tensor:
    """Logit of abnormal less that of normal, [...], of unit embeddings [..., d]."""
    normal, abnormal = anchor_logits(embedded, prototypes).unbind(dim=-1)
    return abnormal - normal


def abnormal_share(embedded: Tensor, prototypes: Tensor) -> Tensor:
    """Probability of abnormal, [...], of unit embeddings [..., d]; see `anchor_logits`."""
    return anchor_logits(embedded, prototypes).softmax(dim=-1)[..., 1]
