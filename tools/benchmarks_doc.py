"""Writes docs/benchmarks.md from the result files in docs/benchmarks/; no figure is typed by hand.

    python -m benchmarks.speed --json docs/benchmarks/speed.json
    python -m benchmarks.quality --json docs/benchmarks/quality.json
    python -m tools.benchmarks_doc

Every file becomes a section; a second run of the same benchmark with other settings may stand
beside the first under another file name.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import met

DOCS = Path(__file__).parents[1] / "docs"
FOLDER = DOCS / "benchmarks"
PAGE = DOCS / "benchmarks.md"

_TITLES = {"speed": "Speed, memory and response", "quality": "Quality of the maps"}
_OPENING = """# Benchmarks

Written by `python -m tools.benchmarks_doc` from the files in `docs/benchmarks/`; do not edit.
"""
_MAPS = ("text", "visual", "fused")


def page(results: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole page from result files by their name."""
    order = sorted(results, key=lambda name: (list(_TITLES).index(_kind(results, name)), name))
    sections = [_section(name, results[name]) for name in order]
    return "\n".join([_OPENING, *sections])


def _kind(results: Mapping[str, Mapping[str, Any]], name: str) -> str:
    kind = results[name].get("benchmark")
    if kind not in _TITLES:
        raise ValueError(f"{name} is not a result of {' or '.join(_TITLES)}")
    return str(kind)


def _section(name: str, result: Mapping[str, Any]) -> str:
    body = _speed(result) if result["benchmark"] == "speed" else _quality(result)
    machine = result["machine"]
    head = [
        f"## {_TITLES[result['benchmark']]} (`{name}`)\n",
        f"- Date: {result['date']}",
        f"- Machine: {machine['cpu']}, {machine['cores']} cores, {machine['memory_gb']} GB, "
        f"{machine['system']}",
        f"- Versions: {_listed(result['versions'])}",
        f"- Settings: {_listed(result['settings'])}",
        f"- Thread settings: {_listed(result['threads'])}\n",
    ]
    return "\n".join([*head, body])


def _speed(result: Mapping[str, Any]) -> str:
    rows = [
        (
            figure["name"],
            f"{figure['value']:.3g} {figure['unit']}".strip(),
            _target(figure["at_most"], figure["at_least"]),
            _answer(figure["value"], figure["at_most"], figure["at_least"]),
            figure["settings"],
        )
        for figures in result["parts"].values()
        for figure in figures
    ]
    return _table(("what", "measured", "target", "", "settings"), rows)


def _quality(result: Mapping[str, Any]) -> str:
    side = result["settings"]["metric_side"]
    sets = result["sets"]
    maps = [
        (
            name,
            one["noun"],
            f"{one['good']} + {one['defective']}",
            *(_share(one["pixel_auroc"][kind], ".4f") for kind in _MAPS),
            _target(None, one["target"]),
            _answer(one["pixel_auroc"]["fused"], None, one["target"]),
            _share(one["image_auroc"], ".3f"),
        )
        for name, one in sets.items()
    ]
    verdicts = [
        (
            name,
            f"{one['thresholds']['review']:.2f} / {one['thresholds']['ng']:.2f}",
            *(_share(one[key], ".0%") for key in ("overkill_ng", "overkill_not_ok", "escape")),
            f"{one['train_seconds']:.1f} s",
        )
        for name, one in sets.items()
    ]
    parts = ("good + defective", *(f"{kind}, pixel" for kind in _MAPS))
    return "\n".join(
        [
            f"Trained on the first image of train/good alone, no defect phrases. AUROC of all "
            f"pixels of all test images at {side} x {side} px, targets for the fused map; image "
            "AUROC of the score. The sets are small subsets, as many images as the third column "
            "says: the figures compare with each other, not with published tables.\n",
            _table(("set", "noun", *parts, "target", "", "image"), maps),
            "\nWhat the thresholds that the program chose from the reference alone make of it "
            "(sigma; shares of good and of defective parts):\n",
            _table(
                ("set", "review / NG", "good NG", "good not OK", "defective OK", "training"),
                verdicts,
            ),
        ]
    )


def _target(at_most: float | None, at_least: float | None) -> str:
    if at_most is not None:
        return f"≤ {at_most:g}"
    return "" if at_least is None else f"≥ {at_least:g}"


def _answer(value: float | None, at_most: float | None, at_least: float | None) -> str:
    kept = None if value is None else met(value, at_most=at_most, at_least=at_least)
    return {None: "", True: "met", False: "**not met**"}[kept]


def _share(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def main() -> None:
    files = sorted(FOLDER.glob("*.json"))
    if not files:
        raise SystemExit(f"no result files in {FOLDER}")
    results = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}
    PAGE.write_text(page(results), encoding="utf-8")
    print(f"{PAGE} from {', '.join(results)}")


if __name__ == "__main__":
    main()
