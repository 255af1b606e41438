"""Backbones: which there are, and getting weights for them."""

from ad_studio.domain import BackboneInfo

__all__ = ["BackboneInfo", "list_backbones"]


def list_backbones() -> list[BackboneInfo]:
    """All backbones, installed ones first; looks at the disk only."""
    return [BackboneInfo(id="starter", title="Starter, bundled", installed=True)]
