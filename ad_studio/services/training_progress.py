"""One share done over a whole training, whatever its stages report, and the steps of it."""

from enum import IntEnum

from ad_studio.messages import Message
from ad_studio.progress import Progress, Stage

BEGINS = {
    Stage.LOAD: 0.0,
    Stage.LOOK: 0.13,
    Stage.PROMPTS: 0.14,
    Stage.MEMORY: 0.29,
    Stage.CORESET: 0.5,
    Stage.CALIBRATE: 0.76,
    Stage.CHECK: 0.85,
    Stage.STORE: 0.99,
}
"""Where each stage begins: measured with DevPrompt and the starter on one reference, on a CPU."""

_ENDS = dict(zip(BEGINS, [*list(BEGINS.values())[1:], 1.0], strict=True))

_IMAGES = 110
"""Images that are scored in the time of a training; measured likewise."""


class TrainingStep(IntEnum):
    """What a training does, in few words; learning from confirmed parts has the last one, too."""

    REFERENCE = 1
    TRAINING = 2
    THRESHOLDS = 3
    COMPARISON = 4


_STEPS = {
    Stage.LOAD: TrainingStep.REFERENCE,
    Stage.LOOK: TrainingStep.REFERENCE,
    Stage.PROMPTS: TrainingStep.TRAINING,
    Stage.MEMORY: TrainingStep.TRAINING,
    Stage.CORESET: TrainingStep.TRAINING,
    Stage.CALIBRATE: TrainingStep.THRESHOLDS,
    Stage.CHECK: TrainingStep.THRESHOLDS,
    Stage.STORE: TrainingStep.THRESHOLDS,
    Stage.COMPARE: TrainingStep.COMPARISON,
}


def step_of(stage: Stage) -> TrainingStep:
    """The step that a stage belongs to."""
    return _STEPS[stage]


def share_of_training(images: float) -> float:
    """The share of the time that a training takes of a job that scores images after it.

    Args:
        images: How many.

    Returns:
        Above 0, at most 1.
    """
    return _IMAGES / (_IMAGES + images)


class TrainingProgress:
    """Hands on what a training reports, with a share that only rises and is full at the end.

    Args:
        progress: Gets it all.
        rounds: How many times the stages between loading and storing are gone through.
    """

    def __init__(self, progress: Progress, *, rounds: int = 1) -> None:
        self._progress = progress
        self._rounds = rounds
        self._done = 0
        self._stage = Stage.LOAD
        self._share = 0.0

    def status(self, words: Message | str) -> None:
        """See `Progress.status`."""
        self._progress.status(words)

    def stage(self, stage: Stage) -> None:
        """See `Progress.stage`."""
        if BEGINS[stage] < BEGINS[self._stage]:
            self._done += 1
        self._stage = stage
        self._progress.stage(stage)
        self._tell(BEGINS[stage])

    def fraction(self, value: float | None) -> None:
        """Take the share of the stage that is done."""
        if value is not None:
            begin, end = BEGINS[self._stage], _ENDS[self._stage]
            self._tell(begin + value * (end - begin))

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""
        self._progress.partial(result)

    def end(self) -> None:
        """The training is done."""
        self._done = self._rounds - 1
        self._tell(1.0)

    @property
    def is_cancelled(self) -> bool:
        """See `Progress.is_cancelled`."""
        return self._progress.is_cancelled

    def _tell(self, share_of_round: float) -> None:
        share = (self._done + share_of_round) / self._rounds
        if share > self._share:
            self._share = share
            self._progress.fraction(share)
