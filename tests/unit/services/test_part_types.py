"""One model for the part types of several projects: training it, and a mixed folder."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.backbones import registry
from ad_studio.domain import RunScope, TrainingRole, TrainSettings, Verdict
from ad_studio.drawn_regions import DrawnRegion, RegionShape
from ad_studio.errors import (
    Cancelled,
    ImageError,
    PoorReferenceError,
    ProjectError,
    UsageError,
)
from ad_studio.reports.csv_report import COLUMNS
from ad_studio.services import part_types, results, training
from ad_studio.services.audit.verify import verify
from ad_studio.services.inspection import inspector
from ad_studio.services.learning.learn import learn
from ad_studio.services.learning.plan import plan_learning, verified_parts
from ad_studio.services.projects import ignore_regions, references
from ad_studio.services.projects.models import model_in_force
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.reports import export
from ad_studio.services.results import verdicts
from ad_studio.services.results.table import read_table
from tests.progress_log import ProgressLog
from tests.tiny_backbone import TinyBackbone

NUT, BOLT = "Metal nut", "Bolt M8"
SETTINGS = TrainSettings(detector="memory", device="cpu", accept_reference=True)


@pytest.fixture(autouse=True, scope="module")
def tiny():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "load_backbone", lambda name, **options: TinyBackbone())
        yield


def waves(seed=None):
    y, x = np.mgrid[:64, :96]
    pixels = np.stack([np.sin(x / 18), np.cos(y / 14), np.sin((x + y) / 22)], axis=-1)
    return _grainy(128 + 60 * pixels, seed)


def stripes(seed=None):
    y, x = np.mgrid[:64, :96]
    pixels = np.where((x // 8 + y // 32) % 2, 225.0, 40.0)
    return _grainy(np.stack([pixels] * 3, axis=-1), seed)


def noise(seed):
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (64, 96, 3), np.uint8))


def _grainy(pixels, seed):
    if seed is not None:
        pixels = pixels + np.random.default_rng(seed).integers(-3, 4, pixels.shape)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def make_nut(workspace):
    waves().save(workspace.root / "nut.png")
    project = workspace.create(NUT, noun="metal nut", defects=["scratch"])
    references.set_reference(project, workspace.root / "nut.png")
    return project


def make_bolt(workspace):
    stripes().save(workspace.root / "bolt.png")
    project = workspace.create(BOLT, noun="bolt")
    references.set_reference(project, workspace.root / "bolt.png")
    return project


def train(project, *others, **changes):
    settings = replace(SETTINGS, **changes)
    return part_types.train_part_types(project, others, settings, progress=ProgressLog())


@pytest.fixture
def nut(workspace):
    with make_nut(workspace) as project:
        yield project


@pytest.fixture
def bolt(workspace):
    with make_bolt(workspace) as project:
        yield project


@pytest.fixture(scope="module")
def lot(tmp_path_factory):
    """A mixed folder: two nuts, two bolts, one with a defect, and something else."""
    folder = tmp_path_factory.mktemp("lot")
    for seed in range(2):
        waves(seed).save(folder / f"nut{seed}.png")
        stripes(seed).save(folder / f"bolt{seed}.png")
    bad = np.asarray(waves(7)).copy()
    bad[24:36, 40:52] = (0, 255, 0)
    Image.fromarray(bad).save(folder / "nut-bad.png")
    noise(5).save(folder / "other.png")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory, lot):
    """A workspace whose first project has a model of both types and has inspected the folder."""
    workspace = Workspace(tmp_path_factory.mktemp("made"))
    with make_nut(workspace) as nut, make_bolt(workspace) as bolt:
        train(nut, bolt)
        inspector.inspect(nut, lot, device="cpu", progress=ProgressLog())
    return workspace.root


@pytest.fixture
def inspected(workspace, made):
    """A copy of that project."""
    shutil.copytree(made, workspace.root, dirs_exist_ok=True)
    with workspace.open(NUT) as project:
        yield project


def by_name(project):
    return {row.path.stem: row for row in results.results(project)}


def test_the_model_belongs_to_the_first_project_and_is_in_force(inspected, workspace):
    model = model_in_force(inspected)
    assert (model.number, model.detector) == (1, "part-types")
    assert model.part_types == (NUT, BOLT)
    with workspace.open(BOLT, write=False) as bolt:
        assert model_in_force(bolt) is None


def test_its_files_say_what_each_type_was_learned_from(inspected, workspace):
    text = (model_in_force(inspected).folder / "model.json").read_text(encoding="utf-8")
    about = json.loads(text)["part_types"]
    assert [(one["name"], one["noun"]) for one in about] == [(NUT, "metal nut"), (BOLT, "bolt")]
    with workspace.open(BOLT, write=False) as bolt:
        expected = [references.current_reference(one).sha256 for one in (inspected, bolt)]
    learned = [one["learned_from"] for one in about]
    assert learned == [[{"role": TrainingRole.REFERENCE, "sha256": one}] for one in expected]


def test_an_image_of_each_type_is_told_and_judged(inspected):
    found = by_name(inspected)
    assert {name: row.part_type for name, row in found.items()} == {
        "nut0": NUT,
        "nut1": NUT,
        "nut-bad": NUT,
        "bolt0": BOLT,
        "bolt1": BOLT,
        "other": "",
    }
    for name in ("nut0", "nut1", "bolt0", "bolt1"):
        assert found[name].machine is Verdict.OK, name
        assert not found[name].warning
    assert found["nut-bad"].machine is Verdict.NG


def test_an_image_of_none_of_the_types_is_said_to_be_none_and_is_no_good_part(inspected):
    row = by_name(inspected)["other"]
    assert "none of the part types" in str(row.warning)
    assert any(name in str(row.warning) for name in (NUT, BOLT))
    assert row.machine is not Verdict.OK


def test_an_image_without_a_part_is_said_to_be_both(inspected, tmp_path):
    Image.new("RGB", (96, 64), (90, 90, 90)).save(tmp_path / "flat.png")
    inspector.inspect(inspected, tmp_path, device="cpu", progress=ProgressLog())
    words = str(by_name(inspected)["flat"].warning)
    assert words.index("none of the part types") < words.index("flat colour")


def test_an_image_is_compared_with_the_reference_of_its_type(inspected, workspace):
    model = model_in_force(inspected)
    beside = {
        name: references.reference_beside(inspected, model.id, row.part_type).sha256
        for name, row in by_name(inspected).items()
    }
    with workspace.open(BOLT, write=False) as other:
        nut, bolt = (references.current_reference(one).sha256 for one in (inspected, other))
    assert beside == {
        "nut0": nut, "nut1": nut, "nut-bad": nut, "bolt0": bolt, "bolt1": bolt, "other": nut,
    }  # fmt: skip


def test_the_list_the_search_and_the_reports_know_the_type(inspected, tmp_path):
    (run,) = results.runs(inspected)
    table = read_table(inspected, [run])
    rows = {table.names[i]: table.row(i) for i in range(len(table))}
    assert rows["bolt0.png"].part_type == BOLT
    assert rows["other.png"].part_type == ""
    found = [table.names[i] for i in range(len(table)) if "bolt m8" in table.searched[i]]
    assert sorted(found) == ["bolt0.png", "bolt1.png"]
    out = tmp_path / "lot.csv"
    export.export_report(inspected, out, format="csv", run_id=run.id, progress=ProgressLog())
    lines = [line.split(",") for line in out.read_text(encoding="utf-8-sig").splitlines()]
    at = COLUMNS.index("part_type")
    assert {line[0]: line[at] for line in lines[1:]}["bolt1.png"] == BOLT


def test_what_is_taken_over_keeps_its_type(inspected, lot):
    scope = RunScope(folders=(lot,), changed_only=True)
    inspector.inspect(inspected, scope, device="cpu", progress=ProgressLog())
    found = by_name(inspected)
    assert all(row.reused_from for row in found.values())
    assert found["bolt0"].part_type == BOLT
    assert "none of the part types" in str(found["other"].warning)


def test_light_and_focus_are_compared_with_the_reference_of_any_type(nut, bolt, tmp_path):
    dark = np.asarray(stripes()) // 8
    Image.fromarray(dark).save(tmp_path / "dark.png")
    references.set_reference(bolt, tmp_path / "dark.png")
    train(nut, bolt)
    folder = tmp_path / "dark lot"
    folder.mkdir()
    Image.fromarray(dark).save(folder / "dark.png")
    waves().save(folder / "bright.png")
    inspector.inspect(nut, folder, device="cpu", progress=ProgressLog())
    assert not any(row.warning for row in results.results(nut))


def test_the_project_needs_nothing_of_the_others_afterwards(inspected, workspace):
    workspace.delete("bolt-m8")
    assert verify(inspected).agrees
    (kept,) = [one for one in inspected.store.models.part_types() if one.name == BOLT]
    kept.path.write_bytes(b"other")
    problems = [str(p) for check in verify(inspected).checks for p in check.problems]
    assert any(kept.path.name in problem for problem in problems)


def test_each_type_has_its_own_ignore_regions(nut, bolt, lot, tmp_path):
    region = DrawnRegion(RegionShape.RECTANGLE, ((0.3, 0.2), (0.7, 0.8)))
    ignore_regions.commit(nut, [region], author="Ann")
    model = train(nut, bolt)
    assert ignore_regions.of_model(nut, model.id) is None, "they do not hold for all images"
    inspector.inspect(nut, lot, device="cpu", progress=ProgressLog())
    assert by_name(nut)["nut-bad"].machine is Verdict.OK
    assert not ignore_regions.state(nut).outdated
    ignore_regions.commit(nut, [], author="Ann")
    assert ignore_regions.state(nut).outdated


def test_confirmed_parts_of_the_own_type_alone_are_learned_from(inspected):
    found = by_name(inspected)
    for name in ("nut0", "bolt0", "other"):
        verdicts.record_verdict(inspected, found[name].id, Verdict.OK, author="Kim")
    assert [part.path.stem for part in verified_parts(inspected).parts] == ["nut0"]


def test_a_model_of_several_types_is_not_trained_by_learning(inspected):
    verdicts.record_verdict(inspected, by_name(inspected)["nut0"].id, Verdict.OK, author="Kim")
    before = inspected.store.training_sets.current()
    plan = plan_learning(inspected, progress=ProgressLog())
    with pytest.raises(UsageError, match="several part types") as caught:
        learn(inspected, plan, author="Kim", progress=ProgressLog())
    assert "train-many" in str(caught.value.hint)
    assert inspected.store.training_sets.current() == before


def test_one_share_is_told_over_all_types(nut, bolt):
    progress = ProgressLog()
    part_types.train_part_types(nut, [bolt], SETTINGS, progress=progress)
    assert progress.fractions == sorted(progress.fractions)
    assert progress.fractions[-1] == 1
    assert any(words.startswith(f"{BOLT}: ") for words in progress.statuses)


def test_a_model_of_one_type_stays_in_force_beside_the_candidate(nut, bolt):
    first = training.train(nut, SETTINGS, progress=ProgressLog())
    candidate = train(nut, bolt)
    assert model_in_force(nut) == first
    assert first.part_types == ()
    assert candidate.number == 2


def test_a_cancelled_training_leaves_nothing(nut, bolt):
    progress = ProgressLog()
    progress.is_cancelled = True
    with pytest.raises(Cancelled):
        part_types.train_part_types(nut, [bolt], SETTINGS, progress=progress)
    assert model_in_force(nut) is None


def refusal(kind, project, *others, **changes):
    with pytest.raises(kind) as caught:
        train(project, *others, **changes)
    assert model_in_force(project) is None
    return str(caught.value)


def test_a_project_that_is_given_twice(nut, bolt, workspace):
    assert f"{NUT} is given twice" in refusal(UsageError, nut, bolt, nut)
    with workspace.open(BOLT, write=False) as again:
        assert f"{BOLT} is given twice" in refusal(UsageError, nut, bolt, again)


def test_two_projects_of_one_name(nut, bolt):
    bolt.update(name=NUT)
    assert f"Two of these projects are called {NUT}" in refusal(UsageError, nut, bolt)


def test_a_project_may_be_there_for_the_model_alone(workspace, nut, bolt, lot):
    with workspace.create("Line 3", noun="part") as line:
        model = train(line, nut, bolt)
        assert model.part_types == (NUT, BOLT)
        assert references.current_reference(line).sha256 == references.current_reference(nut).sha256
        inspector.inspect(line, lot, device="cpu", progress=ProgressLog())
        found = by_name(line)
        assert (found["nut0"].part_type, found["bolt0"].part_type) == (NUT, BOLT)
        verdicts.record_verdict(line, found["nut0"].id, Verdict.OK, author="Kim")
        assert verified_parts(line).parts == (), "the project has no part type to learn for"

        assert train(line, nut, bolt).part_types == (NUT, BOLT), "its reference is that of the nut"
        waves(9).save(workspace.root / "later.png")
        references.set_reference(nut, workspace.root / "later.png")
        assert train(line, nut, bolt).part_types == (NUT, BOLT), "it was that of the nut"
        assert references.current_reference(line).sha256 == references.current_reference(nut).sha256
        assert verify(line).agrees


def test_a_reference_that_a_person_set_is_a_part_type_whatever_others_had(nut, bolt, workspace):
    """The bolt's project once had the image of the nut by mistake."""
    path = workspace.root / "bolt.png"
    references.set_reference(bolt, workspace.root / "nut.png")
    references.set_reference(bolt, path)
    before = references.current_reference(nut)
    assert train(nut, bolt).part_types == (NUT, BOLT)
    assert references.current_reference(nut) == before


def test_a_cancelled_training_leaves_no_reference(workspace, nut, bolt):
    class CancelledWhileFitting(ProgressLog):
        def fraction(self, done):
            self.is_cancelled = True
            super().fraction(done)

    with workspace.create("Line 3", noun="part") as line:
        with pytest.raises(Cancelled):
            part_types.train_part_types(
                line, [nut, bolt], SETTINGS, progress=CancelledWhileFitting()
            )
        assert references.current_reference(line) is None
        assert line.store.training_sets.current() is None


def test_one_part_type_is_not_several(workspace, nut):
    with workspace.create("Line 3", noun="part") as line:
        assert f"only one part type: that of {NUT}" in refusal(UsageError, line, nut)
        assert references.current_reference(line) is None


def test_a_project_without_a_reference_is_named(nut, workspace):
    with workspace.create("Screw", noun="screw") as screw:
        words = refusal(ProjectError, nut, screw)
    assert "no reference" in words
    assert str(screw.info.folder) in words


def test_a_reference_that_would_mislead_is_named(nut, bolt):
    assert "nut.png" in refusal(PoorReferenceError, nut, bolt, accept_reference=False)


def test_a_reference_that_was_changed_is_named(nut, bolt):
    path = references.current_reference(bolt).path
    path.write_bytes(b"other")
    assert str(path) in refusal(ImageError, nut, bolt)


def test_references_of_different_bit_depths(nut, bolt, tmp_path):
    values = np.asarray(stripes()).astype(np.uint16)[..., 0] * 16
    Image.fromarray(values).save(tmp_path / "deep.png")
    references.set_reference(bolt, tmp_path / "deep.png", bit_depth=12)
    words = refusal(UsageError, nut, bolt)
    assert "different bit depths" in words
    assert NUT in words
    assert BOLT in words


def test_a_smallest_defect_is_refused(nut, bolt):
    assert "whole images" in refusal(UsageError, nut, bolt, smallest_defect=16)
