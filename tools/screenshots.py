"""Saves pictures of the window in each state of the workbench: the real window, offscreen.

    python -m tools.screenshots docs/screenshots
    python -m tools.screenshots docs/screenshots --only 4-inspect-zones 6-checks   # in all looks

Works on the sample part that ships with the program, with the real services: a model of each of two
methods, two runs, verdicts by hand. All states in light colours at 100 %, some of them dark at
150 % and in German at 125 %, each look in a process of its own. PNG files of 256 colours.

The pictures show paths, so workspace and images lie in one neutral folder (`--place`), which is
made for the purpose and deleted at the end.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

LOOKS = (("light", "1.0", "en"), ("dark", "1.5", "en"), ("light", "1.25", "de"))
SIZE = (1360, 860)
PLACE = Path("/factory")
IMAGES = "lot 42"
_SOME = {
    "dark": "1-projects 2-reference-ignore-regions 3-train 3-train-smallest-defect 4-inspect "
    "4-inspect-suggestions "
    "4-inspect-low-window 4-inspect-side-by-side 4-inspect-table 4-inspect-review "
    "4-inspect-compare 4-inspect-zones 4-inspect-shop-floor 5-report 6-checks",
    "de": "1-projects 2-reference 3-train-advanced 4-inspect 4-inspect-filters 4-inspect-keys "
    "4-inspect-paused 5-report 6-checks",
}
"""States of the looks that are not taken in all of them."""


def main() -> int:
    """Make the project in a first process, then take the pictures of each look in another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--place", type=Path, default=PLACE, help=f"{PLACE} without it")
    parser.add_argument("--keep", action="store_true", help="keep the place for the next time")
    parser.add_argument("--only", nargs="+", default=[], metavar="STATE", help="these states alone")
    parser.add_argument("--look", nargs=3, metavar=("THEME", "SCALE", "LANGUAGE"))
    args = parser.parse_args()
    if args.look:
        from tools.screenshot_states import take_all

        return take_all(Driver(args.out, args.place, *args.look, only=args.only))
    prepare(args.place)
    try:
        for look in LOOKS:
            _take(args.out, args.place, look, only=args.only)
    finally:
        if not args.keep:
            shutil.rmtree(args.place)
    return 0


def prepare(place: Path) -> None:
    """Copy the sample part into the place, under names that a user might have."""
    from ad_studio import paths

    sample = paths.resources() / "sample"
    if place.exists() and not (place / IMAGES).is_dir():
        sys.exit(f"{place} exists and was not made by this tool; choose another --place")
    try:
        shutil.copytree(sample / "inspect", place / IMAGES, dirs_exist_ok=True)
    except PermissionError:
        sys.exit(f"{place} cannot be made; choose another --place")
    shutil.copy(sample / "reference.jpg", place)


def _take(out: Path, place: Path, look: tuple[str, str, str], *, only: Sequence[str]) -> None:
    """Take the pictures of one look in a process of its own, with a home of its own."""
    _, scale, language = look
    with tempfile.TemporaryDirectory() as home:
        settings = {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "AD_STUDIO_LANG": language,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
        }
        command = [sys.executable, "-m", "tools.screenshots", str(out)]
        command += ["--place", str(place), "--look", *look]
        command += ["--only", *only] if only else []
        subprocess.run(command, check=True, env={**os.environ, **settings})


class Driver:
    """Holds the window, lets it work, and takes pictures of it."""

    def __init__(
        self,
        out: Path,
        place: Path,
        theme: str,
        scale: str,
        language: str,
        *,
        only: Sequence[str] = (),
    ) -> None:
        from PySide6.QtWidgets import QApplication

        from ad_studio.ui.app import build
        from ad_studio.ui.theme import Theme, ThemeChoice

        self.out = out
        self.out.mkdir(parents=True, exist_ok=True)
        self.look = f"{theme}@{scale}" if language == "en" else f"{language}-{theme}@{scale}"
        some = _SOME.get(theme if language == "en" else language, "")
        self._wanted = set(only) or set(some.split())
        self.reference, self.images = place / "reference.jpg", place / IMAGES
        self.app = QApplication([])
        self.window = build(self.app, place / "projects")
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
        self.until(lambda: not self.session.jobs.busy)
        self.turn(300)

    def turn(self, milliseconds: int) -> None:
        """Let the event loop run."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def keep_size(self) -> None:
        """Have the window as large as in all pictures, also where it wants the whole screen."""
        self.window.showNormal()
        self.window.resize(*SIZE)

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
