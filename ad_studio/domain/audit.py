"""The audit trail: what seals it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest entry of a project's audit chain: it stands for all that was recorded up to it.

    Attributes:
        entry: Its number.
        sha256: Of the entry; written down elsewhere, it shows later whether anything was changed.
        created_at: When it was written.
    """

    entry: int
    sha256: str
    created_at: datetime

    @property
    def short(self) -> str:
        """The first digits of the SHA-256: enough to be written down by hand."""
        return self.sha256[:16]
