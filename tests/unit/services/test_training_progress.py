"""One share over a whole training."""

from ad_studio.messages import msg
from ad_studio.services.training_progress import BEGINS, TrainingProgress
from tests.progress_log import ProgressLog
from tools.messages import templates


def test_the_share_of_the_learning_is_a_part_of_the_whole_and_only_rises():
    log = ProgressLog()
    progress = TrainingProgress(log)
    progress.status(msg("Loading the backbone"))
    progress.status(msg("Learning the prompts"))
    for share in (0.5, 1.0, 0.2):
        progress.fraction(share)
    progress.fraction(None)
    progress.status(msg("Checking the model on the reference"))
    progress.end()
    assert log.fractions == [0.14, 0.215, 0.29, 0.85, 1.0]
    assert log.statuses[0] == "Loading the backbone"
    assert not progress.is_cancelled
    log.is_cancelled = True
    assert progress.is_cancelled


def test_every_stage_that_has_a_place_is_said_somewhere():
    assert set(BEGINS) <= set(templates())
