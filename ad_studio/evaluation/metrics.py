"""How well maps and scores tell defective from normal: the usual metrics of anomaly detection.

All are in [0, 1], higher is better, except for the mistakes. A metric that cannot be computed is
None, and the reason is given beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from ad_studio.domain import Thresholds
from ad_studio.domain.verdict_codes import NG, OK
from ad_studio.evaluation.pixels import Mask, Pixels

AUPRO_LIMIT = 0.3
NO_NORMAL_IMAGES = "no normal test images"
NO_DEFECTIVE_IMAGES = "no defective test images"
NO_DEFECTIVE_PIXELS = "no defective pixels"
NO_NORMAL_PIXELS = "no normal pixels"
NO_THRESHOLDS = "no thresholds without a reference"

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Metrics:
    """Metrics by name.

    Attributes:
        values: None where a metric is not defined.
        reasons: Why not, for each of those.
    """

    values: Mapping[str, float | None] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def missing(cls, names: Sequence[str], reason: str) -> "Metrics":
        """None of the metrics is defined, for one reason."""
        return cls(dict.fromkeys(names), dict.fromkeys(names, reason))

    def __or__(self, other: "Metrics") -> "Metrics":
        """Both together."""
        return Metrics({**self.values, **other.values}, {**self.reasons, **other.reasons})

    def renamed(self, names: Mapping[str, str]) -> "Metrics":
        """Only the metrics named, under new names."""
        return Metrics(
            {new: self.values[old] for old, new in names.items()},
            {new: self.reasons[old] for old, new in names.items() if old in self.reasons},
        )


PIXEL_METRICS = ("pixel_auroc", "pixel_ap", "aupro", "pixel_f1_max")
IMAGE_METRICS = ("image_auroc", "image_ap", "image_f1_max")
MISTAKES = ("overkill", "overkill_not_ok", "escape")


def pixel_metrics(pixels: Pixels, *, limit: float = AUPRO_LIMIT) -> Metrics:
    """Area under the ROC curve, average precision, per-region overlap and best F1 over all pixels.

    All four are read off one curve, made by sorting once (scikit-learn would sort all pixels anew
    for each, and hold several copies); the tests hold the metrics against scikit-learn's.

    Args:
        pixels: Of all maps of a category together.
        limit: Up to which false positive rate the overlap counts; see `aupro`.
    """
    if not len(pixels.defective) or not len(pixels.normal):
        reason = NO_NORMAL_PIXELS if len(pixels.defective) else NO_DEFECTIVE_PIXELS
        return Metrics.missing(PIXEL_METRICS, reason)
    curve = _curve(pixels)
    false, true = curve.false / curve.false[-1], curve.true / curve.true[-1]
    found = curve.true + curve.false
    precision = np.divide(curve.true, found, out=np.ones_like(found), where=found > 0)
    return Metrics(
        {
            "pixel_auroc": float(np.trapezoid(true, false)),
            "pixel_ap": float((np.diff(true) * precision[1:]).sum()),
            "aupro": aupro(false, curve.overlap / curve.overlap[-1], limit=limit),
            "pixel_f1_max": float((2 * curve.true / (found + curve.true[-1])).max()),
        }
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Curve:
    """What lies at or above a falling threshold: pixels, and the overlap in regions, [n].

    Only the points at which a defective pixel comes in, and those just before: in between nothing
    but normal pixels is added, along a straight line.
    """

    false: _Floats
    true: _Floats
    overlap: _Floats


def _curve(pixels: Pixels) -> _Curve:
    levels, level_of = np.unique(pixels.defective, return_inverse=True)
    true = np.bincount(level_of, weights=pixels.defective_counts)[::-1].cumsum()
    overlap = np.bincount(level_of, weights=pixels.shares)[::-1].cumsum()
    if pixels.normal_counts is None:
        rising, below = np.sort(pixels.normal), None
        total = len(rising)
    else:
        order = np.argsort(pixels.normal)
        rising, below = pixels.normal[order], np.append(0, pixels.normal_counts[order].cumsum())
        total = int(below[-1])

    def normal_from(side: Literal["left", "right"]) -> _Floats:
        """Normal pixels at (left) or only above (right) each level and higher, levels falling."""
        index = np.searchsorted(rising, levels, side=side)
        return np.asarray((total - (index if below is None else below[index]))[::-1], dtype=float)

    false = np.column_stack([normal_from("right"), normal_from("left")]).ravel()
    return _Curve(  # two points for each level: before it and after it
        false=np.concatenate([[0.0], false, [total]]),
        true=np.repeat(np.append(0.0, true), 2),
        overlap=np.repeat(np.append(0.0, overlap), 2),
    )


def aupro(false: _Floats, overlap: _Floats, *, limit: float = AUPRO_LIMIT) -> float:
    """Area under the per-region overlap over the false positive rate, up to a limit, in [0, 1].

    Args:
        false: Share of normal pixels at or above each threshold, rising to 1.
        overlap: Mean over regions of the share of the region at or above it, likewise.
        limit: Where the area ends; it is divided by this.
    """
    x, y = np.append(0.0, false), np.append(0.0, overlap)
    inside = int(np.searchsorted(x, limit, side="right"))  # the last point inside is before it
    area = np.trapezoid(y[:inside], x[:inside])
    if inside < len(x):
        at_limit = np.interp(limit, x[inside - 1 : inside + 1], y[inside - 1 : inside + 1])
        area += (limit - x[inside - 1]) * (y[inside - 1] + at_limit) / 2
    return float(area / limit)


def image_metrics(scores: npt.NDArray[np.floating], defective: Mask) -> Metrics:
    """Area under the ROC curve, average precision and best F1 of the images' scores.

    Args:
        scores: [N].
        defective: bool [N].
    """
    from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

    if reason := _one_kind_only(defective):
        return Metrics.missing(IMAGE_METRICS, reason)
    precision, recall, _ = precision_recall_curve(defective, scores)
    with np.errstate(invalid="ignore"):
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    return Metrics(
        {
            "image_auroc": float(roc_auc_score(defective, scores)),
            "image_ap": float(average_precision_score(defective, scores)),
            "image_f1_max": float(f1.max()),
        }
    )


def mistakes(scores: npt.NDArray[np.floating], defective: Mask, thresholds: Thresholds) -> Metrics:
    """What the thresholds make of the scores.

    Args:
        scores: [N].
        defective: bool [N].
        thresholds: Those that the program chose.

    Returns:
        "overkill": share of good parts that are NG; "overkill_not_ok": that are NG or REVIEW;
        "escape": share of defective parts that are OK.
    """
    codes = thresholds.codes(scores)
    good, bad = codes[~defective], codes[defective]
    found = Metrics()
    if len(good):
        found |= Metrics(
            {
                "overkill": float(np.mean(good == NG)),
                "overkill_not_ok": float(np.mean(good != OK)),
            }
        )
    else:
        found |= Metrics.missing(MISTAKES[:2], NO_NORMAL_IMAGES)
    if len(bad):
        return found | Metrics({"escape": float(np.mean(bad == OK))})
    return found | Metrics.missing(MISTAKES[2:], NO_DEFECTIVE_IMAGES)


def _one_kind_only(defective: Mask) -> str:
    if defective.all():
        return NO_NORMAL_IMAGES
    return "" if defective.any() else NO_DEFECTIVE_IMAGES
