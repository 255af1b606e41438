import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.domain import BY_HAND, Thresholds, Verdict
from ad_studio.errors import Cancelled, ImageError, ProjectError
from ad_studio.services import results
from ad_studio.services.challenge import challenge, samples
from tests.bad_images import encoded
from tests.progress_log import ProgressLog
from tests.projects import add_challenge, add_model, start_run


class BrightnessDetector:
    """Scores an image by its mean grey over 10."""

    batch = 2

    def input_size(self, width, height):
        return width, height

    def score(self, images, **_):
        grids = [image.mean(axis=2, dtype=np.float32)[::4, ::4] / 10 for image in images]
        return [AnomalyMap(text=g, visual=g, fused=g, score=float(g.mean())) for g in grids]


@pytest.fixture
def trained(project, monkeypatch):
    monkeypatch.setattr(
        challenge, "load_detector", lambda project, model, *, device: BrightnessDetector()
    )
    add_model(project.store, reference=encoded(Image.new("RGB", (64, 32), (30, 30, 30)), "PNG"))
    return project


@pytest.fixture
def add(trained, tmp_path):
    """Adds a sample that the detector scores so."""

    def call(score, expected):
        pixels = np.full((32, 64, 3), round(10 * score), np.uint8)
        path = tmp_path / f"{score}.png"
        Image.fromarray(pixels).save(path)
        return samples.add_sample(trained, path, expected)

    return call


def run(project, **options):
    return challenge.run_challenge(project, progress=ProgressLog(), **options)


def test_it_passes_when_every_sample_is_as_expected_and_is_stored(trained, add):
    add(1, Verdict.OK), add(8, Verdict.NG), add(4, Verdict.NG)
    done = run(trained, author=" Ann ")
    assert [result.verdict for result in done.results] == [Verdict.OK, Verdict.NG, Verdict.REVIEW]
    assert (done.passed, done.as_expected, done.author) == (True, 3, "Ann")
    model = trained.store.models.in_force()
    version = trained.store.thresholds.current(model.id)
    assert (done.model_id, done.threshold_id) == (model.id, version.id)
    assert challenge.latest_challenge(trained) == done
    assert results.runs(trained) == [], "samples are not parts of a run"


def test_one_sample_that_escapes_fails_it(trained, add):
    add(1, Verdict.OK), add(2, Verdict.NG), add(8, Verdict.NG)
    done = run(trained)
    assert (done.passed, done.as_expected) == (False, 2)
    assert challenge.list_challenges(trained) == [done]


def test_the_thresholds_in_force_judge(trained, add):
    add(1, Verdict.OK), add(5.5, Verdict.NG)
    assert run(trained).passed
    trained.store.thresholds.add(Thresholds(9, 10), basis=BY_HAND, author="", note="")
    assert [one.passed for one in (run(trained), *challenge.list_challenges(trained))] == [
        *(False, False, True)
    ]


def test_an_image_that_shows_no_part_is_stopped_whatever_its_score(trained, add):
    add(1, Verdict.OK), add(8, Verdict.NG)
    add(20, Verdict.NG)  # far brighter than the reference
    trained.store.thresholds.add(Thresholds(30, 40), basis=BY_HAND, author="", note="")
    assert [result.verdict for result in run(trained).results][-1] is Verdict.REVIEW


@pytest.mark.parametrize("expected", [Verdict.OK, Verdict.NG])
def test_samples_of_one_kind_prove_nothing(trained, add, expected):
    add(8, expected)
    with pytest.raises(ProjectError, match=r"The project has no (OK|NG) sample"):
        run(trained)


def test_without_a_model_there_is_nothing_to_prove(project):
    with pytest.raises(ProjectError, match="no trained model"):
        run(project)


def test_a_changed_file_is_an_error_and_neither_a_pass_nor_a_fail(trained, add):
    add(1, Verdict.OK)
    add(8, Verdict.NG).path.write_bytes(b"other")
    with pytest.raises(ImageError, match="sample 2 was changed"):
        run(trained)
    assert challenge.latest_challenge(trained) is None


def test_a_file_that_changes_meanwhile_is_no_pass(trained, add, monkeypatch):
    add(1, Verdict.OK)
    sample, other = add(8, Verdict.NG), add(9, Verdict.NG)
    first = challenge.load_detector

    def load(*arguments, **options):
        sample.path.write_bytes(other.path.read_bytes())
        return first(*arguments, **options)

    monkeypatch.setattr(challenge, "load_detector", load)
    done = run(trained)
    assert not done.passed
    assert "sample 2 was changed" in str(done.results[1].error)


def test_a_cancelled_challenge_is_not_stored(trained, add):
    add(1, Verdict.OK), add(8, Verdict.NG)
    progress = ProgressLog()
    progress.is_cancelled = True
    with pytest.raises(Cancelled):
        challenge.run_challenge(trained, progress=progress)
    assert challenge.latest_challenge(trained) is None


def test_a_report_names_the_challenge_before_its_run(project):
    model = add_model(project.store)
    early = start_run(project.store, model)
    done = add_challenge(project.store, model, 1.0, 9.0)
    late = start_run(project.store, model)
    other = start_run(project.store, add_model(project.store))
    before = [challenge.challenge_before(project, run) for run in (early, late, other)]
    assert before == [None, done, None]
