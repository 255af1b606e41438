"""Brings the translations up to date with the source, in both directions.

    python -m tools.translations

Reads every text of `ad_studio/ui` and every message of the layers below (`tools/messages.py`) into
`resources/i18n/ad_studio_*.ts` (texts that are gone go), and compiles the `.qm` files that the
program loads. What still has to be translated is printed; `docs/translation.md` says how. English
stands in the source and has no file.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import PySide6

from tools import messages

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "i18n"
SOURCES = ROOT / "ad_studio" / "ui"
_QT = Path(PySide6.__file__).parent


def catalogues() -> list[Path]:
    """The `.ts` files, one for each language."""
    return sorted(FOLDER.glob("ad_studio_*.ts"))


def read(catalogue: Path) -> list[ElementTree.Element]:
    """The messages of a `.ts` file, each with its context's name in the attribute "context"."""
    found = []
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            message.set("context", context.findtext("name", ""))
            found.append(message)
    return found


def forms(message: ElementTree.Element) -> list[str]:
    """The translation, or the translations for the plural forms; empty where there is none."""
    translation = message.find("translation")
    assert translation is not None
    many = [form.text or "" for form in translation.iter("numerusform")]
    return many or [translation.text or ""]


def is_finished(message: ElementTree.Element) -> bool:
    """True if every form of a message is translated and nobody marked it for another look."""
    translation = message.find("translation")
    assert translation is not None
    return translation.get("type") is None and all(forms(message))


def update(catalogue: Path) -> None:
    """Take the texts of the source into a `.ts` file; keep the translations that it has."""
    sources = [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("*.py"))]
    # without line numbers a change elsewhere in a file leaves the catalogue alone
    how = ["-no-obsolete", "-locations", "none"]
    with TemporaryDirectory() as folder:
        listed = Path(folder) / "messages.py"
        listed.write_text(messages.as_source(), encoding="utf-8")
        _run("lupdate", [*how, *sources, str(listed), "-ts", str(catalogue)])


def compile_to(catalogue: Path, target: Path) -> None:
    """Make the `.qm` file that the program loads of a `.ts` file."""
    _run("lrelease", ["-silent", str(catalogue), "-qm", str(target)])


def _run(program: str, arguments: list[str]) -> None:
    ending = ".exe" if sys.platform == "win32" else ""
    command = [str(_QT / f"{program}{ending}"), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)


def main() -> int:
    """Update and compile all languages; 1 while something is not translated."""
    open_ends = 0
    for catalogue in catalogues():
        update(catalogue)
        compile_to(catalogue, catalogue.with_suffix(".qm"))
        for message in read(catalogue):
            if not is_finished(message):
                open_ends += 1
                print(f"{catalogue.name}: {message.get('context')}: {message.findtext('source')}")
    print(f"{open_ends} to translate")
    return min(open_ends, 1)


if __name__ == "__main__":
    sys.exit(main())
