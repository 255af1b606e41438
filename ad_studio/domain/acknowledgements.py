"""That somebody has taken note of an NG part."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AcknowledgedBy(StrEnum):
    """By what an NG part was acknowledged; a foot switch is a key."""

    KEY = "key"
    SCANNER = "scanner"
    BUTTON = "button"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has taken note that a part is NG; it is no verdict."""

    id: int
    result_id: int
    author: str
    means: AcknowledgedBy
    created_at: datetime
