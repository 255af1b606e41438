"""Loading torch, timm and open_clip."""

import gc
import importlib.util
import os
import subprocess
import sys

import pytest

from ad_studio.detection import libraries

_EXIT_QUIETLY = """
import gc, sys
assert "torch" not in sys.modules
import ad_studio.detection
assert {"torch", "timm", "open_clip"} <= sys.modules.keys()
assert gc.isenabled() and gc.get_freeze_count() > 100_000
"""


def test_importing_detection_loads_everything_and_ends_without_a_word() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _EXIT_QUIETLY], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def nothing_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests look for leaks among the living: keep them where the collector sees them."""
    monkeypatch.setattr(gc, "freeze", lambda: None)


@pytest.mark.usefixtures("nothing_frozen")
def test_the_collector_is_left_as_it_was() -> None:
    libraries.load()
    assert gc.isenabled()
    gc.disable()
    try:
        libraries.load()
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.usefixtures("nothing_frozen")
def test_a_spin_count_of_the_user_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")
    libraries.load()
    assert os.environ["GOMP_SPINCOUNT"] == "7"


@pytest.mark.usefixtures("nothing_frozen")
def test_libraries_that_cannot_be_linked_early_are_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, package=None: None if name == "triton" else find_spec(name, package),
    )
    monkeypatch.setattr(libraries, "_LIBRARIES", (("triton", "*", 0), ("torch", "version.py", 0)))
    libraries.load()
