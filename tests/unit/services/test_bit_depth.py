"""A bit depth given once: 12 bits in files of 16 are seen everywhere as 8 bits would be."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.backbones import registry
from ad_studio.domain import RunScope, TrainSettings, Verdict, VerdictCounts
from ad_studio.errors import DepthError, ProjectError
from ad_studio.services import results, training
from ad_studio.services.inspection import inspector, watching
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.learning.comparison import compare_models
from ad_studio.services.learning.learn import learn
from ad_studio.services.learning.plan import plan_learning
from ad_studio.services.projects import references
from ad_studio.services.projects.models import model_in_force
from ad_studio.services.reports import export_report
from ad_studio.services.results import verdicts
from tests.html_tree import parse
from tests.progress_log import ProgressLog
from tests.tiny_backbone import TinyBackbone
from tests.unit.services.learning.conftest import picture

SETTINGS = TrainSettings(epochs=2, device="cpu", accept_reference=True)  # it is small and soft


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    monkeypatch.setattr(registry, "load_backbone", lambda name, **options: TinyBackbone())


def save(folder, name, image, bits):
    """A grey image with 8 bits, or with more in a file of 16 that does not say how many."""
    values = np.asarray(image.convert("L"))
    if bits > 8:
        low = np.random.default_rng(1).integers(0, 1 << (bits - 8), values.shape)
        values = (values.astype(np.uint16) << (bits - 8)) + low.astype(np.uint16)
    folder.mkdir(exist_ok=True)
    Image.fromarray(values).save(folder / name)
    return folder / name


@pytest.fixture
def make(workspace, tmp_path):
    """Makes a project, trained on the part, and a folder of four parts, in so many bits."""
    opened = []

    def make(bits):
        lot = tmp_path / f"lot{bits}"
        for seed in range(3):
            save(lot, f"g{seed}.png", picture(seed), bits)
        save(lot, "b0.png", picture(100, spot=True), bits)
        reference = save(tmp_path / f"reference{bits}", "nut.png", picture(), bits)
        project = workspace.create(f"{bits} bits", noun="metal nut")
        opened.append(project)
        references.set_reference(project, reference, bit_depth=bits if bits > 8 else None)
        training.train(project, SETTINGS, progress=ProgressLog())
        return project, lot

    yield make
    for project in opened:
        project.close()


def inspect(project, scope, **options):
    return inspector.inspect(project, scope, device="cpu", progress=ProgressLog(), **options)


def scores(project):
    return {row.path.name: row.score for row in results.results(project)}


def report(project, tmp_path):
    out = export_report(
        project,
        tmp_path / f"{project.info.slug}.html",
        format="html",
        only=tuple(Verdict),
        progress=ProgressLog(),
    )
    return [image.attributes["src"] for image in parse(out.read_text("utf-8")).all("img")]


def test_what_is_found_is_the_same_as_in_8_bits(make, tmp_path):
    plain, plain_lot = make(8)
    deep, deep_lot = make(12)
    models = [model_in_force(project) for project in (plain, deep)]
    assert [model.bit_depth for model in models] == [None, 12]
    assert models[0].self_check == models[1].self_check
    for project, lot in ((plain, plain_lot), (deep, deep_lot)):
        assert inspect(project, lot).counts.error == 0
    assert scores(plain) == scores(deep)
    pictures = report(deep, tmp_path)
    assert pictures == report(plain, tmp_path)
    assert len(pictures) > 4
    told = json.loads((models[1].folder / "model.json").read_text("utf-8"))
    assert told["bit_depth"] == 12


def test_what_is_learned_and_compared_is_the_same_as_in_8_bits(make):
    found = []
    for bits in (8, 12):
        project, lot = make(bits)
        inspect(project, lot)
        for row in results.results(project):
            said = Verdict.OK if row.path.name[0] == "g" else Verdict.NG
            verdicts.record_verdict(project, row.id, said, author="Kim")
        plan = plan_learning(project, progress=ProgressLog())
        before = model_in_force(project)
        after = learn(project, plan, author="Kim", progress=ProgressLog())
        compared = compare_models(project, before, after, device="cpu", progress=ProgressLog())
        found.append((after.self_check, compared.good, compared.bad, compared.unread,
                      compared.before.auroc, compared.after.auroc))  # fmt: skip
    assert found[0] == found[1]
    assert found[0][2] == 1


def test_a_watched_folder_is_read_with_it(make, monkeypatch):
    monkeypatch.setattr(watching, "POLL_SECONDS", 0)
    project, lot = make(12)
    control, progress = RunControl(), ProgressLog()

    def stop_at_four(row):
        progress.partials.append(row)
        if len(progress.partials) == 4:
            control.stop()

    progress.partial = stop_at_four
    run = inspector.inspect(
        project, RunScope((lot,), watch=True), device="cpu", control=control, progress=progress
    )
    assert (run.counts.total, run.counts.error) == (4, 0)


def test_a_file_of_more_bits_is_an_error_that_says_so(make):
    project, lot = make(12)
    save(lot, "deep.png", picture(7), 14)
    run = inspect(project, lot)
    assert run.counts.error == 1
    (row,) = (row for row in results.results(project) if row.path.name == "deep.png")
    assert "the 12 bits that were given for these images end at 4095" in str(row.error)
    assert "set the reference image again with that bit depth" in str(row.error)


def test_without_it_such_images_are_errors_that_say_what_to_do(make):
    project, _lot = make(8)
    _other, deep_lot = make(12)
    run = inspect(project, deep_lot)
    assert run.counts == VerdictCounts(error=4)
    assert all("--bit-depth" in str(row.error) for row in results.results(project))


def test_the_next_reference_has_the_depth_of_the_one_before(make, tmp_path):
    project, _lot = make(12)
    again = save(tmp_path / "again", "nut.png", picture(3), 12)
    assert references.set_reference(project, again).bit_depth == 12
    deeper = save(tmp_path / "again", "deeper.png", picture(3), 14)
    with pytest.raises(DepthError, match="end at 4095") as caught:
        references.set_reference(project, deeper)
    assert caught.value.path == deeper
    assert references.set_reference(project, deeper, bit_depth=14).bit_depth == 14
    assert references.current_reference(project).bit_depth == 14


def test_a_model_keeps_the_depth_that_it_was_trained_with(make):
    project, lot = make(12)
    inspect(project, lot)
    before = scores(project)
    changed = references.change_depth(project, 14)
    assert (changed.bit_depth, changed.source.name) == (14, "nut.png")
    assert inspect(project, lot).counts.error == 0
    assert scores(project) == before
    training.train(project, SETTINGS, progress=ProgressLog())
    inspect(project, lot, model_id=2)
    assert scores(project) != before


def test_there_is_no_depth_to_change_before_a_reference(project):
    with pytest.raises(ProjectError, match="no reference image yet"):
        references.change_depth(project, 12)


def test_a_reference_that_does_not_say_its_depth_is_not_taken_without(project, tmp_path):
    image = save(tmp_path / "deep", "nut.png", picture(), 12)
    with pytest.raises(DepthError, match="12 bits in a 16-bit file"):
        references.set_reference(project, image)
    assert references.current_reference(project) is None


def test_the_card_of_a_project_has_the_depth_of_its_picture(make, workspace):
    make(12)
    (card,) = workspace.cards()
    assert card.thumbnail_bit_depth == 12
    assert isinstance(card.thumbnail, Path)
