"""`backup` and `restore`."""

from ad_studio.cli.codes import ExitCode


def test_a_project_is_put_away_and_brought_back(run, inspected, root, tmp_path):
    out = tmp_path / "nut.zip"
    assert run("backup", inspected, "--out", out)[:2] == (ExitCode.DONE, f"{out}\n")
    found = run("results", inspected)
    code, _, err = run("restore", out)
    assert code == ExitCode.ERROR
    assert "already a project or folder of that name" in err
    assert "Delete that one first, or bring the backup into another workspace." in err
    (root / inspected).rename(tmp_path / "moved")
    code, said, _ = run("restore", out)
    assert code == ExitCode.DONE
    assert str(root / inspected) in said
    assert f"ad-studio verify {inspected}" in said
    assert run("verify", inspected)[0] == ExitCode.DONE
    assert run("results", inspected) == found
