"""A tone for the shop floor, by the system's own player: the bell of many PCs is silent."""

import io
import math
import shutil
import sys
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from ad_studio.files import write_atomic
from ad_studio.paths import cache_dir

_RATE = 22_050  # samples per second
_HERTZ = (880, 660)  # one after the other
_SECONDS = 0.25  # of each
_LOUD = 0.6  # of the loudest
_PLAYERS = ("pw-play", "paplay", "aplay", "afplay")
"""Programs that come with Linux desktops, and with macOS; each takes the file."""


def sound() -> None:
    """Play the tone and return at once; where the system has no player, ring its bell."""
    try:
        file = cache_dir() / "tone.wav"
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(file, tone())
    except OSError:  # nothing can be stored there
        QApplication.beep()
        return
    if sys.platform == "win32":
        import winsound

        try:
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
        except RuntimeError:  # it has no sound
            QApplication.beep()
        return
    _play(file, [found for found in map(shutil.which, _PLAYERS) if found])


def _play(file: Path, players: Sequence[str]) -> None:
    """Have the first player that can play a file do it; the bell rings where none can."""
    if not players:
        QApplication.beep()
        return
    playing = QProcess(QApplication.instance())

    def go_on() -> None:
        playing.deleteLater()
        if playing.exitStatus() is not QProcess.ExitStatus.NormalExit or playing.exitCode():
            _play(file, players[1:])

    def not_started(error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # then it does not finish
            playing.deleteLater()
            _play(file, players[1:])

    playing.finished.connect(go_on)
    playing.errorOccurred.connect(not_started)
    playing.start(players[0], [str(file)])


def tone() -> bytes:
    """The tone as a WAV file: two notes that swell and fade, so that they do not crack."""
    samples = array("h")
    count = int(_RATE * _SECONDS)
    for hertz in _HERTZ:
        for at in range(count):
            loud = _LOUD * math.sin(math.pi * at / count) ** 0.5
            samples.append(int(32_767 * loud * math.sin(2 * math.pi * hertz * at / _RATE)))
    if sys.byteorder == "big":
        samples.byteswap()
    found = io.BytesIO()
    with wave.open(found, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(samples.tobytes())
    return found.getvalue()
