"""What libraries say on standard error goes to the log; what the program says does not."""

import os
import subprocess
import sys

import pytest

from ad_studio import paths
from tests.cli_program import ROOT

_CODE = """
import logging, os, sys, warnings
from ad_studio.cli import process

def main():
    os.write(2, b"libtiff: odd tag\\n")
    warnings.warn("old function")
    logging.getLogger("library").warning("strange file")
    logging.getLogger("library").info("nothing")
    print("of the program", file=sys.stderr)
    print("result")
    return 3

process.main = main
sys.exit(process.run())
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    for variable in ("HOME", "LOCALAPPDATA", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    return tmp_path


def run(*command):
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(os.name != "posix", reason="the console keeps what native code prints")
def test_chatter_goes_to_the_log(home):
    done = run("-c", _CODE)
    assert (done.returncode, done.stdout, done.stderr) == (3, "result\n", "of the program\n")
    said = paths.log_file().read_text()
    assert "libtiff: odd tag\n" in said
    assert "UserWarning: old function" in said
    assert "WARNING library: strange file\n" in said
    assert "nothing" not in said


@pytest.mark.skipif(os.name != "posix", reason="the console keeps what native code prints")
def test_openmp_says_nothing_on_the_terminal(home, monkeypatch):
    monkeypatch.setenv("OMP_DISPLAY_ENV", "TRUE")
    done = run("-m", "ad_studio", "backbones")
    assert (done.returncode, done.stderr) == (0, "")
    assert "OPENMP DISPLAY ENVIRONMENT BEGIN" in paths.log_file().read_text()


def test_a_large_log_begins_anew(home):
    log = paths.log_file()
    log.parent.mkdir(parents=True)
    log.write_bytes(b"x" * (2 << 20))
    assert run("-m", "ad_studio", "--version").returncode == 0
    assert log.stat().st_size == 0
    assert log.with_suffix(".old.log").stat().st_size == 2 << 20


def test_without_a_place_for_the_log_all_is_said_as_before(home):
    log = paths.log_file()
    log.parent.parent.mkdir(parents=True)
    log.parent.write_text("a file")
    done = run("-c", _CODE)
    assert done.returncode == 3
    assert "of the program\n" in done.stderr
    assert "libtiff: odd tag" in done.stderr
