"""What a project is set to, in versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SettingVersion:
    """What a project was set to in one respect; never changed, only followed by another.

    Attributes:
        name: Of the respect.
        value: As JSON has it.
        author: Who set it.
    """

    id: int
    name: str
    value: Mapping[str, Any]
    author: str
    created_at: datetime
