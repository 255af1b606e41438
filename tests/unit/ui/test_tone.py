"""The tone of the shop floor."""

import io
import itertools
import sys
import wave
from array import array
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from ad_studio.ui import tone


@pytest.fixture
def bell(monkeypatch):
    """How often the bell was rung."""
    rung = []
    monkeypatch.setattr(QApplication, "beep", lambda: rung.append(1))
    return rung


@pytest.fixture
def players(monkeypatch, tmp_path):
    """Programs that a Linux desktop has; Python plays a tone that is its code."""
    found = {}
    monkeypatch.setattr(tone.sys, "platform", "linux")
    monkeypatch.setattr(tone, "cache_dir", lambda: tmp_path / "cache")
    monkeypatch.setattr(tone.shutil, "which", found.get)
    return found


def test_it_is_half_a_second_that_can_be_heard_and_does_not_crack():
    with wave.open(io.BytesIO(tone.tone())) as file:
        samples = array("h", file.readframes(file.getnframes()))
        assert len(samples) / file.getframerate() == pytest.approx(0.5, abs=0.01)
    assert max(samples) > 15_000
    assert max(abs(one - two) for one, two in itertools.pairwise(samples)) < 6000
    assert samples[0] == 0
    assert abs(samples[-1]) < 1000


def over(qapp):
    return not qapp.findChildren(QProcess)


def test_the_first_player_that_can_play_it_does(qtbot, qapp, players, bell, tmp_path, monkeypatch):
    code = f"open({str(tmp_path / 'played')!r}, 'a').write('x')".encode()
    monkeypatch.setattr(tone, "tone", lambda: code)
    players.update({"pw-play": str(tmp_path / "gone"), "aplay": sys.executable})
    players["afplay"] = sys.executable
    tone.sound()
    qtbot.waitUntil(lambda: over(qapp))
    assert (tmp_path / "played").read_text() == "x"
    assert (tmp_path / "cache" / "tone.wav").read_bytes() == code
    assert bell == []


def test_the_bell_rings_where_no_player_can_play_it(qtbot, qapp, players, bell, tmp_path):
    players["pw-play"] = sys.executable  # no code is in a tone
    tone.sound()
    qtbot.waitUntil(lambda: over(qapp))
    assert (tmp_path / "cache" / "tone.wav").read_bytes() == tone.tone()
    assert bell == [1]


def test_without_a_player_or_a_place_the_bell_rings(players, bell, tmp_path, monkeypatch):
    tone.sound()
    assert bell == [1]
    (tmp_path / "a file").touch()
    monkeypatch.setattr(tone, "cache_dir", lambda: tmp_path / "a file")
    tone.sound()
    assert bell == [1, 1]


def test_the_bell_rings_on_windows_without_a_sound(players, bell, monkeypatch):
    def refuse(_file, _how):
        raise RuntimeError("Failed to play sound")

    monkeypatch.setattr(tone.sys, "platform", "win32")
    silent = SimpleNamespace(PlaySound=refuse, SND_FILENAME=1, SND_ASYNC=2)
    monkeypatch.setitem(sys.modules, "winsound", silent)
    tone.sound()
    assert bell == [1]
