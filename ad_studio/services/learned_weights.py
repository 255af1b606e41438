"""Weights that a method learned on labelled images: taken in from files."""

from pathlib import Path

METHODS = ("april-gan", "anomalyclip", "devprompt")
"""The detectors that need some, or begin with some."""


def import_learned(
    method: str,
    file: Path,
    *,
    backbone: str,
    weights: Path | None = None,
    size: int | None = None,
    device: str = "auto",
) -> Path:
    """Take the learned weights of a method for a backbone into the user's cache.

    Args:
        method: One of `METHODS`.
        file: Of `train-prompts`, or as the authors publish them.
        backbone: Registry id.
        weights: A local checkpoint for that backbone.
        size: Its input size in pixels; None for its own.
        device: "auto", "cpu" or "cuda".

    Returns:
        Where they are kept now.

    Raises:
        BackboneError: The backbone is not here, or the file holds no such weights for it.
    """
    from ad_studio.detection.auxiliary import methods
    from ad_studio.detection.backbones.base import with_text
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone

    found = load_backbone(backbone, weights=weights, device=pick_device(device), image_size=size)
    return methods.import_learned(method, file, with_text(found, reader=method))
