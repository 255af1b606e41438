"""Backbones: which there are, and getting weights for them."""

from pathlib import Path

from ad_studio.domain import BackboneInfo
from ad_studio.progress import Progress, SilentProgress

__all__ = ["BackboneInfo", "download", "import_weights", "list_backbones"]


def list_backbones() -> list[BackboneInfo]:
    """The starter, then installed backbones, then all others.

    Reads the disk only, but the first call loads torch: keep it off the event loop.
    """
    from ad_studio.detection.backbones import registry

    return registry.list_backbones()


def download(id: str, *, progress: Progress) -> BackboneInfo:  # noqa: A002 - the registry's word
    """Download the published weights of a backbone into the user's cache.

    Raises:
        BackboneError: Unknown or unpublished backbone, no connection, a truncated or altered
            file, one that cannot be used here, or a full disk.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    from ad_studio.detection.backbones import registry, weights

    weights.download(id, progress=progress)
    return registry.info(id)


def import_weights(
    id: str,  # noqa: A002
    file: Path,
    *,
    progress: Progress | None = None,
) -> BackboneInfo:
    """Copy a weights file into the user's cache.

    Args:
        id: A listed backbone, or "<architecture>/<name of your own>" for weights of your own.
        file: safetensors, or a PyTorch checkpoint that holds nothing but weights.
        progress: Told how far the copy is.

    Raises:
        BackboneError: Unknown architecture, a file that is not a checkpoint of it, or a full disk.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    from ad_studio.detection.backbones import registry, weights

    weights.import_file(id, file, progress=progress or SilentProgress())
    return registry.info(id)
