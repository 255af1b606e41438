import pytest
import torch

from ad_studio.detection.prompt_learning.losses import LossSettings
from ad_studio.detection.prompt_learning.trainer import learn_prompts
from ad_studio.errors import Cancelled
from tests.progress_log import ProgressLog


@pytest.fixture
def learn(tiny, photo):
    tokens = tiny.encode_images([photo]).joint[0]

    def run(progress=None, *, epochs=20, seed=0):
        return learn_prompts(
            tiny,
            tokens,
            noun="nut",
            defects=("scratch",),
            epochs=epochs,
            seed=seed,
            loss_settings=LossSettings(),
            progress=progress or ProgressLog(),
        )

    return run


def test_the_loss_falls_and_every_epoch_is_told(learn):
    progress = ProgressLog()
    learn(progress)
    updates = progress.partials
    assert [update.epoch for update in updates] == list(range(1, 21))
    assert all(update.epochs == 20 for update in updates)
    assert updates[-1].loss < updates[0].loss
    assert progress.fractions == pytest.approx([i / 20 for i in range(1, 21)])


def test_prototypes_are_unit_and_carry_no_gradient(learn):
    prototypes = learn()
    torch.testing.assert_close(prototypes.norm(dim=1), torch.ones(2))
    assert not prototypes.requires_grad


def test_a_seed_fixes_the_result(learn):
    assert torch.equal(learn(seed=1), learn(seed=1))
    assert not torch.equal(learn(seed=1), learn(seed=2))


def test_the_callers_random_state_is_neither_used_nor_changed(learn):
    torch.manual_seed(1)
    state = torch.get_rng_state()
    first = learn()
    assert torch.equal(torch.get_rng_state(), state)
    torch.manual_seed(2)
    assert torch.equal(learn(), first)


def test_no_epochs_leave_the_prompts_as_they_start(learn):
    progress = ProgressLog()
    start = learn(progress, epochs=0)
    assert progress.partials == []
    assert torch.isfinite(start).all()
    assert not torch.equal(start, learn())


def test_training_stops_at_once_when_asked(learn):
    progress = ProgressLog(cancel_after=3)
    with pytest.raises(Cancelled):
        learn(progress)
    assert len(progress.partials) == 3


def test_the_starters_own_text_tower_learns(starter):
    draw = torch.Generator().manual_seed(0)
    tokens = torch.nn.functional.normalize(
        torch.randn(12, starter._text.config.joint, generator=draw), dim=-1
    )
    progress = ProgressLog()
    learn_prompts(
        starter,
        tokens,
        noun="metal nut",
        defects=(),
        epochs=3,
        seed=0,
        loss_settings=LossSettings(),
        progress=progress,
    )
    assert progress.partials[-1].loss < progress.partials[0].loss
    assert all(p.grad is None for p in starter._text.parameters())
