"""How a long job reports its progress and is cancelled; knows neither Qt nor a terminal."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from ad_studio.errors import Cancelled
from ad_studio.messages import Message


class Stage(StrEnum):
    """The stages of a training, in this order; a method may skip some."""

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
    """What a long job reports to. It is called on the job's thread: adapters are thread-safe."""

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
    """Ignores all reports and is never cancelled."""

    is_cancelled = False

    def status(self, words: Message | str) -> None:
        """See `Progress.status`."""

    def stage(self, stage: Stage) -> None:
        """See `Progress.stage`."""

    def fraction(self, value: float | None) -> None:
        """See `Progress.fraction`."""

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""


class ForwardingProgress:
    """Passes every report on to another progress object; base of those that change some reports.

    Args:
        target: The progress object that gets the reports.
    """

    def __init__(self, target: Progress) -> None:
        self._target = target

    def status(self, words: Message | str) -> None:
        """See `Progress.status`."""
        self._target.status(words)

    def stage(self, stage: Stage) -> None:
        """See `Progress.stage`."""
        self._target.stage(stage)

    def fraction(self, value: float | None) -> None:
        """See `Progress.fraction`."""
        self._target.fraction(value)

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""
        self._target.partial(result)

    @property
    def is_cancelled(self) -> bool:
        """See `Progress.is_cancelled`."""
        return self._target.is_cancelled


class SubProgress(ForwardingProgress):
    """Progress of a part of a job: maps the share of the part to a share of the whole job.

    Args:
        target: The progress object of the whole job.
        begin: The share of the whole job that is done when the part begins, in [0, 1].
        end: The share of the whole job that is done when the part ends, in [0, 1].
    """

    def __init__(self, target: Progress, begin: float, end: float) -> None:
        super().__init__(target)
        self._begin = begin
        self._end = end

    def fraction(self, value: float | None) -> None:
        """Report the share of the part that is done; None is not passed on."""
        if value is not None:
            self._target.fraction(self._begin + value * (self._end - self._begin))


def raise_if_cancelled(progress: Progress) -> None:
    """Stop the job if the user cancelled it.

    Raises:
        Cancelled: `progress.is_cancelled` is true.
    """
    if progress.is_cancelled:
        raise Cancelled


Between = Callable[[float], None]
"""A callback between the steps of long work: gets the share done, in [0, 1]; may raise Cancelled.

While an image is scored it is called before each tile, then with 1 while patches are compared with
the memory bank.
"""


def go_on(share: float) -> None:
    """A `Between` that does nothing: for work that nobody watches or cancels."""


def never() -> bool:
    """What `should_stop` is where nobody can ask to stop."""
    return False


def raise_if_stopped(should_stop: Callable[[], bool]) -> None:
    """Stop work that is asked whether to stop by a function.

    Raises:
        Cancelled: `should_stop` is true.
    """
    if should_stop():
        raise Cancelled


def stop_between(progress: Progress) -> Between:
    """Make a `Between` that raises Cancelled between two steps once the user has cancelled."""

    def stop(_share: float) -> None:
        raise_if_cancelled(progress)

    return stop
