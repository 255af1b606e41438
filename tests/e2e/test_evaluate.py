"""`ad-studio evaluate` on small drawn sets, with the starter; figures as once measured."""

import json

import pytest

from tests.labelled_sets import make_mvtec, make_visa

QUICK = ("--seeds", 1, "--epochs", 3, "--size", 112, "--device", "cpu")
STORED = {
    "devprompt": {
        "metal_nut": {"pixel_auroc": 0.996, "aupro": 0.987, "image_auroc": 1.0, "overkill": 0.0},
        "bolt_2": {"pixel_auroc": 0.986, "pixel_auroc_text": 0.986, "aupro": 0.952, "escape": 0.0},
    },
    "memory": {
        "metal_nut": {"pixel_auroc": 0.996, "aupro": 0.987, "image_auroc": 1.0, "overkill": 0.0},
        "bolt_2": {"pixel_auroc": 0.990, "aupro": 0.967, "escape": 0.0},
    },
}
"""Means as measured when this was written; other defaults of a detector may move them a little."""


@pytest.fixture
def evaluate(cli, tmp_path):
    """Runs `evaluate` on a folder; returns exit code, results.json if it is there, and stderr."""

    def call(root, *arguments):
        out = tmp_path / "out"
        code, _, err = cli("evaluate", root, "--out", out, *QUICK, *arguments)
        file = out / "results.json"
        return code, json.loads(file.read_text(encoding="utf-8")) if file.exists() else None, err

    return call


def test_figures_are_as_stored(evaluate, tmp_path):
    make_mvtec(tmp_path / "sets", "metal_nut")
    make_mvtec(tmp_path / "sets", "bolt_2", good=0, width=168)
    code, results, _ = evaluate(tmp_path / "sets", "--detector", "devprompt,memory")
    assert code == 0
    found = {
        name: {
            category: {metric: one[metric]["mean"] for metric in STORED[name][category]}
            for category, one in detector["categories"].items()
        }
        for name, detector in results["detectors"].items()
    }
    for name, categories in STORED.items():
        for category, figures in categories.items():
            assert found[name][category] == pytest.approx(figures, abs=0.02), (name, category)
    assert results["categories"]["bolt_2"]["overkill"]["why"] == "no normal test images"


def test_resumed_after_damage(evaluate, tmp_path):
    root = make_mvtec(tmp_path / "sets")
    first = evaluate(root)[1]
    again = evaluate(root)[1]
    assert again["parts"] == first["parts"], "with its times: nothing was measured again"
    (part,) = (tmp_path / "out" / "parts").iterdir()
    part.write_text("{", encoding="utf-8")
    code, mended, _ = evaluate(root)
    assert code == 0
    assert mended["summary"]["pixel_auroc"] == first["summary"]["pixel_auroc"]
    assert mended["parts"] != first["parts"]


def test_visa(evaluate, tmp_path):
    make_visa(tmp_path)
    code, results, _ = evaluate(tmp_path, "--original-resolution")
    assert code == 0
    assert results["parts"][0]["identity"]["noun"] == "printed circuit board"
    assert results["categories"]["pcb2"]["pixel_auroc"]["mean"] > 0.9


def test_a_missing_mask(evaluate, tmp_path):
    root = make_mvtec(tmp_path / "sets")
    mask = root / "ground_truth" / "scratch" / "001_mask.png"
    mask.unlink()
    code, results, err = evaluate(root)
    assert (code, results) == (1, None)
    assert str(mask) in err


def test_an_unknown_setting(evaluate, tmp_path):
    code, results, err = evaluate(make_mvtec(tmp_path), "--set", "magic=1")
    assert (code, results) == (2, None)
    assert "magic" in err
