"""Results as tables: CSV for programs, Markdown for people, plain rows for the terminal.

All take the content of results.json, so that a table never says anything that it does not.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from ad_studio.evaluation.presets import PRESETS
from ad_studio.evaluation.published import CATEGORIES, Published, figures_of, key_of
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


def published_tables(results: Results) -> list[tuple[str, list[str], Rows]]:
    """Ours beside the figures that the preset's papers give: title, head and rows by metric.

    A line per category of which figures are known, and one for the mean of each data set of which
    a detector was measured on all categories. None of these: no table.
    """
    figures = _beside(results)
    found = []
    for metric in dict.fromkeys(one.metric for one in figures):
        some = [one for one in figures if one.metric == metric]
        if rows := _published_rows(results["detectors"], some, metric):
            columns = dict.fromkeys(one.method for one in some)
            head = [
                "category",
                *(f"{name} (published)" for name in columns),
                *(f"{name} (here)" for name in results["detectors"]),
            ]
            found.append((TITLES[metric], head, rows))
    return found


def published_note(results: Results) -> str:
    """What to know about the published figures: images learned from, and their sources."""
    said = {
        f"{one.method} {'' if one.shots is None else f'with {one.shots} '}({one.source})"
        for one in _beside(results)
    }
    return (
        "Percent. Published figures are for the official test sets; subsets of those cannot be "
        f"compared with them. Normal images and sources: {'; '.join(sorted(said))}."
    )


def _beside(results: Results) -> tuple[Published, ...]:
    """Published figures of the preset's methods with as many references as ours."""
    settings = results["settings"]
    if settings["preset"] not in PRESETS:
        return ()
    shots = 1 if settings["reference"] else settings["shots"]
    return figures_of(PRESETS[settings["preset"]].compared, shots=shots)


def _published_rows(
    detectors: Mapping[str, Any], figures: Sequence[Published], metric: str
) -> Rows:
    """One metric: lines of categories, then of the means of whole data sets."""
    methods = tuple(dict.fromkeys(one.method for one in figures))
    names = dict.fromkeys(name for one in detectors.values() for name in one["categories"])
    rows = []
    for name in names:
        values = {
            one.method: one.by_category[key_of(name)]
            for one in figures
            if key_of(name) in one.by_category
        }
        ours = [
            cell(one["categories"][name][metric], metric) if name in one["categories"] else "–"
            for one in detectors.values()
        ]
        if values:
            rows.append([name, *_percent(methods, values), *ours])
    for data in dict.fromkeys(one.data for one in figures):
        means = [_data_set_mean(one["categories"], data, metric) for one in detectors.values()]
        if any(mean is not None for mean in means):
            values = {one.method: one.mean for one in figures if one.data == data}
            ours = ["–" if mean is None else f"{100 * mean:.2f}" for mean in means]
            rows.append([f"mean of {data}", *_percent(methods, values), *ours])
    return rows


def _percent(methods: Sequence[str], values: Mapping[str, float]) -> list[str]:
    return [f"{values[name]:.2f}" if name in values else "–" for name in methods]


def _data_set_mean(categories: Mapping[str, Any], data: str, metric: str) -> float | None:
    """Mean over all categories of a data set; None where one of them was not measured."""
    found = {key_of(name): one[metric]["mean"] for name, one in categories.items()}
    values = [found.get(key) for key in CATEGORIES[data]]
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if len(known) == len(values) else None


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
    compared = published_tables(results)
    for title, head, rows in compared:
        lines += [f"## {title} beside the published", "", *_markdown(head, rows), ""]
    if compared:
        lines += [published_note(results), ""]
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
