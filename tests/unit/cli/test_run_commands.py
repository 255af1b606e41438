"""`inspect`, `runs` and `compare` on runs that are there."""

import json
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import RunScope, RunStatus, Verdict
from ad_studio.services.inspection import inspector
from ad_studio.services.projects.workspace import Workspace
from tests.projects import add_model, add_scores, start_run


@pytest.fixture
def project(root, trained):
    """The trained project, open; close it before running commands."""
    with Workspace(root).open(trained) as opened:
        yield opened


@pytest.fixture
def called(monkeypatch, root, trained):
    """What inspection was called with; it finds nothing."""
    calls = []

    def inspect(project, scope, **options):
        calls.append((scope, options))
        run = start_run(project.store, project.store.models.current())
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
    assert err.startswith("ad-studio: ")


def test_a_run_is_gone_on_with(run, trained, project, monkeypatch):
    before = start_run(project.store, project.store.models.current(), total=4)
    project.store.runs.finish(before.id, RunStatus.INTERRUPTED)
    project.close()

    def resume(project, run_id, *, device, control, progress):
        add_scores(project.store, project.store.runs.get(run_id), [1.0] * 4)
        return project.store.runs.finish(run_id, RunStatus.FINISHED)

    monkeypatch.setattr(inspector, "resume", resume)
    code, out, _ = run("inspect", trained, "--resume", 1)
    assert code == ExitCode.DONE
    assert out.startswith("Run 1 of Metal nut, finished: /lot")


def test_ctrl_c_ends_a_watch_in_good_order(run, trained, monkeypatch):
    def inspect(project, scope, *, control, **options):
        signal.raise_signal(signal.SIGINT)
        assert control.is_stopped
        assert not options["progress"].is_cancelled
        run = start_run(project.store, project.store.models.current())
        return project.store.runs.finish(run.id, RunStatus.FINISHED)

    monkeypatch.setattr(inspector, "inspect", inspect)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code, _, err = run("inspect", trained, "/lot", "--watch")
    finally:
        signal.signal(signal.SIGINT, before)
    assert (code, err) == (ExitCode.DONE, "")


def test_files_that_a_watch_left_are_named(run, trained, monkeypatch):
    left = [Path("/lot", f"{number}.png") for number in range(22)]

    def inspect(project, scope, **options):
        run = start_run(project.store, project.store.models.current())
        run = project.store.runs.finish(run.id, RunStatus.FINISHED)
        return replace(run, left_out=tuple(left))

    monkeypatch.setattr(inspector, "inspect", inspect)
    code, _, err = run("inspect", trained, "/lot", "--watch")
    assert code == ExitCode.DONE
    assert err.splitlines() == [
        "ad-studio: 22 files were still changing as the watch ended and were not inspected:",
        *[f"ad-studio: {path}" for path in left[:20]],
        "ad-studio: and 2 more",
    ]


def test_a_run_is_deleted_only_with_a_reason_and_yes(run, inspected):
    code, out, err = run("runs", inspected, "--delete", 1, "--reason", "wrong lot")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "Run 1 of 3 images would be taken out" in err
    assert "--yes" in err
    code, _, err = run("runs", inspected, "--delete", 1, "--yes")
    assert code == ExitCode.USAGE
    assert "needs a reason" in err
    delete = ("runs", inspected, "--delete", 1, "--yes", "--reason", "wrong lot", "--author", "Ada")
    assert run(*delete)[:2] == (
        ExitCode.DONE,
        "Run 1 is deleted; its verdicts stay in the audit trail.\n",
    )
    assert run("runs", inspected)[1:] == ("", "ad-studio: Nothing has been inspected yet.\n")
    _, out, _ = run("runs", inspected, "--deleted")
    assert out.splitlines()[1].split()[-3:] == ["Ada", "wrong", "lot"]
    (told,) = json.loads(run("runs", inspected, "--deleted", "--json")[1])
    assert (told["deletion"]["author"], told["deletion"]["reason"]) == ("Ada", "wrong lot")
    code, _, err = run(*delete)
    assert code == ExitCode.USAGE
    assert "deleted before" in err


@pytest.fixture
def two_runs(project):
    """Two runs of two models on the same four images."""
    store = project.store
    for scores in ([1.0, 2.0, 4.0, 9.0], [1.0, 2.0, 9.0, 2.5]):
        run = start_run(store, store.models.current(), total=4)
        add_scores(store, run, scores)
        store.runs.finish(run.id, RunStatus.FINISHED)
        add_model(store)
    project.close()


def test_two_runs_compared(run, trained, two_runs):
    code, out, err = run("compare", trained, 1, 2)
    assert (code, err) == (ExitCode.DONE, "")
    lines = out.splitlines()
    assert lines[0].startswith("A: run 1, model 1 (devprompt, starter); REVIEW from 3, NG from 5")
    assert lines[2] == "4 images in both runs, 0 only in A, 0 only in B"
    assert lines[3].startswith("Rank correlation of the scores: 0.")
    assert [line.split() for line in lines[5:10]] == [
        ["A", "\\", "B", "OK", "REVIEW", "NG", "error"],
        ["OK", "2", "0", "0", "0"],
        ["REVIEW", "0", "0", "1", "0"],
        ["NG", "1", "0", "0", "0"],
        ["error", "0", "0", "0", "0"],
    ]
    assert [line.split() for line in lines[12:]] == [
        ["3.png", "NG", "9.00", "OK", "2.50"],
        ["2.png", "REVIEW", "4.00", "NG", "9.00"],
    ]


def test_two_runs_compared_as_json(run, trained, two_runs):
    found = json.loads(run("compare", trained, 1, 2, "--json")[1])
    assert (found["a"]["model"], found["b"]["model"], found["b"]["ng"]) == (1, 2, 5)
    assert {"a": Verdict.NG, "b": Verdict.OK, "images": 1} in found["counts"]
    last = found["pairs"][3]
    assert (last["score_a"], last["score_b"], last["disagrees"]) == (9, 2.5, True)


def test_a_run_compared_with_itself(run, trained, two_runs):
    code, _, err = run("compare", trained, 1, 1)
    assert code == ExitCode.USAGE
    assert "itself" in err


def test_a_deletion_gives_no_list(run, inspected):
    code, out, err = run("runs", inspected, "--delete", 1, "--yes", "--reason", "x", "--json")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "--json" in err
    assert run("runs", inspected, "--deleted")[1] == ""


@pytest.mark.parametrize("stray", [("--reason", "wrong lot"), ("--yes",), ("--author", "Ann")])
def test_what_a_deletion_needs_does_nothing_alone(run, inspected, stray):
    code, _, err = run("runs", inspected, *stray)
    assert code == ExitCode.USAGE
    assert "--delete" in err
