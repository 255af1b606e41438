import csv
import json
import os
import signal
from pathlib import Path

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import BackboneInfo, RunStatus, TrainSettings, Verdict
from ad_studio.errors import Cancelled
from ad_studio.messages import plain
from ad_studio.services import backbones, results, training
from ad_studio.services.inspection import inspector
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results.verdicts import record_verdict
from ad_studio.store import NewResult
from tests.bad_images import encoded, picture
from tests.projects import add_scores, start_run


def test_create_says_where(run, root):
    code, out, err = run("create", "Metal nut", "--noun", "metal nut", "--defect", "scratch")
    assert (code, err) == (ExitCode.DONE, "")
    assert str(root / "metal-nut") in out
    with Workspace(root).open("metal-nut") as project:
        assert (project.info.noun, project.info.defects) == ("metal nut", ("scratch",))


def test_create_twice(run, nut, root):
    code, out, err = run("create", "Metal  Nut", "--noun", "x")
    assert (code, out) == (ExitCode.ERROR, "")
    assert err.startswith(f"ad-studio: {root / nut}: There is already a project")


def test_an_empty_name_is_a_usage_error(run):
    assert run("create", " ", "--noun", "x")[0] == ExitCode.USAGE
    assert run("create", "x", "--noun", " ")[0] == ExitCode.USAGE


def test_the_workspace_option_wins(run, root, tmp_path):
    run("create", "Nut", "--noun", "nut", "--workspace", tmp_path / "other")
    assert (tmp_path / "other" / "nut").is_dir()
    assert not root.exists()


def test_reference_says_what_is_wrong_with_it(run, nut, tmp_path):
    image = tmp_path / "nut.png"
    image.write_bytes(encoded(picture(64, 48), "PNG"))
    code, out, err = run("reference", nut, image)
    assert code == ExitCode.DONE
    assert f"{image}, 64 x 48 pixels" in out
    assert "ad-studio: warning: The image is small" in err


def test_another_reference_leaves_the_models_as_they_are(run, nut, trained, tmp_path):
    image = tmp_path / "nut.png"
    image.write_bytes(encoded(picture(480, 360), "PNG"))
    code, _, err = run("reference", nut, image)
    assert code == ExitCode.DONE
    assert "Models already trained stay as they are; train again to use the new image." in err


def test_a_reference_that_is_not_there(run, nut, tmp_path):
    code, _, err = run("reference", nut, tmp_path / "nofile.png")
    assert code == ExitCode.ERROR
    assert "folder" not in err.replace(str(tmp_path), "")


def test_training_again_says_which_thresholds_are_left_behind(run, inspected):
    run("threshold", inspected, "--review", 3.5, "--ng", 6)
    said = "The thresholds set by hand for model 1 (3.5 / 6) do not apply to model 2."
    assert run("train", inspected)[2].endswith(f"ad-studio: {said}\n")
    assert said not in run("train", inspected)[2]


def test_thresholds_of_another_model_than_that_of_the_latest_run(run, inspected):
    run("train", inspected)
    code, out, err = run("threshold", inspected, "--ng", 50)
    assert code == ExitCode.DONE
    assert out.startswith("Model 2: ")
    assert "The latest run used model 1; the thresholds of model 2 do not apply to it." in err


def test_thresholds_before_training_name_the_project(run, nut, root):
    assert str(root / nut) in run("threshold", nut)[2]


def test_an_interrupted_training_says_what_is_true(run, nut, monkeypatch):
    def train(*_args, **_options):
        raise Cancelled

    monkeypatch.setattr(training, "train", train)
    assert run("train", nut) == (
        ExitCode.CANCELLED,
        "",
        "ad-studio: Cancelled. No model was made.\n",
    )


def test_train_passes_the_settings_on(run, nut, fake_training, tmp_path):
    code, out, err = run("train", nut)
    assert code == ExitCode.DONE
    assert "Model 1, devprompt with starter on cpu" in out
    assert "The reference itself: 0.50 sigma" in out
    assert "REVIEW from 3, NG from 5 sigma (reference views)" in out
    assert "Learning" in err
    run("train", nut, "--detector", "memory", "--backbone", "RN50/openai", "--weights",
        tmp_path / "w.pt", "--epochs", 7, "--seed", 3, "--device", "cuda", "--image-size",
        336, "--set", "rotations=4", "--set", "cosine = true")  # fmt: skip
    options = {"rotations": "4", "cosine": "true"}
    assert fake_training == [
        TrainSettings(),
        TrainSettings("memory", "RN50/openai", tmp_path / "w.pt", 7, 3, "cuda", 336, options),
    ]


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
    assert json.loads(out) == results_json(trained)


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


def test_thresholds_shown_and_changed(run, inspected, results_json):
    shown = run("threshold", inspected)
    said = "Model 1: REVIEW from 3, NG from 5 sigma (reference views)\n"
    assert shown == (ExitCode.DONE, said, "")
    code, out, _ = run("threshold", inspected, "--ng", 10)
    assert (code, out) == (
        ExitCode.DONE,
        "Model 1: REVIEW from 3, NG from 10 sigma (set by hand)\n",
    )
    assert [row["verdict"] for row in results_json(inspected)["results"]] == [
        "OK",
        "REVIEW",
        "REVIEW",
    ]
    run("threshold", inspected, "--review", 0.5, "--ng", 0.75)
    assert results_json(inspected)["thresholds"]["review"] == 0.5


@pytest.mark.parametrize("wrong", [("--review", 6), ("--ng", "nan"), ("--ng", "inf"),
                                   ("--review", 0), ("--review=-1",)])  # fmt: skip
def test_thresholds_that_make_no_sense(run, inspected, wrong):
    code, out, err = run("threshold", inspected, *wrong)
    assert (code, out) == (ExitCode.USAGE, "")
    assert err.startswith("ad-studio: ")
    assert wrong[0].strip("-=1").casefold() in err.casefold(), "which of the two"
    assert "REVIEW from 3, NG from 5" in run("threshold", inspected)[1]


@pytest.mark.parametrize(
    "stray",
    [
        ("--note", "tighter"),
        ("--history", "--author", "Ann"),
        ("--ng", 9, "--dry-run", "--note", "tighter"),
    ],
)
def test_a_note_without_a_change_is_refused(run, inspected, stray):
    code, out, err = run("threshold", inspected, *stray)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "go with a change" in err


@pytest.mark.parametrize("stray", [("--overkill", 5), ("--margin", 1, "--history")])
def test_wishes_without_a_suggestion_are_refused(run, inspected, stray):
    code, out, err = run("threshold", inspected, *stray)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "go with --suggest or --take" in err
    assert run("threshold", inspected, "--suggest", *stray[:2])[0] == ExitCode.DONE


def test_the_history_of_thresholds_and_back(run, inspected):
    run("threshold", inspected, "--ng", 10, "--author", "Ann", "--note", "fewer NG")
    code, out, _ = run("threshold", inspected, "--restore", 1, "--note", "too few")
    assert (code, out) == (
        ExitCode.DONE,
        "Model 1: REVIEW from 3, NG from 5 sigma (version 1 restored (reference views))\n",
    )
    lines = run("threshold", inspected, "--history")[1].splitlines()
    assert [line.split()[0] for line in lines] == ["version", "3", "2", "1"]
    assert lines[2].split()[3:] == ["3", "10", "Ann", "set", "by", "hand", "fewer", "NG"]
    found = json.loads(run("threshold", inspected, "--history", "--json")[1])
    assert [one["id"] for one in found] == [3, 2, 1]
    assert (found[1]["author"], found[1]["note"], found[0]["note"]) == (
        "Ann",
        "fewer NG",
        "too few",
    )
    code, _, err = run("threshold", inspected, "--restore", 9)
    assert code == ExitCode.ERROR
    assert "no threshold version 9" in err


def test_suggested_thresholds_are_listed_and_taken(run, inspected):
    code, out, _ = run("threshold", inspected, "--suggest")
    assert code == ExitCode.DONE
    lines = out.splitlines()
    assert lines[1].startswith("reference     3.00  5.00       3 views")
    assert "not enough yet: 0 OK, 0 NG; needs 10 OK and 5 NG" in out
    found = json.loads(run("threshold", inspected, "--suggest", "--json", "--overkill", 2)[1])
    assert [one["way"] for one in found] == [
        "reference", "highest-ok", "best-f1", "overkill", "no-escape"
    ]  # fmt: skip
    assert (found[0]["review"], found[0]["views"], found[1]["ng"]) == (3, 3, None)
    assert found[3]["basis"].endswith("needs 50 OK")
    run("threshold", inspected, "--ng", 10)
    taken = json.loads(
        run("threshold", inspected, "--take", "reference", "--author", "Ann", "--json")[1]
    )
    assert (taken["ng"], taken["author"]) == (5, "Ann")
    assert taken["basis"] == "from the reference alone: reference views"
    code, _, err = run("threshold", inspected, "--take", "best-f1")
    assert code == ExitCode.ERROR
    assert "not enough yet: 0 OK, 0 NG" in err


def test_thresholds_are_tried_without_storing_anything(run, inspected):
    code, out, _ = run("threshold", inspected, "--ng", 3.5, "--dry-run")
    assert code == ExitCode.DONE
    assert out.splitlines() == [
        "Tried: REVIEW from 3, NG from 3.5 sigma; nothing is stored",
        "2 NG, 0 REVIEW, 1 OK",
        "Overkill: 0 of 0 confirmed OK (0 more in REVIEW)",
        "Escape: 0 of 0 confirmed NG (0 more in REVIEW)",
        "Would flip: 1, of which 0 have a human verdict that stands",
        "image  sigma  now     then",
        "b.png   4.00  REVIEW  NG",
    ]
    found = json.loads(run("threshold", inspected, "--ng", 3.5, "--dry-run", "--json")[1])
    assert found["counts"] == {"OK": 1, "REVIEW": 0, "NG": 2, "error": 0}
    assert [(flip["now"], flip["then"]) for flip in found["flips"]] == [("REVIEW", "NG")]
    assert found["flips"][0]["path"].endswith("b.png")
    assert "NG from 5" in run("threshold", inspected)[1]
    assert run("threshold", inspected, "--dry-run")[0] == ExitCode.USAGE


def test_thresholds_are_held_against_human_verdicts(run, inspected, root):
    with Workspace(root).open(inspected) as project:
        for row, word in zip(results.results(project), ("OK", "NG", "NG"), strict=True):
            record_verdict(project, row.id, Verdict(word))
    out = run("threshold", inspected, "--check")[1].splitlines()
    assert [line.split() for line in out[1:3]] == [
        ["OK", "confirmed", "1", "0", "0"],
        ["NG", "confirmed", "0", "1", "1"],
    ]
    assert out[3] == "Curves: not enough yet: 1 OK, 2 NG"
    found = json.loads(run("threshold", inspected, "--check", "--json")[1])
    assert (found["overkill"], found["escape"], found["roc"]) == (0, 0, None)


def test_a_part_under_two_names_is_held_against_the_thresholds_once(run, inspected, root):
    with Workspace(root).open(inspected) as project:
        found = start_run(project.store, project.store.models.current())
        batch = [
            NewResult(path=Path("/lot", name), sha256="a" * 64, score=9.0)
            for name in ("a.png", "copy of a.png")
        ]
        for row in project.store.results.add(found.id, batch).result():
            record_verdict(project, row.id, Verdict.OK)
    out = run("threshold", inspected, "--check")[1].splitlines()
    assert out[1].split() == ["OK", "confirmed", "0", "0", "1"]
    assert out[3] == "Left out: 1 with the same bytes as another image"
    found = json.loads(run("threshold", inspected, "--check", "--json")[1])
    assert (found["overkill"], found["duplicates"]) == (1, 1)
    assert (
        "not enough yet: 1 OK, 0 NG; needs 10 OK; duplicates left out: 1"
        in (run("threshold", inspected, "--suggest")[1])
    )


@pytest.mark.parametrize("task", [("--suggest",), ("--history",), ("--restore", 1)])
def test_thresholds_by_hand_and_another_way_do_not_mix(run, inspected, task):
    code, _, err = run("threshold", inspected, "--ng", 7, *task)
    assert code == ExitCode.USAGE
    assert "--review and --ng" in err


def test_results_as_text(run, inspected):
    code, out, err = run("results", inspected)
    assert (code, err) == (ExitCode.DONE, "")
    assert [line.split() for line in out.splitlines()[3:]] == [
        ["image", "sigma", "verdict", "by", "remark"],
        ["a.png", "1.00", "OK", "machine"],
        ["b.png", "4.00", "REVIEW", "machine"],
        ["c.png", "9.50", "NG", "machine"],
    ]


def test_results_as_json(run, inspected, root, tmp_path, results_json):
    with Workspace(root).open(inspected) as project:
        row = results.results(project)[2]
        record_verdict(project, row.id, Verdict.OK, author="Ada", reason="dust")
    found = results_json(inspected)
    assert set(found) == {"project", "run", "model", "thresholds", "results"}
    assert found["project"]["noun"] == "metal nut"
    assert found["run"]["folder"] == str(tmp_path / "lot 7")
    assert found["run"]["counts"] == {"OK": 2, "REVIEW": 1, "NG": 0, "error": 0}
    assert found["run"]["status"] == "finished"
    assert found["model"]["backbone_sha256"] == "ab" * 32
    assert found["thresholds"]["ng"] == 5
    last = found["results"][2]
    assert last["path"] == str(tmp_path / "lot 7" / "c.png")
    assert (last["score"], last["machine"], last["human"]) == (9.5, "NG", "OK")
    assert (last["verdict"], last["reason"], last["error"]) == ("OK", "dust", None)
    assert set(last["timings"]) == {"store"}


def test_a_failed_image_as_json(run, trained, fake_inspection, scores, tmp_path, results_json):
    scores.clear()
    scores["bad.png"] = "The file is empty (0 bytes)."
    run("inspect", trained, tmp_path)
    (row,) = results_json(trained)["results"]
    assert (row["score"], row["verdict"], row["machine"]) == (None, None, None)
    assert row["error"] == "The file is empty (0 bytes)."


def test_a_path_that_is_no_text(run, trained, fake_inspection, scores, results_json):
    odd = os.fsdecode(b"M\xe4rz.png")
    scores.clear()
    scores[odd] = 1.0
    run("inspect", trained, "/lot")
    code, out, _ = run("results", trained)
    assert code == ExitCode.DONE
    assert "M\\udce4rz.png" in out
    assert results_json(trained)["results"][0]["path"] == f"/lot/{odd}"


def test_results_of_a_retrained_project_keep_their_thresholds(run, inspected, results_json):
    run("train", inspected)
    run("threshold", inspected, "--ng", 50)
    found = results_json(inspected)
    assert (found["model"]["number"], found["thresholds"]["ng"]) == (1, 5)


@pytest.mark.parametrize("command", [("results",), ("results", "--json"),
                                     ("export", "--format", "csv", "--out", "r.csv")])  # fmt: skip
def test_nothing_inspected_yet(run, trained, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*command, trained)
    assert (code, out) == (ExitCode.ERROR, "")
    assert "Nothing has been inspected yet. Inspect a folder of images first." in err


def test_reading_works_while_another_program_writes(run, inspected, root, tmp_path):
    with Workspace(root).open(inspected):
        assert run("results", inspected)[0] == ExitCode.DONE
        assert run("threshold", inspected)[0] == ExitCode.DONE
        out = tmp_path / "r.csv"
        assert run("export", inspected, "--format", "csv", "--out", out)[0] == ExitCode.DONE
        code, _, err = run("threshold", inspected, "--ng", 9)
    assert code == ExitCode.ERROR
    assert "open in another program" in err


def test_export(run, inspected, tmp_path):
    out = tmp_path / "r.csv"
    code, said, _ = run("export", inspected, "--format", "csv", "--out", out, "--only", "ng,review")
    assert (code, said) == (ExitCode.DONE, f"{out}\n")
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["verdict"] for row in csv.DictReader(file)] == ["REVIEW", "NG"]


def test_an_earlier_report_is_replaced_only_with_force(run, inspected, tmp_path):
    export = ["export", inspected, "--format", "csv", "--out", tmp_path / "r.csv"]
    assert run(*export)[0] == ExitCode.DONE
    before = (tmp_path / "r.csv").read_bytes()
    code, out, err = run(*export, "--only", "ok")
    assert (code, out) == (ExitCode.ERROR, "")
    assert f"{tmp_path / 'r.csv'}: There is a report of that name already." in err
    assert "--force" in err
    assert (tmp_path / "r.csv").read_bytes() == before
    assert run(*export, "--only", "ok", "--force")[0] == ExitCode.DONE
    assert (tmp_path / "r.csv").read_bytes() != before


def test_a_report_with_nothing_in_it_is_not_silent(run, trained, fake_inspection, scores, tmp_path):
    scores.pop("a.png")
    run("inspect", trained, tmp_path)
    export = ["export", trained, "--format", "csv", "--out", tmp_path / "r.csv"]
    code, _, err = run(*export, "--only", "ok")
    assert code == ExitCode.DONE
    assert "No image of the run is OK, so none is in the report." in err
    assert "No image" not in run(*export, "--only", "ok,ng", "--force")[2]


def test_earlier_runs(run, inspected, fake_inspection, scores, tmp_path):
    scores.pop("a.png")
    run("inspect", inspected, tmp_path / "lot 8", "--lot", "L8")
    code, out, _ = run("runs", inspected)
    assert code == ExitCode.DONE
    second, first = (line.split() for line in out.splitlines()[1:])
    assert second[0] == "2"
    assert second[3:9] == ["L8", "finished", "0", "1", "1", "0"]
    assert first[0] == "1"
    assert {"L7", "Ada", "finished"} <= set(first)
    listed = json.loads(run("runs", inspected, "--json")[1])
    assert [one["id"] for one in listed] == [2, 1]
    assert listed[1]["counts"] == {"OK": 1, "REVIEW": 1, "NG": 1, "error": 0}
    earlier = json.loads(run("results", inspected, "--run", 1, "--json")[1])
    assert (earlier["run"], len(earlier["results"])) == (listed[1], 3)
    out = tmp_path / "r.csv"
    run("export", inspected, "--format", "csv", "--out", out, "--run", 1)
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == ["a.png", "b.png", "c.png"]
    code, _, err = run("results", inspected, "--run", 9)
    assert code == ExitCode.ERROR
    assert "There is no run 9." in err


def test_runs_before_the_first(run, trained):
    assert run("runs", trained)[:2] == (ExitCode.DONE, "")
    assert run("runs", trained, "--json") == (ExitCode.DONE, "[]\n", "")


def test_an_unfinished_run_says_how_far_it_came(run, trained, root):
    with Workspace(root).open(trained) as project:
        started = start_run(project.store, project.store.models.current(), total=90)
        add_scores(project.store, started, [1.0, 9.0])
        project.store.runs.finish(started.id, RunStatus.CANCELLED)
    assert run("results", trained)[1].startswith("Run 1 of Metal nut, cancelled, 2 of 90 images: ")


def test_export_to_where_nothing_can_be_written(run, inspected, tmp_path):
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "r.html"
    code, _, err = run("export", inspected, "--format", "html", "--out", out)
    assert code == ExitCode.ERROR
    assert str(tmp_path / "file") in err


def test_an_unknown_project_names_the_known_ones(run, nut):
    code, _, err = run("results", "nutt")
    assert code == ExitCode.ERROR
    assert 'no project "nutt"' in err
    assert "Projects here: metal-nut." in err


@pytest.fixture
def shelf(monkeypatch):
    """Two backbones, one of them installed."""
    found = [
        BackboneInfo("starter", plain("Starter, bundled"), installed=True, bytes=36_000_000,
                     sha256="ab" * 32, path=Path("/r/starter")),
        BackboneInfo("RN50/openai", plain("CLIP"), installed=False),
    ]  # fmt: skip
    monkeypatch.setattr(backbones, "list_backbones", lambda: found)
    return found


def test_backbones_here_first(run, shelf):
    code, out, _ = run("backbones")
    assert code == ExitCode.DONE
    assert "starter" in out
    assert "36 MB" in out
    assert "RN50" not in out
    assert "1 more can be downloaded: ad-studio backbones --all" in out
    _, out, _ = run("backbones", "--all")
    assert "RN50/openai  no" in out
    assert "more" not in out


def test_getting_weights(run, shelf, monkeypatch, tmp_path):
    calls = []

    def note(*arguments, progress=None):
        calls.append(arguments)
        return shelf[0]

    monkeypatch.setattr(backbones, "download", note)
    monkeypatch.setattr(backbones, "import_weights", note)
    code, out, _ = run("backbones", "--download", "starter")
    assert code == ExitCode.DONE
    assert f"SHA-256 {'ab' * 32}" in out
    run("backbones", "--import", "starter", tmp_path / "w.pt")
    assert calls == [("starter",), ("starter", tmp_path / "w.pt")]
