"""`projects`, `edit`, `duplicate`, `archive` and `delete`."""

import json

from ad_studio.cli.codes import ExitCode
from ad_studio.services.projects.workspace import TRASH, Workspace
from ad_studio.store import schema


def test_the_projects_are_listed_with_their_last_runs(run, root, inspected):
    run("create", "Bolt", "--noun", "bolt")
    code, said, _ = run("projects")
    lines = [line.split() for line in said.splitlines()]
    assert code == ExitCode.DONE
    assert lines[1] == ["bolt", "Bolt", "not", "trained", "yet"]
    assert (lines[2][0], lines[2][-4:]) == (inspected, ["1", "1", "1", "0"])
    bolt, nut = json.loads(run("projects", "--json")[1])
    assert (bolt["slug"], bolt["has_model"], bolt["last_run"]) == ("bolt", False, None)
    assert nut["last_run"]["counts"] == {"OK": 1, "REVIEW": 1, "NG": 1, "error": 0}
    run("archive", inspected)
    (root / "bolt" / "project.db").write_bytes(b"damaged")
    (bolt,) = json.loads(run("projects", "--json")[1])
    assert bolt["error"]


def test_a_project_of_an_older_version_is_brought_up_to_date_where_that_is_asked_for(
    run, inspected, monkeypatch
):
    newest = schema.REVISIONS
    monkeypatch.setattr(schema, "REVISIONS", (*newest, "next"))
    updated = []

    def upgrade(path, *, create):
        updated.append(path.parent.name)
        monkeypatch.setattr(schema, "REVISIONS", newest)

    monkeypatch.setattr(schema, "_upgrade", upgrade)
    code, _, err = run("results", inspected)
    assert (code, "ad-studio projects --update" in err) == (ExitCode.ERROR, True)
    assert "of an older version" in run("projects")[1]
    assert not updated
    code, said, err = run("projects", "--update")
    assert (code, updated) == (ExitCode.DONE, [inspected])
    assert f"{inspected} is up to date now." in err
    assert "older version" not in said


def test_without_projects_it_says_how_to_make_one(run, root):
    code, said, err = run("projects")
    assert (code, said) == (ExitCode.DONE, "")
    assert "ad-studio create" in err


def test_name_noun_and_defects_are_changed(run, nut):
    code, said, _ = run("edit", nut, "--name", "Nut M8", "--noun", "hex nut", "--defect", "burr")
    assert code == ExitCode.DONE
    assert said == 'Project "Nut M8": hex nut; defects: burr\n'
    assert run("edit", "Nut M8", "--noun", "nut")[1] == 'Project "Nut M8": nut; defects: burr\n'
    code, _, err = run("edit", nut)
    assert code == ExitCode.USAGE
    assert "nothing to change" in err


def test_a_copy_is_a_project_of_its_own(run, inspected, root):
    code, said, _ = run("duplicate", inspected, "Nut B")
    assert (code, said) == (ExitCode.DONE, f"{root / 'nut-b'}\n")
    assert run("results", "nut-b")[0] == ExitCode.DONE
    assert run("verify", "nut-b")[0] == ExitCode.DONE
    code, _, err = run("duplicate", inspected, "Nut B")
    assert code == ExitCode.ERROR
    assert "already a project or folder of that name" in err


def test_a_project_is_archived_listed_and_brought_back(run, inspected, root):
    assert "No project is archived" in run("archive")[2]
    assert run("archive", inspected)[0] == ExitCode.DONE
    assert run("archive")[1] == f"{inspected}\n"
    assert Workspace(root).cards() == []
    assert run("archive", inspected, "--back")[0] == ExitCode.DONE
    assert run("results", inspected)[0] == ExitCode.DONE


def test_a_project_is_deleted_only_when_that_is_said_twice(run, inspected, root):
    code, _, err = run("delete", inspected)
    assert code == ExitCode.USAGE
    assert "Add --yes" in err
    assert run("verify", inspected)[0] == ExitCode.DONE
    assert run("delete", inspected, "--yes")[0] == ExitCode.DONE
    assert Workspace(root).cards() == []
    (kept,) = (root / TRASH).iterdir()
    assert (kept / "project.db").is_file()
