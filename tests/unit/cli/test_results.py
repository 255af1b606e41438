"""`results`: as text and JSON, chosen and sorted."""

import json
import os
from pathlib import Path

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import Basis, BasisKind, RunStatus, Verdict
from ad_studio.services import results, thresholds
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results.verdicts import record_verdict
from tests.projects import add_scores, start_run


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
    assert set(found) == {"project", "run", "model", "thresholds", "results", "audit_head"}
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
    run("use", inspected, 2)
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


def test_an_unfinished_run_says_how_far_it_came(run, trained, root):
    with Workspace(root).open(trained) as project:
        started = start_run(project.store, project.store.models.in_force(), total=90)
        add_scores(project.store, started, [1.0, 9.0])
        project.store.runs.finish(started.id, RunStatus.CANCELLED)
    assert run("results", trained)[1].startswith("Run 1 of Metal nut, cancelled, 2 of 90 images: ")


def shown(run, *options):
    code, out, err = run("results", *options, "--json")
    assert code == ExitCode.DONE, err
    return [row["path"].rpartition("/")[2] for row in json.loads(out)["results"]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["a.png", "b.png", "c.png"]),
        (("--sort", "score"), ["c.png", "b.png", "a.png"]),
        (("--sort", "name", "--reverse"), ["c.png", "b.png", "a.png"]),
        (("--verdict", "ng,review"), ["b.png", "c.png"]),
        (("--unchecked",), ["a.png", "b.png"]),
        (("--queue", "review-ng"), ["b.png", "c.png"]),
        (("--queue", "review-ng", "--unchecked"), ["b.png"]),
        (("--human", "overridden"), ["c.png"]),
        (("--min-score", "3", "--max-score", "5"), ["b.png"]),
        (("--text", "A.P"), ["a.png"]),
        (("--lot", "L8"), []),
        (("--max-size", "1"), ["a.png", "b.png", "c.png"]),
        (("--min-size", "1"), []),
    ],
)
def test_results_are_chosen_and_sorted(run, inspected, options, expected):
    run("verdict", inspected, "c.png", "review")
    assert shown(run, inspected, *options) == expected


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--min-score", 9, "--max-score", 3), "--min-score 9 is above --max-score 3"),
        (("--min-size", 2, "--max-size", 0.5), "--min-size 2 is above --max-size 0.5"),
        (("--queue", "review-ng", "--reverse"), "--reverse goes with --sort"),
    ],
)
def test_what_lets_nothing_pass_or_does_nothing_is_refused(run, inspected, wrong, said):
    code, out, err = run("results", inspected, *wrong)
    assert (code, out) == (ExitCode.USAGE, "")
    assert said in err


def test_when_no_image_is_left_it_is_said(run, inspected):
    code, _, err = run("results", inspected, "--text", "zzz")
    assert (code, err) == (ExitCode.DONE, "ad-studio: No image is as was asked for.\n")
    assert run("results", inspected, "--text", "a")[2] == ""
    assert run("results", inspected, "--text", "zzz", "--json")[2] == ""


def test_a_wrong_word_is_refused(run, inspected):
    code, _, err = run("results", inspected, "--verdict", "bad")
    assert code == ExitCode.USAGE
    assert "ok, review, ng, error" in err


def test_images_of_several_runs_name_their_run(run, inspected, tmp_path):
    assert "run" not in run("results", inspected, "--all-runs")[1].splitlines()[3]
    run("inspect", inspected, tmp_path / "lot 7")
    lines = run("results", inspected, "--all-runs", "--text", "a.png")[1].splitlines()[3:]
    assert lines[0].startswith("run  image")
    assert sorted(line.split()[:2] for line in lines[1:]) == [["1", "a.png"], ["2", "a.png"]]


def test_first_verdicts_are_asked_for_while_thresholds_are_provisional(run, inspected, root):
    with Workspace(root).open(inspected) as project:
        basis = Basis(BasisKind.PROVISIONAL, {"views": 6, "mean": 1.4})
        pair = thresholds.current_thresholds(project).thresholds
        thresholds.set_thresholds(project, pair, basis=basis)
    asked = "Thresholds are provisional until {} more confirmed parts say more."
    err = run("threshold", inspected)[2]
    assert asked.format(10) in err
    assert f"ad-studio results {inspected} --queue first-verdicts" in err
    code, out, _ = run("results", inspected, "--queue", "first-verdicts", "--json")
    names = [Path(row["path"]).name for row in json.loads(out)["results"]]
    assert (code, names[0]) == (ExitCode.DONE, "b.png"), "the nearest to the review threshold"
    run("verdict", inspected, names[0], "ok")
    assert asked.format(9) in run("threshold", inspected)[2]
    run("threshold", inspected, "--ng", 9)
    assert "provisional" not in run("threshold", inspected)[2]
