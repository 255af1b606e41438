"""Speed, memory and response, as medians and ratios with their settings.

    python -m benchmarks.speed --json docs/benchmarks/speed.json
    python -m benchmarks.speed --only throughput --images 40 --repeats 1

Run it on a quiet machine. Parts: training, throughput, precision, memory, startup, viewer, events.
"""

import argparse
import importlib
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, as_rows, circumstances, met, table, write_json
from benchmarks.options import Options

_Part = Callable[[Options, Path], list[Figure]]

_PARTS = {
    "training": "speed_detection",
    "throughput": "speed_detection",
    "precision": "speed_detection",
    "memory": "speed_detection",
    "startup": "speed_window",
    "viewer": "speed_window",
    "events": "speed_window",
}


def measure(name: str, options: Options) -> list[Figure]:
    """Run one part in a temporary folder."""
    part: _Part = getattr(importlib.import_module(f"benchmarks.{_PARTS[name]}"), name)
    with tempfile.TemporaryDirectory(prefix="ad_studio-", ignore_cleanup_errors=True) as folder:
        return part(options, Path(folder))


def _line(figure: Figure) -> list[str]:
    target = "-"
    if figure.at_most is not None:
        target = f"<= {figure.at_most:g}"
    elif figure.at_least is not None:
        target = f">= {figure.at_least:g}"
    kept = met(figure.value, at_most=figure.at_most, at_least=figure.at_least)
    answer = {None: "", True: "met", False: "NOT MET"}[kept]
    return [figure.name, f"{figure.value:.3f}", figure.unit, target, answer]


def main() -> None:
    normal = Options()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=list(_PARTS))
    parser.add_argument("--images", type=int, default=normal.images, help="of each inspection")
    parser.add_argument("--epochs", type=int, default=normal.epochs, help="of the timed training")
    parser.add_argument("--repeats", type=int, default=normal.repeats)
    parser.add_argument("--views", type=int, default=normal.views, help="images in the viewer")
    parser.add_argument("--stream", type=int, default=normal.stream, help="images of part events")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    args = parser.parse_args()
    options = Options(args.images, args.epochs, args.repeats, args.views, args.stream)

    about = circumstances()
    print(about["machine"], about["versions"], about["threads"], about["date"], sep="\n")
    rows: dict[str, list[dict[str, Any]]] = {}
    for name in args.only:
        figures = measure(name, options)
        head = (name, "value", "unit", "target", "")
        print("\n" + table(head, [_line(figure) for figure in figures]) + "\n")
        for figure in figures:
            print(f"  {figure.name}: {figure.settings}", flush=True)
        rows[name] = as_rows(figures)
        content = {"benchmark": "speed", **about, "settings": asdict(options), "parts": rows}
        write_json(args.json, content)  # after each part: a run that is cut off keeps the others


if __name__ == "__main__":
    main()
