"""One run of an evaluation: fit a detector on the references, judge every test image."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ad_studio.domain import Basis, InputSize, RgbImage, Thresholds
from ad_studio.errors import ImageError
from ad_studio.evaluation.layouts import TestImage
from ad_studio.evaluation.metrics import (
    MISTAKES,
    NO_THRESHOLDS,
    Metrics,
    image_metrics,
    mistakes,
    pixel_metrics,
)
from ad_studio.evaluation.pixels import (
    BinnedPixels,
    ExactPixels,
    PixelPool,
    Pixels,
    Values,
    region_shares,
)
from ad_studio.evaluation.plan import Run
from ad_studio.evaluation.settings import NATIVE_SIDE
from ad_studio.imaging.files import read_bytes
from ad_studio.imaging.masks import load_mask, resize_mask
from ad_studio.map_regions import resize_map
from ad_studio.progress import Progress, raise_if_cancelled, stop_between
from ad_studio.services.inspection.model_input import model_input, reader
from ad_studio.services.learning.choice import common_in_lot

if TYPE_CHECKING:
    from ad_studio.detection.anomaly_map import AnomalyMap
    from ad_studio.detection.backbones.base import VisionBackbone
    from ad_studio.detection.detectors.base import AnyDetector
    from ad_studio.detection.fitting import Fitted

_BRANCHES = ("text", "visual", "fused")
_ASPECT_TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run found.

    Attributes:
        metrics: All metrics.
        thresholds: Those that the program chose by itself; None without a reference.
        basis: What they rest on, likewise.
        scores: In sigma: "good" and "bad" test images, and with a reference its "views" and parts
            "left out" of what was learned in turn. Rules for thresholds can be tried on them.
    """

    metrics: Metrics
    thresholds: Thresholds | None
    basis: Basis | None
    scores: dict[str, list[float]]


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """A test image with its maps, still on the patch grid: they are enlarged one at a time."""

    image: TestImage
    width: int
    height: int
    found: AnomalyMap


def measure(
    run: Run,
    backbone: VisionBackbone,
    *,
    original_resolution: bool,
    judged: Callable[[], None],
    progress: Progress,
) -> Measured:
    """Fit and judge.

    Args:
        run: What.
        backbone: Its text tower is still loaded.
        original_resolution: Compare at each image's own size instead of `NATIVE_SIDE`.
        judged: Called after each test image.
        progress: Asked whether to stop; told what the fit says.

    Raises:
        BackboneError: The method cannot work on this backbone.
        ImageError: A reference, a test image or a mask cannot be used.
        Cancelled: The user asked to stop.
    """
    started = time.perf_counter()
    detector, fitted = _fit(run, backbone, progress=progress)
    trained = time.perf_counter()
    progress.status("Judging the test images")
    images = []
    for one in _judge(detector, run, progress=progress):
        images.append(one)
        judged()
    scored = time.perf_counter()

    branches = detector.branches if fitted else ("text",)  # a memory is of a reference
    image_scores = np.array([one.found.score for one in images])
    defective = np.array([one.image.is_defective for one in images])
    metrics = (
        _pixel_metrics(images, branches, original_resolution=original_resolution)
        | image_metrics(image_scores, defective)
        | (
            mistakes(image_scores, defective, fitted.thresholds)
            if fitted
            else Metrics.missing(MISTAKES, NO_THRESHOLDS)
        )
        | Metrics(
            {
                "train_seconds": round(trained - started, 3),
                "seconds_per_image": round((scored - trained) / len(images), 4),
            }
        )
    )
    kept = {"good": image_scores[~defective], "bad": image_scores[defective]}
    if fitted:
        kept |= {
            "views": np.array(fitted.check.view_scores),
            "left_out": np.array(fitted.check.left_out_scores),
        }
    return Measured(
        metrics,
        fitted.thresholds if fitted else None,
        fitted.basis if fitted else None,
        {name: [round(float(one), 4) for one in found] for name, found in kept.items()},
    )


def _fit(
    run: Run, backbone: VisionBackbone, *, progress: Progress
) -> tuple[AnyDetector, Fitted | None]:
    """Fit the detector of a run; None beside one that has no reference and no thresholds."""
    from ad_studio.detection.fitting import PartToLearn, fit_and_check, fit_without_reference

    noun, settings = run.category.noun, run.settings
    if not run.references:
        return fit_without_reference(
            run.method, backbone, noun=noun, defects=(), settings=settings, progress=progress
        ), None
    read = partial(reader, bit_depth=run.bit_depth)
    fit = partial(
        fit_and_check, run.method, backbone, settings=settings, seed=run.seed, progress=progress
    )
    drawn = run.drawn
    part = PartToLearn(
        noun=noun,
        references=[read(path) for path in run.references],
        confirmed_ok=[read(path) for path in drawn.ok],
        confirmed_ng=[read(path) for path in drawn.ng],
    )
    fitted = fit(part)
    if drawn.lot:
        lot = [read(path)(fitted.detector.input_size) for path in drawn.lot]
        between = stop_between(progress)
        scores = [
            found.score
            for image in lot
            for found in fitted.detector.score([image], between=between)
        ]
        common = [read(drawn.lot[i]) for i in common_in_lot(scores)]
        fitted = fit(replace(part, confirmed_ok=(), confirmed_ng=(), lot=common))
    return fitted.detector, fitted


def _judge(detector: AnyDetector, run: Run, *, progress: Progress) -> Iterator[_Judged]:
    """Score the test images in order, neighbours of one input size together."""
    group: list[tuple[TestImage, RgbImage, int, int]] = []
    for image in run.category.test:
        raise_if_cancelled(progress)
        pixels, width, height = _read(image, detector.input_size, run.bit_depth)
        if group and (len(group) == detector.batch or pixels.shape != group[0][1].shape):
            yield from _scored(detector, group, progress=progress)
            group = []
        group.append((image, pixels, width, height))
    yield from _scored(detector, group, progress=progress)


def _read(
    image: TestImage, input_size: InputSize, bit_depth: int | None
) -> tuple[RgbImage, int, int]:
    data = read_bytes(image.path)
    pixels, loaded = model_input(data, path=image.path, input_size=input_size, bit_depth=bit_depth)
    return pixels, loaded.width, loaded.height


def _scored(
    detector: AnyDetector,
    group: Sequence[tuple[TestImage, RgbImage, int, int]],
    *,
    progress: Progress,
) -> Iterator[_Judged]:
    found = detector.score([pixels for _, pixels, _, _ in group], between=stop_between(progress))
    for (image, _, width, height), one in zip(group, found, strict=True):
        yield _Judged(image, width, height, one)


def _pixel_metrics(
    images: Sequence[_Judged], branches: Collection[str], *, original_resolution: bool
) -> Metrics:
    """All pixel metrics of the fused map, AUROC of each branch that there is."""
    branches = [name for name in _BRANCHES if name == "fused" or name in branches]
    pools = _pools(images, branches, original_resolution=original_resolution)
    metrics = Metrics()
    for name, pixels in pools:
        found = pixel_metrics(pixels)
        if name != "fused":
            found = found.renamed({"pixel_auroc": f"pixel_auroc_{name}"})
        metrics |= found
    for name in set(_BRANCHES) - set(branches):
        metrics |= Metrics.missing([f"pixel_auroc_{name}"], f"there is no {name} branch")
    return metrics


def _pools(
    images: Sequence[_Judged], branches: Sequence[str], *, original_resolution: bool
) -> Iterator[tuple[str, Pixels]]:
    """The pixels of each branch.

    At the original resolution each mask is read once and all branches are counted side by side; at
    the native one the exact values of one branch at a time are held.
    """
    if original_resolution:
        counted = {name: BinnedPixels() for name in branches}
        for one in images:
            share = _shares(one, width=one.width, height=one.height)
            for name, pool in counted.items():
                _add(pool, one, name, share)
        yield from ((name, pool.pixels()) for name, pool in counted.items())
        return
    shares = [_shares(one, width=NATIVE_SIDE, height=NATIVE_SIDE) for one in images]
    for name in branches:
        exact = ExactPixels()
        for one, share in zip(images, shares, strict=True):
            _add(exact, one, name, share)
        yield name, exact.pixels()


def _add(pool: PixelPool, one: _Judged, branch: str, share: Values) -> None:
    height, width = share.shape
    pool.add(resize_map(getattr(one.found, branch), width=width, height=height), share)


def _shares(one: _Judged, *, width: int, height: int) -> Values:
    """`region_shares` of an image's mask, float32 [height, width]."""
    if one.image.mask is None:
        return np.zeros((height, width), dtype=np.float32)
    mask = load_mask(one.image.mask)
    aspect = mask.shape[1] / mask.shape[0] / (one.width / one.height)
    if abs(aspect - 1) > _ASPECT_TOLERANCE:
        raise ImageError(
            f"The mask ({mask.shape[1]} x {mask.shape[0]}) is not of the shape of its image "
            f"({one.width} x {one.height}).",
            path=one.image.mask,
            hint=f"It belongs to {one.image.path}.",
        )
    return region_shares(resize_mask(mask, width=width, height=height))
