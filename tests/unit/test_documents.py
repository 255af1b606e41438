"""What the documents link to and name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "tools").rglob("*.md"),
    *(ROOT / "resources").rglob("*.md"),
]

_BELOW = ("", "ad_studio", "ad_studio/detection", "ad_studio/ui/inspect")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(document):
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target.partition("#")[0]).exists(), target


def test_files_that_the_how_tos_and_the_architecture_name_are_there():
    """Those of what is added have a gap in <brackets>; one word alone is no path."""
    for name in ("CONTRIBUTING.md", "docs/architecture.md", "docs/detection.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for path in re.findall(r"`([\w./]+/[\w.]+)`", text):
            assert any((ROOT / below / path).exists() for below in _BELOW), f"{name}: {path}"


def test_a_how_to_touches_at_most_four_files():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    how_tos = re.findall(r"## (Add an? [^\n]+)\n(.*?)(?=\n## )", text, re.DOTALL)
    rows = {title: len(re.findall(r"^\| `", body, re.MULTILINE)) for title, body in how_tos}
    assert len(rows) == 4
    assert max(rows.values()) <= 4
