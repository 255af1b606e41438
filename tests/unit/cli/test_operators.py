"""`operators`, and signing in by commands."""

import json

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.services.projects import pins
from ad_studio.services.projects.workspace import Workspace


@pytest.fixture
def asking(run, inspected, monkeypatch):
    """A project in which Ada is an operator and Ann an engineer, and everybody signs in."""
    monkeypatch.setattr(pins, "COST", 16)
    for name, role, pin in (("Ada", "operator", "1111"), ("Ann", "engineer", "2222")):
        monkeypatch.setenv("AD_STUDIO_NEW_PIN", pin)
        assert run("operators", inspected, "--add", name, "--role", role)[0] == ExitCode.DONE
    assert run("operators", inspected, "--sign-in", "yes")[0] == ExitCode.DONE
    monkeypatch.delenv("AD_STUDIO_NEW_PIN")
    return inspected


@pytest.fixture
def be(monkeypatch):
    """Lets the environment say who signs in."""

    def say(name, pin):
        monkeypatch.setenv("AD_STUDIO_OPERATOR", name)
        monkeypatch.setenv("AD_STUDIO_PIN", pin)

    return say


def test_the_list_is_shown_to_everybody(run, asking):
    assert run("operators", asking)[1] == "Ada: operator\nAnn: engineer\nSign in: yes\n"
    assert json.loads(run("operators", asking, "--json")[1]) == {
        "sign_in": True,
        "operators": [
            {"name": "Ada", "role": "operator"},
            {"name": "Ann", "role": "engineer"},
        ],
    }


def test_a_command_that_changes_something_wants_a_pin(run, asking, be):
    code, _, err = run("verdict", asking, "a.png", "ng")
    assert code == ExitCode.ERROR
    assert "Nobody is signed in" in err
    be("Ada", "9999")
    code, _, err = run("verdict", asking, "a.png", "ng")
    assert code == ExitCode.ERROR
    assert "name or the PIN is wrong" in err
    be("Ada", "1111")
    assert run("verdict", asking, "a.png", "ng", "--author", "Bob")[0] == ExitCode.DONE
    assert "Bob" not in run("audit", asking)[1]
    code, _, err = run("threshold", asking, "--ng", "8")
    assert code == ExitCode.ERROR
    assert "Ada is an operator" in err
    be("Ann", "2222")
    assert run("threshold", asking, "--ng", "8")[0] == ExitCode.DONE
    assert run("results", asking)[0] == ExitCode.DONE


def test_a_project_that_asks_is_archived_or_deleted_by_an_engineer_only(run, asking, be, root):
    be("Ada", "1111")
    assert run("archive", asking)[0] == ExitCode.ERROR
    assert run("delete", asking, "--yes")[0] == ExitCode.ERROR
    assert len(Workspace(root).cards()) == 1
    be("Ann", "2222")
    assert run("archive", asking)[0] == ExitCode.DONE


def test_what_cannot_be_meant_is_refused(run, nut):
    for wrong in (("--author", "Ann"), ("--add", "Eve"), ("--remove", "Eve")):
        assert run("operators", nut, *wrong)[0] == ExitCode.USAGE
