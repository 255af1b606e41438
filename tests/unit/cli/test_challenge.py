import json

import pytest
from PIL import Image

from ad_studio.services.challenge import challenge
from ad_studio.services.challenge.samples import list_samples
from ad_studio.services.projects.workspace import Workspace
from tests.projects import add_challenge


@pytest.fixture
def images(tmp_path):
    paths = [tmp_path / name for name in ("good.png", "bad.png")]
    for grey, path in enumerate(paths):
        Image.new("RGB", (64, 48), (grey, 0, 0)).save(path)
    return paths


@pytest.fixture
def fake_challenge(monkeypatch):
    """A challenge whose samples get these scores."""
    scores = [1.0, 9.0]

    def run_challenge(project, *, author, device, progress):
        return add_challenge(project.store, project.store.models.in_force(), *scores)

    monkeypatch.setattr(challenge, "run_challenge", run_challenge)
    return scores


def test_samples_are_added_listed_and_taken_out(run, trained, images, root):
    good, bad = images
    assert run("challenge", trained)[1] == ("No samples.\nInspections need no challenge.\n")
    assert run("challenge", trained, "--add", good, "--expect", "ok", "--author", "Ann")[0] == 0
    code, out, _ = run("challenge", trained, "--add", bad, "--expect", "ng")
    assert code == 0
    assert "good.png" in out and "bad.png" in out and "Ann" in out
    code, out, _ = run("challenge", trained, "--remove", "1", "--reason", "worn", "--json")
    (left,) = json.loads(out)["samples"]
    assert (left["sample"], left["expected"]) == (2, "NG")
    with Workspace(root).open(trained, write=False) as project:
        assert [sample.id for sample in list_samples(project)] == [2]


def test_a_pass_is_0_and_a_failure_is_1(run, trained, fake_challenge):
    code, out, _ = run("challenge", trained, "--run")
    assert code == 0
    assert "Challenge 1 passed: 2 of 2 samples as expected" in out
    fake_challenge[1] = 1.0
    code, out, _ = run("challenge", trained, "--run", "--json")
    done = json.loads(out)
    assert (code, done["passed"]) == (1, False)
    assert [result["as_expected"] for result in done["results"]] == [True, False]
    history = json.loads(run("challenge", trained, "--history", "--json")[1])
    assert [one["challenge"] for one in history] == [2, 1]
    assert (
        run("challenge", trained, "--history")[1].splitlines()[0].startswith("Challenge 2 FAILED")
    )


def test_without_a_pass_no_inspection_where_it_is_asked_for(run, trained, fake_challenge):
    code, out, err = run("challenge", trained, "--require", "12")
    assert code == 0
    assert "passed within 12 h" in out
    assert "a challenge is due: There was no challenge yet." in err
    run("challenge", trained, "--run")
    assert json.loads(run("challenge", trained, "--json")[1])["due"] == ""
    run("challenge", trained, "--require", "shift")
    asked = json.loads(run("challenge", trained, "--json")[1])
    assert (asked["required_hours"], asked["required_each_shift"]) == (0, True)
    for rule, words in (
        ("8,shift", "a challenge that passed within 8 h and since the shift began."),
        ("shift", "a challenge that passed since the shift began."),
        ("8", "a challenge that passed within 8 h."),
        ("0", "no challenge."),
    ):
        assert f"Inspections need {words}\n" in run("challenge", trained, "--require", rule)[1]
    assert "'8,lot'" in run("challenge", trained, "--require", "8,lot")[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--add", "a.png"), "go together"),
        (("--expect", "ng"), "go together"),
        (("--reason", "worn"), "goes with --remove"),
        (("--author", "Ann"), "goes with"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run, arguments, words):
    code, _, err = run("challenge", "nut", *arguments)
    assert code == 2
    assert words in err
