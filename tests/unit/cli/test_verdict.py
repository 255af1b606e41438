"""What people say on the command line, and the list that is chosen and sorted there."""

import json

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import EventKind, Mark, Verdict
from ad_studio.services import results
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results import verdicts


@pytest.fixture
def said(root, inspected):
    """Reads what stands and what was done: ({name: (human, mark, reason)}, kinds)."""

    def read():
        with Workspace(root).open(inspected, write=False) as project:
            rows = {r.path.name: (r.human, r.mark, r.reason) for r in results.results(project)}
            kinds = [event.kind for event in verdicts.events(project)]
        return rows, [kind for kind in kinds if kind is not EventKind.MACHINE]

    return read


def test_a_verdict_with_its_reason_and_author(run, inspected, said, root):
    code, out, _ = run("verdict", inspected, "c.png", "ok", "--reason", "dust", "--author", "Ann")
    assert (code, out) == (ExitCode.DONE, "c.png: OK, by a person: dust\n")
    assert said()[0]["c.png"] == (Verdict.OK, None, "dust")
    with Workspace(root).open(inspected, write=False) as project:
        assert verdicts.events(project)[-1].author == "Ann"


def test_unsure_skip_and_taking_back(run, inspected, said):
    assert run("verdict", inspected, "b.png", "unsure")[1] == "b.png: REVIEW, unsure\n"
    run("verdict", inspected, "a.png", "skip")
    assert said()[0]["a.png"] == (None, Mark.SKIPPED, "")
    assert run("verdict", inspected, "b.png", "none")[1] == "b.png: REVIEW, by the machine\n"
    code, _, err = run("verdict", inspected, "c.png", "none")
    assert code == ExitCode.USAGE
    assert "no human verdict" in err


def test_undo_and_redo(run, inspected, said):
    run("verdict", inspected, "c.png", "ok")
    run("verdict", inspected, "b.png", "ng")
    assert run("undo", inspected)[1] == "b.png: REVIEW, by the machine\n"
    assert run("undo", inspected, "--author", "Bo")[1] == "c.png: NG, by the machine\n"
    nothing = "ad-studio: There is nothing to undo in run 1.\n"
    assert run("undo", inspected) == (ExitCode.USAGE, "", nothing)
    assert run("redo", inspected)[1] == "c.png: OK, by a person\n"
    assert run("redo", inspected)[1] == "b.png: NG, by a person\n"
    nothing = "ad-studio: There is nothing to do again in run 1.\n"
    assert run("redo", inspected) == (ExitCode.USAGE, "", nothing)
    assert said()[1] == [
        *[EventKind.VERDICT] * 2,
        *[EventKind.UNDO] * 2,
        *[EventKind.REDO] * 2,
    ]


def test_blanks_are_no_reason(run, inspected, said):
    run("verdict", inspected, "c.png", "ok", "--reason", "  ")
    assert said()[0]["c.png"] == (Verdict.OK, None, "")


@pytest.mark.parametrize("command", [("verdict", "c.png", "ok"), ("undo",), ("redo",)])
def test_nothing_is_said_about_a_deleted_run(run, inspected, said, command):
    run("verdict", inspected, "c.png", "ok")
    run("runs", inspected, "--delete", 1, "--yes", "--reason", "wrong lot")
    before = said()
    code, out, err = run(command[0], inspected, *command[1:], "--run", 1)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "Run 1 was deleted" in err
    assert said() == before


def test_an_unknown_word_is_named_with_those_there_are(run, inspected):
    code, _, err = run("verdict", inspected, "c.png", "maybe")
    assert code == ExitCode.USAGE
    assert "argument VERDICT: invalid choice: 'maybe'" in err


def test_an_image_that_is_not_there(run, inspected):
    code, _, err = run("verdict", inspected, "x.png", "ok")
    assert code == ExitCode.USAGE
    assert err == (
        'ad-studio: No image of run 1 is called "x.png". '
        "See `ad-studio results metal-nut --run 1`.\n"
    )


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
