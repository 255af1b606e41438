"""`inspect`: what it takes in, what it prints, how it is interrupted."""

import json
import signal
from pathlib import Path

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import DEFAULT_RATE, LeftOut, LeftOutReason, RunScope, RunStatus
from ad_studio.services.inspection import inspector
from ad_studio.services.results.drift import Drift
from tests.bad_images import encoded, picture
from tests.growing import write_while_watched
from tests.projects import add_scores, start_run
from tests.unit.services.inspection.test_inspector import BrightnessDetector


def test_inspect_sums_up(run, trained, fake_inspection, tmp_path, latest):
    code, out, err = run("inspect", trained, tmp_path / "lot 7", "--lot", "L7", "--operator", "Ada")
    assert (code, err) == (ExitCode.DONE, "")
    lines = out.splitlines()
    assert lines[0] == f"Run 1 of Metal nut, finished: {tmp_path / 'lot 7'}, lot L7, operator Ada"
    assert lines[3:5] == ["OK  REVIEW  NG  error", " 1       1   1      0"]
    assert [line.split()[0] for line in lines[7:]] == ["c.png", "b.png"], "the worst first"
    assert latest(trained).lot == "L7"


def test_inspect_with_images_that_cannot_be_read(run, trained, fake_inspection, scores, tmp_path):
    scores["d.png"] = "The file is empty (0 bytes)."
    code, out, err = run("inspect", trained, tmp_path)
    assert code == ExitCode.UNREADABLE
    assert err == f"{tmp_path / 'd.png'}: The file is empty (0 bytes).\n"
    assert out.splitlines()[4].split() == ["1", "1", "1", "1"]


def test_a_long_list_is_cut(run, trained, fake_inspection, scores, tmp_path):
    scores.update({f"n{number}.png": 6 + number for number in range(30)})
    _, out, _ = run("inspect", trained, tmp_path)
    assert out.splitlines()[-1] == "12 more: ad-studio results metal-nut"
    _, out, _ = run("results", trained)
    assert len(out.splitlines()) == 3 + 1 + 33


def test_inspect_as_json(run, trained, fake_inspection, tmp_path, results_json):
    code, out, _ = run("inspect", trained, tmp_path, "--json")
    assert code == ExitCode.DONE
    assert json.loads(out) == results_json(trained) | {"drift": None, "actions_left": None}


def test_a_drift_of_the_scores_is_said(run, trained, fake_inspection, tmp_path, monkeypatch):
    drift = Drift(median=6.2, known=2.1, images=25, parts=12)
    monkeypatch.setattr("ad_studio.cli.inspect.drift_of_run", lambda *_: drift)
    _, out, err = run("inspect", trained, tmp_path, "--json")
    assert json.loads(out)["drift"] == {"median": 6.2, "known": 2.1, "images": 25, "parts": 12}
    assert "warning: The scores of this run have drifted" in err


def test_interrupting_an_inspection(run, trained, fake_inspection, monkeypatch, latest):
    inspect = inspector.inspect

    def interrupted(project, scope, *, progress, **traceability):
        report = progress.partial

        def partial(row):
            report(row)
            if row.path.name == "b.png":
                signal.raise_signal(signal.SIGINT)

        progress.partial = partial
        return inspect(project, scope, progress=progress, **traceability)

    monkeypatch.setattr(inspector, "inspect", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code, out, err = run("inspect", trained, "/lot")
    finally:
        signal.signal(signal.SIGINT, before)
    assert (code, out) == (ExitCode.CANCELLED, "")
    assert err == (
        "ad-studio: Cancelled. 2 of 3 images are done and kept. "
        "To go on: ad-studio inspect metal-nut --resume 1\n"
    )
    assert (latest(trained).status, latest(trained).counts.total) == (RunStatus.CANCELLED, 2)


def test_how_much_of_a_video_is_done_is_told_without_a_total(
    run, trained, fake_inspection, scores, tmp_path, monkeypatch
):
    video = tmp_path / "belt.mp4"
    video.write_bytes(b"frames")
    inspect = inspector.inspect

    def cancelled(project, scope, *, progress, **traceability):
        signal.raise_signal(signal.SIGINT)
        return inspect(project, scope, progress=progress, **traceability)

    monkeypatch.setattr(inspector, "inspect", cancelled)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _code, _out, err = run("inspect", trained, video)
    finally:
        signal.signal(signal.SIGINT, before)
    assert "Cancelled. 1 results are done and kept. To go on:" in err


@pytest.fixture
def called(monkeypatch, root, trained):
    """What inspection was called with; it finds nothing."""
    calls = []

    def inspect(project, scope, **options):
        calls.append((scope, options))
        run = start_run(project.store, project.store.models.in_force())
        return project.store.runs.finish(run.id, RunStatus.FINISHED)

    monkeypatch.setattr(inspector, "inspect", inspect)
    return calls


def test_all_that_a_run_takes_in_can_be_said(run, trained, called, tmp_path):
    run(
        "inspect", trained, tmp_path / "a", tmp_path / "b", "--recursive", "--include", "*.png",
        "--include", "*.jpg", "--exclude", "dark/*", "--changed-only", "--watch", "--model", 1,
    )  # fmt: skip
    ((scope, options),) = called
    assert scope == RunScope(
        (tmp_path / "a", tmp_path / "b"),
        recursive=True,
        include=("*.png", "*.jpg"),
        exclude=("dark/*",),
        changed_only=True,
        watch=True,
    )
    assert options["model_id"] == 1


def test_a_folder_given_twice_is_said_once(run, trained, called, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    _, _, err = run("inspect", trained, tmp_path / "a", tmp_path / "b", tmp_path / "b/../a", "/c")
    again = tmp_path / "b/../a"
    assert (
        err == f"ad-studio: note: {again} is given more than once; its images are taken in once.\n"
    )
    assert run("inspect", trained, tmp_path / "a", "/c")[2] == ""


def test_the_images_of_a_run_with_another_model(run, trained, called, fake_training):
    run("inspect", trained, "/lot")
    run("train", trained)
    run("inspect", trained, "--images-of", 1, "--model", 2)
    scope, options = called[1]
    assert (scope.images_of, options["model_id"]) == (1, 2)
    code, _, err = run("inspect", trained, "/lot", "--model", 9)
    assert code == ExitCode.ERROR
    assert "There is no model 9. Models: 1, 2." in err


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("/lot", "--resume", 1),
        ("/lot", "--images-of", 1),
        ("--resume", 1, "--model", 1),
        ("--images-of", 1, "--watch"),
        ("--images-of", 1, "--recursive"),
        ("--images-of", 1, "--include", "*.png"),
        ("--images-of", 1, "--exclude", "*.png"),
    ],
)
def test_what_does_not_go_together(run, trained, called, wrong):
    code, out, err = run("inspect", trained, *wrong)
    assert (code, out, called) == (ExitCode.USAGE, "", [])
    if wrong and wrong[0] == "/lot":
        assert f"Given together: a folder or video and {wrong[1]}." in err
    assert err.startswith("ad-studio: ")


@pytest.mark.parametrize(
    "given",
    [("good.mp4", "a.png"), ("a.png", "good.mp4"), ("a.png", "b.png"), ("a.png", "--rate", 2),
     ("a.png", "--sequence", "--rate", 2), ("lot", "a.png")],
)  # fmt: skip
def test_a_file_that_is_no_video_by_its_name_is_refused_whatever_its_neighbours(
    run, trained, called, tmp_path, given
):
    (tmp_path / "lot").mkdir()
    for name in ("good.mp4", "a.png", "b.png"):
        (tmp_path / name).write_bytes(b"frames")
    places = [one if str(one).startswith("--") or one == 2 else tmp_path / one for one in given]
    code, _, err = run("inspect", trained, *places)
    assert (code, called) == (ExitCode.ERROR, [])
    assert err == (
        f"ad-studio: {tmp_path / 'a.png'}: This is neither a folder nor, by its name, a video. "
        "Choose the folder it lies in. A video has a name such as line.mp4.\n"
    )


def test_a_video_that_is_not_there_is_looked_for_as_a_video(run, trained, called, tmp_path):
    run("inspect", trained, tmp_path / "gone.mp4")
    assert called[0][0].rate == DEFAULT_RATE


def test_a_run_is_gone_on_with(run, trained, project, monkeypatch):
    before = start_run(project.store, project.store.models.in_force(), total=4)
    project.store.runs.finish(before.id, RunStatus.INTERRUPTED)
    project.close()

    def resume(project, run_id, *, device, control, progress):
        add_scores(project.store, project.store.runs.get(run_id), [1.0] * 4)
        return project.store.runs.finish(run_id, RunStatus.FINISHED)

    monkeypatch.setattr(inspector, "resume", resume)
    code, out, _ = run("inspect", trained, "--resume", 1)
    assert code == ExitCode.DONE
    assert out.startswith("Run 1 of Metal nut, finished: /lot")


def test_where_nothing_was_left_of_a_run_it_is_said(run, trained, project, monkeypatch):
    before = start_run(project.store, project.store.models.in_force(), total=4)
    add_scores(project.store, before, [1.0] * 4)
    project.store.runs.finish(before.id, RunStatus.INTERRUPTED)
    project.close()

    def resume(project, run_id, **_options):
        return project.store.runs.finish(run_id, RunStatus.FINISHED)

    monkeypatch.setattr(inspector, "resume", resume)
    code, _, err = run("inspect", trained, "--resume", 1)
    assert code == ExitCode.DONE
    assert "note: nothing was left to inspect; the run is finished." in err


def test_a_watched_file_that_was_read_too_early_counts_as_it_is_in_the_end(
    run, trained, monkeypatch, tmp_path
):
    folder, detector = tmp_path / "incoming", BrightnessDetector()
    folder.mkdir()
    whole = encoded(picture(), "PNG")
    write_while_watched(monkeypatch, folder / "part.png", whole[: len(whole) // 2], whole)
    monkeypatch.setattr(inspector, "load_detector", lambda project, model, *, device: detector)
    detector.after = lambda: signal.raise_signal(signal.SIGINT)
    code, out, err = run("inspect", trained, folder, "--watch", "--json")
    assert code == ExitCode.DONE
    assert "damaged or incomplete" in err
    told = json.loads(out)
    assert told["run"]["total"] == told["run"]["counts"]["NG"] == 1
    assert told["run"]["counts"]["error"] == 0
    assert [row["verdict"] for row in told["results"]] == ["NG"]


def test_ctrl_c_ends_a_watch_in_good_order(run, trained, monkeypatch):
    def inspect(project, scope, *, control, **options):
        signal.raise_signal(signal.SIGINT)
        assert control.is_stopped
        assert not options["progress"].is_cancelled
        run = start_run(project.store, project.store.models.in_force())
        return project.store.runs.finish(run.id, RunStatus.FINISHED)

    monkeypatch.setattr(inspector, "inspect", inspect)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code, _, err = run("inspect", trained, "/lot", "--watch")
    finally:
        signal.signal(signal.SIGINT, before)
    assert (code, err) == (ExitCode.DONE, "")


def test_what_was_not_looked_at_is_named(run, trained, monkeypatch, results_json):
    late = tuple(Path("/lot", f"{number}.png") for number in range(5))
    left = (
        LeftOut(LeftOutReason.CHANGING, "", count=22, images=22, examples=late),
        LeftOut(LeftOutReason.ENDING, ".txt", count=1, images=0, examples=(Path("/lot/a.txt"),)),
    )

    def inspect(project, scope, **options):
        run = start_run(project.store, project.store.models.in_force())
        return project.store.runs.finish(run.id, RunStatus.FINISHED, left_out=left)

    monkeypatch.setattr(inspector, "inspect", inspect)
    code, _, err = run("inspect", trained, "/lot", "--watch")
    assert code == ExitCode.UNREADABLE
    assert err.splitlines() == [
        "ad-studio: warning: not looked at: 22 file(s) that were still changing (22 with images): "
        "0.png, 1.png, 2.png, 3.png, 4.png, ...",
        "ad-studio: note: not looked at: 1 file(s) with the ending .txt: a.txt",
    ]
    found = results_json(trained)["run"]["left_out"]
    assert [(one["reason"], one["count"], one["images"]) for one in found] == [
        ("changing", 22, 22),
        ("ending", 1, 0),
    ]
    assert "Not looked at: 1 file(s) with the ending .txt: a.txt" in run("results", trained)[1]
