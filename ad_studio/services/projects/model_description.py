"""What the files of a model say about it, without loading a detector."""

import json
from typing import Any

from ad_studio.domain import ModelInfo


def description_of(model: ModelInfo) -> dict[str, Any]:
    """Return what the files of a model say about it, unchecked, without loading a detector.

    Empty where they cannot be read: that is said where the model is used.
    """
    try:
        found = json.loads((model.folder / "model.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
