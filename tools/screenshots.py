"""Saves pictures of the window in each state of the workbench: the real window, offscreen.

    python -m tools.screenshots docs/screenshots
    python -m tools.screenshots docs/screenshots --only 4-inspect-zones 6-checks   # in all looks
    python -m tools.screenshots docs/screenshots --size 1280x720   # the main states, in one look
    python -m tools.screenshots OUT --reference good.png --images FOLDER   # of parts of your own

Works on the sample part that ships with the program, with the real services: a model of each of two
methods, runs of three lots, verdicts by hand. All states in light colours at 100 %, some of them
dark at 150 % and in German at 125 %, each look in a process of its own. PNG files of 256 colours.

Of parts of one's own, those are bad that do not lie in a folder `good` or `ok`. Look at the licence
of their images before such a picture goes anywhere.

The pictures show paths, so workspace and images lie in one neutral folder (`--place`), which is
made for the purpose and deleted at the end.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageEnhance

if TYPE_CHECKING:
    from ad_studio.services.projects.project import Project
    from ad_studio.ui.session import Snapshot

LOOKS = (("light", "1.0", "en"), ("dark", "1.5", "en"), ("light", "1.25", "de"))
SIZE = (1360, 860)
PLACE = Path("/factory")
LOTS = {"lot 40": 2, "lot 41": 1, "lot 42": 0}
"""How often each image is in it, a little lighter or darker each time; 0: as it is."""

IMAGES = "lot 42"
REFERENCE = "good part.jpg"
TRUTH = "bad parts.json"
_SOME = {
    "dark": "1-projects 2-reference-ignore-regions 3-train 3-train-smallest-defect 4-inspect "
    "4-inspect-suggestions "
    "4-inspect-low-window 4-inspect-side-by-side 4-inspect-table 4-inspect-review "
    "4-inspect-compare 4-inspect-zones 4-inspect-shop-floor 5-report 5-report-trends 6-checks",
    "de": "1-projects 2-reference 3-train-advanced 4-inspect 4-inspect-filters 4-inspect-keys "
    "4-inspect-paused 5-report 5-report-trends 6-checks 6-checks-study",
}
"""States of the looks that are not taken in all of them."""

_MAIN = "4-inspect 4-inspect-review 4-inspect-shop-floor 5-report-trends 6-checks-study"
"""States that are taken in another size of the window."""


def main() -> int:
    """Make the project in a first process, then take the pictures of each look in another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--place", type=Path, default=PLACE, help=f"{PLACE} without it")
    parser.add_argument("--keep", action="store_true", help="keep the place for the next time")
    parser.add_argument("--only", nargs="+", default=[], metavar="STATE", help="these states alone")
    parser.add_argument("--look", nargs=3, metavar=("THEME", "SCALE", "LANGUAGE"))
    parser.add_argument("--size", type=_size, default=SIZE, metavar="WxH", help="of the window")
    parser.add_argument("--reference", type=Path, help="a good part, in the place of the sample")
    parser.add_argument("--images", type=Path, help="a folder of parts like it")
    args = parser.parse_args()
    if (args.reference is None) != (args.images is None):
        parser.error("--reference and --images belong together")
    if args.look and os.environ.get(_INSIDE):
        socket.gethostname = lambda: "line-3"  # not the name of this machine
        from tools.screenshot_states import take_all

        return take_all(Driver(args.out, args.place, *args.look, size=args.size, only=args.only))
    prepare(args.place, args.reference, args.images)
    only = args.only or (_MAIN.split() if args.size != SIZE else [])
    looks = [tuple(args.look)] if args.look else LOOKS if args.size == SIZE else LOOKS[:1]
    try:
        for look in looks:
            _take(args.out, args.place, look, size=args.size, only=only)
    finally:
        if not args.keep:
            shutil.rmtree(args.place)
    return 0


_INSIDE = "AD_STUDIO_SCREENSHOTS"


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def prepare(place: Path, reference: Path | None = None, images: Path | None = None) -> None:
    """Copy parts into the place, under names that a user might have, and say which are bad.

    Args:
        place: A folder that only this tool fills.
        reference: Of a good part; None: the sample part that ships with the program.
        images: Of parts like it, in folders of which one is called "good" or "ok".
    """
    if place.exists() and not (place / IMAGES).is_dir():
        sys.exit(f"{place} exists and was not made by this tool; choose another --place")
    try:
        for lot in LOTS:
            (place / lot).mkdir(parents=True, exist_ok=True)
    except PermissionError:
        sys.exit(f"{place} cannot be made; choose another --place")
    shutil.copy(reference or _sample() / "reference.jpg", place / REFERENCE)
    parts = _parts(images)
    for path, name in parts:
        for lot, times in LOTS.items():
            _copy(path, place / lot / name, times)
    bad = _bad(images, parts)
    (place / TRUTH).write_text(json.dumps(bad), encoding="utf-8")


def _sample() -> Path:
    from ad_studio import paths

    return paths.resources() / "sample"


def _parts(images: Path | None) -> list[tuple[Path, str]]:
    """The image files, and how they are called in the place."""
    from ad_studio.imaging.files import list_images

    if images is None:
        return [(path, path.name) for path in list_images(_sample() / "inspect")]
    found = list_images(images, recursive=True)
    return [(path, f"part_{number:02}{path.suffix}") for number, path in enumerate(found, 1)]


def _bad(images: Path | None, parts: Sequence[tuple[Path, str]]) -> list[str]:
    """The names of those that are known to be bad, without their endings."""
    if images is None:
        truth = json.loads((_sample() / "sample.json").read_text(encoding="utf-8"))
        return [Path(one["file"]).stem for one in truth["images"] if one["expected"] == "NG"]
    return [Path(name).stem for path, name in parts if not {"good", "ok"} & set(path.parts)]


def _copy(path: Path, to: Path, times: int) -> None:
    """Copy an image as it is, or so many times at another brightness."""
    if times == 0:
        shutil.copy(path, to)
    for number in range(times):
        brightness = 1 + (-0.02, 0.03)[number] / times
        with Image.open(path) as image:
            changed = ImageEnhance.Brightness(image.convert("RGB")).enhance(brightness)
        changed.save(to.with_stem(f"{to.stem}-{number + 1}"), quality=95)


def _take(
    out: Path,
    place: Path,
    look: tuple[str, ...],
    *,
    size: tuple[int, int],
    only: Sequence[str],
) -> None:
    """Take the pictures of one look in a process of its own, with a home of its own."""
    _, scale, language = look
    with tempfile.TemporaryDirectory() as home:
        settings = {
            _INSIDE: "1",
            "LOGNAME": "eve",  # who is named in the audit trail
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "AD_STUDIO_LANG": language,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
        }
        command = [sys.executable, "-m", "tools.screenshots", str(out)]
        command += ["--place", str(place), "--look", *look, "--size", f"{size[0]}x{size[1]}"]
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
        size: tuple[int, int] = SIZE,
        only: Sequence[str] = (),
    ) -> None:
        from PySide6.QtWidgets import QApplication

        from ad_studio.ui.app import build
        from ad_studio.ui.theme import Theme, ThemeChoice

        self.out = out
        self.out.mkdir(parents=True, exist_ok=True)
        self.look = f"{theme}@{scale}" if language == "en" else f"{language}-{theme}@{scale}"
        if size != SIZE:
            self.look += f"-{size[0]}x{size[1]}"
        some = _SOME.get(theme if language == "en" else language, "")
        self._wanted = set(only) or set(some.split())
        self.reference, self.images = place / REFERENCE, place / IMAGES
        self.bad = frozenset(json.loads((place / TRUTH).read_text(encoding="utf-8")))
        self._size = size
        self.app = QApplication([])
        self.window = build(self.app, place / "projects")
        self.session = self.window.session
        colours = self.window.findChild(Theme)
        assert colours is not None
        colours.choose(ThemeChoice(theme))
        self.window.resize(*size)
        self.window.show()

    @property
    def project(self) -> "Project":
        """The open project."""
        assert self.session.project is not None
        return self.session.project

    @property
    def snapshot(self) -> "Snapshot":
        """What the window knows of it."""
        assert self.session.snapshot is not None
        return self.session.snapshot

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
        self.window.resize(*self._size)

    def shoot(self, name: str) -> None:
        """Save what the window shows, if this look is wanted of it."""
        if self._wanted and name not in self._wanted:
            return
        from PySide6.QtCore import QBuffer

        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self.window.grab().save(buffer, "PNG")
        picture = Image.open(BytesIO(buffer.data().data())).convert("RGB")
        path = self.out / f"{name}-{self.look}.png"
        in_palette(picture).save(path, optimize=True)
        print(path)


def in_palette(picture: Image.Image) -> Image.Image:
    """A picture in 256 colours: those that cover most, and some that lie far apart.

    By the former alone a small mark would lose a colour that nothing else has.
    """
    ways = ((184, Image.Quantize.MEDIANCUT), (72, Image.Quantize.MAXCOVERAGE))
    colours = [picture.quantize(count, way).getpalette() or [] for count, way in ways]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for some in colours for value in some])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main())
