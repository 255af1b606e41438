"""What a first look finds without a reference, and how long it takes for an image.

    python -m benchmarks.first_look DATA --json docs/benchmarks/first-look.json

All test images of a set are looked at together, however many of them are bad: in use most images
should be good.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sklearn.metrics import roc_auc_score

from ad_studio.evaluation.layouts import Category, find_categories
from ad_studio.progress import SilentProgress
from ad_studio.services.first_look import first_look
from benchmarks.figures import circumstances, table, write_json
from benchmarks.leave_one_out import UNCOUNTED

_HEAD = ("set", "images", "bad", "image AUROC, %", "proposed", "s an image")


def rows(categories: Sequence[Category]) -> Iterator[list[str]]:
    """One for each set, and their mean."""
    found = []
    for category in categories:
        bad = {image.path for image in category.test if image.is_defective}
        started = time.perf_counter()
        seen = first_look([image.path for image in category.test], progress=SilentProgress())
        seconds = (time.perf_counter() - started) / len(seen.images)
        labels = [one.path in bad for one in seen.images]
        scores = [one.score for one in seen.images]
        auroc = None if all(labels) else float(roc_auc_score(labels, scores))
        found.append((auroc, seconds))
        yield [
            category.name,
            str(len(labels)),
            str(sum(labels)),
            "–" if auroc is None else f"{100 * auroc:.1f}",
            "bad" if seen.typical in bad else "good",
            f"{seconds:.2f}",
        ]
    aurocs = [auroc for auroc, _ in found if auroc is not None]
    seconds = sum(one for _, one in found) / len(found)
    yield ["mean", "", "", f"{100 * sum(aurocs) / len(aurocs):.1f}", "", f"{seconds:.2f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path, help="labelled sets, as for `ad-studio evaluate`")
    parser.add_argument("--json", type=Path, help="write a result file")
    args = parser.parse_args()
    categories = [one for one in find_categories(args.root) if one.name not in UNCOUNTED]
    lines = []
    for line in rows(categories):
        lines.append(line)
        print(*line, flush=True)
    print(f"\n{table(_HEAD, lines)}")
    tables = [{"title": "By set", "head": _HEAD, "rows": lines}]
    content = circumstances() | {"settings": {}, "tables": tables}
    write_json(args.json, {"benchmark": "first_look", **content})


if __name__ == "__main__":
    main()
