"""`runs`, `compare` and `export`."""

import csv
import json

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import (
    RunStatus,
    Verdict,
)
from ad_studio.services.projects.workspace import Workspace
from tests.projects import add_model, add_scores, start_run


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


def test_export_to_where_nothing_can_be_written(run, inspected, tmp_path):
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "r.html"
    code, _, err = run("export", inspected, "--format", "html", "--out", out)
    assert code == ExitCode.ERROR
    assert str(tmp_path / "file") in err


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


def test_no_run_is_deleted_while_another_program_may_take_results_from_it(run, inspected, root):
    delete = ("runs", inspected, "--delete", 1, "--yes", "--reason", "wrong lot")
    with Workspace(root).open(inspected):
        code, _, err = run(*delete)
    assert code == ExitCode.ERROR
    assert "open in another program" in err
    assert run(*delete)[0] == ExitCode.DONE


@pytest.fixture
def two_runs(project):
    """Two runs of two models on the same four images."""
    store = project.store
    for scores in ([1.0, 2.0, 4.0, 9.0], [1.0, 2.0, 9.0, 2.5]):
        run = start_run(store, store.models.all()[0], total=4)
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
