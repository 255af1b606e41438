import subprocess
import sys
from pathlib import Path

import pytest

from ad_studio.cli.codes import MEANINGS, ExitCode
from ad_studio.cli.parser import COMMANDS, build_parser
from ad_studio.domain import TrainSettings, Verdict


def parse(*arguments):
    return build_parser().parse_args(arguments)


def refused(capsys, *arguments):
    with pytest.raises(SystemExit) as stop:
        parse(*arguments)
    assert stop.value.code == ExitCode.USAGE
    return capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--workspace", "/w", "results", "nut"),
        ("results", "nut", "--workspace", "/w"),
        ("results", "--workspace", "/w", "nut"),
        ("--workspace", "/other", "results", "nut", "--workspace", "/w"),
    ],
)
def test_the_workspace_stands_before_and_after_the_command(arguments):
    assert parse(*arguments).workspace == Path("/w")


def test_without_a_workspace_the_default_is_left_to_choose():
    assert parse("doctor").workspace is None
    assert parse().workspace is None
    assert parse().command is None


def test_relative_paths_become_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert parse("inspect", "nut", "lot", "b").folders == [tmp_path / "lot", tmp_path / "b"]
    assert parse("reference", "nut", "a.png").image == tmp_path / "a.png"


def test_folders_stand_before_and_after_options():
    for arguments in (
        ("nut", "--lot", "4", "/a", "/b", "--recursive"),
        ("nut", "/a", "--lot", "4", "--recursive", "/b"),
        ("--lot", "4", "nut", "--recursive", "--", "/a", "/b"),
    ):
        found = parse("inspect", *arguments)
        assert (found.name, found.folders) == ("nut", [Path("/a"), Path("/b")])
        assert (found.lot, found.recursive) == ("4", True)
    assert parse("inspect", "nut", "--resume", "3").folders == []


def test_an_empty_path_is_not_the_current_folder(capsys):
    assert "path" in refused(capsys, "inspect", "nut", "")


def test_defects_in_one_go_or_one_by_one():
    create = ["create", "nut", "--noun", "metal nut"]
    assert parse(*create).defects == []
    assert parse(*create, "--defect", "scratch", "deep dent").defects == ["scratch", "deep dent"]
    assert parse(*create, "--defect", "a", "--defect", "b").defects == ["a", "b"]
    assert parse(*create).defects == []


def test_training_defaults_are_those_of_the_window():
    options, defaults = parse("train", "nut"), TrainSettings()
    for name in ("backbone", "weights", "epochs", "seed", "device", "image_size"):
        assert getattr(options, name) == getattr(defaults, name)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--epochs", "0"),
        ("--epochs", "many"),
        ("--epochs", "1.5"),
        ("--seed", "-1"),
        ("--seed", str(2**31)),
        ("--device", "tpu"),
        ("--image-size", "8"),
    ],
)
def test_training_values_out_of_range(capsys, wrong):
    assert wrong[0] in refused(capsys, "train", "nut", *wrong)


def test_which_verdicts_to_export():
    export = ["export", "nut", "--format", "csv", "--out", "r.csv"]
    assert parse(*export).only is None
    assert parse(*export, "--only", "ng, Review").only == {Verdict.NG, Verdict.REVIEW}


@pytest.mark.parametrize("wrong", ["", "ng,", "good"])
def test_unknown_verdicts(capsys, wrong):
    error = refused(capsys, "export", "nut", "--format", "csv", "--out", "r.csv", "--only", wrong)
    assert "ok, review, ng" in error


@pytest.mark.parametrize(
    "wrong",
    [
        ("frobnicate",),
        ("create", "nut"),
        ("create", "--noun", "nut"),
        ("inspect", "nut", "--resume", "0"),
        ("export", "nut", "--format", "doc", "--out", "x"),
        ("export", "nut", "--format", "csv"),
        ("threshold", "nut", "--review", "much"),
        ("results", "nut", "--min-score", "nan"),
        ("results", "nut", "--max-size", "big"),
        ("inspect", "nut", "/a", "--frob"),
        ("backbones", "--all", "--download", "x"),
        ("backbones", "--import", "x"),
        ("results", "nut", "--min-score", "inf"),
        ("results", "nut", "--min-size", "101"),
        ("results", "nut", "--max-size", "-1"),
        ("runs", "nut", "--deleted", "--delete", "1"),
    ],
)
def test_usage_errors(capsys, wrong):
    assert refused(capsys, *wrong).startswith("usage: ad-studio")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("runs", ""), "NAME: a name is needed"),
        (("create", " ", "--noun", "nut"), "NAME: a name is needed"),
        (("create", "nut", "--noun", "nut", "--defect", "dent", ""), "--defect: a phrase"),
        (("verdict", "nut", "", "ok"), "IMAGE: a path or a file name is needed"),
        (("inspect", "nut", "/a", "--include", ""), "--include: a pattern is needed"),
        (("inspect", "nut", "/a", "--exclude", " "), "--exclude: a pattern is needed"),
        (("backbones", "--download", ""), "--download: an id is needed"),
        (("backbones", "--import", "x", ""), "--import: a value is needed"),
        (("evaluate", "/a", "--out", "/b", "--category", ""), "--category: a name is needed"),
    ],
)
def test_nothing_at_all_is_refused_and_named(capsys, wrong, said):
    error = refused(capsys, *wrong)
    assert f"{said}" in error
    assert "this is empty" in error


def test_ways_to_suggest_are_named_as_they_are_typed(capsys):
    assert "'no-escape', 'lot')" in refused(capsys, "threshold", "nut", "--take", "x")


def test_help_lists_every_command_and_exit_code(capsys):
    with pytest.raises(SystemExit) as stop:
        parse("--help")
    assert stop.value.code == 0
    text = capsys.readouterr().out
    assert all(f"    {command} " in text for command in COMMANDS)
    assert set(MEANINGS) == set(ExitCode)
    assert all(f"{code:>3}  {meaning}" in text for code, meaning in MEANINGS.items())


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as stop:
        parse(command, "--help")
    assert stop.value.code == 0
    assert "--workspace" in capsys.readouterr().out


def test_the_readme_documents_the_exit_codes():
    readme = Path(__file__).parents[3].joinpath("README.md").read_text(encoding="utf-8")
    for code, meaning in MEANINGS.items():
        assert f"| {code} | {meaning} |" in readme


@pytest.mark.parametrize("arguments", [["--help"], ["frobnicate"], ["--version"]])
def test_no_command_is_imported_before_it_is_given(arguments):
    code = (
        "import sys; from ad_studio.cli.main import main; "
        f"main({arguments}); "
        "heavy = ('numpy', 'sqlalchemy', 'ad_studio.domain', 'ad_studio.services'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("[]\n")
