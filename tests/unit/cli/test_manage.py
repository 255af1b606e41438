"""`edit`, `duplicate`, `archive` and `delete`."""

from ad_studio.cli.codes import ExitCode
from ad_studio.services.projects.workspace import TRASH, Workspace


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
