"""One share done over a whole training, whatever its stages report, and the steps of it."""

from enum import IntEnum

from ad_studio.progress import ForwardingProgress, Progress, Stage

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


class TrainingProgress(ForwardingProgress):
    """Progress of a whole training: maps the share of each stage to one share that only rises.

    Args:
        target: The progress object of the whole training.
        rounds: How many times the stages between loading and storing are repeated.
    """

    def __init__(self, target: Progress, *, rounds: int = 1) -> None:
        super().__init__(target)
        self._rounds = rounds
        self._done = 0
        self._stage = Stage.LOAD
        self._share = 0.0

    def stage(self, stage: Stage) -> None:
        """See `Progress.stage`."""
        if BEGINS[stage] < BEGINS[self._stage]:
            self._done += 1
        self._stage = stage
        self._target.stage(stage)
        self._tell(BEGINS[stage])

    def fraction(self, value: float | None) -> None:
        """Take the share of the stage that is done."""
        if value is not None:
            begin, end = BEGINS[self._stage], _ENDS[self._stage]
            self._tell(begin + value * (end - begin))

    def end(self) -> None:
        """Report the whole training as done."""
        self._done = self._rounds - 1
        self._tell(1.0)

    def _tell(self, share_of_round: float) -> None:
        share = (self._done + share_of_round) / self._rounds
        if share > self._share:
            self._share = share
            self._target.fraction(share)
