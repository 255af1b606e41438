"""Videos and image sequences: one row per event, one for the rest, and files that are broken."""

import csv
import shutil

import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.domain import (
    ActionSettings,
    LeftOutReason,
    RunScope,
    RunStatus,
    Sorting,
    TraceSettings,
    Verdict,
)
from ad_studio.domain.videos import clock
from ad_studio.errors import Cancelled, ProjectError, StoreError, UsageError
from ad_studio.image_names import natural_order
from ad_studio.imaging import video as video_module
from ad_studio.imaging.decode import load_image
from ad_studio.imaging.hashing import sha256_file
from ad_studio.progress import go_on
from ad_studio.services import results
from ad_studio.services.actions.settings import set_action_settings
from ad_studio.services.audit.verify import verify
from ad_studio.services.inspection import frame_sources, inspector, run_plan
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.traceability import set_trace_settings
from ad_studio.services.results.drift import drift_of_run
from ad_studio.services.results.table import read_table
from ad_studio.services.thresholds import scores
from ad_studio.store.backup import read_backup, write_backup
from tests.bad_images import encoded
from tests.progress_log import ProgressLog
from tests.projects import add_model, tamper
from tests.videos import write_video

GREYS = [32, 32, 32, 75, 75, 75, 32, 32, 60, 60, 60, 32]
"""Scores of 0.4, 9 and 6; REVIEW is at 3, NG at 5."""


def score_of(grey):
    return (grey - 30) / 5


class GreyDetector:
    """Scores an image by its median grey."""

    batch = 2

    def input_size(self, width, height):
        return width, height

    def score(self, images, *, between=go_on):
        between(0.0)
        found = []
        for image in images:
            grid = np.full((2, 4), score_of(np.median(image)), np.float32)
            found.append(AnomalyMap(text=grid, visual=grid, fused=grid, score=float(grid[0, 0])))
        return found


@pytest.fixture
def trained(project, monkeypatch):
    monkeypatch.setattr(
        inspector, "load_detector", lambda project, model, *, device: GreyDetector()
    )
    # as varied as the frames: they get no warning
    pixels = np.full((32, 64, 3), 50, np.uint8)
    pixels[::4, ::4] = 200
    add_model(project.store, reference=encoded(Image.fromarray(pixels), "PNG"))
    return project


@pytest.fixture(scope="module")
def belt(tmp_path_factory):
    """12 frames in 12 s, among them two events."""
    return write_video(tmp_path_factory.mktemp("videos") / "belt.mkv", GREYS, fps=1, codec="ffv1")


@pytest.fixture
def sequence(tmp_path):
    """The same as images."""
    folder = tmp_path / "belt"
    folder.mkdir()
    for i, grey in enumerate(GREYS):
        pixels = np.full((32, 64, 3), grey, np.uint8)
        pixels[::4, ::4] = 200 + i
        Image.fromarray(pixels).save(folder / f"frame{i}.png")
    return folder


def run(project, *places, rate=1.0, progress=None, **about):
    is_sequence = any(place.is_dir() for place in places)
    scope = RunScope(places, rate=rate, sequence=is_sequence, **about)
    return inspector.inspect(project, scope, progress=progress or ProgressLog())


def spans(rows):
    return [(row.span.is_event, row.span.start, row.span.end, row.span.frames) for row in rows]


def check_events(rows):
    """Two events and the rest, as the formula gives them for the scores of GREYS."""
    assert spans(rows) == [(True, 3, 5, 3), (True, 8, 10, 3), (False, 0, 11, 6)]
    assert [row.machine for row in rows] == [Verdict.NG, Verdict.NG, Verdict.OK]
    assert [row.score for row in rows] == pytest.approx([9, 6, 2.55], abs=0.5)
    assert [row.span.shown for row in rows[:2]] == [4, 9]
    assert [row.span.raw for row in rows] == pytest.approx([9, 6, 0.4], abs=0.5)


def test_a_video_has_one_row_per_event_and_one_for_the_rest(trained, belt):
    progress = ProgressLog()
    done = run(trained, belt, progress=progress)
    rows = results.results(trained)
    check_events(rows)
    assert rows == progress.partials
    assert read_table(trained, [done]).row(0).span == rows[0].span
    assert (done.status, done.total, done.counts.total) == (RunStatus.FINISHED, 3, 3)
    assert progress.fractions == sorted(progress.fractions)
    assert progress.fractions[-1] == 1
    assert drift_of_run(trained, done) is None


def test_the_frame_on_show_is_a_picture_in_the_project_beside_all_scores(trained, belt):
    run(trained, belt)
    for row in results.results(trained):
        assert row.path.parent == trained.info.folder / "frames" / "1" / "1"
        assert row.path.name == f"belt_{row.span.shown:09.3f}s.png"
        assert row.sha256 == sha256_file(row.path)
        assert (row.width, row.height) == (64, 32)
        assert np.median(load_image(row.path).pixels) == pytest.approx(30 + 5 * row.span.raw)
        assert results.maps(trained, row.id).fused.shape == (2, 4)
        assert (row.span.video, row.span.video_sha256) == (belt, sha256_file(belt))
    with (trained.info.folder / "frames" / "1" / "1" / "scores.csv").open() as file:
        lines = list(csv.DictReader(file))
    assert [float(line["seconds"]) for line in lines] == list(range(12))
    raw = [float(line["raw_sigma"]) for line in lines]
    assert raw == pytest.approx([score_of(grey) for grey in GREYS], abs=0.5)
    assert float(lines[2]["smoothed_sigma"]) == pytest.approx((raw[1] + 2 * raw[2] + raw[3]) / 4)


def test_pictures_of_frames_travel_with_the_project(trained, belt, tmp_path):
    video = tmp_path / "Teil #3 (ü).mkv"
    video.write_bytes(belt.read_bytes())
    run(trained, video)
    file = tmp_path / "nut.zip"
    write_backup(trained.store, file, progress=ProgressLog())
    (tmp_path / "other").mkdir()
    folder = read_backup(file, tmp_path / "other", progress=ProgressLog())
    with Project(folder, write=False) as copy:
        rows = results.results(copy)
        (run_of_copy,) = copy.store.runs.all()
        table = read_table(copy, [run_of_copy])
        assert [table.path(at) for at in range(3)] == [row.path for row in rows]
        assert copy.store.results.inspected_files(1).keys() == {row.path for row in rows}
    for row, original in zip(rows, results.results(trained), strict=True):
        assert row.path.is_relative_to(folder / "frames")
        assert row.path.name.startswith("Teil _3 _ü__0")
        assert sha256_file(row.path) == row.sha256 == original.sha256
        assert original.path == trained.info.folder / row.path.relative_to(folder)


@pytest.mark.parametrize("removed", [False, True])
def test_scores_that_were_changed_or_removed_are_told_of(trained, belt, removed):
    run(trained, belt)
    run(trained, belt)
    file = trained.info.folder / "frames" / "2" / "1" / "scores.csv"
    if removed:
        file.unlink()
    else:
        file.write_bytes(file.read_bytes().replace(b"9.", b"1."))
    (check,) = (check for check in verify(trained).checks if check.problems)
    assert str(check.title) == "Scores of frames"
    assert [str(one) for one in check.problems] == [
        "frames/2/1/scores.csv is missing or was changed"
    ]


def test_a_picture_of_a_frame_that_was_changed_or_removed_is_told_of(trained, belt):
    run(trained, belt)
    assert verify(trained).agrees
    first, second, _rest = (row.path for row in results.results(trained))
    first.write_bytes(b"other")
    second.unlink()
    (check,) = (check for check in verify(trained).checks if check.problems)
    assert str(check.title) == "Pictures of frames"
    said = [str(problem) for problem in check.problems]
    assert [one.split(": ")[0] for one in said] == [
        f"frames/1/1/{path.name}" for path in (first, second)
    ]
    assert "changed" in said[0]
    assert "does not exist" in said[1]


def test_a_frame_that_a_person_judged_is_learned_from_where_it_lies(trained, belt):
    run(trained, belt)
    row = results.results(trained)[0]
    trained.store.verdicts.record(row.id, Verdict.OK, author="Ann", reason="")
    (part,) = trained.store.results.confirmed_parts()
    assert part.path == row.path
    assert part.path.exists()


def test_a_sequence_has_the_same_rows_on_its_own_files(trained, sequence):
    (sequence / "notes.txt").write_text("no frame")
    done = run(trained, sequence)
    rows = results.results(trained)
    check_events(rows)
    assert [row.path.name for row in rows] == ["frame4.png", "frame9.png", "frame2.png"]
    assert {row.span.video for row in rows} == {sequence}
    assert {row.span.video_sha256 for row in rows} == {""}
    assert not done.images_left_out


def test_the_rate_says_how_far_the_images_of_a_sequence_lie_apart(trained, sequence):
    run(trained, sequence, rate=4.0)
    assert spans(results.results(trained))[0] == (True, 0.75, 1.25, 3)


def test_a_frame_that_cannot_be_read_is_a_row_of_its_own(trained, sequence):
    (sequence / "frame6.png").write_bytes(b"\x89PNG\r\n\x1a\n torn")
    done = run(trained, sequence)
    rows = results.results(trained)
    assert spans(rows[:-1]) == [(True, 3, 10, 7), (False, 0, 11, 4)], "5 and 7 are neighbours"
    assert (rows[-1].path.name, rows[-1].span) == ("frame6.png", None)
    assert "damaged" in str(rows[-1].error)
    assert done.counts.error == 1


def test_a_frame_without_a_part_is_told_of_as_an_event(trained, tmp_path):
    folder = tmp_path / "dark"
    folder.mkdir()
    for i, grey in enumerate([32, 32, 32, 32]):
        pixels = np.full((32, 64, 3), grey, np.uint8)
        pixels[::4, ::4] = grey if i == 2 else 220
        Image.fromarray(pixels).save(folder / f"{i}.png")
    run(trained, folder)
    event, rest = results.results(trained)
    assert (event.path.name, event.machine) == ("2.png", Verdict.REVIEW)
    assert "flat colour" in str(event.warning)
    assert (rest.span.frames, rest.machine) == (3, Verdict.OK)


def test_a_broken_video_is_an_error_and_the_run_goes_on(trained, belt, tmp_path):
    none = tmp_path / "none.mp4"
    none.write_bytes(b"no video" * 100)
    cut = tmp_path / "cut.mkv"
    data = write_video(tmp_path / "whole.mkv", [75] * 40, fps=1).read_bytes()
    cut.write_bytes(data[: len(data) * 2 // 3])
    done = run(trained, none, cut, belt)
    rows = results.results(trained)
    assert rows[0].path == none
    assert "no video file" in str(rows[0].error)
    of_cut = [row for row in rows[1:] if cut in (row.path, row.span and row.span.video)]
    assert of_cut[0].span.is_event, "what is sound was scored"
    assert "should be 40.0 s long" in str(of_cut[-1].error)
    check_events(rows[-3:])
    assert (done.counts.error, done.status) == (2, RunStatus.FINISHED)


def test_a_gap_is_review_and_nothing_is_smoothed_across_it(trained, tmp_path):
    times = [0, 0.1, 0.2, 0.3, 0.4, 5.0, 5.1, 5.2, 5.3]
    greys = [32, 32, 32, 32, 53, 32, 32, 32, 32]  # 4.6 before the gap, smoothed 3.2 with its edge
    path = write_video(tmp_path / "gap.mkv", greys, codec="ffv1", times=times)
    run(trained, path, rate=10.0)
    before, after, rest = results.results(trained)
    assert spans([before, after, rest]) == [
        (True, 0.4, 0.4, 1),
        (True, 5, 5, 1),
        (False, 0, 5.3, 7),
    ]
    assert [row.machine for row in (before, after, rest)] == [
        Verdict.REVIEW,
        Verdict.REVIEW,
        Verdict.OK,
    ]
    assert str(after.warning) == "The video has no frames from 0:00.4 to 0:05.0."
    assert after.score == pytest.approx(0.4, abs=0.3)


def test_a_video_that_may_be_cut_off_is_review(trained, tmp_path):
    path = write_video(tmp_path / "a.flv", [32] * 40, codec="flv1", sound="pcm_s16le")
    run(trained, path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    run(trained, path)
    whole, cut = (trained.store.results.of_run(number)[-1] for number in (1, 2))
    assert (whole.machine, cut.machine) == (Verdict.OK, Verdict.REVIEW)
    assert "may be cut off" in str(cut.warning)


def test_a_large_video_is_not_hashed_to_its_end_when_cancelled(trained, tmp_path, monkeypatch):
    monkeypatch.setattr(frame_sources, "video_frames", None)  # what comes after hashing
    path = tmp_path / "large.mp4"
    with path.open("wb") as file:
        file.truncate(8 * 1024**2)
    asked = []

    class Stop(ProgressLog):
        @property
        def is_cancelled(self):
            asked.append(self)
            return len(asked) > 6

        @is_cancelled.setter
        def is_cancelled(self, value):
            pass

    with pytest.raises(Cancelled):
        run(trained, path, progress=Stop())
    assert len(asked) < 12
    assert results.results(trained) == []


def test_a_video_that_is_still_recorded_is_an_error(trained, belt, tmp_path):
    growing = tmp_path / "growing.mkv"
    growing.write_bytes(belt.read_bytes())

    class Grow(ProgressLog):
        def fraction(self, done):
            with growing.open("ab") as file:
                file.write(b"more")

    run(trained, growing, progress=Grow())
    assert "changed while it was inspected" in str(results.results(trained)[-1].error)


def test_a_run_that_was_cancelled_goes_on_with_the_videos_that_are_left(trained, belt, sequence):
    class Stop(ProgressLog):
        def fraction(self, done):
            super().fraction(done)
            self.is_cancelled = done > 0.6

    with pytest.raises(Cancelled):
        run(trained, belt, sequence, progress=Stop())
    check_events(results.results(trained))
    assert not (trained.info.folder / "frames" / "1" / "2").exists(), "nothing half done is left"
    done = inspector.resume(trained, 1, progress=ProgressLog())
    assert (done.status, done.total) == (RunStatus.FINISHED, 6)
    check_events(results.results(trained)[3:])


def test_frames_that_cannot_be_stored_end_the_run(trained, belt):
    (trained.info.folder / "frames").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="store the frame"):
        run(trained, belt)


def test_frames_are_copied_by_their_verdict_like_other_images(trained, belt, tmp_path):
    set_action_settings(
        trained, ActionSettings(sorting=Sorting.COPY, folder=tmp_path / "sorted"), author="Ann"
    )
    run(trained, belt)
    assert all(row.path.exists() for row in results.results(trained))
    found = sorted(
        str(p.relative_to(tmp_path / "sorted")) for p in (tmp_path / "sorted").rglob("*.png")
    )
    assert [name.partition("/")[0] for name in found] == ["NG", "NG", "OK"]


def test_frames_and_videos_are_never_moved(trained, belt, sequence, tmp_path):
    set_action_settings(
        trained, ActionSettings(sorting=Sorting.MOVE, folder=tmp_path / "sorted"), author="Ann"
    )
    (sequence / "frame1.png").write_bytes(b"no image")
    none = tmp_path / "none.mp4"
    none.write_bytes(b"no video" * 100)
    run(trained, belt, sequence, none)
    assert all(row.path.exists() for row in results.results(trained))
    assert len(list(sequence.iterdir())) == 12
    assert not (tmp_path / "sorted").exists()
    assert verify(trained).agrees


def frames_of(folder, greys):
    folder.mkdir()
    for i, grey in enumerate(greys):
        pixels = np.full((32, 64, 3), grey, np.uint8)
        pixels[::4, ::4] = 200 + i
        Image.fromarray(pixels).save(folder / f"frame{i:02}.png")
    return folder


@pytest.mark.parametrize("at", [0, 5, 10])
def test_a_frame_that_alone_reaches_ng_is_review(trained, tmp_path, at):
    greys = [32] * 11
    greys[at] = 57  # 5.4 sigma by itself, 2.9 when smoothed in the middle
    run(trained, frames_of(tmp_path / "one", greys))
    event, rest = results.results(trained)
    assert (event.path.name, event.machine) == (f"frame{at:02}.png", Verdict.REVIEW)
    assert str(event.warning) == (
        f"The frame at {clock(at)} reaches NG by itself, with 5.40 sigma."
    )
    assert (rest.span.frames, rest.machine) == (10, Verdict.OK)


def test_smoothed_scores_are_not_taken_over_as_those_of_images(trained, tmp_path):
    folder = frames_of(tmp_path / "one", [32] * 5 + [57] + [32] * 5)
    run(trained, folder)
    inspector.inspect(trained, RunScope((folder,), changed_only=True), progress=ProgressLog())
    verdicts = {row.path.name: row.machine for row in trained.store.results.of_run(2)}
    assert verdicts["frame05.png"] == Verdict.NG
    assert {row.reused_from for row in trained.store.results.of_run(2)} == {None}


def test_smoothed_scores_move_no_threshold(trained, tmp_path):
    done = run(trained, frames_of(tmp_path / "one", [32] * 5 + [75] + [32] * 5))
    for row in results.results(trained):
        trained.store.verdicts.record(row.id, Verdict.NG, author="Ann", reason="")
    assert len(scores.verified(trained).ids) == 0
    assert len(scores.may_be_good(trained, read_table(trained, [done]), model_id=1)) == 0


def test_the_serial_is_in_the_name_of_the_video_or_folder(trained, belt, sequence):
    set_trace_settings(trained, TraceSettings(serial_pattern="{serial}"))
    run(trained, belt, sequence)
    assert {row.serial for row in results.results(trained)} == {"belt"}


def cancel_halfway():
    """Progress that cancels a run once it comes to the second of two places."""

    class Stop(ProgressLog):
        def fraction(self, done):
            super().fraction(done)
            self.is_cancelled = done >= 0.5

    return Stop()


def test_a_sequence_without_a_readable_frame_is_not_inspected_again(trained, belt, tmp_path):
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "0.png").write_bytes(b"no image")
    with pytest.raises(Cancelled):
        run(trained, bad, belt, progress=cancel_halfway())
    done = inspector.resume(trained, 1, progress=ProgressLog())
    assert (done.status, done.counts.error) == (RunStatus.FINISHED, 1)
    check_events(results.results(trained)[1:])


def test_no_frame_belongs_to_two_sequences(trained, sequence):
    inner = frames_of(sequence / "inner", [120] * 3)
    with pytest.raises(UsageError, match="lies in another folder"):
        run(trained, inner, sequence, recursive=True)
    done = run(trained, inner, sequence)
    assert (done.status, done.counts.total) == (RunStatus.FINISHED, 4)


def test_a_folder_within_another_one_is_resumed_on_its_own(trained, sequence):
    inner = frames_of(sequence / "inner", [120] * 3)
    with pytest.raises(Cancelled):
        run(trained, inner, sequence, progress=cancel_halfway())
    assert len(results.results(trained)) == 1
    inspector.resume(trained, 1, progress=ProgressLog())
    check_events(results.results(trained)[1:])


def test_a_run_is_not_finished_without_the_folder_that_is_left(trained, belt, sequence):
    with pytest.raises(Cancelled):
        run(trained, belt, sequence, progress=cancel_halfway())
    away = sequence.rename(sequence.parent / "away")
    with pytest.raises(ProjectError, match="does not exist"):
        inspector.resume(trained, 1, progress=ProgressLog())
    away.rename(sequence)
    inspector.resume(trained, 1, progress=ProgressLog())
    check_events(results.results(trained)[3:])


def test_a_run_without_a_list_is_not_finished_without_the_frames_that_are_left(
    trained, belt, sequence
):
    with pytest.raises(Cancelled):
        run(trained, belt, sequence, progress=cancel_halfway())
    tamper(trained.store, "DELETE FROM run_images")
    for file in sequence.iterdir():
        file.unlink()
    with pytest.raises(
        ProjectError, match=r"no images left in this folder.*Run 1 stays unfinished"
    ):
        inspector.resume(trained, 1, progress=ProgressLog())


GONE = "The image does not exist, or was moved or deleted. Check the name, or put the file back."


def test_frames_that_are_gone_are_named_whether_in_a_run_or_before_it_goes_on(
    trained, belt, sequence
):
    frames = sorted(sequence.iterdir(), key=natural_order)

    class Empty(ProgressLog):
        def fraction(self, done):
            for file in sequence.iterdir():
                file.unlink()

    done = run(trained, belt, sequence, progress=Empty())
    assert [(row.path, str(row.error)) for row in results.results(trained)[3:]] == [
        (frame, GONE) for frame in frames
    ]
    assert (done.status, done.counts.error) == (RunStatus.FINISHED, 12)


def test_a_frame_that_is_gone_or_new_moves_no_other(trained, belt, sequence):
    with pytest.raises(Cancelled):
        run(trained, belt, sequence, progress=cancel_halfway())
    frames = sorted(sequence.iterdir(), key=natural_order)
    new = frames[0].rename(sequence / "frame0_new.png")
    done = inspector.resume(trained, 1, progress=ProgressLog())
    found = results.results(trained)[3:]
    assert [row.path for row in found if row.error] == [frames[0]]
    assert [row.span.start for row in found if row.span and row.span.is_event] == [3.0, 8.0]
    (left,) = done.left_out
    assert (left.reason, left.examples) == (LeftOutReason.LATER, (new,))


def test_a_video_that_is_gone_is_named_whether_in_a_run_or_before_it_goes_on(
    trained, sequence, belt, tmp_path
):
    videos = [shutil.copy(belt, tmp_path / name) for name in ("a.mkv", "b.mkv")]

    class StopAndRemove(ProgressLog):
        def fraction(self, done):
            self.is_cancelled = done >= 1 / 3
            if self.is_cancelled:
                videos[0].unlink()

    with pytest.raises(Cancelled):
        run(trained, sequence, *videos, progress=StopAndRemove())

    class Remove(ProgressLog):
        def fraction(self, done):
            videos[1].unlink(missing_ok=True)

    done = inspector.resume(trained, 1, progress=Remove())
    assert [(row.path, str(row.error)) for row in results.results(trained) if row.error] == [
        (video, "The video does not exist, or was moved or deleted.") for video in videos
    ]
    assert (done.status, done.counts.error) == (RunStatus.FINISHED, 2)


def test_a_video_is_not_taken_for_gone_where_its_folder_is_away(trained, sequence, belt, tmp_path):
    (tmp_path / "drive").mkdir()
    video = shutil.copy(belt, tmp_path / "drive" / "a.mkv")
    with pytest.raises(Cancelled):
        run(trained, sequence, video, progress=cancel_halfway())
    video.parent.rename(tmp_path / "away")
    with pytest.raises(ProjectError, match="The video does not exist"):
        inspector.resume(trained, 1, progress=ProgressLog())


@pytest.mark.parametrize("about", [{"watch": True}, {"changed_only": True}, {"images_of": 1}])
def test_what_goes_with_images_alone_is_refused(trained, belt, about):
    with pytest.raises(UsageError, match="inspected as a whole"):
        run(trained, belt, **about)


def test_what_is_missing_is_said_before_the_run(trained, tmp_path, belt, monkeypatch):
    with pytest.raises(ProjectError, match="The video does not exist"):
        run(trained, tmp_path / "gone.mp4")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ProjectError, match="No images in this folder"):
        run(trained, tmp_path / "empty")
    with pytest.raises(UsageError, match="only where its images are the frames of one"):
        inspector.inspect(trained, RunScope((tmp_path,), rate=1.0), progress=ProgressLog())
    monkeypatch.setattr(run_plan, "is_installed", lambda: False)
    with pytest.raises(video_module.ImageError, match=r"pip install 'ad_studio\[video\]'"):
        run(trained, belt)
    assert trained.store.runs.all() == []
