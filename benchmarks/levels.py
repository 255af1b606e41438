"""The levels *thorough* and *fast*, and what deciding between them image by image would bring.

    ad-studio evaluate DATA --out scratch/thorough
    ad-studio evaluate DATA --out scratch/fast --size 288
    python -m benchmarks.levels scratch/thorough scratch/fast --json docs/benchmarks/levels.json

*Both* takes the mean of both scores, each as a multiple of its REVIEW threshold: an image looked at
in two scales. *Auto* would look at every image fast, and again thoroughly where the fast score
reaches a share of the fast REVIEW threshold. A bad part is lost if its fast score stays below that
and thorough would have found it.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt

from ad_studio.domain import Level
from ad_studio.evaluation.metrics import image_metrics
from ad_studio.tiling import STARTER_SIDE
from benchmarks.figures import circumstances, print_tables, write_json
from benchmarks.leave_one_out import METRICS, Part, by_set, measured, parts_of

_SHARES = (0.6, 0.7, 0.8, 0.9, 1.0)


def quality_rows(thorough: Sequence[Part], fast: Sequence[Part]) -> Iterator[list[str]]:
    """Means over the sets, of each level."""
    for level, parts in ((Level.THOROUGH, thorough), (Level.FAST, fast)):
        means = (by_set(parts, measured(metric)) for metric in METRICS)
        yield [level, *(f"{100 * fmean(found.values()):.2f}" for found in means)]


def both_rows(thorough: Sequence[Part], fast: Sequence[Part]) -> Iterator[list[str]]:
    """Mean image AUROC over the sets of both together."""
    found = []
    for pair in _pairs(thorough, fast):
        good, bad = (_mean_scores(pair, kind) for kind in ("good", "bad"))
        if len(good) and len(bad):
            defective = np.repeat([False, True], [len(good), len(bad)])
            of = image_metrics(np.concatenate([good, bad]), defective).values["image_auroc"]
            found.append({"identity": pair[0]["identity"], "auroc": of})
    means = by_set(found, lambda part: part["auroc"])
    yield ["both", f"{100 * fmean(means.values()):.2f}"]


def _mean_scores(parts: Sequence[Part], kind: str) -> npt.NDArray[np.float64]:
    """The scores of "good" or "bad" images as multiples of REVIEW, their mean over the parts."""
    scores = [np.array(part["scores"][kind]) / part["thresholds"]["review"] for part in parts]
    return np.asarray(np.mean(scores, axis=0), dtype=np.float64)


def auto_rows(thorough: Sequence[Part], fast: Sequence[Part]) -> Iterator[list[str]]:
    """What fast settles, what is lost by it and what it takes, for each share of the threshold."""
    pairs = _pairs(thorough, fast)
    size = Level.FAST.image_size
    assert size is not None
    cost = (size / STARTER_SIDE) ** 2
    for share in _SHARES:
        settled, lost = [], []
        for close, quick in pairs:
            limit = share * quick["thresholds"]["review"]
            review = close["thresholds"]["review"]
            good, bad = quick["scores"]["good"], quick["scores"]["bad"]
            if good:
                settled.append(fmean(score < limit for score in good))
            lost.append(
                fmean(
                    score < limit and other >= review
                    for score, other in zip(bad, close["scores"]["bad"], strict=True)
                )
            )
        yield [
            f"{share:g}",
            f"{100 * fmean(settled):.1f}",
            f"{100 * fmean(lost):.2f}",
            f"{cost + 1 - fmean(settled):.2f}",
        ]


def _pairs(thorough: Sequence[Part], fast: Sequence[Part]) -> list[tuple[Part, Part]]:
    """The runs of one set and seed at both levels."""
    twins = {_key(part): part for part in fast}
    return [(part, twins[_key(part)]) for part in thorough]


def _key(part: Part) -> tuple[str, int]:
    return part["identity"]["category"], part["identity"]["seed"]


def _plain(folder: Path) -> list[Part]:
    """The runs that learned from references alone."""
    return [part for part in parts_of(folder) if part["identity"].get("learned") is None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("thorough", type=Path, help="of `ad-studio evaluate`")
    parser.add_argument("fast", type=Path, help="likewise")
    parser.add_argument("--json", type=Path, help="write a result file")
    args = parser.parse_args()
    thorough, fast = _plain(args.thorough), _plain(args.fast)
    found = print_tables(
        (
            (
                "Mean over the sets",
                ("level", "image AUROC, %", "pixel AUROC, %"),
                quality_rows(thorough, fast),
            ),
            (
                "Both: the mean of both scores",
                ("looked at", "image AUROC, %"),
                both_rows(thorough, fast),
            ),
            (
                "Auto: fast for all, thorough where the fast score is high",
                ("from, of REVIEW", "good settled by fast, %", "bad lost, %", "time of thorough"),
                auto_rows(thorough, fast),
            ),
        )
    )
    settings = {"fast": f"{Level.FAST.image_size} px", "time": "by pixels, of good parts alone"}
    content = circumstances() | {"settings": settings, "tables": found}
    write_json(args.json, {"benchmark": "levels", **content})


if __name__ == "__main__":
    main()
