"""How long work reports to whoever started it; knows no Qt and no terminal."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from ad_studio.errors import Cancelled
from ad_studio.messages import Message


class Stage(StrEnum):
    """What a training is at, in this order; a method may leave some out."""

    LOAD = "load"
    """The backbone is loaded."""
    LOOK = "look"
    """Reference and confirmed parts are encoded."""
    PROMPTS = "prompts"
    """Prompts are learned; the only stage with a `TrainUpdate` per epoch."""
    MEMORY = "memory"
    """The memory bank is filled."""
    CORESET = "coreset"
    """The memory bank is thinned out."""
    CALIBRATE = "calibrate"
    """Held-out views are measured, so that deviations become sigma."""
    CHECK = "check"
    """The model is checked on its reference, and its first thresholds are chosen."""
    STORE = "store"
    """The model is stored."""
    COMPARE = "compare"
    """The candidate and the model in force judge the same images."""


class Progress(Protocol):
    """What a long job is handed. Called from the job's thread, so adapters must be thread-safe."""

    def status(self, words: Message | str) -> None:
        """Say in a few plain words what is being done now; a text is not translated."""

    def stage(self, stage: Stage) -> None:
        """Enter a stage; the shares that follow are those of the stage until the next one."""

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

    def stage(self, stage: Stage) -> None:
        """See `Progress.stage`."""

    def fraction(self, value: float | None) -> None:
        """See `Progress.fraction`."""

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""


class PartOfJob:
    """Hands on what a part of a job reports: its shares become shares of the whole job.

    Args:
        whole: Gets it all.
        begin: The share of the whole that is done when the part begins.
        end: Likewise, when it ends.
    """

    def __init__(self, whole: Progress, begin: float, end: float) -> None:
        self._whole = whole
        self._begin = begin
        self._end = end

    def status(self, words: Message | str) -> None:
        """See `Progress.status`."""
        self._whole.status(words)

    def stage(self, stage: Stage) -> None:
        """See `Progress.stage`."""
        self._whole.stage(stage)

    def fraction(self, value: float | None) -> None:
        """Report the share of the part that is done; None is not handed on."""
        if value is not None:
            self._whole.fraction(self._begin + value * (self._end - self._begin))

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""
        self._whole.partial(result)

    @property
    def is_cancelled(self) -> bool:
        """See `Progress.is_cancelled`."""
        return self._whole.is_cancelled


def raise_if_cancelled(progress: Progress) -> None:
    """Leave the job if its user asked for it.

    Raises:
        Cancelled: `progress.is_cancelled` is true.
    """
    if progress.is_cancelled:
        raise Cancelled


Between = Callable[[float], None]
"""Called before each piece of long work with the share of it that is done; may raise Cancelled.

Of an image that is scored: before each tile, then with 1 while its patches are compared.
"""


def go_on(share: float) -> None:
    """What `Between` is where nobody waits and nobody can stop."""


def stop_between(progress: Progress) -> Between:
    """Leaves between two pieces once the user asked to stop: raises Cancelled."""

    def stop(_share: float) -> None:
        raise_if_cancelled(progress)

    return stop
