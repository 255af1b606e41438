"""How well maps and scores tell defective from normal: the usual figures of anomaly detection.

All are in [0, 1], higher is better, except for the mistakes. A figure that cannot be computed is
None, and the reason is given beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ad_studio.domain import Thresholds, Verdict
from ad_studio.evaluation.pixels import Mask, Pixels

AUPRO_LIMIT = 0.3
NO_NORMAL_IMAGES = "no normal test images"
NO_DEFECTIVE_IMAGES = "no defective test images"
NO_DEFECTIVE_PIXELS = "no defective pixels"
NO_NORMAL_PIXELS = "no normal pixels"

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """Metrics by name.

    Attributes:
        values: None where a metric is not defined.
        reasons: Why not, for each of those.
    """

    values: Mapping[str, float | None] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def missing(cls, names: Sequence[str], reason: str) -> "Figures":
        """None of the metrics is defined, for one reason."""
        return cls(dict.fromkeys(names), dict.fromkeys(names, reason))

    def __or__(self, other: "Figures") -> "Figures":
        """Both together."""
        return Figures({**self.values, **other.values}, {**self.reasons, **other.reasons})

    def renamed(self, names: Mapping[str, str]) -> "Figures":
        """Only the metrics named, under new names."""
        return Figures(
            {new: self.values[old] for old, new in names.items()},
            {new: self.reasons[old] for old, new in names.items() if old in self.reasons},
        )


PIXEL_METRICS = ("pixel_auroc", "pixel_ap", "aupro", "pixel_f1_max")
IMAGE_METRICS = ("image_auroc", "image_ap", "image_f1_max")
MISTAKES = ("overkill", "overkill_not_ok", "escape")


def pixel_metrics(pixels: Pixels, *, limit: float = AUPRO_LIMIT) -> Figures:
    """Area under the ROC curve, average precision, per-region overlap and best F1 over all pixels.

    The pixels are sorted once for all four (scikit-learn would sort them anew for each); the tests
    hold the figures against scikit-learn's.

    Args:
        pixels: Of all maps of a category together.
        limit: Up to which false positive rate the overlap counts; see `aupro`.
    """
    good, bad = int(pixels.normal.sum()), int(pixels.defective.sum())
    if not bad or not good:
        reason = NO_NORMAL_PIXELS if bad else NO_DEFECTIVE_PIXELS
        return Figures.missing(PIXEL_METRICS, reason)
    order = np.argsort(pixels.values)[::-1]
    ordered = pixels.values[order]
    ends = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    false = _running(pixels.normal, order, ends)
    true = _running(pixels.defective, order, ends)
    overlap = _running(pixels.share, order, ends)
    recall, precision = true / bad, true / (true + false)
    return Figures(
        {
            "pixel_auroc": float(np.trapezoid(np.append(0, recall), np.append(0, false / good))),
            "pixel_ap": float((np.diff(recall, prepend=0) * precision).sum()),
            "aupro": aupro(false / good, overlap / overlap[-1], limit=limit),
            "pixel_f1_max": float((2 * true / (true + false + bad)).max()),
        }
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


def image_metrics(scores: npt.NDArray[np.floating], defective: Mask) -> Figures:
    """Area under the ROC curve, average precision and best F1 of the images' scores.

    Args:
        scores: [N].
        defective: bool [N].
    """
    from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

    if reason := _one_kind_only(defective):
        return Figures.missing(IMAGE_METRICS, reason)
    precision, recall, _ = precision_recall_curve(defective, scores)
    with np.errstate(invalid="ignore"):
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    return Figures(
        {
            "image_auroc": float(roc_auc_score(defective, scores)),
            "image_ap": float(average_precision_score(defective, scores)),
            "image_f1_max": float(f1.max()),
        }
    )


def mistakes(scores: npt.NDArray[np.floating], defective: Mask, thresholds: Thresholds) -> Figures:
    """What the thresholds make of the scores.

    Args:
        scores: [N].
        defective: bool [N].
        thresholds: Those that the program chose.

    Returns:
        "overkill": share of good parts that are NG; "overkill_not_ok": that are NG or REVIEW;
        "escape": share of defective parts that are OK.
    """
    verdicts = np.array([thresholds.verdict(float(score)) for score in scores], dtype=object)
    good, bad = verdicts[~defective], verdicts[defective]
    found = Figures()
    if len(good):
        found |= Figures(
            {
                "overkill": float(np.mean([one is Verdict.NG for one in good])),
                "overkill_not_ok": float(np.mean([one is not Verdict.OK for one in good])),
            }
        )
    else:
        found |= Figures.missing(MISTAKES[:2], NO_NORMAL_IMAGES)
    if len(bad):
        return found | Figures({"escape": float(np.mean([one is Verdict.OK for one in bad]))})
    return found | Figures.missing(MISTAKES[2:], NO_DEFECTIVE_IMAGES)


def _one_kind_only(defective: Mask) -> str:
    if defective.all():
        return NO_NORMAL_IMAGES
    return "" if defective.any() else NO_DEFECTIVE_IMAGES


def _running(
    counts: npt.NDArray[np.generic], order: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]
) -> _Floats:
    """Sums over all values from the highest down, at the last of each run of equal values."""
    return np.asarray(np.cumsum(counts[order], dtype=np.float64)[ends])
