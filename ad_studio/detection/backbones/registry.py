"""Backbones by id."""

from pathlib import Path

import torch

from ad_studio import paths
from ad_studio.detection.backbones.base import Backbone
from ad_studio.detection.backbones.starter import STARTER, StarterBackbone
from ad_studio.errors import BackboneError


def load_backbone(
    id: str,  # noqa: A002 - the registry's word for it
    *,
    weights: Path | None = None,
    device: torch.device,
    image_size: int | None = None,
) -> Backbone:
    """Load a backbone, ready for use; never touches the network.

    Args:
        id: "starter" or "<architecture>/<pretrained tag>".
        weights: A local checkpoint instead of the installed weights.
        device: Where it runs.
        image_size: Input side in pixels for towers whose size is fixed at load; None for their
            own.

    Raises:
        BackboneError: Unknown id; weights missing or damaged.
    """
    if id == STARTER:
        if weights is not None:
            raise BackboneError(
                "The starter backbone takes no other weights.",
                path=weights,
                hint="Choose the backbone that this file belongs to.",
            )
        return StarterBackbone(paths.resources() / STARTER, device=device)
    raise BackboneError(f'There is no backbone "{id}".', hint="See the list of backbones.")
