"""What a project is set to, in versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SettingVersion:
    """One version of a setting of a project; never changed, only followed by a newer version.

    Attributes:
        name: The name of the setting.
        value: Its value, as JSON types.
        author: Who set it.
    """

    id: int
    name: str
    value: Mapping[str, Any]
    author: str
    created_at: datetime
