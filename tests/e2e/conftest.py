"""Trained projects, made once and copied for each test: training takes seconds."""

import shutil

import pytest

from ad_studio.ui.app import build
from tests.cli_program import Cli, run_once


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """One worker gets all that builds on the demo, so that it is trained once."""
    for item in items:
        if "demo" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory, isolated_home):
    """A workspace in which `demo` was run, and what it said; tests must not change it."""
    return run_once(tmp_path_factory.mktemp("demo"), "demo")


@pytest.fixture
def cli(tmp_path, capsys):
    """Commands on an empty workspace."""
    return Cli(tmp_path / "workspace", capsys)


@pytest.fixture
def demo_cli(demo, tmp_path, capsys):
    """Commands on a workspace of its own with the trained project "demo"."""
    shutil.copytree(demo.workspace, tmp_path / "workspace")
    return Cli(tmp_path / "workspace", capsys)


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    """The whole window on an empty workspace."""
    made = build(qapp, tmp_path / "workspace")
    made.resize(1280, 820)
    made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
