"""Chooses settings by leaving one set out: what the others choose is judged on the one left out.

    ad-studio evaluate DATA --out scratch/plain --seeds 3 --confirm 4,8,10
    ad-studio evaluate DATA --out scratch/large --seeds 3 --set smoothing=0.8
    python -m benchmarks.leave_one_out scratch/plain scratch/large --json OUT.json

Every folder is a candidate: the results of one way to set the detector. For each set the candidate
with the best mean over all other sets is taken, and its figure on that set counts; the mean of
these is what a part that nobody tuned for may expect. With one folder alone only rules for
thresholds are tried, on the scores that `evaluate` keeps of the candidate's test images.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from benchmarks.figures import circumstances, print_tables, write_json

Part = Mapping[str, Any]
Rule = Callable[[Sequence[float]], tuple[float, float]]
"""From scores of good parts to the REVIEW and the NG threshold."""

METRICS = ("image_auroc", "pixel_auroc")
UNCOUNTED = ("hazelnut_toy",)  # random weights separate it, too


def parts_of(folder: Path) -> list[Part]:
    """The measured runs of an evaluation, of sets that count."""
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return [p for p in results["parts"] if p["identity"]["category"] not in UNCOUNTED]


def by_set(parts: Sequence[Part], value: Callable[[Part], float | None]) -> dict[str, float]:
    """The mean of a value over the runs of each set; sets without one are left out."""
    found = defaultdict(list)
    for part in parts:
        one = value(part)
        if one is not None:
            found[part["identity"]["category"]].append(one)
    return {name: fmean(values) for name, values in found.items()}


def measured(metric: str) -> Callable[[Part], float | None]:
    """What a run measured by a metric."""

    def value(part: Part) -> float | None:
        return part["values"][metric]

    return value


def left_out_mean(
    candidates: Mapping[str, Mapping[str, float]],
) -> tuple[float, dict[str, str]]:
    """Judge the choice among candidates by leaving one set out.

    Args:
        candidates: Figures of each candidate by set, higher is better; all of the same sets.

    Returns:
        The mean figure of the sets, each with the candidate that the other sets chose; and which
        candidate that was.
    """
    sets = next(iter(candidates.values()))
    chosen = {
        held: max(candidates, key=lambda c: fmean(v for s, v in candidates[c].items() if s != held))
        for held in sets
    }
    return fmean(candidates[chosen[held]][held] for held in sets), chosen


def threshold_rules() -> dict[str, Rule]:
    """Rules for thresholds from n left-out scores: z deviations above the mean, less an error."""

    def rule(above: float, error: float, top: float) -> Rule:
        def of(scores: Sequence[float]) -> tuple[float, float]:
            spread = stdev(scores)
            review = fmean(scores) + spread * (above - error / math.sqrt(len(scores)))
            return review, max(scores) + top * spread

        return of

    return {
        f"mean + {above:g} sd - {error:g} sd / root n, max + {top:g} sd": rule(above, error, top)
        for above in (0.5, 0.75, 1.0, 1.25)
        for error in (0.0, 0.5, 1.0)
        for top in (0.5, 1.0)
    }


def cost(part: Part, rule: Rule) -> float:
    """What mistakes of a rule cost on the images of a run: an escape as much as overkill.

    A good part in REVIEW costs a fifth of either: somebody looks at it.
    """
    review, ng = rule(part["scores"]["left_out"])
    good, bad = part["scores"]["good"], part["scores"]["bad"]
    escape = fmean(score < review for score in bad)
    overkill = fmean(score >= ng for score in good)
    looked_at = fmean(review <= score < ng for score in good)
    return escape + overkill + looked_at / 5


def mistakes(parts: Sequence[Part], rule: Rule) -> tuple[float, float, float]:
    """Escape, overkill and good parts that are not OK of a rule, means over sets."""

    def share(kind: str, at: int, *, below: bool) -> float:
        def value(part: Part) -> float:
            line = rule(part["scores"]["left_out"])[at]
            return fmean((score < line) == below for score in part["scores"][kind])

        return fmean(by_set(parts, value).values())

    return (
        share("bad", 0, below=True),
        share("good", 1, below=False),
        share("good", 0, below=False),
    )


def threshold_rows(parts: Sequence[Part]) -> Iterator[list[str]]:
    """A line for each number of confirmed parts: which rule the other sets choose, what it does."""
    learned = defaultdict(list)
    for part in parts:
        if part["scores"]["left_out"] and part["scores"]["good"] and part["scores"]["bad"]:
            learned[part["identity"]["learned"]["ok"]].append(part)
    rules = threshold_rules()
    for count, some in sorted((n, found) for n, found in learned.items() if n):
        costs = {
            name: {s: -c for s, c in by_set(some, partial(cost, rule=rule)).items()}
            for name, rule in rules.items()
        }
        _, chosen = left_out_mean(costs)
        held = [
            mistakes([p for p in some if p["identity"]["category"] == name], rules[rule])
            for name, rule in chosen.items()
        ]
        kept = "mean + 1 sd - 1 sd / root n, max + 1 sd"
        for label, found in (
            ("left out", [fmean(column) for column in zip(*held, strict=True)]),
            (kept, mistakes(some, rules[kept])),
        ):
            yield [str(count), label, *(f"{100 * value:.1f}" for value in found)]


def choice_rows(folders: Sequence[Path]) -> Iterator[list[str]]:
    """A line for each metric and candidate, and what leaving one set out is worth."""
    plain = {
        folder.name: [p for p in parts_of(folder) if not p["identity"].get("learned")]
        for folder in folders
    }
    for metric in METRICS:
        found = {name: by_set(parts, measured(metric)) for name, parts in plain.items()}
        for name, figures in found.items():
            yield [metric, name, f"{100 * fmean(figures.values()):.2f}"]
        mean, chosen = left_out_mean(found)
        names = ", ".join(f"{c} {list(chosen.values()).count(c)}x" for c in found)
        yield [metric, f"left out ({names})", f"{100 * mean:.2f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+", help="of `ad-studio evaluate`")
    parser.add_argument("--json", type=Path, help="write a result file")
    args = parser.parse_args()
    tables = [
        ("Settings of the detector", ("metric", "candidate", "mean, %"), choice_rows(args.folders)),
        (
            "Thresholds from confirmed parts",
            ("confirmed OK", "rule", "escape, %", "overkill, %", "good not OK, %"),
            threshold_rows(parts_of(args.folders[0])),
        ),
    ]
    found = print_tables(tables)
    settings = {"candidates": ", ".join(folder.name for folder in args.folders)}
    content = circumstances() | {"settings": settings, "tables": found}
    write_json(args.json, {"benchmark": "leave_one_out", **content})


if __name__ == "__main__":
    main()
