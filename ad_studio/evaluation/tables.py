"""Results as tables: CSV for programs, Markdown for people, plain rows for the terminal.

All take the content of results.json, so that a table never says anything that it does not.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from ad_studio.evaluation import paper
from ad_studio.evaluation.summary import ALL_METRICS, TIMES

Results = Mapping[str, Any]
Rows = list[list[str]]

TITLES = {
    "pixel_auroc": "pixel AUROC",
    "pixel_ap": "pixel AP",
    "aupro": "AUPRO",
    "pixel_f1_max": "pixel F1",
    "pixel_auroc_text": "text AUROC",
    "pixel_auroc_visual": "visual AUROC",
    "image_auroc": "image AUROC",
    "image_ap": "image AP",
    "image_f1_max": "image F1",
    "overkill": "overkill",
    "overkill_not_ok": "good not OK",
    "escape": "escape",
    "train_seconds": "train s",
    "seconds_per_image": "s/image",
}
_MEAN = "mean"
_ABLATION_METRICS = ("pixel_auroc", "aupro", "image_auroc", "overkill", "escape")
_GAIN_METRICS = ("pixel_auroc", "image_auroc", "aupro")
_BRANCHES = {"pixel_auroc_text": "text", "pixel_auroc_visual": "visual", "pixel_auroc": "fused"}


def category_rows(found: Mapping[str, Any]) -> tuple[list[str], Rows]:
    """Head and rows of one detector: a line per category, then the mean over categories.

    Args:
        found: A detector's "summary" and "categories".
    """
    head = ["category", "good/bad", *TITLES.values()]
    rows = [
        [name, f"{one['good']}/{one['defective']}", *(cell(one[m], m) for m in ALL_METRICS)]
        for name, one in found["categories"].items()
    ]
    summary = found["summary"]
    return head, [*rows, [_MEAN, "", *(cell(summary[m], m) for m in ALL_METRICS)]]


def ablation_rows(variants: Sequence[Mapping[str, Any]]) -> tuple[list[str], Rows]:
    """Head and rows of one ablation: a line per variant, means over categories."""
    head = ["variant", *(TITLES[metric] for metric in _ABLATION_METRICS)]
    return head, [
        [one["variant"], *(cell(one["summary"][m], m) for m in _ABLATION_METRICS)]
        for one in variants
    ]


def learning_rows(results: Results) -> tuple[list[str], Rows]:
    """Head and rows of learning: a line per number of parts learned from, means over categories."""
    metrics = ("pixel_auroc", "image_auroc", "overkill", "overkill_not_ok", "escape")
    rows = [
        [
            one["variant"],
            str(one["summary"]["image_auroc"]["categories"]),
            *(cell(one["summary"][metric], metric) for metric in metrics),
        ]
        for one in results["learning"]
    ]
    return ["learned from", "sets", *(TITLES[metric] for metric in metrics)], rows


def variant_category_rows(
    variants: Sequence[Mapping[str, Any]], *, metric: str = "pixel_auroc"
) -> tuple[list[str], Rows]:
    """One metric of each variant in each category, as the paper's tables 3 to 5 have it."""
    names = list(dict.fromkeys(name for one in variants for name in one["categories"]))
    rows = [
        [
            name,
            *(
                cell(one["categories"][name][metric], metric) if name in one["categories"] else "–"
                for one in variants
            ),
        ]
        for name in names
    ]
    means = [cell(one["summary"][metric], metric) for one in variants]
    return ["category", *(one["variant"] for one in variants)], [*rows, [_MEAN, *means]]


def gain_rows(results: Results) -> tuple[list[str], Rows]:
    """What the variants of all ablations gain (+) or lose (-) against the method as given.

    Head and rows: a line per variant that differs from it, the best one first by the mean of pixel
    and image AUROC; percentage points.
    """
    measured = []
    for one in chain.from_iterable(results["ablations"].values()):
        given = results["detectors"][one["detector"]]
        if one["settings"] != given["settings"]:
            means = [
                (one["summary"][m]["mean"], given["summary"][m]["mean"]) for m in _GAIN_METRICS
            ]
            gains = [None if None in pair else 100 * (pair[0] - pair[1]) for pair in means]
            measured.append((one["variant"], gains))
    measured.sort(key=lambda row: -sum(gain or 0 for gain in row[1][:2]))
    return ["variant", *(TITLES[metric] for metric in _GAIN_METRICS)], [
        [name, *("–" if gain is None else f"{round(gain, 2) + 0:+.2f}" for gain in gains)]
        for name, gains in measured
    ]


def branch_rows(found: Mapping[str, Any]) -> tuple[list[str], Rows]:
    """Pixel AUROC of the two branches and of both together, read off one and the same run."""
    lines = {**found["categories"], _MEAN: found["summary"]}
    return ["category", *_BRANCHES.values()], [
        [name, *(cell(one[metric], metric) for metric in _BRANCHES)] for name, one in lines.items()
    ]


def paper_rows(results: Results) -> tuple[list[str], Rows] | None:
    """Our pixel AUROC beside the published ones; None where no category is among those."""
    detectors = results["detectors"]
    names = [name for one in detectors.values() for name in one["categories"]]
    rows = [
        [
            name,
            *(f"{value:.2f}" for value in row),
            *(
                cell(one["categories"][name]["pixel_auroc"], "pixel_auroc")
                if name in one["categories"]
                else "–"
                for one in detectors.values()
            ),
        ]
        for name in dict.fromkeys(names)
        if (row := paper.published(name)) is not None
    ]
    head = [
        "category",
        *(f"{name} (paper)" for name in paper.METHODS),
        *(f"{name} (here)" for name in detectors),
    ]
    return (head, rows) if rows else None


def cell(found: Mapping[str, Any], metric: str) -> str:
    """Mean and standard deviation: in percent, times in seconds; a dash where not defined."""
    mean, std = found["mean"], found["std"]
    if mean is None:
        return "–"
    if metric in TIMES:
        digits = 1 if metric == "train_seconds" else 3
        return f"{mean:.{digits}f}"
    digits = 2 if metric.startswith("pixel_auroc") else 1
    text = f"{100 * mean:.{digits}f}"
    return text if found["n"] < 2 else f"{text} ± {100 * std:.{digits}f}"


def as_csv(results: Results) -> str:
    """A line per detector, variant and category, and one for their mean; shares from 0 to 1."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [f"{metric}_{part}" for metric in ALL_METRICS for part in ("mean", "std")]
    writer.writerow(["detector", "variant", "category", "good", "defective", "seeds", *columns])
    runs = [(name, "", found) for name, found in results["detectors"].items()]
    for variants in results["ablations"].values():
        runs += [(one["detector"], one["variant"], one) for one in variants]
    runs += [
        (one["detector"], f"learned from {one['variant']}", one) for one in results["learning"]
    ]
    for detector, variant, found in runs:
        for name, one in {**found["categories"], _MEAN: found["summary"]}.items():
            numbers = [one[metric][part] for metric in ALL_METRICS for part in ("mean", "std")]
            seeds = max(one[metric]["n"] for metric in ALL_METRICS)
            counts = [one.get("good", ""), one.get("defective", "")]
            writer.writerow(
                [detector, variant, name, *counts, seeds]
                + ["" if number is None else f"{number:.6g}" for number in numbers]
            )
    return out.getvalue()


def as_markdown(results: Results) -> str:
    """Every table, with what it rests on."""
    settings = results["settings"]
    lines = ["# Evaluation", "", *_circumstances(results), ""]
    for name, found in results["detectors"].items():
        lines += [f"## {name}", "", *_markdown(*category_rows(found)), "", *_reasons(found)]
    for name, reason in results["skipped"].items():
        lines += [f"## {name}", "", f"Skipped: {reason}", ""]
    if settings["preset"] == "paper" and (compared := paper_rows(results)):
        lines += ["## Beside the paper", "", *_markdown(*compared), ""]
        lines += ["Pixel AUROC in percent, one normal image; paper: arXiv 2601.15453, official"]
        lines += ["test sets. Subsets of those sets cannot be compared with them.", ""]
    if results["ablations"]:
        lines += ["## Other choices against the one above", "", *_markdown(*gain_rows(results)), ""]
        lines += ["Percentage points, mean over categories; + is better.", ""]
    for name, variants in results["ablations"].items():
        lines += [f"## Ablation: {name}", "", *_markdown(*ablation_rows(variants)), ""]
        lines += ["Pixel AUROC by category:", "", *_markdown(*variant_category_rows(variants)), ""]
    if results["learning"]:
        lines += ["## Learning from confirmed parts", "", *_markdown(*learning_rows(results)), ""]
        lines += [
            f"Test images drawn {settings['draws']} time(s) per seed are learned from; judged are "
            "the same other images in all lines. Thresholds as the program then chooses them; "
            "± over seeds and draws.",
            "",
            "Image AUROC by category:",
            "",
            *_markdown(*variant_category_rows(results["learning"], metric="image_auroc")),
            "",
        ]
    if "branch" in settings["ablate"]:
        for name, found in results["detectors"].items():
            lines += [f"## Branches of {name}", "", *_markdown(*branch_rows(found)), ""]
    return "\n".join(lines)


def reasons(found: Mapping[str, Any]) -> list[str]:
    """Why metrics are missing, one line for each category and reason."""
    lines = []
    for name, one in found["categories"].items():
        missing: dict[str, list[str]] = {}
        for metric in ALL_METRICS:
            if "why" in one[metric]:
                missing.setdefault(one[metric]["why"], []).append(TITLES[metric])
        lines += [f"{name}: no {', '.join(what)} ({why})" for why, what in missing.items()]
    return lines


def _reasons(found: Mapping[str, Any]) -> list[str]:
    lines = [f"* {line}" for line in reasons(found)]
    return [*lines, ""] if lines else []


def _circumstances(results: Results) -> list[str]:
    settings, machine = results["settings"], results["machine"]
    size = settings["size"] or "its own size"
    told = "Percent, mean ± standard deviation over seeds"
    if settings["shots"] or settings["reference"]:
        told += (
            "; overkill: good parts called NG, escape: defective parts called OK, at the "
            "thresholds chosen from the reference alone"
        )
    lines = [
        f"Backbone {settings['backbone']} at {size}, {settings['shots']} reference image(s) per "
        f"seed, {settings['seeds']} seed(s); metrics at {results['resolution']}.",
        f"{told}.",
        f"{machine['cpu']}, {machine['cores']} cores, {results['backbone']['device']}; "
        f"{results['date']}.",
    ]
    lines += results["notes"]
    if not results["complete"]:
        lines.append("**Not complete: the evaluation was stopped before its end.**")
    return lines


def _markdown(head: Sequence[str], rows: Rows) -> list[str]:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(text.replace("|", "\\|") for text in cells) + " |"

    return [line(head), "|---" + "|---:" * (len(head) - 1) + "|", *(line(row) for row in rows)]
