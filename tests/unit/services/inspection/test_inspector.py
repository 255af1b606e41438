import hashlib
import io
import os
import threading
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.domain import (
    BY_HAND,
    ActionSettings,
    ChallengeRule,
    LeftOutReason,
    RunScope,
    RunStatus,
    Sorting,
    Thresholds,
    TraceField,
    TraceSettings,
    Verdict,
    VerdictCounts,
)
from ad_studio.errors import (
    Cancelled,
    ChallengeDueError,
    ImageError,
    ModelError,
    ProjectError,
    StoreError,
    UsageError,
)
from ad_studio.imaging import decode
from ad_studio.imaging.decode_pool import DecodePool, Limits
from ad_studio.messages import msg
from ad_studio.progress import go_on
from ad_studio.services import results
from ad_studio.services.actions.of_run import left_undone
from ad_studio.services.actions.result_log import ResultLog
from ad_studio.services.actions.settings import set_action_settings
from ad_studio.services.challenge.rule import set_challenge_rule
from ad_studio.services.inspection import image_checks, inspector, run_plan, watching
from ad_studio.services.inspection.image_source import ImageSource, SourceImage
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.projects.traceability import set_trace_settings
from ad_studio.services.projects.workspace import Workspace
from tests.bad_images import encoded, write_huge_image, write_nasty_images
from tests.progress_log import ProgressLog
from tests.projects import add_challenge, add_model, tamper


class BrightnessDetector:
    """Scores an image by its mean grey over 10; remembers what it was handed at once."""

    def __init__(self, batch=1):
        self.batch = batch
        self.groups = []
        self.after = lambda: None
        self.shares = ()
        self.after_share = lambda share: None

    def input_size(self, width, height):
        return max(1, width // 2), max(1, height // 2)

    def score(self, images, *, between=go_on):
        for share in self.shares:
            self.after_share(share)
            between(share)
        assert len({image.shape for image in images}) == 1
        self.groups.append([image.shape[:2] for image in images])
        grids = [image.mean(axis=2, dtype=np.float32)[::4, ::4] / 10 for image in images]
        found = [AnomalyMap(text=g, visual=g + 1, fused=g, score=float(g.mean())) for g in grids]
        self.after()
        return found


@pytest.fixture
def detector(monkeypatch):
    detector = BrightnessDetector()
    monkeypatch.setattr(inspector, "load_detector", lambda project, model, *, device: detector)
    return detector


@pytest.fixture
def trained(project, detector):
    add_model(project.store, reference=encoded(Image.new("RGB", (64, 32), (30, 30, 30)), "PNG"))
    return project


@pytest.fixture
def lot(tmp_path):
    """Makes a folder of flat grey images, named in natural order; each is of its own bytes."""
    folder = tmp_path / "lot"
    folder.mkdir()

    def fill(greys, sizes=None):
        for i, grey in enumerate(greys):
            pixels = np.full((32, 64, 3), grey, np.uint8)
            pixels[0, 0] = i % 256
            image = Image.fromarray(pixels).resize(sizes[i] if sizes else (64, 32))
            image.save(folder / f"part{i + 1}.png")
        return folder

    return fill


def run(project, folder, progress=None, **about):
    return inspector.inspect(project, folder, progress=progress or ProgressLog(), **about)


def names(rows):
    return [row.path.name for row in rows]


def test_every_image_gets_a_verdict_in_the_order_of_the_folder(trained, lot):
    progress = ProgressLog()
    folder = lot([10, 60, 40] * 7)
    control = RunControl()
    done = run(trained, folder, progress, control=control)
    assert (control.done, control.total) == (21, 21)
    rows = progress.partials
    assert names(rows) == [f"part{i}.png" for i in range(1, 22)]
    assert rows == results.results(trained)
    assert [row.machine for row in rows[:3]] == [Verdict.OK, Verdict.NG, Verdict.REVIEW]
    assert done.status is RunStatus.FINISHED
    assert done.counts == VerdictCounts(ok=7, review=7, ng=7)
    assert progress.fractions[-1] == 1
    assert progress.fractions == sorted(progress.fractions)


def test_progress_is_told_within_an_image_that_is_looked_at_in_tiles(trained, lot, detector):
    detector.shares = (0.0, 0.5)
    progress = ProgressLog()
    run(trained, lot([10, 60]), progress)
    assert {0.25, 0.75} <= set(progress.fractions)
    assert progress.fractions == sorted(progress.fractions)


def test_a_run_can_be_cancelled_between_two_tiles_of_an_image(trained, lot, detector):
    progress = ProgressLog()
    detector.shares = (0.0, 0.5)
    detector.after_share = lambda share: setattr(progress, "is_cancelled", share == 0.5)
    with pytest.raises(Cancelled):
        run(trained, lot([10, 60]), progress)
    (stored,) = results.runs(trained)
    assert (stored.status, stored.counts.total) == (RunStatus.CANCELLED, 0)


def test_a_result_says_all_about_its_image(trained, lot):
    folder = lot([40])
    progress = ProgressLog()
    run(trained, folder, progress)
    (row,) = progress.partials
    path = folder / "part1.png"
    assert row.path == path
    assert row.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (row.width, row.height) == (64, 32)
    assert row.score == pytest.approx(4, abs=0.2)
    assert str(row.error) == ""
    assert {"decode", "detect"} <= row.timings.keys()
    assert all(value >= 0 for value in row.timings.values())
    maps = results.maps(trained, row.id)
    assert maps.fused.shape == (4, 8)
    np.testing.assert_allclose(maps.visual, maps.text + 1, atol=0.01)


def test_a_run_remembers_what_its_parts_are_traced_by(trained, lot):
    folder = lot([10])
    given = {"lot": "L7", "operator": "Ada", "station": "S2", "serial": "N1", "shift": "late"}
    done = run(trained, folder, **given)
    assert {name: getattr(done, name) for name in given} == given
    (row,) = results.results(trained)
    assert (row.serial, row.shift) == ("N1", "late")
    assert done.folder == folder
    assert results.runs(trained) == [done]


def test_equal_files_are_all_inspected(trained, lot):
    folder = lot([10])
    (folder / "copy.png").write_bytes((folder / "part1.png").read_bytes())
    assert run(trained, folder).counts.total == 2


def test_a_folder_can_be_inspected_again(trained, lot):
    folder = lot([10, 60])
    first, second = run(trained, folder), run(trained, folder)
    assert first.id != second.id
    assert first.counts == second.counts


def test_a_bad_image_becomes_an_error_and_the_run_goes_on(trained, tmp_path):
    made = write_nasty_images(tmp_path / "nasty")
    nasty = {one.path: one for one in made if one.path.is_file()}
    progress = ProgressLog()
    done = run(trained, tmp_path / "nasty", progress)
    rows = {row.path: row for row in progress.partials}
    assert rows.keys() == nasty.keys()
    for path, row in rows.items():
        if nasty[path].readable:
            assert str(row.error) == "", nasty[path].name
            assert row.machine is not None
        else:
            assert nasty[path].complaint in str(row.error), nasty[path].name
            assert (row.score, row.machine) == (None, None)
            assert results.maps(trained, row.id) is None
    assert done.status is RunStatus.FINISHED
    assert done.counts.error == sum(not one.readable for one in nasty.values())


def test_a_file_that_keeps_its_decoder_busy_is_an_error_and_the_run_goes_on(
    trained, lot, monkeypatch
):
    folder = lot([10, 10])
    endless = write_huge_image(folder)
    data, usual, hasty = endless.read_bytes(), decode.POOL, DecodePool(limits=Limits(seconds=0.01))

    class Pool:
        def decode(self, given, **options):
            return (hasty if given == data else usual).decode(given, **options)

    monkeypatch.setattr(decode, "POOL", Pool())
    progress = ProgressLog()
    done = run(trained, folder, progress)
    assert (done.status, done.counts.error, done.counts.total) == (RunStatus.FINISHED, 1, 3)
    (row,) = (row for row in progress.partials if row.error)
    assert row.path == endless
    assert "takes longer than 0 s" in str(row.error)
    assert "copy it again" in str(row.error)


def test_the_shape_of_a_file_is_compared_with_that_of_the_references(project, detector, lot):
    part = np.random.default_rng(0).integers(0, 40, (32, 64, 3)).astype(np.uint8)
    add_model(project.store, reference=encoded(Image.fromarray(part), "PNG"))
    strip = Image.linear_gradient("L").point(lambda grey: grey // 6).resize((8, 400))
    folder = lot([2])
    strip.convert("RGB").save(folder / "part1.png")
    progress = ProgressLog()
    run(project, folder, progress)
    assert "(8 x 400 pixels, not 64 x 32)" in str(progress.partials[0].warning)


def test_an_image_that_shows_no_part_is_review_at_least(project, detector, lot):
    part = np.random.default_rng(0).integers(0, 40, (32, 64, 3)).astype(np.uint8)
    add_model(project.store, reference=encoded(Image.fromarray(part), "PNG"))
    folder = lot([2, 2])
    Image.fromarray(part).save(folder / "part2.png")
    progress = ProgressLog()
    done = run(project, folder, progress)
    dark, sound = progress.partials
    assert (dark.score < 3, dark.machine) == (True, Verdict.REVIEW)
    assert "one flat colour" in str(dark.warning)
    assert (sound.machine, str(sound.warning)) == (Verdict.OK, "")
    assert project.store.runs.get(done.id).counts == VerdictCounts(ok=1, review=1)
    (event, _) = project.store.verdicts.events()
    assert "one flat colour" in event.reason
    again = ProgressLog()
    run(project, RunScope((folder,), changed_only=True), again)
    assert [row.warning for row in again.partials] == [dark.warning, sound.warning]
    assert [row.machine for row in again.partials] == [Verdict.REVIEW, Verdict.OK]
    project.store.thresholds.add(Thresholds(8, 9), basis=BY_HAND, author="Ada", note="")
    assert [row.machine for row in results.results(project, done.id)] == [
        Verdict.REVIEW,
        Verdict.OK,
    ]


def test_a_file_deleted_between_listing_and_reading_is_an_error(trained, lot, monkeypatch):
    folder = lot([10, 10, 10])
    listed = run_plan.find(RunScope((folder,)))
    (folder / "part2.png").unlink()
    monkeypatch.setattr(run_plan, "find", lambda _scope: listed)
    progress = ProgressLog()
    done = run(trained, folder, progress)
    assert names(progress.partials) == ["part1.png", "part2.png", "part3.png"]
    assert "does not exist" in str(progress.partials[1].error)
    assert done.counts == VerdictCounts(ok=2, error=1)


def test_neighbours_of_one_size_are_scored_together(trained, detector, lot):
    detector.batch = 3
    wide, high = (64, 32), (32, 64)
    sizes = [wide, wide, high, wide, wide, wide, wide, high]
    folder = lot([10] * 8, sizes)
    progress = ProgressLog()
    run(trained, folder, progress)
    assert [len(group) for group in detector.groups] == [2, 1, 3, 1, 1]
    assert names(progress.partials) == [f"part{i}.png" for i in range(1, 9)]


def test_a_bad_image_between_good_ones_keeps_its_place(trained, detector, lot):
    detector.batch = 4
    folder = lot([10] * 5)
    (folder / "part3.png").write_bytes(b"no image")
    progress = ProgressLog()
    run(trained, folder, progress)
    assert [len(group) for group in detector.groups] == [2, 2]
    assert [bool(row.error) for row in progress.partials] == [False, False, True, False, False]


def test_a_cancelled_run_keeps_what_is_done(trained, detector, lot):
    folder = lot([10] * 30)
    progress = ProgressLog()

    def cancel_after_five():
        progress.is_cancelled = len(detector.groups) == 5

    detector.after = cancel_after_five
    with pytest.raises(Cancelled):
        run(trained, folder, progress)
    (stored,) = results.runs(trained)
    assert stored.status is RunStatus.CANCELLED
    assert (stored.counts.total, stored.total) == (5, 30)
    assert names(results.results(trained)) == [f"part{i}.png" for i in range(1, 6)]
    assert progress.partials == results.results(trained)


def test_a_run_cancelled_while_the_model_loads_is_none(trained, lot):
    with pytest.raises(Cancelled):
        run(trained, lot([10]), ProgressLog(cancel_after=0))
    assert results.runs(trained) == []


def test_a_run_cancelled_while_the_reference_is_measured_is_none(trained, lot, monkeypatch):
    progress, read = ProgressLog(), image_checks.read_image

    def read_and_cancel(reference):
        progress.is_cancelled = True
        return read(reference)

    monkeypatch.setattr(image_checks, "read_image", read_and_cancel)
    with pytest.raises(Cancelled):
        run(trained, lot([10]), progress)
    assert results.runs(trained) == []


def test_a_store_that_fails_ends_the_run_and_keeps_what_was_stored(trained, lot, monkeypatch):
    folder = lot([10] * 60)
    really = trained.store.results.add
    calls = []

    def full_disk(run_id, batch):
        calls.append(len(batch))
        if len(calls) == 1:
            return really(run_id, batch)
        future = Future()
        future.set_exception(StoreError("The disk is full.", path=folder))
        return future

    monkeypatch.setattr(trained.store.results, "add", full_disk)
    with pytest.raises(StoreError, match="disk is full"):
        run(trained, folder)
    (stored,) = results.runs(trained)
    assert stored.status is RunStatus.INTERRUPTED
    assert stored.counts.total == calls[0] < 60
    assert len(results.results(trained)) == calls[0]


def test_a_detector_that_fails_ends_the_run_and_keeps_what_was_stored(trained, detector, lot):
    def fail_at_the_third():
        if len(detector.groups) == 3:
            raise RuntimeError("out of memory")

    detector.after = fail_at_the_third
    with pytest.raises(RuntimeError, match="out of memory"):
        run(trained, lot([10] * 6))
    (stored,) = results.runs(trained)
    assert stored.status is RunStatus.INTERRUPTED
    assert names(results.results(trained)) == ["part1.png", "part2.png"]


def test_without_a_model_there_is_no_run(project, detector, lot):
    with pytest.raises(ProjectError, match="trained") as caught:
        run(project, lot([10]))
    assert caught.value.hint
    assert results.runs(project) == []


@pytest.mark.parametrize("folder", ["empty", "missing", "file.png"])
def test_without_images_there_is_no_run(trained, tmp_path, folder):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.png").write_bytes(b"x")
    with pytest.raises(ProjectError) as caught:
        run(trained, tmp_path / folder)
    assert caught.value.path == tmp_path / folder
    assert results.runs(trained) == []


def test_a_model_that_cannot_be_loaded_starts_no_run(trained, lot, monkeypatch):
    def damaged(project, model, *, device):
        raise ModelError("The model file is damaged.", path=model.folder, hint="Train again.")

    monkeypatch.setattr(inspector, "load_detector", damaged)
    with pytest.raises(ModelError):
        run(trained, lot([10]))
    assert results.runs(trained) == []


def test_a_project_opened_for_reading_cannot_inspect(trained, lot, tmp_path):
    folder = lot([10])
    with (
        Workspace(tmp_path / "workspace").open("metal-nut", write=False) as reading,
        pytest.raises(StoreError),
    ):
        run(reading, folder)


# ---- runs that are held, gone on with, or take over what is known


def interrupt_after(detector, groups):
    """Let the detector fail as a power cut would, once it has scored some images."""

    def fail():
        if len(detector.groups) == groups:
            raise RuntimeError("power cut")

    detector.after = fail


def test_a_run_that_was_interrupted_goes_on_from_the_last_finished_image(trained, detector, lot):
    folder = lot([10, 60, 40] * 4)
    interrupt_after(detector, 5)
    with pytest.raises(RuntimeError):
        run(trained, folder, lot="L7")
    (before,) = results.runs(trained)
    done = results.results(trained)
    detector.after = lambda: None
    detector.groups.clear()
    progress = ProgressLog()
    after = inspector.resume(trained, before.id, progress=progress)
    assert results.runs(trained) == [after]
    assert (after.status, after.lot, after.total) == (RunStatus.FINISHED, "L7", 12)
    assert names(results.results(trained)) == [f"part{i}.png" for i in range(1, 13)]
    assert results.results(trained)[: len(done)] == done, "nothing is lost or done again"
    assert len(detector.groups) == 12 - len(done) == len(progress.partials)
    assert progress.fractions[0] > len(done) / 12
    assert progress.fractions[-1] == 1


@pytest.fixture
def broken_off(trained, detector, lot):
    """Run 1 took in nine images, of which some were inspected before the power was cut."""
    folder = lot([10] * 9)
    interrupt_after(detector, 5)
    with pytest.raises(RuntimeError):
        run(trained, folder)
    detector.after = lambda: None
    assert 0 < len(results.results(trained)) < 9
    return folder


def resume(project):
    return inspector.resume(project, 1, progress=ProgressLog())


def test_a_resumed_run_keeps_its_model(trained, detector, broken_off, monkeypatch):
    (before,) = results.runs(trained)
    newer = add_model(trained.store)
    used = []
    monkeypatch.setattr(
        inspector, "load_detector", lambda project, model, *, device: used.append(model) or detector
    )
    assert resume(trained).counts.total == 9
    assert [model.id for model in used] == [before.model_id] != [newer.id]


def test_what_came_later_is_left_out_of_the_run_and_told_of(trained, broken_off, lot):
    lot([10] * 11)
    after = resume(trained)
    assert (after.status, after.counts.total, after.total) == (RunStatus.FINISHED, 9, 9)
    (left,) = after.left_out
    assert (left.reason, left.images) == (LeftOutReason.LATER, 2)
    assert [path.name for path in left.examples] == ["part10.png", "part11.png"]


def test_what_comes_while_a_run_goes_on_is_told_of_too(trained, detector, lot):
    folder = lot([10] * 2)
    detector.after = lambda: lot([10] * 3)
    done = run(trained, folder)
    assert (done.counts.total, done.images_left_out) == (2, 1)
    again = run(trained, RunScope((folder,), images_of=done.id))
    assert (again.counts.total, again.left_out) == (2, ()), "which images was said"


def test_a_file_that_is_gone_when_its_run_goes_on_is_named_as_during_a_run(trained, broken_off):
    seen = names(results.results(trained))
    (broken_off / "part9.png").unlink()
    after = resume(trained)
    assert (after.status, after.total) == (RunStatus.FINISHED, 9)
    assert after.counts == VerdictCounts(ok=8, error=1)
    (*_, last) = rows = results.results(trained)
    assert names(rows)[: len(seen)] == seen
    assert sorted(names(rows)) == [f"part{i}.png" for i in range(1, 10)]
    assert last.path.name == "part9.png"
    assert str(last.error) == (
        "The image does not exist, or was moved or deleted. Check the name, or put the file back."
    )


def test_of_a_file_that_another_run_has_moved_away_it_is_said_where_it_is(
    trained, broken_off, tmp_path
):
    before = names(results.results(trained, 1))
    set_action_settings(trained, ActionSettings(Sorting.MOVE, tmp_path / "sorted"))
    run(trained, broken_off)
    assert list(broken_off.iterdir()) == []
    after = resume(trained)
    assert after.status is RunStatus.FINISHED
    assert after.counts == VerdictCounts(ok=len(before), error=9 - len(before))
    for row in results.results(trained, 1)[len(before) :]:
        place = tmp_path / "sorted" / "OK" / row.path.name
        assert str(row.error) == (
            f"The image was moved to {place} when it had been inspected in run 2."
        )


def test_an_earlier_file_of_the_same_name_says_nothing(trained, detector, lot, tmp_path):
    set_action_settings(trained, ActionSettings(Sorting.MOVE, tmp_path / "sorted"))
    run(trained, lot([10] * 9))
    set_action_settings(trained, ActionSettings())
    folder = lot([10] * 9)
    interrupt_after(detector, 9 + 5)
    with pytest.raises(RuntimeError):
        run(trained, folder)
    detector.after = lambda: None
    (folder / "part9.png").unlink()
    inspector.resume(trained, 2, progress=ProgressLog())
    assert "was moved or deleted" in str(results.results(trained, 2)[-1].error)


def test_images_are_not_taken_for_gone_where_their_folder_is_away(trained, broken_off):
    away = broken_off.rename(broken_off.parent / "away")
    with pytest.raises(ProjectError, match="does not exist"):
        resume(trained)
    assert trained.store.runs.get(1).status is RunStatus.INTERRUPTED
    away.rename(broken_off)
    assert resume(trained).counts == VerdictCounts(ok=9)


def test_images_are_not_taken_for_gone_where_their_drive_may_be_away(trained, broken_off):
    """The folder of a drive that is not connected is there, and empty."""
    away = broken_off.rename(broken_off.parent / "away")
    broken_off.mkdir()
    with pytest.raises(ProjectError, match=r"no images left in this folder.*Connect the drive"):
        resume(trained)
    assert trained.store.runs.get(1).status is RunStatus.INTERRUPTED
    broken_off.rmdir()
    away.rename(broken_off)
    assert resume(trained).counts == VerdictCounts(ok=9)


def test_a_folder_that_was_inspected_need_not_be_there_any_more(trained, lot):
    folder = lot([10, 10])
    done = run(trained, folder)
    trained.store.runs.finish(done.id, RunStatus.INTERRUPTED)
    folder.rename(folder.parent / "away")
    after = resume(trained)
    assert (after.status, after.counts, after.left_out) == (RunStatus.FINISHED, done.counts, ())


def test_a_run_without_a_list_takes_in_what_is_new(trained, broken_off, lot):
    tamper(trained.store, "DELETE FROM run_images")
    lot([10] * 11)
    after = resume(trained)
    assert (after.counts.total, after.total, after.left_out) == (11, 11, ())


def test_a_run_whose_images_were_all_inspected_and_moved_away_is_complete(trained, lot, tmp_path):
    set_action_settings(trained, ActionSettings(Sorting.MOVE, tmp_path / "sorted"))
    done = run(trained, lot([10, 60]))
    trained.store.runs.finish(done.id, RunStatus.INTERRUPTED)
    after = resume(trained)
    assert (after.status, after.counts, after.total) == (RunStatus.FINISHED, done.counts, 2)


def test_a_run_without_a_list_is_not_complete_where_its_images_were_moved_away(
    trained, broken_off, tmp_path
):
    tamper(trained.store, "DELETE FROM run_images")
    set_action_settings(trained, ActionSettings(Sorting.MOVE, tmp_path / "sorted"))
    run(trained, broken_off)
    with pytest.raises(
        ProjectError, match=r"no images left in this folder\. Run 1 stays unfinished"
    ) as caught:
        resume(trained)
    assert caught.value.path == broken_off
    stored = trained.store.runs.get(1)
    assert (stored.status, stored.total) == (RunStatus.INTERRUPTED, 9)
    assert 0 < stored.counts.total < 9


def test_a_finished_run_is_not_gone_on_with(trained, lot):
    done = run(trained, lot([10]))
    with pytest.raises(UsageError, match="finished"):
        inspector.resume(trained, done.id, progress=ProgressLog())


def test_any_model_of_the_project_can_inspect(trained, lot):
    in_force, candidate = trained.store.models.in_force(), add_model(trained.store)
    assert run(trained, lot([10])).model_id == in_force.id
    assert run(trained, lot([10]), model_id=candidate.id).model_id == candidate.id


def test_the_images_of_an_earlier_run_are_inspected_by_another_model(trained, lot):
    folder = lot([10, 20])
    first = run(trained, folder)
    lot([10, 20, 30])
    other = add_model(trained.store)
    scope = replace(first.scope, images_of=first.id)
    again = run(trained, scope, model_id=other.id)
    assert (again.counts.total, again.model_id) == (2, other.id)


def test_several_folders_with_patterns_are_one_run(trained, lot, tmp_path):
    folder = lot([10] * 3)
    more = tmp_path / "more" / "deep"
    more.mkdir(parents=True)
    (more / "x.png").write_bytes((folder / "part1.png").read_bytes())
    scope = RunScope((folder, tmp_path / "more"), recursive=True, exclude=("part2*",))
    progress = ProgressLog()
    done = run(trained, scope, progress)
    assert names(progress.partials) == ["part1.png", "part3.png", "x.png"]
    assert (done.scope, done.folder) == (scope, folder)


def test_only_what_changed_is_scored_again(trained, detector, lot):
    folder = lot([10, 60, 40])
    first = run(trained, folder)
    (worst,) = [row for row in results.results(trained) if row.machine is Verdict.NG]
    trained.store.verdicts.record(worst.id, Verdict.OK, author="Kim", reason="dust")
    (folder / "part3.png").write_bytes((folder / "part1.png").read_bytes())
    os.utime(folder / "part1.png", ns=(1, 1))
    (folder / "part4.png").write_bytes((folder / "part2.png").read_bytes())
    detector.groups.clear()
    progress = ProgressLog()
    again = run(trained, RunScope((folder,), changed_only=True), progress)
    one, two, three, four = progress.partials
    assert len(detector.groups) == 2, "the one with other bytes and the one at a new path"
    assert [row.reused_from for row in (three, four)] == [None, None]
    earlier = results.results(trained, first.id)
    assert [row.reused_from for row in (one, two)] == [row.id for row in earlier[:2]]
    assert (two.score, two.machine, two.human) == (earlier[1].score, Verdict.NG, None)
    assert (two.width, two.height) == (64, 32)
    np.testing.assert_array_equal(
        results.maps(trained, two.id).fused, results.maps(trained, earlier[1].id).fused
    )
    assert again.reused == 2
    (event,) = trained.store.verdicts.events(two.id)
    assert f"in run {first.id} taken over" in event.reason
    assert again.counts.total == 4


def test_what_another_model_said_is_not_taken_over(trained, detector, lot):
    folder = lot([10, 20])
    run(trained, folder)
    other = add_model(trained.store)
    detector.groups.clear()
    scope = RunScope((folder,), changed_only=True)
    assert run(trained, scope, model_id=other.id).reused == 0
    assert len(detector.groups) == 2


class Minder(ProgressLog):
    """Says something to the run as soon as it is told something."""

    def __init__(self):
        super().__init__()
        self.on = {}

    def status(self, text):
        super().status(text)
        self.on.pop(str(text), lambda: None)()


def test_a_paused_run_has_stored_everything_and_goes_on(trained, detector, lot):
    folder = lot([10] * 30)
    control, progress = RunControl(), Minder()

    def pause_after_five():
        if len(detector.groups) == 5:
            control.pause()

    held = []

    def look_and_go_on():
        held.append(trained.store.runs.all()[0])
        control.resume()

    detector.after = pause_after_five
    progress.on["Paused"] = look_and_go_on
    done = run(trained, folder, progress, control=control)
    assert control.run_id == done.id
    assert (held[0].status, held[0].counts.total) == (RunStatus.PAUSED, 5)
    assert (done.status, done.counts.total) == (RunStatus.FINISHED, 30)
    assert progress.statuses[-2:] == ["Paused", "Inspecting"]
    assert len(detector.groups) == 30


class Hasty(RunControl):
    """Is told to go on in the moment before the wait begins, when nobody is woken by it."""

    def wait(self, seconds, *, unless):
        self.resume()
        super().wait(seconds, unless=unless)


def test_going_on_just_before_the_wait_begins_is_not_missed(trained, lot):
    control = Hasty()
    control.pause()
    assert run(trained, lot([10] * 3), control=control).status is RunStatus.FINISHED


def test_a_paused_run_can_be_cancelled(trained, lot):
    control, progress = RunControl(), Minder()
    control.pause()
    progress.on["Paused"] = lambda: setattr(progress, "is_cancelled", True)
    with pytest.raises(Cancelled):
        run(trained, lot([10] * 3), progress, control=control)
    assert results.runs(trained)[0].status is RunStatus.CANCELLED


@pytest.fixture
def proven(trained):
    """Each inspection needs a challenge, and one has passed."""
    model = trained.store.models.in_force()
    set_challenge_rule(trained, ChallengeRule(each_shift=True))
    add_challenge(trained.store, model, 1.0, 9.0)
    return model


def test_a_run_does_not_go_on_after_a_pause_in_which_a_challenge_became_due(trained, lot, proven):
    control, progress = RunControl(), Minder()
    control.pause()

    def fail_and_go_on():
        add_challenge(trained.store, proven, 1.0, 1.0)
        control.resume()

    progress.on["Paused"] = fail_and_go_on
    with pytest.raises(ChallengeDueError, match="The latest challenge failed"):
        run(trained, lot([10] * 3), progress, control=control)
    (left,) = results.runs(trained)
    assert (left.status, left.counts.total) == (RunStatus.INTERRUPTED, 0)
    add_challenge(trained.store, proven, 1.0, 9.0)
    done = inspector.resume(trained, left.id, progress=ProgressLog())
    assert (done.status, done.counts.total) == (RunStatus.FINISHED, 3)


def test_a_watch_says_that_a_challenge_has_become_due_and_that_one_has_passed(
    trained, detector, lot, proven, monkeypatch
):
    monkeypatch.setattr(watching, "POLL_SECONDS", 0)
    monkeypatch.setattr(inspector, "CHALLENGE_SECONDS", 0)
    folder = lot([10])
    control, progress = RunControl(), Minder()
    detector.after = lambda: add_challenge(trained.store, proven, 1.0, 1.0)
    seen = []

    def pass_it():
        seen.append(str(control.challenge_due))
        add_challenge(trained.store, proven, 1.0, 9.0)
        progress.on["Watching for new images"] = control.stop

    progress.on["A challenge is due. The latest challenge failed."] = pass_it
    done = run(trained, RunScope((folder,), watch=True), progress, control=control)
    assert seen == ["The latest challenge failed."]
    assert (done.status, done.counts.total) == (RunStatus.FINISHED, 1)
    assert not control.challenge_due


def test_a_watched_folder_is_inspected_as_it_fills_until_told_to_stop(
    trained, detector, lot, monkeypatch
):
    monkeypatch.setattr(watching, "POLL_SECONDS", 0)
    folder = lot([])
    control, progress = RunControl(), ProgressLog()

    def put_one(_status):
        lot([10])

    def put_two_more():
        lot([10, 20, 30])

    def stop_at_three(row):
        progress.partials.append(row)
        if len(progress.partials) == 3:
            control.stop()

    progress.status, detector.after, progress.partial = put_one, put_two_more, stop_at_three
    scope = RunScope((folder,), watch=True)
    done = run(trained, scope, progress, control=control)
    assert names(progress.partials) == ["part1.png", "part2.png", "part3.png"]
    assert (done.status, done.total, done.counts.total) == (RunStatus.FINISHED, 3, 3)
    assert progress.fractions == []


def test_a_watch_says_at_its_end_which_files_were_still_changing(trained, lot, monkeypatch):
    monkeypatch.setattr(watching, "POLL_SECONDS", 0)
    folder = lot([10, 20])
    half = folder / "part2.png"
    os.truncate(half, half.stat().st_size // 2)
    control, progress = RunControl(), ProgressLog()
    progress.partial = lambda _row: control.stop()
    done = run(trained, RunScope((folder,), watch=True), progress, control=control)
    assert (done.status, done.counts.total) == (RunStatus.FINISHED, 1)
    (left,) = done.left_out
    assert (left.reason, left.images, left.examples) == (LeftOutReason.CHANGING, 1, (half,))
    assert trained.store.runs.get(done.id).left_out == done.left_out
    assert run(trained, lot([10])).left_out == ()


def test_a_watch_that_was_cancelled_goes_on_with_what_is_new(trained, detector, lot, monkeypatch):
    monkeypatch.setattr(watching, "POLL_SECONDS", 0)
    folder = lot([10, 20])
    scope = RunScope((folder,), watch=True)
    with pytest.raises(Cancelled):
        run(trained, scope, ProgressLog(cancel_after=2))
    (before,) = results.runs(trained)
    lot([10, 20, 30])
    with pytest.raises(Cancelled):
        inspector.resume(trained, before.id, progress=ProgressLog(cancel_after=1))
    (after,) = results.runs(trained)
    assert (after.status, after.total) == (RunStatus.CANCELLED, 3)
    assert names(results.results(trained)) == ["part1.png", "part2.png", "part3.png"]


def test_a_watched_folder_that_is_away_for_a_while_is_waited_for(trained, lot, monkeypatch):
    monkeypatch.setattr(watching, "POLL_SECONDS", 0)
    folder = lot([10])
    really, looks = run_plan.find, []

    def flaky(scope):
        looks.append(scope)
        if len(looks) == 2:
            raise ProjectError("The folder does not exist.", path=folder)
        return really(scope)

    monkeypatch.setattr(run_plan, "find", flaky)
    progress = ProgressLog(cancel_after=1)
    with pytest.raises(Cancelled):
        run(trained, RunScope((folder,), watch=True), progress)
    assert "The folder cannot be listed now; looking again soon" in progress.statuses


def test_after_a_pause_it_is_said_again_that_the_folder_is_away(trained, lot, monkeypatch):
    monkeypatch.setattr(watching, "POLL_SECONDS", 0)
    away = "The folder cannot be listed now; looking again soon"
    scope = RunScope((lot([10]),), watch=True)
    control, progress, looks = RunControl(), Minder(), []

    def find(_scope):
        looks.append(1)
        if len(looks) == 1:
            return []
        if len(looks) > 50:
            control.stop()
        raise ProjectError("The folder does not exist.")

    def go_on():
        progress.on[away] = control.stop
        control.resume()

    monkeypatch.setattr(run_plan, "find", find)
    progress.on = {away: control.pause, "Paused": go_on}
    run(trained, scope, progress, control=control)
    assert progress.statuses[-3:] == [away, "Paused", away]


def test_a_watched_folder_that_is_not_there_at_all_is_said_at_once(trained, tmp_path):
    with pytest.raises(ProjectError, match="does not exist"):
        run(trained, RunScope((tmp_path / "no",), watch=True))
    assert results.runs(trained) == []


class Camera(ImageSource):
    """Takes pictures that never lie in a file; a source that only this test knows."""

    activity = msg("Taking pictures")

    def __init__(self, greys):
        self.greys = greys
        self.stored = []

    def batches(self, control, progress):
        for number in range(len(self.greys)):
            yield []  # the belt moves
            yield [Path(f"/camera/{number}.png")]
            if control.is_stopped:
                return

    def read(self, path):
        if (grey := self.greys[int(path.stem)]) is None:
            raise ImageError("The shutter is stuck.", path=path)
        buffer = io.BytesIO()
        Image.new("RGB", (32, 16), (grey,) * 3).save(buffer, "PNG")
        return SourceImage(buffer.getvalue(), mtime_ns=7)

    def on_stored(self, rows):
        self.stored += names(rows)


def test_another_source_needs_nothing_but_itself(trained, tmp_path):
    camera, progress = Camera([10, None, 90]), ProgressLog()
    done = run(trained, tmp_path, progress, source=camera)
    assert (done.status, done.total) == (RunStatus.FINISHED, 3)
    assert done.counts == VerdictCounts(ok=1, ng=1, error=1)
    assert camera.stored == names(progress.partials) == ["0.png", "1.png", "2.png"]
    assert "shutter is stuck" in str(progress.partials[1].error)
    assert "Taking pictures" in progress.statuses
    assert progress.fractions == []


def test_another_source_is_stopped_paused_and_resumed_as_folders_are(trained, tmp_path):
    control, progress = RunControl(), ProgressLog()
    progress.partial = lambda _row: control.stop()
    assert run(trained, tmp_path, progress, source=Camera([10, 20]), control=control).total == 1
    with pytest.raises(Cancelled):
        run(trained, tmp_path, ProgressLog(cancel_after=1), source=Camera([10, 20]))
    before = results.runs(trained)[0]
    after = inspector.resume(trained, before.id, source=Camera([30]), progress=ProgressLog())
    assert (after.status, after.total) == (RunStatus.FINISHED, 2)


def test_a_part_without_the_serial_that_is_asked_for_is_review_at_least(trained, lot, tmp_path):
    folder = lot([10, 10, 60])
    (folder / "part2.png").rename(folder / "sn_A7.png")
    wanted = TraceSettings(frozenset({TraceField.SERIAL, TraceField.LOT}), "sn_{serial}")
    set_trace_settings(trained, wanted)
    with pytest.raises(UsageError, match="the lot of every run"):
        run(trained, folder)
    assert run(trained, folder, lot="L7").counts == VerdictCounts(ok=1, review=1, ng=1)
    found = {row.path.name: (row.serial, row.machine) for row in results.results(trained)}
    assert found["sn_A7.png"] == ("A7", Verdict.OK)
    assert found["part1.png"] == ("", Verdict.REVIEW)


def test_a_scanned_serial_goes_to_the_image_that_comes_next(trained, tmp_path):
    control, progress = RunControl(), ProgressLog()
    scanned = iter(["S2", "S3"])
    progress.partial = lambda row: (progress.partials.append(row), control.scan(next(scanned, "")))
    control.scan("S1")
    run(trained, tmp_path, progress, source=Camera([10, 20, 30]), control=control)
    assert [row.serial for row in progress.partials] == ["S1", "S2", "S3"]


def test_after_each_image_its_file_is_sorted_and_a_line_is_written(trained, lot, tmp_path):
    folder = lot([10, 60])
    log = tmp_path / "log.csv"
    set_action_settings(trained, ActionSettings(Sorting.MOVE, tmp_path / "sorted", log))
    assert run(trained, folder).counts == VerdictCounts(ok=1, ng=1)
    assert list(folder.iterdir()) == []
    assert [row.path.parent.name for row in results.results(trained)] == ["OK", "NG"]
    assert all(row.path.is_file() for row in results.results(trained))
    assert len(log.read_text().splitlines()) == 3


def test_an_action_that_fails_is_said_and_holds_nothing_up(trained, lot, tmp_path):
    log = tmp_path / "log.csv"
    set_action_settings(trained, ActionSettings(log=log))
    log.mkdir()
    progress = ProgressLog()
    done = run(trained, lot([10, 20]), progress)
    left = left_undone(trained, done)
    assert (done.status, left.images) == (RunStatus.FINISHED, 2)
    log.rmdir()
    (lot([]) / "part1.png").unlink()
    trained.store.runs.finish(done.id, RunStatus.INTERRUPTED)
    inspector.resume(trained, done.id, source=Camera([]), progress=ProgressLog())
    assert len(log.read_text().splitlines()) == 3


def test_a_cancelled_run_leaves_what_is_still_to_be_done_after_its_images(
    trained, detector, lot, tmp_path, monkeypatch
):
    """On a slow share it may be minutes; going on with the run, or trying again, does it."""
    log, progress, cancelled = tmp_path / "log.csv", ProgressLog(), threading.Event()
    write = ResultLog.carry_out

    def cancel_after_five():
        if len(detector.groups) == 5:
            progress.is_cancelled = True
            cancelled.set()

    def wait_and_write(self, row):
        assert cancelled.wait(10)
        write(self, row)

    detector.after = cancel_after_five
    monkeypatch.setattr(ResultLog, "carry_out", wait_and_write)
    set_action_settings(trained, ActionSettings(log=log))
    with pytest.raises(Cancelled):
        run(trained, lot([10] * 30), progress)
    done = len(log.read_text().splitlines()) - 1 if log.exists() else 0
    assert done <= 1  # what was begun
    (stored,) = results.runs(trained)
    assert left_undone(trained, stored).images == stored.counts.total - done
