"""Who a change is signed by, whatever the command: the login name unless somebody is named."""

import csv

import pytest
from PIL import Image

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import EventKind
from ad_studio.services import thresholds
from ad_studio.services.inspection import runs
from ad_studio.services.projects import ignore_regions
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results import verdicts


@pytest.fixture
def referenced(run, nut, tmp_path):
    """A project whose reference is an image."""
    Image.new("RGB", (200, 100), "grey").save(tmp_path / "nut.png")
    run("reference", nut, tmp_path / "nut.png")


@pytest.fixture
def signed(root):
    """Reads who stands under everything that people did."""

    def read(slug):
        with Workspace(root).open(slug, write=False) as project:
            said = [one for one in verdicts.events(project) if one.kind is not EventKind.MACHINE]
            set_ = thresholds.threshold_history(project)[:-1]
            drawn = ignore_regions.current(project)
            deleted = [one.deletion for one in runs.deleted_runs(project)]
        return [one.author for one in (*said, *set_, drawn, *deleted)]

    return read


CHANGES = (
    ("verdict", "c.png", "ok"),
    ("verdict", "b.png", "unsure"),
    ("undo",),
    ("redo",),
    ("threshold", "--ng", 12),
    ("threshold", "--restore", 1),
    ("ignore", "--add-rect", "0,0,10,10"),
    ("runs", "--delete", 1, "--yes", "--reason", "wrong lot"),
)


@pytest.mark.parametrize(
    ("options", "name"), [((), "kim"), (("--author", "Ann"), "Ann")], ids=["login", "named"]
)
def test_every_change_is_signed(run, referenced, inspected, signed, monkeypatch, options, name):
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    for command, *rest in CHANGES:
        code, _, err = run(command, inspected, *rest, *options)
        assert code == ExitCode.DONE, err
    assert signed(inspected) == [name] * len(CHANGES)


def test_the_csv_report_names_who_said_it_and_who_said_it_again(
    run, referenced, inspected, tmp_path, monkeypatch
):
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    run("verdict", inspected, "c.png", "ok", "--author", "Ann")
    out = tmp_path / "r.csv"
    for steps, name in (((), "Ann"), (("undo", "redo"), "kim")):
        for step in steps:
            run(step, inspected)
        assert run("export", inspected, "--format", "csv", "--out", out, "--force")[0] == 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            lines = {line["file"]: line for line in csv.DictReader(file)}
        assert lines["c.png"]["human_author"] == name


def test_a_computer_without_login_names(run, inspected, root, monkeypatch):
    def nobody():
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert run("verdict", inspected, "c.png", "ok")[0] == ExitCode.DONE
    with Workspace(root).open(inspected, write=False) as project:
        assert verdicts.events(project)[-1].author == ""


@pytest.mark.parametrize("command", [("undo",), ("verdict", "c.png", "ok"), ("threshold",)])
def test_an_empty_name_is_refused(run, inspected, command):
    code, out, err = run(command[0], inspected, *command[1:], "--author", " ")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "a name is needed, this is empty" in err
