"""`models` and `use`, and what `train` and `inspect` say of the model in force."""

import json

import pytest

from ad_studio.cli.codes import ExitCode


@pytest.fixture
def two(run, trained):
    """A project with a model in force and a candidate."""
    run("train", trained)
    return trained


def listed(run, name):
    return json.loads(run("models", name, "--json")[1])


def test_before_training_there_is_no_model(run, nut):
    assert run("models", nut) == (
        ExitCode.DONE,
        "",
        "ad-studio: There is no trained model yet.\n",
    )
    assert listed(run, nut) == []
    code, _, err = run("use", nut, 1)
    assert (code, "There is no model 1. Train first." in err) == (ExitCode.ERROR, True)


def test_training_says_whether_the_model_is_in_force(run, nut, fake_training):
    assert run("train", nut)[1].splitlines()[-1] == "Model 1 is in force."
    assert run("train", nut)[1].splitlines()[-2:] == [
        "Model 2 is a candidate; model 1 stays in force.",
        "To use model 2 from now on: ad-studio use metal-nut 2",
    ]


def test_the_models_in_a_table(run, two):
    run("use", two, 2, "--author", "Ann", "--note", "finds more")
    head, new, old = (line.split() for line in run("models", two)[1].splitlines())
    assert " ".join(head) == (
        "model trained method backbone level learned from version REVIEW NG state since by note"
    )
    assert (new[0], new[3:10]) == ("2", ["devprompt", "starter", "reference", "2", "3", "5", "in"])
    assert new[10] == "force"
    assert new[-3:] == ["Ann", "finds", "more"]
    assert (old[0], old[8:10]) == ("1", ["5", "earlier"])
    assert old[-1] == "automatic"


def test_the_models_as_json(run, two):
    run("use", two, 2, "--author", "Ann", "--note", "finds more")
    new, old = listed(run, two)
    assert (new["number"], new["state"], old["state"]) == (2, "in force", "earlier")
    ((signed,), (automatic,)) = (one["put_in_force"] for one in (new, old))
    assert (signed["author"], signed["note"]) == ("Ann", "finds more")
    assert automatic["author"] == ""
    assert new["thresholds"] == {"id": 2, "review": 3, "ng": 5, "basis": "reference views"}
    counts = {"reference": 1, "confirmed_ok": 0, "confirmed_ng": 0, "lot": 0}
    assert new["training_set"] == {"version": 2, **counts}


def test_use_says_from_what_to_what_and_how_to_go_back(run, two):
    assert run("use", two, 2, "--author", "Ann") == (
        ExitCode.DONE,
        "Model 2 is in force: REVIEW from 3, NG from 5 sigma (reference views)\n"
        "It was model 1 before. To put that back: ad-studio use metal-nut 1\n",
        "",
    )
    assert run("use", two, 1)[0] == ExitCode.DONE
    assert [one["state"] for one in listed(run, two)] == ["earlier", "in force"]


def test_use_says_which_thresholds_do_not_come_along(run, two):
    run("threshold", two, "--review", 3.5, "--ng", 6)
    assert run("use", two, 2)[2] == (
        "ad-studio: The thresholds set by hand for model 1 (3.5 / 6) do not apply to model 2.\n"
    )


def test_the_model_in_force_cannot_be_put_in_force_again(run, two):
    assert run("use", two, 1) == (
        ExitCode.USAGE,
        "",
        "ad-studio: Model 1 is in force already.\n",
    )
    assert len(listed(run, two)[1]["put_in_force"]) == 1


def test_a_model_is_put_in_force_by_somebody(run, two, monkeypatch):
    def nameless():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nameless)
    code, _, err = run("use", two, 2)
    assert (code, "the name is missing" in err) == (ExitCode.USAGE, True)
    assert [one["state"] for one in listed(run, two)] == ["candidate", "in force"]


def test_inspect_uses_the_model_in_force_unless_another_one_is_named(
    run, two, fake_inspection, tmp_path, results_json
):
    def model(*options):
        run("inspect", two, tmp_path, *options)
        return results_json(two)["model"]["number"]

    assert model() == 1
    assert model("--model", 2) == 2
    run("use", two, 2)
    assert model() == 2
    run("use", two, 1)
    assert model() == 1


def test_thresholds_are_those_of_the_model_in_force(run, two):
    run("use", two, 2, "--author", "Ann", "--note", "finds more")
    run("threshold", two, "--ng", 7, "--author", "Kim")
    assert run("threshold", two)[1].startswith("Model 2: REVIEW from 3, NG from 7")
    rows = [line.split() for line in run("threshold", two, "--history")[1].splitlines()[1:]]
    assert (rows[0][0], rows[0][5]) == ("3", "Kim")
    assert rows[1][2:] == ["Ann", "model", "2", "put", "in", "force", "finds", "more"]
    assert rows[2][0] == "2"
    run("use", two, 1)
    assert run("threshold", two)[1].startswith("Model 1: REVIEW from 3, NG from 5")


def test_thresholds_of_a_candidate_are_tried_before_it_is_used(run, two, fake_inspection, tmp_path):
    assert "is not of model 2" in run("threshold", two, "--model", 2, "--ng", 7, "--dry-run")[2]
    run("inspect", two, tmp_path, "--model", 2)
    out = run("threshold", two, "--model", 2, "--ng", 10, "--dry-run")[1]
    assert "0 NG, 2 REVIEW, 1 OK" in out
    out = run("threshold", two, "--model", 2, "--ng", 10, "--author", "Kim")[1]
    assert out.startswith("Model 2: REVIEW from 3, NG from 10")
    assert run("threshold", two)[1].startswith("Model 1: REVIEW from 3, NG from 5")
    assert "Kim" in run("threshold", two, "--model", 2, "--history")[1]
    assert "Kim" not in run("threshold", two, "--history")[1]
    assert run("threshold", two, "--model", 9)[0] == ExitCode.ERROR
    assert run("threshold", two, "--model", 2, "--restore", 1)[0] == ExitCode.USAGE
