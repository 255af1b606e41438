"""How long work reports to whoever started it; knows no Qt and no terminal."""

from typing import Protocol

from ad_studio.errors import Cancelled
from ad_studio.messages import Message


class Progress(Protocol):
    """What a long job is handed. Called from the job's thread, so adapters must be thread-safe."""

    def status(self, words: Message | str) -> None:
        """Say in a few plain words what is being done now; a text is not translated."""

    def fraction(self, value: float | None) -> None:
        """Report the share done, in [0, 1]; None when it cannot be known."""

    def partial(self, result: object) -> None:
        """Hand over an intermediate result (a domain object)."""

    @property
    def is_cancelled(self) -> bool:
        """True once the user asked to stop."""


class SilentProgress:
    """Swallows everything and never cancels."""

    is_cancelled = False

    def status(self, words: Message | str) -> None:
        """See `Progress.status`."""

    def fraction(self, value: float | None) -> None:
        """See `Progress.fraction`."""

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""


def raise_if_cancelled(progress: Progress) -> None:
    """Leave the job if its user asked for it.

    Raises:
        Cancelled: `progress.is_cancelled` is true.
    """
    if progress.is_cancelled:
        raise Cancelled
