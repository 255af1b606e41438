"""The one command for all checks: what it runs, and what it says of it."""

import subprocess
import sys

import pytest

from tools import check


@pytest.fixture
def ran(monkeypatch):
    commands = []

    def run(words, **_):
        commands.append(words)
        return subprocess.CompletedProcess(words, 1 if "mypy" in words else 0)

    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(check.subprocess, "run", run)
    return commands


def test_all_steps_run_and_those_that_failed_are_named(ran, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["check"])
    assert check.main() == 1
    assert len(ran) == len(check.STEPS)
    assert capsys.readouterr().out.splitlines()[-1] == "failed: types"


def test_without_writing_no_command_changes_a_file(ran, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["check", "--no-write", "--skip", "types", "tests"])
    assert check.main() == 0
    assert ran == [["ruff", "check"], ["ruff", "format", "--check"], ["lint-imports"]]
