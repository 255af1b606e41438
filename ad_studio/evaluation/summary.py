"""From single measurements to mean and standard deviation over seeds, and to means over categories.

The standard deviation is that of the seeds themselves (dividing by n): 0 for a single one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ad_studio.evaluation.metrics import IMAGE_METRICS, MISTAKES, PIXEL_METRICS, Metrics

BRANCH_METRICS = ("pixel_auroc_text", "pixel_auroc_visual")
TIMES = ("train_seconds", "seconds_per_image")
ALL_METRICS = (*PIXEL_METRICS, *BRANCH_METRICS, *IMAGE_METRICS, *MISTAKES, *TIMES)
"""Every metric of a measurement, in the order of the tables."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One detector, trained once and measured on one category.

    Attributes:
        category: Its name.
        detector: The method's name.
        variant: Of an ablation; empty for the settings as given.
        seed: Of the reference and of every draw.
        draw: Of test images to learn from.
        good: How many normal images were judged.
        defective: How many defective ones.
        metrics: Everything measured.
    """

    category: str
    detector: str
    variant: str
    seed: int
    good: int
    defective: int
    metrics: Metrics
    draw: int = 0


def summarise(measurements: Iterable[Measurement]) -> dict[str, Any]:
    """Summarise the measurements of one detector with one variant of settings.

    Returns:
        "summary": each metric over categories; "categories": by name, each metric over seeds. A
        metric is {"mean", "std", "n"}, n seeds; if it is not defined, mean and std are None and
        "why" says why. In the summary, "categories" says how many have the metric, and the
        standard deviation is that of the mean over categories from seed to seed.
    """
    by_category: dict[str, list[Measurement]] = {}
    for one in measurements:
        by_category.setdefault(one.category, []).append(one)
    categories = {
        name: {
            "good": found[0].good,
            "defective": found[0].defective,
            **{metric: _over_seeds(found, metric) for metric in ALL_METRICS},
        }
        for name, found in by_category.items()
    }
    return {
        "summary": {metric: _over_categories(by_category, metric) for metric in ALL_METRICS},
        "categories": categories,
    }


def _over_seeds(found: Sequence[Measurement], metric: str) -> dict[str, Any]:
    values = [v for one in found if (v := one.metrics.values.get(metric)) is not None]
    if not values:
        reasons = (one.metrics.reasons.get(metric, "not measured") for one in found)
        return {"mean": None, "std": None, "n": 0, "why": next(reasons)}
    return {"mean": float(np.mean(values)), "std": float(np.std(values)), "n": len(values)}


def _over_categories(
    by_category: Mapping[str, Sequence[Measurement]], metric: str
) -> dict[str, Any]:
    by_seed: dict[tuple[int, int], list[float]] = {}
    means = []
    for found in by_category.values():
        values = {
            (one.seed, one.draw): v
            for one in found
            if (v := one.metrics.values.get(metric)) is not None
        }
        if values:
            means.append(float(np.mean(list(values.values()))))
        for seed, value in values.items():
            by_seed.setdefault(seed, []).append(value)
    if not means:
        return {"mean": None, "std": None, "n": 0, "categories": 0, "why": "in no category"}
    over_seeds = [float(np.mean(values)) for values in by_seed.values()]
    return {
        "mean": float(np.mean(means)),
        "std": float(np.std(over_seeds)),
        "n": len(over_seeds),
        "categories": len(means),
    }
