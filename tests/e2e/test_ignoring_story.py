"""The sample part with the real starter: what lies in an ignore region cannot make a part NG."""

import json
import shutil

import pytest

from ad_studio import paths
from ad_studio.cli.main import main
from ad_studio.domain import Verdict

CRACK = "428,288,81,89"  # around the crack of part 8, in pixels of the reference
PARTS = ("part_01.jpg", "part_02.jpg", "part_08.jpg")  # good, scratched elsewhere, cracked


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "parts"
    made.mkdir()
    for name in PARTS:
        shutil.copy(paths.resources() / "sample" / "inspect" / name, made)
    return made


@pytest.fixture
def run(tmp_path, capsys):
    def call(*arguments):
        place = ("--workspace", str(tmp_path / "workspace"))
        assert main([*map(str, arguments), *place]) == 0
        return capsys.readouterr()

    return call


def inspected(run, folder, *, model):
    """Train a model; score relative to the review threshold, and verdict, of each part."""
    run("train", "flange", "--epochs", 1, "--set", "pose=fixed")
    found = json.loads(run("inspect", "flange", folder, "--model", model, "--json").out)
    return [
        (row["score"] / found["thresholds"]["review"], Verdict(row["verdict"]))
        for row in found["results"]
    ]


def test_a_defect_in_an_ignore_region_is_ok_and_all_others_stay(run, folder):
    run("create", "flange", "--noun", "metal flange")
    run("reference", "flange", paths.resources() / "sample" / "reference.jpg")
    good, scratched, cracked = inspected(run, folder, model=1)
    assert good[1] is Verdict.OK
    assert Verdict.OK not in (scratched[1], cracked[1])
    said = run("ignore", "flange", "--add-rect", CRACK).err
    assert "train again to use version 1" in said
    now_good, now_scratched, now_cracked = inspected(run, folder, model=2)
    assert now_cracked[1] is Verdict.OK
    assert (now_good[1], now_scratched[1]) == (good[1], scratched[1])
    assert now_scratched[0] == pytest.approx(scratched[0], rel=0.25)
    report = folder.parent / "report.html"
    run("export", "flange", "--format", "html", "--out", report)
    assert "version 1, 1 of them" in report.read_text(encoding="utf-8")
