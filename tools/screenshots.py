"""Saves pictures of the window in each state of the workbench: the real window, offscreen.

    python -m tools.screenshots docs/screenshots

Works on the sample part that ships with the program, in a workspace of its own that is thrown
away, with the real services: a model of each of two methods, two runs, verdicts by hand. All states
in light colours at 100 %, some of them dark at 150 % and in German at 125 %, each look in a process
of its own. PNG files of 256 colours.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

LOOKS = (("light", "1.0", "en"), ("dark", "1.5", "en"), ("light", "1.25", "de"))
SIZE = (1360, 860)
_SOME = {
    "dark": "1-projects 2-reference-ignore-regions 3-train 4-inspect 4-inspect-suggestions "
    "4-inspect-low-window 4-inspect-side-by-side 4-inspect-table 4-inspect-review "
    "4-inspect-compare 5-report",
    "de": "1-projects 2-reference 3-train-advanced 4-inspect 4-inspect-filters 4-inspect-keys "
    "4-inspect-paused 5-report",
}
"""States of the looks that are not taken in all of them."""


def main() -> int:
    """Make the project in a first process, then take the pictures of each look in another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workspace", type=Path, help="keep the project here for the next time")
    parser.add_argument("--look", nargs=3, metavar=("THEME", "SCALE", "LANGUAGE"))
    args = parser.parse_args()
    if args.look:
        from tools.screenshot_states import take_all

        return take_all(Driver(args.out, args.workspace, *args.look))
    with tempfile.TemporaryDirectory() as temporary:
        workspace = args.workspace or Path(temporary) / "projects"
        for look in LOOKS:
            _, scale, language = look
            settings = {
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": scale,
                "AD_STUDIO_LANG": language,
                "HOME": temporary,
                "XDG_CONFIG_HOME": temporary,
            }
            command = [sys.executable, "-m", "tools.screenshots", str(args.out)]
            command += ["--workspace", str(workspace), "--look", *look]
            subprocess.run(command, check=True, env={**os.environ, **settings})
    return 0


class Driver:
    """Holds the window, lets it work, and takes pictures of it."""

    def __init__(self, out: Path, workspace: Path, theme: str, scale: str, language: str) -> None:
        from PySide6.QtWidgets import QApplication

        from ad_studio import paths
        from ad_studio.ui.app import build
        from ad_studio.ui.theme import Theme, ThemeChoice

        self.out = out
        self.out.mkdir(parents=True, exist_ok=True)
        self.look = f"{theme}@{scale}" if language == "en" else f"{language}-{theme}@{scale}"
        some = _SOME.get(theme if language == "en" else language, "")
        self._wanted = set(some.split())
        self.sample = paths.resources() / "sample"
        self.app = QApplication([])
        self.window = build(self.app, workspace)
        self.session = self.window.session
        self.window.findChild(Theme).choose(ThemeChoice(theme))
        self.window.resize(*SIZE)
        self.window.show()

    def until(self, reached: Callable[[], object], seconds: float = 1200) -> None:
        """Let the window work until something holds."""
        import time

        end = time.monotonic() + seconds
        while not reached():
            if time.monotonic() > end:
                raise TimeoutError("the window does not get there")
            self.turn(20)

    def settle(self) -> None:
        """Let everything that loads in the background arrive."""
        self.turn(300)
        self.until(lambda: not self.window._jobs.busy)
        self.turn(300)

    def turn(self, milliseconds: int) -> None:
        """Let the event loop run."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def shoot(self, name: str) -> None:
        """Save what the window shows, if this look is wanted of it."""
        if self._wanted and name not in self._wanted:
            return
        from PIL import Image
        from PySide6.QtCore import QBuffer

        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self.window.grab().save(buffer, "PNG")
        picture = Image.open(BytesIO(buffer.data().data())).convert("RGB")
        path = self.out / f"{name}-{self.look}.png"
        picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
        print(path)


if __name__ == "__main__":
    sys.exit(main())
