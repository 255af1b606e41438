"""Draws docs/layers.svg from the import contracts in pyproject.toml.

    python -m tools.layers

One row per layer, one box per package or module; each imports only from rows below its own. A test
holds the picture to the contracts.
"""

import re
import textwrap
import tomllib
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "layers.svg"

_SAYS = {
    "ui": "the window: pages, widgets, background jobs",
    "cli": "the commands, without a window",
    "services": "use cases: projects, training, inspection, results, thresholds, reports, "
    "backbones, diagnostics",
    "detection": "align, encode, text score, memory score, calibrate, fuse, pool",
    "evaluation": "detectors measured on labelled sets: metrics, tables, ablations",
    "imaging": "decoding, heat, defect regions",
    "store": "one folder per project: database, references, models",
    "reports": "HTML and CSV files",
}
_WIDTH, _MARGIN, _GAP = 960, 16, 10
_LINE = 16  # its height
_CHARACTER = 6.6  # width of a letter at 12 px, about
_SIDE = 44  # room for the arrow on the left


def layers() -> list[list[str]]:
    """Return the modules of each layer without the package's name, highest layer first."""
    rules = contracts()
    (found,) = (contract["layers"] for contract in rules if contract["type"] == "layers")
    return [[name.strip().removeprefix("ad_studio.") for name in row.split("|")] for row in found]


def alone() -> dict[str, str]:
    """Return what a layer alone may import, by its name: {"ui": "Qt"}."""
    found = (re.fullmatch(r"Only (\w+) knows (\w+)", each["name"]) for each in contracts())
    return {match[1]: match[2] for match in found if match}


def contracts() -> list[dict[str, Any]]:
    """Return the contracts as they stand in pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["tool"]["importlinter"]["contracts"]


def draw() -> str:
    """Return the picture."""
    y, body = _MARGIN, []
    for row in layers():
        height, boxes = _row(row, y)
        body += boxes
        y += height + _GAP
    height = y - _GAP + _MARGIN
    arrow = (
        f'<path d="M24 {_MARGIN} V{height - _MARGIN - 2} m-6 -8 l6 8 l6 -8" fill="none" '
        'stroke="#64748b" stroke-width="2"/>\n'
        f'<text transform="translate(15 {height // 2}) rotate(-90)" text-anchor="middle" '
        'fill="#64748b">imports</text>'
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" font-family="sans-serif" font-size="12">\n'
        "<title>The layers of ad_studio: each imports only from those below it</title>\n"
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>'
    )
    return "\n".join([head, arrow, *body, "</svg>\n"])


def _row(names: list[str], y: int) -> tuple[int, list[str]]:
    """Return the height of a layer's row, and its boxes."""
    knows = alone()
    shares = [1 if any(name in _SAYS for name in names) else 4 + len(name) for name in names]
    room = _WIDTH - _SIDE - _MARGIN - _GAP * (len(names) - 1)
    widths = [room * share / sum(shares) for share in shares]
    texts = [
        textwrap.wrap(_SAYS.get(name, ""), int((width - 20) / _CHARACTER))
        + ([f"alone uses {knows[name]}"] if name in knows else [])
        for name, width in zip(names, widths, strict=True)
    ]
    height = 32 + _LINE * max(map(len, texts))
    x, boxes = float(_SIDE), []
    for name, width, lines in zip(names, widths, texts, strict=True):
        fill, edge = ("#e8f0fe", "#1f5fc4") if name in knows else ("#f3f5f9", "#94a3b8")
        boxes += [
            f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="{height}" rx="6" '
            f'fill="{fill}" stroke="{edge}"/>',
            _text(x + 10, y + 21, name, 'font-size="13" font-weight="bold" fill="#17212b"'),
        ]
        for number, line in enumerate(lines, start=1):
            colour = edge if name in knows and number == len(lines) else "#42526b"
            boxes.append(_text(x + 10, y + 23 + _LINE * number, line, f'fill="{colour}"'))
        x += width + _GAP
    return height, boxes


def _text(x: float, y: int, words: str, style: str) -> str:
    return f'<text x="{x:.0f}" y="{y}" {style}>{escape(words)}</text>'


def main() -> None:
    PICTURE.write_text(draw(), encoding="utf-8")
    print(PICTURE)


if __name__ == "__main__":
    main()
