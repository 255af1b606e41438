"""The tone of the shop floor."""

import io
import itertools
import wave
from array import array

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from ad_studio.ui import tone


@pytest.fixture
def said(monkeypatch, tmp_path):
    """What is played and rung on a Linux desktop; nothing is."""
    said = []
    monkeypatch.setattr(tone.sys, "platform", "linux")
    monkeypatch.setattr(tone, "cache_dir", lambda: tmp_path / "cache")
    monkeypatch.setattr(
        tone.shutil, "which", lambda name: f"/bin/{name}" if name == "aplay" else None
    )
    monkeypatch.setattr(QProcess, "startDetached", lambda *told: (said.append(told), (True, 7))[1])
    monkeypatch.setattr(QApplication, "beep", lambda: said.append("bell"))
    return said


def test_it_is_half_a_second_that_can_be_heard_and_does_not_crack():
    with wave.open(io.BytesIO(tone.tone())) as file:
        samples = array("h", file.readframes(file.getnframes()))
        assert len(samples) / file.getframerate() == pytest.approx(0.5, abs=0.01)
    assert max(samples) > 15_000
    assert max(abs(one - two) for one, two in itertools.pairwise(samples)) < 6000
    assert samples[0] == 0
    assert abs(samples[-1]) < 1000


def test_the_player_of_the_system_plays_it(said, tmp_path):
    file = tmp_path / "cache" / "tone.wav"
    tone.sound()
    tone.sound()
    assert said == [("/bin/aplay", [str(file)])] * 2
    assert file.read_bytes() == tone.tone()


def test_without_a_player_or_a_place_the_bell_rings(said, tmp_path, monkeypatch):
    monkeypatch.setattr(tone.shutil, "which", lambda name: None)
    tone.sound()
    assert said == ["bell"]
    (tmp_path / "a file").touch()
    monkeypatch.setattr(tone, "cache_dir", lambda: tmp_path / "a file")
    tone.sound()
    assert said == ["bell"] * 2
