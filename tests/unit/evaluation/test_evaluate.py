import json
from dataclasses import replace

import numpy as np
import pytest

from ad_studio import detector_registry
from ad_studio.detection.auxiliary.learned import LearnedWeights, installed_path
from ad_studio.detection.backbones import registry
from ad_studio.errors import (
    BackboneError,
    Cancelled,
    DatasetError,
    EvaluationError,
    ImageError,
    UsageError,
)
from ad_studio.evaluation import evaluate as evaluation
from ad_studio.evaluation import plan
from ad_studio.evaluation.evaluate import evaluate
from ad_studio.evaluation.metrics import NO_NORMAL_IMAGES, NO_THRESHOLDS
from ad_studio.evaluation.settings import ABLATIONS, BRANCH, EvaluationSettings
from ad_studio.evaluation.summary import ALL_METRICS
from tests.labelled_sets import make_mvtec, make_visa
from tests.learned_weights import learn_for_tiny
from tests.progress_log import ProgressLog
from tests.tiny_backbone import TinyBackbone

IMAGES = 6


@pytest.fixture(autouse=True)
def asked_for(monkeypatch):
    """The tiny backbone whatever is asked for; gives what was asked."""
    asked = []

    def load(name, **options):
        asked.append((name, options))
        return TinyBackbone()

    monkeypatch.setattr(registry, "load_backbone", load)
    learn_for_tiny()
    return asked


@pytest.fixture
def measured(monkeypatch):
    """Which runs were measured, not taken from a file."""
    names = []

    def measure(run, *arguments, **options):
        names.append(run.name)
        return original(run, *arguments, **options)

    original = evaluation.measure
    monkeypatch.setattr(evaluation, "measure", measure)
    return names


@pytest.fixture
def root(tmp_path):
    make_mvtec(tmp_path / "sets", width=128, height=96)
    return tmp_path / "sets"


@pytest.fixture
def run(root, tmp_path):
    """Evaluates quickly; returns results.json as it was written."""

    def call(progress=None, **changes):
        given = {"root": root, "out": tmp_path / "out", "seeds": 1, "epochs": 2, "device": "cpu"}
        settings = EvaluationSettings(**{**given, **changes})
        results = evaluate(settings, progress=progress or ProgressLog())
        text = (settings.out / "results.json").read_text(encoding="utf-8")
        assert json.loads(text) == json.loads(json.dumps(results))
        return json.loads(text)

    return call


def parts(tmp_path):
    return sorted((tmp_path / "out" / "parts").iterdir())


def test_everything_is_measured_and_written(run, tmp_path):
    results = run(seeds=2)
    nut = results["categories"]["metal_nut"]
    assert set(ALL_METRICS) < set(nut)
    assert nut["pixel_auroc"]["n"] == 2
    assert nut["pixel_auroc"]["mean"] > 0.9
    assert nut["image_auroc"]["mean"] == 1
    assert nut["escape"]["mean"] == 0
    assert (nut["good"], nut["defective"]) == (3, 3)
    assert results["summary"]["pixel_auroc"]["mean"] == nut["pixel_auroc"]["mean"]
    assert results["detectors"]["devprompt"]["categories"] == results["categories"]
    assert results["backbone"] == {"id": "tiny", "sha256": TinyBackbone.sha256, "device": "cpu"}
    assert results["complete"] is True
    assert results["settings"]["seeds"] == 2
    assert results["notes"] == []
    assert {"machine", "versions", "date", "code_sha256"} <= set(results)
    assert len(results["parts"]) == len(parts(tmp_path)) == 2
    assert all(part["identity"]["noun"] == "metal nut" for part in results["parts"])
    assert "| metal_nut | 3/3 |" in (tmp_path / "out" / "results.md").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "results.csv").read_text(encoding="utf-8").startswith("detector,")


def test_the_share_done_is_that_of_all_images(run, root):
    make_mvtec(root, "bolt")
    progress = ProgressLog()
    run(progress, seeds=2)
    assert progress.fractions == sorted(progress.fractions)
    assert set(np.round(np.array(progress.fractions) * 4 * IMAGES)) == set(range(4 * IMAGES + 1))
    assert "bolt, devprompt, seed 1" in progress.statuses


def test_a_second_start_measures_nothing(run, measured):
    first = run(seeds=2)
    assert len(measured) == 2
    again = run(seeds=2)
    assert len(measured) == 2
    assert again["parts"] == first["parts"]
    run(seeds=3)
    assert measured[2:] == ["metal_nut, devprompt, seed 2"]


@pytest.mark.parametrize("damage", ["empty", "half", "other", "missing metric", "text for number"])
def test_a_damaged_part_is_measured_again(run, measured, tmp_path, damage):
    first = run()
    (part,) = parts(tmp_path)
    content = json.loads(part.read_text(encoding="utf-8"))
    if damage == "other":
        content["identity"]["seed"] = 7
    elif damage == "missing metric":
        del content["values"]["aupro"]
    elif damage == "text for number":
        content["values"]["aupro"] = "high"
    text = {"empty": "", "half": part.read_text()[:200]}.get(damage, json.dumps(content))
    part.write_text(text, encoding="utf-8")
    again = run()
    assert len(measured) == 2
    for name in ("pixel_auroc", "aupro", "image_auroc", "overkill"):
        assert again["summary"][name] == first["summary"][name]


@pytest.mark.parametrize(
    "change",
    [{"epochs": 3}, {"options": {"loss.margin": "3"}}, {"original_resolution": True}, {"size": 96}],
)
def test_other_settings_are_other_parts(run, measured, change):
    run()
    run(**change)
    assert len(measured) == 2


def test_other_images_or_other_code_are_other_parts(run, measured, root, monkeypatch):
    run()
    (root / "metal_nut" / "test" / "good" / "002.png").unlink()
    run()
    assert len(measured) == 2
    monkeypatch.setattr(plan, "code_sha256", lambda: "0" * 64)
    run()
    assert len(measured) == 3


def test_original_resolution_agrees_with_the_native_one(run):
    native, original = run()["summary"], run(original_resolution=True)
    assert original["resolution"] == "each image's own size"
    for name in ("pixel_auroc", "aupro", "pixel_auroc_text"):
        assert original["summary"][name]["mean"] == pytest.approx(native[name]["mean"], abs=0.02)
    assert original["summary"]["image_auroc"] == native["image_auroc"]


def test_several_detectors_and_those_that_cannot_run(run, monkeypatch):
    def without_text(name, **options):
        backbone = TinyBackbone()
        backbone.has_text = False
        return backbone

    monkeypatch.setattr(registry, "load_backbone", without_text)
    results = run(detectors=("winclip", "memory", "devprompt"), seeds=2)
    assert list(results["detectors"]) == ["memory"]
    assert results["categories"] == results["detectors"]["memory"]["categories"]
    assert results["categories"]["metal_nut"]["pixel_auroc_text"]["why"]
    assert set(results["skipped"]) == {"winclip", "devprompt"}
    assert "text tower" in results["skipped"]["winclip"]
    with pytest.raises(BackboneError, match="text tower"):
        run(detectors=("winclip",))


@pytest.mark.parametrize("name", detector_registry.names())
def test_every_detector_can_be_measured(run, name):
    results = run(detectors=(name,))
    assert 0 <= results["summary"]["pixel_auroc"]["mean"] <= 1
    assert results["detectors"][name]["settings"]["seed"] == 0


def test_settings_for_one_detector_only(run):
    results = run(
        detectors=("devprompt", "memory"),
        options={"devprompt.loss.margin": "3", "score_share": "0.1"},
    )
    settings = {name: one["settings"] for name, one in results["detectors"].items()}
    assert settings["devprompt"]["loss"]["margin"] == 3
    assert settings["devprompt"]["score_share"] == settings["memory"]["score_share"] == 0.1


def test_ablation(run, measured):
    results = run(ablate=("k", "branch"))
    variants = results["ablations"]["k"]
    assert [one["variant"] for one in variants] == ["k=0.1", "k=0.2", "k=0.3"]
    assert variants[0]["summary"] == results["summary"], "0.1 is the default, not measured twice"
    assert len(measured) == 3
    assert variants[1]["settings"]["loss"]["top_k"] == 0.2


def test_only_runs_that_look_at_every_image_are_timed(run):
    results = run(ablate=("k",))
    assert results["summary"]["seconds_per_image"]["mean"] > 0
    assert results["ablations"]["k"][1]["summary"]["seconds_per_image"]["mean"] is None


def test_every_ablation_changes_settings_of_its_method(root):
    """The parts of AnoPLe's prompts are its own; all others are DevPrompt's."""
    of_anople = {name for name, (key, _) in ABLATIONS.items() if key.startswith("coupling.")}
    assert of_anople == {"prefixes", "text-to-vision", "vision-to-text"}
    for method, names in (("anople", of_anople), ("devprompt", set(ABLATIONS) - of_anople)):
        settings = EvaluationSettings(
            root=root, out=root, seeds=1, detectors=(method,), ablate=tuple(names)
        )
        runs = plan.plan(settings)
        for name in names - {BRANCH}:
            made = [one.settings for one in runs if one.variant.ablation == name]
            values = ABLATIONS[name][1]
            assert len(set(made)) == len(values)
            assert runs[0].settings in made, name


def test_branches_of_several_detectors(run):
    results = run(detectors=("devprompt", "memory"), ablate=("branch",))
    assert results["ablations"] == {}


def test_seeds_that_share_their_reference_are_mentioned(run):
    (note,) = run(shots=2, seeds=2)["notes"]
    assert note.startswith("metal_nut: 3 image")


def test_without_a_reference_images_are_ranked_once_and_not_judged(run, measured, tmp_path):
    run_folder = tmp_path / "out"
    results = run(shots=0, seeds=3, detectors=("winclip",))
    assert measured == ["metal_nut, winclip, seed 0"]
    nut = results["categories"]["metal_nut"]
    assert 0 <= nut["pixel_auroc"]["mean"] <= 1
    assert nut["overkill"]["why"] == nut["escape"]["why"] == NO_THRESHOLDS
    assert nut["pixel_auroc_text"] == nut["pixel_auroc"]
    assert nut["pixel_auroc_visual"]["why"] == "there is no visual branch"
    (note,) = results["notes"]
    assert note.startswith("No reference")
    (part,) = results["parts"]
    assert (part["references"], part["thresholds"], part["basis"]) == ([], None, "no reference")
    assert results["settings"]["seeds"] == 1
    assert "thresholds chosen" not in (run_folder / "results.md").read_text(encoding="utf-8")


def test_other_learned_weights_are_measured_anew(run, measured):
    run(detectors=("april-gan",))
    path = installed_path("april-gan", TinyBackbone.name)
    before = path.read_bytes()
    found = LearnedWeights.read(path)
    replace(found, tensors={name: -one for name, one in found.tensors.items()}).write(path)
    run(detectors=("april-gan",))
    path.write_bytes(before)
    run(detectors=("april-gan",))
    assert len(measured) == 2


def test_a_reference_named_counts_whatever_the_shots(run, root):
    image = root / "metal_nut" / "train" / "good" / "001.png"
    assert run(shots=0, reference=image)["parts"][0]["references"] == [str(image)]


def test_visa_and_no_normal_images(run, tmp_path):
    make_visa(tmp_path / "visa", good=0)
    results = run(root=tmp_path / "visa")
    board = results["categories"]["pcb2"]
    assert board["pixel_auroc"]["mean"] > 0.8
    for name in ("image_auroc", "overkill"):
        assert board[name]["why"] == NO_NORMAL_IMAGES


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"categories": ("bolt",)}, UsageError),
        ({"detectors": ("magic",)}, UsageError),
        ({"detectors": ()}, UsageError),
        ({"options": {"magic": "1"}}, UsageError),
        ({"ablate": ("magic",)}, UsageError),
        ({"ablate": ("k",), "detectors": ("devprompt", "memory")}, UsageError),
        ({"shots": 4}, DatasetError),
        ({"shots": 0}, UsageError),
        ({"shots": 0, "detectors": ("winclip",), "confirm": (2,)}, UsageError),
    ],
)
def test_what_cannot_be_used_is_said_before_anything_is_loaded(run, asked_for, change, error):
    with pytest.raises(error):
        run(**change)
    assert not asked_for


def test_a_damaged_image_is_named_and_what_was_measured_is_kept(run, root, tmp_path, measured):
    make_mvtec(root, "zip")
    bad = root / "zip" / "test" / "scratch" / "001.png"
    good = bad.read_bytes()
    bad.write_bytes(b"no image")
    with pytest.raises(ImageError) as caught:
        run()
    assert caught.value.path == bad
    kept = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert list(kept["categories"]) == ["metal_nut"]
    assert kept["complete"] is False
    bad.write_bytes(good)
    assert list(run()["categories"]) == ["metal_nut", "zip"]
    assert [name.split(",")[0] for name in measured] == ["metal_nut", "zip", "zip"]


def test_a_mask_of_another_shape_is_named(run, root):
    masks = root / "metal_nut" / "ground_truth" / "scratch"
    (masks / "000_mask.png").write_bytes(
        (make_mvtec(root, "bolt") / "ground_truth/scratch/000_mask.png").read_bytes()
    )
    with pytest.raises(ImageError, match="shape") as caught:
        run(categories=("metal_nut",))
    assert caught.value.path == masks / "000_mask.png"


def test_cancelled_in_the_middle_and_resumed(run, tmp_path, measured):
    class Impatient(ProgressLog):
        def fraction(self, value):
            super().fraction(value)
            self.is_cancelled = value > 0.6

    with pytest.raises(Cancelled):
        run(Impatient(), seeds=2)
    assert len(parts(tmp_path)) == 1
    kept = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert kept["complete"] is False
    run(seeds=2)
    assert [name[-1] for name in measured] == ["0", "1", "1"]


def test_results_that_cannot_be_written(run, tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(EvaluationError) as caught:
        run()
    assert caught.value.hint


def test_a_reference_of_ones_own(run, root):
    image = root / "metal_nut" / "train" / "good" / "002.png"
    results = run(reference=image)
    assert results["parts"][0]["references"] == [str(image)]
    assert len(results["notes"]) == 1
    make_mvtec(root, "bolt")
    with pytest.raises(UsageError, match="several"):
        run(reference=image)


@pytest.fixture
def many(tmp_path):
    make_mvtec(tmp_path / "many", "nut", good=16, bad=7, width=128, height=96)
    return tmp_path / "many"


def test_learning_is_measured_beside_the_program_as_it_is(many, tmp_path, measured):
    settings = EvaluationSettings(
        root=many,
        out=tmp_path / "out",
        seeds=1,
        epochs=2,
        confirm=(3, 4),
        confirm_ng=(1,),
        lot=6,
        lot_bad=0.2,
        draws=2,
    )
    results = evaluate(settings, progress=ProgressLog())
    names = [one["variant"] for one in results["learning"]]
    assert names == ["0 OK", "3 OK, 1 NG", "4 OK, 1 NG", "lot of 6, 1 bad"]
    assert len(measured) == 1 + 2 * 4
    for one in results["learning"]:
        assert one["summary"]["image_auroc"]["n"] == 2
        assert (one["categories"]["nut"]["good"], one["categories"]["nut"]["defective"]) == (11, 6)
    learned = [part for part in results["parts"] if part["basis"][:11] == "4 confirmed"]
    assert {(len(p["scores"]["good"]), len(p["scores"]["left_out"])) for p in learned} == {(11, 4)}
    basis = {part["basis"][:11] for part in results["parts"]}
    assert {"provisional", "3 confirmed", "4 confirmed"} <= basis
    assert results["summary"]["image_auroc"]["n"] == 1
    measured.clear()
    assert evaluate(settings, progress=ProgressLog())["learning"] == results["learning"]
    assert measured == []


def test_categories_too_small_to_learn_from_are_named(root, tmp_path):
    settings = EvaluationSettings(root=root, out=tmp_path / "out", seeds=1, confirm=(4,))
    with pytest.raises(DatasetError, match="enough images"):
        evaluate(settings, progress=ProgressLog())
