"""Base class of detectors that score patches: calibrates patch scores to sigma, and pools them."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.augmentation import held_out_views
from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.calibration import SIGMA_FLOOR, Calibration, GaussianStats
from ad_studio.detection.detectors.base import Detector, DetectorState, S
from ad_studio.detection.generated_good import generated_good
from ad_studio.detection.grids import top_k_mean
from ad_studio.detection.inputs import EncodedView, InputPipeline
from ad_studio.domain import RgbImage
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, Stage, go_on, stop_between

_LEAST_HELD_OUT = 2  # held-out views of each view to learn from, however many patches it has


@dataclass(frozen=True, slots=True, eq=False)
class PatchScores:
    """How abnormal each patch of a batch is, in the uncalibrated units of the method.

    Attributes:
        text: By the prompts, [B, P]; None where the method has no such branch.
        visual: By the visual memory, likewise.
        grid: Rows and columns, P = rows * columns.
        image_score: How abnormal each image is as a whole, [B]; None where the method does not say.
        foreground: Which patches the part covers, bool [B, P]; None where the ground counts, too.
    """

    text: Tensor | None
    visual: Tensor | None
    grid: tuple[int, int]
    image_score: Tensor | None = None
    foreground: Tensor | None = None


class PatchDetector(Detector[S]):
    """A detector whose maps are standardised (z-scores) on held-out views of the reference.

    A method defines how abnormal each patch is (`patch_scores`), how its branches are combined
    (`fuse`), and how patches become an image score (`pool`).
    """

    least_sigma: ClassVar[float] = SIGMA_FLOOR
    """Of the statistics, so that a flat reference does not make everything deviate."""

    def __init__(
        self, inputs: InputPipeline, settings: S, calibration: Calibration | None = None
    ) -> None:
        """Create a detector; without a calibration, a `calibrated...` method must follow."""
        super().__init__(inputs, settings)
        self.calibration = calibration or Calibration.none()

    @abstractmethod
    def patch_scores(
        self, tokens: PatchTokens, views: Sequence[View], *, between: Between = go_on
    ) -> PatchScores:
        """Score every patch of encoded views.

        Args:
            tokens: The tokens of all views.
            views: The views.
            between: Called before each piece of a search in a memory, with 1.
        """

    @abstractmethod
    def fuse(self, scores: PatchScores) -> Tensor:
        """Combine both branches to one value per patch, [B, P]; each is calibrated already."""

    @abstractmethod
    def fitted_tensors(self) -> dict[str, Tensor]:
        """See `DetectorState.tensors`."""

    def fitted_values(self) -> dict[str, Any]:
        """See `DetectorState.values`; none unless overridden."""
        return {}

    def pool(self, fused: Tensor, scores: PatchScores) -> Tensor:  # noqa: ARG002 - for WinCLIP
        """Pool fused patches [B, P'] to one value per image, [B], in the same units.

        P' leaves out the patches in ignore regions.
        """
        return self.highest(fused, self.settings.score_share)

    def highest(self, fused: Tensor, share: float) -> Tensor:
        """Mean of the highest patches, [B]: a share of those seen in one pass of the backbone."""
        return top_k_mean(fused, share * self.inputs.share_of_patches(fused.shape[1]))

    def state(self) -> DetectorState:
        """See `Detector.state`."""
        return DetectorState(self.calibration, self.fitted_tensors(), self.fitted_values())

    def score(self, images: Sequence[RgbImage], *, between: Between = go_on) -> list[AnomalyMap]:
        """See `Detector.score`: transform, encode, score patches, fuse, pool, map to the image."""
        seen = [self.inputs.transform_image(image) for image in images]
        views = [one.view for one in seen]
        tokens = self.inputs.encode(views, between=between)
        with torch.inference_mode():
            maps, scores = self._judge(self.patch_scores(tokens, views, between=between))
        arrays = maps.cpu().numpy().astype(np.float32)
        return [
            one.to_image_map(
                AnomalyMap(text=m[0], visual=m[1], fused=m[2], score=score),
                score_share=self.settings.score_share * self.inputs.share_of_patches(m[2].size),
            )
            for one, m, score in zip(seen, arrays, scores.tolist(), strict=True)
        ]

    def image_scores(self, found: PatchScores) -> list[float]:
        """Image scores in sigma from patch scores."""
        with torch.inference_mode():
            found_scores: list[float] = self._judge(found)[1].tolist()
            return found_scores

    def _judge(self, found: PatchScores) -> tuple[Tensor, Tensor]:
        """Maps [B, 3, rows, columns] of text, visual and fused, and scores [B], all in sigma."""
        raw = self.fuse(found)
        fused = self.calibration.fused.deviation(raw)
        on_part = raw
        if found.foreground is not None:  # least of each image: no score rests on its neighbours
            on_part = torch.where(found.foreground, raw, raw.amin(dim=1, keepdim=True))
        counted = self.inputs.drop_ignored(on_part, found.grid)
        scores = self.calibration.fused.deviation(self.pool(counted, found))
        none = torch.zeros_like(fused)
        branches = [none if one is None else one for one in self.deviations(found)]
        maps = torch.stack([*branches, fused], dim=1)
        ignored = self.inputs.ignored_patches(found.grid)
        if ignored is not None:
            maps[..., ignored.to(maps.device)] = 0
        return maps.view(-1, 3, *found.grid), scores

    def deviations(self, scores: PatchScores) -> tuple[Tensor | None, Tensor | None]:
        """Text and visual branch in sigma, [B, P] each."""
        of = self.calibration
        return (
            None if scores.text is None else of.text.deviation(scores.text),
            None if scores.visual is None else of.visual.deviation(scores.visual),
        )

    def calibrated_on(self, views: Sequence[View], *, progress: Progress) -> Self:
        """Calibrate on held-out views of the training views.

        Without training views, generated images of good objects are used instead: zero and sigma
        are then those of the generated images, because there is no image of the part.

        Raises:
            Cancelled: The user asked to stop.
        """
        progress.stage(Stage.CALIBRATE)
        progress.status(msg("Measuring the reference's own spread"))
        count, seed = self.settings.held_out, self.settings.seed
        own = views or [View(image) for image in generated_good(self.inputs.transform.input_size)]
        return self.calibrated(
            encoded_held_out_views(self.inputs, own, count, seed=seed, progress=progress),
            between=stop_between(progress),
        )

    def calibrated(self, held_out: Iterable[EncodedView], *, between: Between = go_on) -> Self:
        """Measure each branch, then the fused value, on views that are not in the memory.

        Without views, values are not changed. `between` is called as in `patch_scores`.
        """
        found = []
        with torch.inference_mode():
            for one in held_out:
                found.append(self.patch_scores(one.tokens, [one.view], between=between))
                del one  # before the next is made
            return self.calibrated_by(found)

    def calibrated_by(self, found: Sequence[PatchScores]) -> Self:
        """Measure each branch, then the fused value, on patch scores of views not in the memory."""
        with torch.inference_mode():
            self.calibration = Calibration(
                text=self._stats([one.text for one in found], found),
                visual=self._stats([one.visual for one in found], found),
                fused=GaussianStats(0.0, 1.0),
            )
            fused = self._stats([self.fuse(one) for one in found], found)
        self.calibration = Calibration(self.calibration.text, self.calibration.visual, fused)
        return self

    def _stats(
        self, values: Sequence[Tensor | None], found: Sequence[PatchScores]
    ) -> GaussianStats:
        there = [
            self.inputs.drop_ignored(value, one.grid).flatten()
            if one.foreground is None
            else value[one.foreground]
            for value, one in zip(values, found, strict=True)
            if value is not None
        ]
        if not there:
            return GaussianStats(0.0, 1.0)
        return GaussianStats.of(torch.cat(there), floor=self.least_sigma)


def encoded_held_out_views(
    inputs: InputPipeline,
    views: Sequence[View],
    count: int,
    *,
    seed: int,
    turn: bool = False,
    progress: Progress,
) -> Iterator[EncodedView]:
    """At least `count` held-out views in all, the same number of each view to learn from.

    With `turn`, every second one is found at any angle. Of a view that is cut into tiles fewer
    are enough, as each has more patches.

    Raises:
        Cancelled: The user asked to stop.
    """
    if not views:
        return
    if inputs.tiling is not None:
        height, width = views[0].pixels.shape[:2]
        enough = -(-count // inputs.tiling.count(width, height))
        count = min(count, max(enough, _LEAST_HELD_OUT * len(views)))
    each = -(-count // len(views))
    done = 0
    for i, view in enumerate(views):
        others = held_out_views(view, each, seed=seed + i, turn=turn)
        for one in inputs.encode_each(others, progress=progress):
            yield one
            del one  # before the next is made; `enumerate` would keep it, too
            done += 1
            progress.fraction(done / (each * len(views)))


def stored_prototypes(tensors: Mapping[str, Tensor]) -> Tensor:
    """Unit normal and abnormal text anchors [2, d] out of the tensors of a saved model.

    Raises:
        KeyError: They are missing.
        ValueError: They are of another shape.
    """
    prototypes = tensors["prototypes"]
    if prototypes.ndim != 2 or len(prototypes) != 2:
        raise ValueError("prototypes of unexpected shape")
    return prototypes
