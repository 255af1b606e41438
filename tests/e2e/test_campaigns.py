"""The campaigns of `tests/campaigns` in short form: each of them still finds nothing lost."""

import os
import subprocess
import sys

import pytest

from tests.campaigns import model_files, power_cut
from tests.cli_program import ROOT
from tests.read_only import is_possible

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("kills", "--count", 4), marks=needs_fork),
        pytest.param(("two_programs", "--count", 2), marks=needs_fork),
        pytest.param(
            ("disk_full", "--count", 4),
            marks=pytest.mark.skipif(not is_possible(), reason="nothing can be mounted here"),
        ),
        ("bad_values", "--every", 230),
    ],
    ids=lambda arguments: arguments[0],
)
def test_nothing_is_lost(arguments):
    name, *options = arguments
    done = subprocess.run(
        [sys.executable, "-m", f"tests.campaigns.{name}", *map(str, options)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(", lost 0\n")


def test_no_odd_model_description_is_taken(tmp_path):
    tally = model_files.run_campaign(tmp_path, every=9)
    assert (tally.lost, tally.tries > 30) == ([], True)


@pytest.mark.skipif(sys.platform != "linux", reason="finds files by /proc")
def test_a_power_cut_loses_nothing(tmp_path):
    tally = power_cut.run_campaign(tmp_path, count=8, seed=2)
    assert (tally.lost, tally.tries) == ([], 8)


@pytest.mark.skipif(sys.platform != "linux", reason="finds files by /proc")
def test_the_power_cut_finds_what_is_not_synced(tmp_path, monkeypatch):
    monkeypatch.setattr("ad_studio.store.repositories.models.sync", lambda path: None)
    assert power_cut.run_campaign(tmp_path, count=8, seed=2).report() == 1
