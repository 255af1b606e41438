"""The two thresholds of a model: versions, what they come to, and suggestions."""

from ad_studio.services.thresholds.versions import (
    current_thresholds,
    left_behind,
    restore,
    restored_basis,
    set_thresholds,
    threshold_history,
    version_of,
)

__all__ = [
    "current_thresholds",
    "left_behind",
    "restore",
    "restored_basis",
    "set_thresholds",
    "threshold_history",
    "version_of",
]
