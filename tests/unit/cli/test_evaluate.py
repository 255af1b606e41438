import json
from pathlib import Path

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.evaluate import settings_of
from ad_studio.cli.parser import build_parser
from ad_studio.errors import ImageError, UsageError
from ad_studio.evaluation import evaluate as evaluation
from ad_studio.evaluation.metrics import Metrics
from ad_studio.evaluation.settings import EvaluationSettings
from ad_studio.evaluation.summary import ALL_METRICS, Measurement, summarise


def settings(*arguments):
    return settings_of(
        build_parser().parse_args(["evaluate", "/sets", "--out", "/out", *arguments])
    )


def test_defaults_are_those_of_the_service():
    assert settings() == EvaluationSettings(root=Path("/sets"), out=Path("/out"))


def test_every_option_arrives():
    given = settings(
        *("--category", "a", "--category", "b", "--detector", "memory, winclip"),
        *("--backbone", "x/y", "--weights", "/w.pt", "--shots", "2", "--seeds", "5"),
        *("--epochs", "0", "--size", "336", "--device", "cpu", "--original-resolution"),
        *("--set", "loss.margin=3", "--set", "memory.coreset=0.5", "--ablate", "k,branch"),
        *("--confirm", "0,4,10", "--confirm-ng", "5", "--lot", "12", "--lot-bad", "0.1"),
        *("--draws", "2", "--bit-depth", "12"),
    )
    assert given == EvaluationSettings(
        root=Path("/sets"),
        out=Path("/out"),
        categories=("a", "b"),
        detectors=("memory", "winclip"),
        backbone="x/y",
        weights=Path("/w.pt"),
        shots=2,
        seeds=5,
        epochs=0,
        size=336,
        bit_depth=12,
        device="cpu",
        options={"loss.margin": "3", "memory.coreset": "0.5"},
        original_resolution=True,
        ablate=("k", "branch"),
        confirm=(0, 4, 10),
        confirm_ng=(5,),
        lot=12,
        lot_bad=0.1,
        draws=2,
    )
    assert settings("--reference", "/a.png").reference == Path("/a.png")


def test_the_preset_gives_way_to_what_is_said():
    paper = settings("--preset", "devprompt", "--set", "devprompt.loss.margin=7")
    assert (paper.backbone, paper.size) == ("ViT-B-16-plus-240/laion400m_e32", 240)
    assert paper.options["devprompt.loss.margin"] == "7"
    assert paper.options["devprompt.loss.top_k"] == "0.1"
    assert settings("--preset", "devprompt", "--backbone", "starter").backbone == "starter"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--seeds", "0"),
        ("--shots", "none"),
        ("--set", "margin"),
        ("--set", "=3"),
        ("--detector", "memory,"),
        ("--preset", "magic"),
        ("--reference", "a.png", "--shots", "2"),
        ("--size", "8"),
        ("--confirm", "4,many"),
        ("--lot", "3"),
        ("--lot-bad", "1"),
    ],
)
def test_usage_errors(capsys, wrong):
    with pytest.raises(SystemExit) as stop:
        settings(*wrong)
    assert stop.value.code == ExitCode.USAGE
    assert wrong[0] in capsys.readouterr().err


@pytest.fixture
def results():
    values = dict.fromkeys(ALL_METRICS, 0.5) | {"image_auroc": None}
    metrics = Metrics(values, {"image_auroc": "no normal test images"})
    found = summarise([Measurement("mvtec_carpet", "memory", "", 0, 0, 3, metrics)])
    variants = [{"variant": f"k={k}", "detector": "memory", **found} for k in (0.1, 0.2)]
    return {
        **found,
        "settings": {"preset": "devprompt", "shots": 1, "reference": None},
        "detectors": {"memory": found},
        "ablations": {"k": variants},
        "learning": [{"variant": "4 OK", "detector": "memory", **found}],
        "skipped": {"winclip": "No text tower."},
        "notes": ["mvtec_carpet: 1 image(s) to train on"],
    }


@pytest.fixture
def measured(monkeypatch, results):
    """An evaluation that finds `results` at once; returns the settings it was called with."""
    calls = []

    def evaluate(settings, *, progress):
        calls.append(settings)
        progress.status("metal_nut, seed 0")
        progress.fraction(1)
        return results

    monkeypatch.setattr(evaluation, "evaluate", evaluate)
    return calls


def test_what_it_prints(run, measured, tmp_path):
    code, out, err = run(
        *("evaluate", tmp_path, "--out", tmp_path / "o", "--preset", "devprompt"),
        *("--ablate", "k,branch"),
    )
    assert code == ExitCode.DONE
    assert measured[0].root == tmp_path
    line = next(line for line in out.splitlines() if line.startswith("mvtec_carpet")).split()
    assert line[:4] == ["mvtec_carpet", "0/3", "50.00", "50.0"]
    assert "mvtec_carpet: no image AUROC (no normal test images)" in out
    assert "99.54" in out
    assert "devprompt with 1 (arXiv 2601.15453)" in out
    assert "1 image(s) to train on" in out
    assert "k=0.2" in out
    assert "branches" in out
    assert "Learning from confirmed parts" in out
    assert "4 OK" in out
    assert out.endswith(f"Results: {tmp_path / 'o' / 'results.md'}\n")
    assert "winclip is skipped: No text tower." in err


def test_json(run, measured, results, tmp_path):
    code, out, _ = run("evaluate", tmp_path, "--out", tmp_path / "o", "--json")
    assert code == ExitCode.DONE
    assert json.loads(out) == results


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ImageError("It is damaged.", path=Path("/a.png")), ExitCode.ERROR),
        (UsageError("There is no such category."), ExitCode.USAGE),
    ],
)
def test_errors(run, monkeypatch, tmp_path, error, code):
    def fail(settings, *, progress):
        raise error

    monkeypatch.setattr(evaluation, "evaluate", fail)
    found, out, err = run("evaluate", tmp_path, "--out", tmp_path / "o")
    assert (found, out) == (code, "")
    assert str(error) in err
