"""`verdict`, `undo` and `redo`."""

import hashlib

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import EventKind, Mark, Verdict
from ad_studio.services import results
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results import verdicts
from ad_studio.store import NewResult


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


def test_a_file_changed_since_its_inspection_is_warned_about(run, root, inspected, tmp_path):
    path = tmp_path / "part.png"
    path.write_bytes(b"as inspected")
    sha256 = hashlib.sha256(b"as inspected").hexdigest()
    with Workspace(root).open(inspected) as project:
        new = NewResult(path=path, sha256=sha256, score=1.0)
        project.store.results.add(project.store.runs.latest().id, [new]).result()
    assert run("verdict", inspected, "part.png", "ok") == (
        ExitCode.DONE,
        "part.png: OK, by a person\n",
        "",
    )
    path.write_bytes(b"another part")
    code, out, err = run("verdict", inspected, "part.png", "ng")
    assert (code, out) == (ExitCode.DONE, "part.png: NG, by a person\n")
    assert "warning" in err
    assert "part.png: The image file was changed after it had been inspected." in err


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


def test_a_name_is_found_in_whatever_unicode_form_it_is_typed(
    run, trained, fake_inspection, scores, tmp_path
):
    scores["Pru\u0308fling_1.png"] = 1.0
    run("inspect", trained, tmp_path)
    code, out, _ = run("verdict", trained, "pr\u00fcfling_1.png", "ng")
    assert (code, out) == (ExitCode.DONE, "Pru\u0308fling_1.png: NG, by a person\n")
    assert "fling_1.png" in run("results", trained, "--text", "PR\u00dcF")[1]


def test_an_ng_part_is_acknowledged_once_it_was_listed(run, inspected, latest):
    assert run("acknowledge", inspected)[1].endswith("c.png\n")
    code, said, _ = run("acknowledge", inspected, "c.png", "--author", "Ada")
    assert code == ExitCode.DONE
    assert said.startswith("c.png: NG, acknowledged by Ada on ")
    code, said, err = run("acknowledge", inspected)
    assert (code, said) == (ExitCode.DONE, "")
    assert "No NG part of run 1 waits for it." in err
    assert run("acknowledge", inspected, "a.png")[0] == ExitCode.USAGE
