import numpy as np
import pytest
import torch

from ad_studio.detection.auxiliary import methods
from ad_studio.detection.auxiliary.examples import Example
from ad_studio.detection.auxiliary.trainer import TrainingSettings, train_learner
from ad_studio.errors import Cancelled
from tests.progress_log import ProgressLog
from tests.tiny_backbone import PATCH, TinyBackbone

CPU = torch.device("cpu")


def painted(number):
    """A picture with a spot on every second one, and where the spot is."""
    draw = np.random.default_rng(number)
    image = draw.integers(90, 110, (48, 64, 3), dtype=np.uint8)
    mask = np.zeros((48, 64), dtype=bool)
    if number % 2:
        row, column = draw.integers(0, 6), draw.integers(0, 8)
        mask[row * PATCH : (row + 1) * PATCH, column * PATCH : (column + 1) * PATCH] = True
        image[mask] = (250, 10, 10)
    return image, mask if number % 2 else None


@pytest.fixture
def examples(tmp_path):
    backbone, files = TinyBackbone(), []
    for number in range(10):
        image, mask = painted(number)
        files.append(tmp_path / f"{number}.safetensors")
        Example.encode(backbone, image, mask, blocks=backbone.stages).write(files[-1])
    return files


@pytest.fixture(params=methods.names())
def method(request):
    return methods.find_method(request.param)


def trained(method, examples, state, *, progress=None, **changes):
    learner = method.start(TinyBackbone(), seed=1)
    settings = TrainingSettings(**{"epochs": 4, "batch": 4, "rate": 0.01, "seed": 1, **changes})
    log = progress or ProgressLog()
    train_learner(learner, examples, settings, state=state, device=CPU, progress=log)
    return learner


def mean_loss(learner, examples):
    read = [Example.read(file, device=CPU) for file in examples]
    with torch.no_grad():
        return float(learner.loss(read))


def test_where_the_defect_is_is_learned(method, examples, tmp_path):
    before = mean_loss(method.start(TinyBackbone(), seed=1), examples)
    learner = trained(method, examples, tmp_path / "state", epochs=12)
    assert before - mean_loss(learner, examples) > 0.005


def test_broken_off_and_taken_up_it_ends_alike(method, examples, tmp_path):
    whole = trained(method, examples, tmp_path / "whole")

    class Impatient(ProgressLog):
        def partial(self, result):
            super().partial(result)
            self.is_cancelled = result.epoch == 2

    with pytest.raises(Cancelled):
        trained(method, examples, tmp_path / "broken", progress=Impatient())
    progress = ProgressLog()
    again = trained(method, examples, tmp_path / "broken", progress=progress)
    assert min(progress.fractions) > 0.5
    for name, one in whole.weights.state_dict().items():
        torch.testing.assert_close(again.weights.state_dict()[name], one, rtol=0, atol=0)


def test_a_state_of_other_settings_is_not_taken_up(method, examples, tmp_path):
    trained(method, examples, tmp_path / "state", rate=0.1)
    fresh, other = (
        trained(method, examples, tmp_path / name).weights.state_dict() for name in ("new", "state")
    )
    assert all(torch.equal(one, other[name]) for name, one in fresh.items())


def test_an_example_says_where_the_defect_is(tmp_path):
    backbone = TinyBackbone()
    image, _ = painted(0)
    mask = np.zeros((48, 64), dtype=bool)
    mask[:8, :8] = True  # one patch wholly
    mask[8, 8] = True  # another one by a 64th
    example = Example.encode(backbone, image, mask, blocks=(1,))
    assert example.target.nonzero().flatten().tolist() == [0]
    assert (example.counted == 0).nonzero().flatten().tolist() == [9]
    joint_alone = Example.encode(TinyBackbone(coarse=True), image, mask, blocks=())
    assert joint_alone.hidden == ()
    assert joint_alone.target.shape == joint_alone.joint.shape[:1] == (12,)
    coarse = Example.encode(TinyBackbone(coarse=True), image, mask, blocks=(1,))
    assert coarse.target.shape == coarse.hidden[0].shape[:1] == (48,)
    mask[:8, :8] = False
    tiny = Example.encode(backbone, image, mask, blocks=(1,))
    assert not tiny.target.any()
    assert tiny.is_defective, "a tiny defect is one"
    assert not Example.encode(backbone, image, None, blocks=(1,)).is_defective
    example.write(tmp_path / "one")
    again = Example.read(tmp_path / "one", device=CPU)
    assert again.is_defective
    assert again.image_embedding is None
    torch.testing.assert_close(again.hidden[0], example.hidden[0], atol=1e-3, rtol=0)
    torch.testing.assert_close(again.target, example.target)
