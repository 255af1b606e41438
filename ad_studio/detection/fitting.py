"""Fitting a detector and choosing its first thresholds: one way for projects and evaluations."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from ad_studio.detection.alignment.transform import View, WholeImage
from ad_studio.detection.augmentation import held_out_views
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.calibration import first_thresholds, left_out_thresholds
from ad_studio.detection.detectors.base import AnyDetector, Detector, FitData, S
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.synthetic_defects import defect_views
from ad_studio.detection.tiles import tiling_of
from ad_studio.domain import Basis, InputSize, RgbImage, SelfCheck, Thresholds
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.errors import UsageError
from ad_studio.messages import msg
from ad_studio.progress import Progress, Stage, raise_if_cancelled, stop_between

ReadImage = Callable[[InputSize], RgbImage]
"""Reads one image at the size that is asked for."""

_VIEWS, _DEFECTS = 6, 6
_TRIES = 5  # times as many defects are painted where some may lie mostly beside what is scored
_CHECK_SEED = 1_000_003  # views of the self-check are others than those of the statistics


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartToLearn:
    """One part, and the images of it to learn from.

    Attributes:
        noun: What it is.
        defects: Typical defects, as phrases.
        references: Each reads an image at the size asked for; at least one.
        confirmed_ok: Likewise, good parts that people confirmed.
        confirmed_ng: Likewise, bad parts that people confirmed.
        lot: Likewise, parts of a lot that nobody judged; taken to be good.
        ignore: Regions that are neither learned from nor ever scored.
    """

    noun: str
    defects: Sequence[str] = ()
    references: Sequence[ReadImage]
    confirmed_ok: Sequence[ReadImage] = ()
    confirmed_ng: Sequence[ReadImage] = ()
    lot: Sequence[ReadImage] = ()
    ignore: Sequence[DrawnRegion] = ()


@dataclass(frozen=True, slots=True)
class Fitted:
    """A detector, and what it says of its own reference.

    Attributes:
        detector: Ready to score.
        check: Of the first reference.
        thresholds: From confirmed parts left out in turn, else from the references alone.
        basis: What they rest on.
    """

    detector: AnyDetector
    check: SelfCheck
    thresholds: Thresholds
    basis: Basis


def fit_and_check(
    kind: type[Detector[S]],
    backbone: VisionBackbone,
    part: PartToLearn,
    *,
    settings: S,
    seed: int,
    progress: Progress,
) -> Fitted:
    """Fit a detector, check it on its references, choose the first thresholds.

    Args:
        kind: Which detector.
        backbone: Frozen; its text tower is still loaded.
        part: To learn from.
        settings: Of the detector.
        seed: Of the check's draws.
        progress: Gets a `TrainUpdate` per epoch.

    Raises:
        BackboneError: The method cannot work on this backbone.
        UsageError: The regions to ignore leave nothing to score, or the part cannot be put upright.
        ImageError: An image can no longer be read.
        Cancelled: The user asked to stop.
    """
    inputs, first = _pipeline(kind, backbone, part, settings, progress=progress)
    size = inputs.transform.input_size
    good = (*part.confirmed_ok, *part.lot)
    inputs.require_patches_fit(first, len(part.references) + len(good) + len(part.confirmed_ng))
    images = [first, *_read(part.references[1:], size, progress=progress)]
    detector = kind.fit(
        inputs,
        FitData(
            noun=part.noun,
            defects=part.defects,
            references=images,
            confirmed_ok=_read(good, size, progress=progress),
            confirmed_ng=_read(part.confirmed_ng, size, progress=progress),
        ),
        settings=settings,
        progress=progress,
    )
    progress.stage(Stage.CHECK)
    progress.status(msg("Checking the model on the reference"))
    checks = [
        self_check(detector, image, seed=seed + i, progress=progress)
        for i, image in enumerate(images)
    ]
    if detector.left_out_scores:
        thresholds, basis = left_out_thresholds(detector.left_out_scores, guessed=len(part.lot))
    else:
        views = [score for check in checks for score in check.view_scores]
        thresholds, basis = first_thresholds(views)
    check = replace(checks[0], left_out_scores=detector.left_out_scores)
    return Fitted(detector, check, thresholds, basis)


def _pipeline(
    kind: type[Detector[S]],
    backbone: VisionBackbone,
    part: PartToLearn,
    settings: S,
    *,
    progress: Progress,
) -> tuple[InputPipeline, RgbImage]:
    """Choose the input pipeline by the first reference; returns that image at its input size."""
    whole = WholeImage.of(backbone, settings.image_size)
    first = part.references[0](whole.input_size)
    transform = kind.choose_transform(
        first, backbone, settings, has_ignore_regions=bool(part.ignore)
    )
    if transform.aligned:
        progress.status(msg("The part is straightened and cut out"))
    inputs = InputPipeline(
        backbone,
        transform,
        backbone.memory_blocks,
        tuple(part.ignore),
        tiling_of(backbone, settings.tile),
    )
    if transform != whole:
        first = part.references[0](transform.input_size)
    return inputs, first


def _read(images: Iterable[ReadImage], size: InputSize, *, progress: Progress) -> list[RgbImage]:
    """Read images that lie in files; Cancelled is raised between two of them."""
    found = []
    for read in images:
        raise_if_cancelled(progress)
        found.append(read(size))
    return found


def fit_without_reference(
    kind: type[Detector[S]],
    backbone: VisionBackbone,
    *,
    noun: str,
    defects: Sequence[str],
    settings: S,
    progress: Progress,
) -> Detector[S]:
    """Fit a detector on no image at all; no part is straightened.

    Its scores tell odd images from others, but no threshold follows from them: what is called a
    sigma is that of generated images of good things (`PatchDetector.calibrated_on`).

    Args:
        kind: Which detector.
        backbone: Frozen; its text tower is still loaded.
        noun: What the part is.
        defects: Typical defects, as phrases.
        settings: Of the detector.
        progress: Asked whether to stop.

    Raises:
        BackboneError: The method cannot work on this backbone.
        UsageError: The method needs a reference.
        Cancelled: The user asked to stop.
    """
    if kind.needs_reference:
        raise UsageError(
            msg("{name} needs at least one image of a good part.", name=kind.name),
            hint=msg("Give it one, or choose another detector."),
        )
    inputs = InputPipeline.of_whole_images(
        backbone, image_size=settings.image_size, tile=settings.tile
    )
    data = FitData(noun=noun, defects=defects)
    return kind.fit(inputs, data, settings=settings, progress=progress)


def self_check(
    detector: AnyDetector, image: RgbImage, *, seed: int, progress: Progress
) -> SelfCheck:
    """Score the reference, views of it that training has not seen, and synthetic defects on it.

    Args:
        detector: Just trained.
        image: The reference at input size.
        seed: The training's.
        progress: Told the share done, and asked whether to stop.

    Raises:
        Cancelled: The user asked to stop.
    """
    inputs = detector.inputs
    image = inputs.blank(image)
    # A long part turned within its image would meet its own mirror image at the border.
    turn = detector.rotation_invariant and not inputs.transform.aligned
    views = held_out_views(View(image), _VIEWS, seed=seed + _CHECK_SEED, turn=turn)
    scored = inputs.scored_pixels(image)
    count = _DEFECTS if scored is None else _DEFECTS * _TRIES
    defects = defect_views(image, count, seed=seed + _CHECK_SEED, within=scored)
    if scored is not None:
        seen = (view for view in defects if _is_seen(view, image, scored))
        defects = islice(seen, _DEFECTS)
    scores: list[float] = []
    for one in chain((image,), map(attrgetter("pixels"), views), defects):
        raise_if_cancelled(progress)
        scores.append(detector.score([one], between=stop_between(progress))[0].score)
        progress.fraction(len(scores) / (1 + _VIEWS + _DEFECTS))
        del one  # before the next is made: either may be huge
    return SelfCheck(
        reference_score=scores[0],
        view_scores=tuple(scores[1 : 1 + _VIEWS]),
        defect_scores=tuple(scores[1 + _VIEWS :]),
    )


def _is_seen(view: RgbImage, image: RgbImage, scored: npt.NDArray[np.bool_]) -> bool:
    """Whether most of what was painted on the image lies where it must be found."""
    painted = (view != image).any(axis=2)
    return int((painted & scored).sum()) * 2 > int(painted.sum())
