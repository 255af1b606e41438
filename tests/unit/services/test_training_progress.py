"""One share over a whole training, and its steps."""

from ad_studio.messages import msg
from ad_studio.progress import Stage, SubProgress
from ad_studio.services.training_progress import (
    BEGINS,
    TrainingProgress,
    TrainingStep,
    share_of_training,
    step_of,
)
from tests.progress_log import ProgressLog


def test_the_share_of_a_stage_is_a_part_of_the_whole_and_only_rises():
    log = ProgressLog()
    progress = TrainingProgress(log)
    progress.stage(Stage.LOAD)
    progress.status(msg("Loading the backbone"))
    progress.stage(Stage.PROMPTS)
    for share in (0.5, 1.0, 0.2):
        progress.fraction(share)
    progress.fraction(None)
    progress.stage(Stage.CHECK)
    progress.fraction(0.5)
    progress.end()
    assert [round(share, 4) for share in log.fractions] == [0.14, 0.215, 0.29, 0.85, 0.92, 1.0]
    assert log.statuses == ["Loading the backbone"]
    assert log.stages == [Stage.LOAD, Stage.PROMPTS, Stage.CHECK]
    assert not progress.is_cancelled
    log.is_cancelled = True
    assert progress.is_cancelled


def test_a_stage_that_comes_again_begins_the_next_round():
    log = ProgressLog()
    progress = TrainingProgress(log, rounds=2)
    progress.stage(Stage.LOAD)
    for _ in range(2):
        progress.stage(Stage.PROMPTS)
        progress.stage(Stage.CHECK)
        progress.fraction(0.5)
    progress.stage(Stage.STORE)
    progress.end()
    shares = [0.07, 0.425, 0.46, 0.57, 0.925, 0.96, 0.995, 1.0]
    assert [round(share, 4) for share in log.fractions] == shares


def test_every_stage_of_a_training_has_a_place_and_a_step_in_order():
    assert [*BEGINS, Stage.COMPARE] == list(Stage)
    assert list(BEGINS.values()) == sorted(BEGINS.values())
    steps = [step_of(stage) for stage in Stage]
    assert steps == sorted(steps)
    assert set(steps) == set(TrainingStep)


def test_a_training_is_a_part_of_a_job_that_compares_after_it():
    log = ProgressLog()
    share = share_of_training(110)
    assert share == 0.5
    assert share_of_training(0) == 1
    training, comparing = SubProgress(log, 0, share), SubProgress(log, share, 1)
    training.fraction(0.5)
    training.fraction(None)
    training.fraction(1)
    comparing.stage(Stage.COMPARE)
    comparing.fraction(0.5)
    assert log.fractions == [0.25, 0.5, 0.75]
    assert log.stages == [Stage.COMPARE]
