"""The real command line, trained and inspecting, on the shipped sample and on real images."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from ad_studio import paths
from tests.cli_program import SHARED_DATA

SAMPLE = paths.resources() / "sample"


def test_the_demo_finds_the_defects(demo):
    assert demo.code == 0
    table = _table(demo.out)
    expected = {image["file"]: image for image in _sample()}
    assert len(table) == len(expected)
    for name, sigma, verdict, truth, *_ in table:
        assert float(sigma) > 0
        assert truth == expected[f"inspect/{name}"]["expected"]
        if truth == "OK":
            assert verdict != "NG", f"{name} is good"
    found = [verdict != "OK" for _, _, verdict, truth, *_ in table if truth == "NG"]
    assert sum(found) >= len(found) - 1
    assert "demo.html" in demo.out.splitlines()[-1]


def test_the_demo_writes_a_report_that_stands_alone(demo):
    report = demo.workspace / "demo" / "reports" / "demo.html"
    text = report.read_text(encoding="utf-8")
    assert str(report) in demo.out
    flagged = [name for name, _, verdict, *_ in _table(demo.out) if verdict != "OK"]
    assert all(name in text for name in flagged)
    assert text.count("data:image/jpeg") >= 2 * len(flagged), "each part plain and with heat"
    assert "http://" not in text
    assert "https://" not in text


def test_results_of_the_demo(demo_cli):
    rows = demo_cli.results("demo")
    assert set(rows) == {Path(image["file"]).name for image in _sample()}
    for row in rows.values():
        assert row["score"] > 0
        assert row["verdict"] in ("OK", "REVIEW", "NG")
        assert row["error"] is None
        assert set(row["timings"]) == {"decode", "detect", "store"}
        assert all(milliseconds >= 0 for milliseconds in row["timings"].values())


def test_thresholds_judge_again_without_scoring_again(demo_cli):
    before = demo_cli.results("demo")
    assert demo_cli("threshold", "demo", "--review", 0.01, "--ng", 0.01)[0] == 0
    after = demo_cli.results("demo")
    assert {row["verdict"] for row in after.values()} == {"NG"}
    for name, row in after.items():
        assert row["score"] == before[name]["score"]
        assert row["inspected_at"] == before[name]["inspected_at"]


def test_a_challenge_scores_samples_as_an_inspection_does(demo_cli):
    found = demo_cli.results("demo")
    truth = {Path(image["file"]).name: image["expected"] for image in _sample()}
    good, bad = (
        next(name for name, row in found.items() if row["verdict"] == truth[name] == verdict)
        for verdict in ("OK", "NG")
    )
    for name, expected in ((good, "ok"), (bad, "ng")):
        image = SAMPLE / "inspect" / name
        assert demo_cli("challenge", "demo", "--add", image, "--expect", expected)[0] == 0
    code, out, _ = demo_cli("challenge", "demo", "--run", "--author", "Ann", "--json")
    done = json.loads(out)
    assert (code, done["passed"], done["author"]) == (0, True, "Ann")
    scores = [result["score"] for result in done["results"]]
    assert scores == [found[good]["score"], found[bad]["score"]]
    assert demo_cli("threshold", "demo", "--review", 900, "--ng", 999)[0] == 0
    code, out, _ = demo_cli("challenge", "demo", "--run")
    assert code == 1
    assert "Challenge 2 FAILED: 1 of 2 samples as expected" in out
    assert demo_cli("verify", "demo")[0] == 0


def test_export_after_inspection(demo_cli, tmp_path):
    out = tmp_path / "report.csv"
    code, said, _ = demo_cli("export", "demo", "--format", "csv", "--out", out)
    assert (code, said) == (0, f"{out}\n")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["file"]: float(row["score_sigma"]) for row in rows} == pytest.approx(
        {name: row["score"] for name, row in demo_cli.results("demo").items()}, rel=1e-3
    )


def test_inspecting_again_gives_the_same_scores(demo_cli):
    before = demo_cli.results("demo")
    code, out, _ = demo_cli("inspect", "demo", SAMPLE / "inspect", "--lot", "L1", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["run"]["lot"] == "L1"
    assert found["run"]["id"] == 2
    assert {Path(row["path"]).name: row["score"] for row in found["results"]} == pytest.approx(
        {name: row["score"] for name, row in before.items()}, rel=1e-4
    )


def test_a_copied_project_works_elsewhere(demo_cli, tmp_path):
    shutil.move(demo_cli.workspace, tmp_path / "Pläne 計画")
    demo_cli.workspace = tmp_path / "Pläne 計画"
    one = tmp_path / "lot"
    one.mkdir()
    shutil.copy(SAMPLE / "reference.jpg", one)
    assert demo_cli("inspect", "demo", one)[0] == 0
    assert demo_cli.results("demo")["reference.jpg"]["verdict"] == "OK"


def test_every_step_must_follow_the_one_before(cli, tmp_path):
    steps = (
        (("reference", "nut", SAMPLE / "reference.jpg"), 'There is no project "nut"'),
        (("create", "nut", "--noun", "metal nut"), ""),
        (("train", "nut"), "no reference image yet. Set one image of a good part"),
        (("threshold", "nut"), "no trained model yet. Train first"),
        (("inspect", "nut", SAMPLE / "inspect"), "no trained model yet. Train it first"),
        (("results", "nut"), "Nothing has been inspected yet"),
    )
    for arguments, complaint in steps:
        code, out, err = cli(*arguments)
        assert code == (1 if complaint else 0)
        assert bool(out) == (not complaint)
        assert complaint in err
        assert "Traceback" not in err


def test_training_with_settings_that_cannot_be_used(demo_cli, tmp_path):
    (tmp_path / "w.safetensors").write_bytes(b"not weights")
    weights = ("--backbone", "RN50/openai", "--weights", tmp_path / "w.safetensors")
    for arguments, code, complaint in (
        (("--backbone", "no-such/thing"), 2, "no-such/thing"),
        (weights, 1, str(tmp_path / "w.safetensors")),
    ):
        assert demo_cli("train", "demo", *arguments)[0] == code
        assert complaint in demo_cli("train", "demo", *arguments)[2]
    with_model = demo_cli.workspace / "demo" / "models"
    assert [folder.name for folder in with_model.iterdir()] == ["1"]


@pytest.mark.parametrize("name", ["mvtec_bottle", "ballscrew"])
def test_real_images(cli, tmp_path, name):
    data = SHARED_DATA / name
    if not data.is_dir():
        pytest.skip(f"no real images: {data} is not there")
    good = sorted((data / "test" / "good").iterdir())[:4]
    worst = sorted(data.glob("ground_truth/*/*_mask.png"), key=_defect_size)[-4:]
    bad = [next(data.glob(f"test/{m.parent.name}/{m.name[:-9]}.*")) for m in worst]
    lot = tmp_path / "lot"
    for kind, files in (("good", good), ("bad", bad)):
        (lot / kind).mkdir(parents=True)
        for file in files:
            shutil.copy(file, lot / f"{kind}-{file.parent.name}-{file.name}")
    reference = sorted((data / "train" / "good").iterdir())[0]
    assert cli("create", name, "--noun", "part")[0] == 0
    assert cli("reference", name, reference)[0] == 0
    assert cli("train", name, "--epochs", 3, "--image-size", 224, "--device", "cpu")[0] == 0
    assert cli("inspect", name, lot)[0] == 0
    rows = cli.results(name)
    assert len(rows) == 8
    scores = {kind: [r["score"] for n, r in rows.items() if n.startswith(kind)]
              for kind in ("good", "bad")}  # fmt: skip
    assert sorted(scores["bad"])[1] > sorted(scores["good"])[2]


def _table(printed):
    return [line.split() for line in printed.splitlines() if line.startswith("part_")]


def _sample():
    return json.loads((SAMPLE / "sample.json").read_text(encoding="utf-8"))["images"]


def _defect_size(mask):
    import numpy as np
    from PIL import Image

    with Image.open(mask) as image:
        return float((np.asarray(image.convert("L")) > 127).mean())
