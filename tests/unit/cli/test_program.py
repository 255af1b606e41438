"""`backbones`."""

from pathlib import Path

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.domain import BackboneInfo
from ad_studio.messages import plain
from ad_studio.services import backbones


@pytest.fixture
def shelf(monkeypatch):
    """Two backbones, one of them installed."""
    found = [
        BackboneInfo("starter", plain("Starter, bundled"), installed=True, bytes=36_000_000,
                     sha256="ab" * 32, path=Path("/r/starter")),
        BackboneInfo("RN50/openai", plain("CLIP"), installed=False),
    ]  # fmt: skip
    monkeypatch.setattr(backbones, "list_backbones", lambda: found)
    return found


def test_backbones_here_first(run, shelf):
    code, out, _ = run("backbones")
    assert code == ExitCode.DONE
    assert "starter" in out
    assert "36 MB" in out
    assert "RN50" not in out
    assert "1 more can be downloaded: ad-studio backbones --all" in out
    _, out, _ = run("backbones", "--all")
    assert "RN50/openai  no" in out
    assert "more" not in out


def test_getting_weights(run, shelf, monkeypatch, tmp_path):
    calls = []

    def note(*arguments, progress=None):
        calls.append(arguments)
        return shelf[0]

    monkeypatch.setattr(backbones, "download", note)
    monkeypatch.setattr(backbones, "import_weights", note)
    code, out, _ = run("backbones", "--download", "starter")
    assert code == ExitCode.DONE
    assert f"SHA-256 {'ab' * 32}" in out
    run("backbones", "--import", "starter", tmp_path / "w.pt")
    assert calls == [("starter",), ("starter", tmp_path / "w.pt")]
