import errno
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from ad_studio import paths
from ad_studio.detection.backbones import registry
from ad_studio.domain import TrainSettings, TrainUpdate, Verdict
from ad_studio.errors import (
    BackboneError,
    Cancelled,
    ImageError,
    ModelError,
    PoorReferenceError,
    ProjectError,
    UsageError,
)
from ad_studio.progress import Stage
from ad_studio.services import training, training_data
from ad_studio.services.inspection.model_input import load_detector
from ad_studio.services.projects import references, training_set
from ad_studio.services.projects.models import list_models, model_in_force
from ad_studio.services.thresholds.versions import current_thresholds
from ad_studio.services.training_data import require_training_data
from ad_studio.tiling import Tiling
from tests.progress_log import ProgressLog
from tests.tiny_backbone import PATCH, TinyBackbone

EPOCHS = 4
SETTINGS = TrainSettings(epochs=EPOCHS, device="cpu", accept_reference=True)


@pytest.fixture(autouse=True)
def asked_for(monkeypatch):
    """The tiny backbone whatever is asked for; gives what was asked."""
    asked = []

    def load(name, **options):
        asked.append((name, options))
        return TinyBackbone()

    monkeypatch.setattr(registry, "load_backbone", load)
    return asked


def test_what_is_learned_from_is_read_until_somebody_stops_it(project, picture, monkeypatch):
    def model_input(*_args, should_stop, **_options):
        assert should_stop()
        raise Cancelled

    references.set_reference(project, picture)
    (read,) = require_training_data(project).part(lambda: True).references
    monkeypatch.setattr(training_data, "model_input", model_input)
    with pytest.raises(Cancelled):
        read(lambda *_: (32, 32))


def test_a_smallest_defect_makes_tiles_where_it_would_not_be_seen(project, tmp_path):
    large = tmp_path / "large.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (240, 320, 3), np.uint8)).save(large)
    references.set_reference(project, large)
    small, coarse = (
        training.train(
            project,
            replace(SETTINGS, detector="memory", smallest_defect=size),
            progress=ProgressLog(),
        )
        for size in (16, 200)
    )
    small, coarse = (load_detector(project, one, device="cpu") for one in (small, coarse))
    assert small.inputs.tiling == Tiling(448, PATCH)
    assert small.input_size(320, 240) == (640, 480)
    assert small.settings.smoothing == 0
    assert coarse.inputs.tiling is None


def test_a_smallest_defect_goes_with_the_starter(ready):
    settings = replace(SETTINGS, smallest_defect=16, backbone="ViT-B-16/openai")
    with pytest.raises(UsageError, match="starter"):
        training.train(ready, settings, progress=ProgressLog())


@pytest.fixture
def picture(tmp_path):
    """A smooth non-square photograph, larger than the backbone's input."""
    y, x = np.mgrid[:128, :192]
    waves = np.stack([np.sin(x / 18), np.cos(y / 14), np.sin((x + y) / 22)], axis=-1)
    path = tmp_path / "nut.png"
    Image.fromarray((128 + 60 * waves).astype(np.uint8)).save(path)
    return path


@pytest.fixture
def ready(project, picture):
    references.set_reference(project, picture)
    return project


def test_training_stores_a_model_that_can_be_loaded(ready):
    model = training.train(ready, SETTINGS, progress=ProgressLog())
    assert model_in_force(ready) == model
    assert (model.number, model.detector, model.backbone) == (1, "devprompt", "tiny")
    assert model.backbone_sha256 == TinyBackbone.sha256
    assert model.reference_id == references.current_reference(ready).id
    assert training_set.of_model(ready, model.id) == training_set.current(ready)
    assert model.device == "cpu"
    assert model.train_seconds > 0
    assert load_detector(ready, model, device="cpu").input_size(192, 128) == (64, 40)


def test_a_poor_reference_needs_an_explicit_yes(ready):
    with pytest.raises(PoorReferenceError, match="looks blurred") as caught:
        training.train(ready, replace(SETTINGS, accept_reference=False), progress=ProgressLog())
    assert "explicitly" in str(caught.value.hint)
    assert model_in_force(ready) is None


def test_what_it_says_on_the_way(ready):
    progress = ProgressLog()
    training.train(ready, SETTINGS, progress=progress)
    assert all(isinstance(update, TrainUpdate) for update in progress.partials)
    assert [update.epoch for update in progress.partials] == list(range(1, EPOCHS + 1))
    assert progress.fractions[-1] == 1
    assert progress.fractions == sorted(progress.fractions)
    learned = progress.fractions.index(next(f for f in progress.fractions if f >= 0.29))
    assert len(progress.fractions) - learned >= 4, "the learning is not the end"
    assert progress.stages == [stage for stage in Stage if stage is not Stage.COMPARE]
    assert progress.statuses
    assert len(set(progress.statuses)) == len(progress.statuses)


def test_the_references_own_views_are_not_ng_by_the_first_thresholds(ready):
    model = training.train(ready, SETTINGS, progress=ProgressLog())
    version = current_thresholds(ready)
    check = model.self_check
    for score in (check.reference_score, *check.view_scores):
        assert version.thresholds.verdict(score) is not Verdict.NG
    assert version.thresholds.verdict(check.reference_score) is Verdict.OK
    assert version.model_id == model.id
    assert "reference" in str(version.basis)


def test_the_self_check_sees_views_and_defects(ready):
    check = training.train(ready, SETTINGS, progress=ProgressLog()).self_check
    assert len(check.view_scores) >= 3
    assert len(check.defect_scores) >= 3
    assert max(check.defect_scores) > max(check.view_scores) > check.reference_score


def test_a_seed_fixes_the_model(ready):
    first, again = (training.train(ready, SETTINGS, progress=ProgressLog()) for _ in range(2))
    assert first.self_check == again.self_check
    other = replace(SETTINGS, seed=9)
    assert training.train(ready, other, progress=ProgressLog()).self_check != first.self_check


def test_the_first_model_stays_in_force_when_another_one_is_trained(ready):
    first, second = (training.train(ready, SETTINGS, progress=ProgressLog()) for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    assert first.folder != second.folder
    assert list_models(ready) == [second, first]
    assert model_in_force(ready) == first


def test_backbone_weights_and_size_are_handed_on(ready, asked_for, tmp_path):
    settings = replace(
        SETTINGS, backbone="ViT-B-16/x", weights=tmp_path / "x.pt", epochs=1, image_size=96
    )
    training.train(ready, settings, progress=ProgressLog())
    ((name, options),) = asked_for
    assert name == "ViT-B-16/x"
    assert options["weights"] == tmp_path / "x.pt"
    assert options["image_size"] == 96
    assert options["device"].type == "cpu"


def test_without_reference_there_is_nothing_to_train_on(project):
    with pytest.raises(ProjectError, match="reference") as caught:
        training.train(project, SETTINGS, progress=ProgressLog())
    assert caught.value.hint


@pytest.mark.parametrize(
    "settings",
    [replace(SETTINGS, epochs=0), replace(SETTINGS, epochs=-1), replace(SETTINGS, device="tpu")],
)
def test_settings_that_cannot_be_used(ready, settings):
    with pytest.raises(UsageError):
        training.train(ready, settings, progress=ProgressLog())
    assert list_models(ready) == []


def test_a_reference_that_is_gone_is_named(ready):
    path = references.current_reference(ready).path
    path.unlink()
    with pytest.raises(ImageError) as caught:
        training.train(ready, SETTINGS, progress=ProgressLog())
    assert caught.value.path == path


def test_a_reference_whose_file_was_changed_is_not_learned_from(ready, picture):
    path = references.current_reference(ready).path
    Image.new("RGB", (192, 128), (90, 90, 90)).save(path)
    with pytest.raises(ImageError, match="was changed since") as caught:
        training.train(ready, SETTINGS, progress=ProgressLog())
    assert caught.value.path == path
    assert "set the reference image again" in str(caught.value.hint)
    assert list_models(ready) == []
    references.set_reference(ready, picture)  # as the hint says
    assert training.train(ready, SETTINGS, progress=ProgressLog()).number == 1


def test_a_backbone_that_is_missing_stores_nothing(ready, monkeypatch):
    def missing(name, **options):
        raise BackboneError("Not here.", hint="Download it.")

    monkeypatch.setattr(registry, "load_backbone", missing)
    with pytest.raises(BackboneError):
        training.train(ready, SETTINGS, progress=ProgressLog())
    assert model_in_force(ready) is None


@pytest.mark.parametrize("after", [0, 1, EPOCHS])
def test_a_cancelled_training_leaves_nothing_behind(ready, after):
    with pytest.raises(Cancelled):
        training.train(ready, SETTINGS, progress=ProgressLog(cancel_after=after))
    assert list_models(ready) == []
    assert list((ready.info.folder / "models").iterdir()) == []


def test_a_model_that_cannot_be_written_is_no_model(ready, monkeypatch):
    def full_disk(path, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full_disk)
    with pytest.raises(ModelError, match="The disk is full") as caught:
        training.train(ready, SETTINGS, progress=ProgressLog())
    assert caught.value.hint
    assert model_in_force(ready) is None


def test_a_training_cancelled_during_the_check_leaves_nothing_behind(ready):
    class Late(ProgressLog):
        def status(self, text):
            super().status(text)
            self.is_cancelled = str(text).startswith("Checking")

    with pytest.raises(Cancelled):
        training.train(ready, SETTINGS, progress=Late())
    assert list_models(ready) == []


def test_a_weights_file_is_remembered_for_this_computer(ready, asked_for, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path / "cache")
    given = tmp_path / "w.safetensors"
    given.touch()
    model = training.train(ready, replace(SETTINGS, weights=given), progress=ProgressLog())
    training.train_alike(ready, model, device="cpu", progress=ProgressLog())
    load_detector(ready, model, device="cpu")
    assert [options["weights"] for _, options in asked_for] == [given] * 3
