"""DevPrompt: prompts learned from one normal image, beside a visual memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor

from ad_studio.detection.alignment.choose import choose_by_pose
from ad_studio.detection.alignment.segmentation import foreground_patches
from ad_studio.detection.alignment.transform import InputTransform, View
from ad_studio.detection.auxiliary.learned import find_learned, has_learned
from ad_studio.detection.backbones.base import Backbone, PatchTokens, VisionBackbone, with_text
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.base import DetectorState, FitData
from ad_studio.detection.detectors.devprompt.reference_memory import (
    Match,
    ReferenceMemory,
    StoredPatches,
)
from ad_studio.detection.detectors.devprompt.settings import DevPromptSettings
from ad_studio.detection.detectors.patch_detector import (
    PatchDetector,
    PatchScores,
    encoded_held_out_views,
    stored_prototypes,
)
from ad_studio.detection.grids import to_grid
from ad_studio.detection.inputs import EncodedView, InputPipeline
from ad_studio.detection.prompt_learning.losses import contrast
from ad_studio.detection.prompt_learning.trainer import learn_prompts
from ad_studio.detection.reference_analysis.pose import (
    STEPS_OF_A_TURN,
    UPRIGHT_VIEWS,
    TurnedView,
    require_pose,
    turned_views,
    upright_views,
)
from ad_studio.domain import RgbImage
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, Stage, go_on, raise_if_cancelled, stop_between

LEAST_LEFT_OUT = 3
"""Confirmed good parts from which on statistics rest on them."""


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What the scores of views are computed from, in addition to the match of their patches.

    Attributes:
        contrast: Of the text branch, [B, P].
        foreground: Which patches show the part, bool [B, P]; None where all count.
        grid: Of the patches.
    """

    contrast: Tensor
    foreground: Tensor | None
    grid: tuple[int, int]


class DevPromptDetector(PatchDetector[DevPromptSettings]):
    """A fitted DevPrompt model on its backbone; see `Detector`.

    Args:
        inputs: How it looks at images.
        settings: See `DevPromptSettings`.
        calibration: None where `calibrated` follows.
        prototypes: Unit normal and abnormal text anchors [2, d].
        reference: The visual memory, and what its patches account for.
        rotation_invariant: Whether the part is taken to lie at any angle.
    """

    name = "devprompt"
    settings_type = DevPromptSettings

    def __init__(
        self,
        inputs: InputPipeline,
        settings: DevPromptSettings,
        calibration: Calibration | None = None,
        *,
        prototypes: Tensor,
        reference: ReferenceMemory,
        rotation_invariant: bool,
    ) -> None:
        super().__init__(inputs, settings, calibration)
        self.prototypes = prototypes
        self.reference = reference
        self.rotation_invariant = rotation_invariant

    @classmethod
    def choose_transform(
        cls,
        image: RgbImage,
        backbone: VisionBackbone,
        settings: DevPromptSettings,
        *,
        has_ignore_regions: bool,
    ) -> InputTransform:
        """See `Detector.choose_transform`: an elongated part alone on a plain ground is cropped."""
        size = settings.image_size
        tiled = settings.tile is not None
        return choose_by_pose(
            image,
            backbone,
            size,
            pose=settings.pose,
            has_ignore_regions=has_ignore_regions,
            tiled=tiled,
        )

    @classmethod
    def fit(
        cls,
        inputs: InputPipeline,
        data: FitData,
        *,
        settings: DevPromptSettings,
        progress: Progress,
    ) -> Self:
        """See `Detector.fit`.

        Confirmed good parts are added to the memory unchanged. From `LEAST_LEFT_OUT` of them on,
        all statistics are measured on them, each matched as if it were not in the memory
        (leave-one-out); with fewer, on held-out views of the reference.
        """
        backbone = with_text(inputs.backbone, reader=cls.name)
        progress.stage(Stage.LOOK)
        progress.status(msg("Looking at the reference"))
        require_pose(settings.pose)
        references = _encoded(inputs, data.references, progress=progress)
        aligned = inputs.transform.aligned
        tiled = inputs.tiling is not None  # turning costs too much then, unless it is asked for
        any_angle = (
            not aligned and settings.pose != "fixed" and not (tiled and settings.pose == "auto")
        )
        turns = STEPS_OF_A_TURN if any_angle else UPRIGHT_VIEWS if aligned else 1
        views = len(data.references) * turns + len(data.confirmed_ok) + len(data.confirmed_ng)
        inputs.require_patches_fit(data.references[0], views)
        if data.confirmed_ok or data.confirmed_ng:
            progress.status(msg("Looking at the confirmed parts"))
        good = _encoded(inputs, data.confirmed_ok, progress=progress)
        bad = _encoded(inputs, data.confirmed_ng, progress=progress)
        progress.stage(Stage.PROMPTS)
        progress.status(msg("Learning the prompts"))
        prototypes = learn_prompts(
            backbone,
            torch.cat([_counted(inputs, one, vv=settings.vv) for one in (*references, *good)]),
            abnormal=[_counted(inputs, one, vv=settings.vv) for one in bad],
            noun=data.noun,
            defects=data.defects,
            epochs=settings.epochs,
            seed=settings.seed,
            loss_settings=settings.loss,
            n_learned=settings.n_learned,
            start=_start(backbone),
            progress=progress,
        )
        patches = _fill_memory(
            inputs,
            settings,
            prototypes,
            references,
            good,
            any_angle=any_angle,
            progress=progress,
        )
        own = [one.view for one in references]
        del references, bad  # their tokens, which may take a GB, are in the memory
        progress.stage(Stage.CALIBRATE)
        if len(good) >= LEAST_LEFT_OUT:
            progress.status(msg("Leaving each confirmed part out in turn"))
            calibration_views, first_part = iter(good), len(own)
        else:
            progress.status(msg("Measuring the reference's own spread"))
            calibration_views, first_part = (
                encoded_held_out_views(
                    inputs,
                    own,
                    settings.held_out,
                    seed=settings.seed,
                    turn=any_angle,
                    progress=progress,
                ),
                None,
            )
        return cls._calibrated(
            inputs,
            settings,
            prototypes,
            patches,
            calibration_views,
            first_part=first_part,
            rotation_invariant=aligned or any_angle,
            progress=progress,
        )

    @classmethod
    def _calibrated(
        cls,
        inputs: InputPipeline,
        settings: DevPromptSettings,
        prototypes: Tensor,
        patches: StoredPatches,
        views: Iterator[EncodedView],
        *,
        first_part: int | None,
        rotation_invariant: bool,
        progress: Progress,
    ) -> Self:
        """Make the detector, with baseline distances and statistics measured on good views.

        Args:
            inputs: The input pipeline.
            settings: The settings of the detector.
            prototypes: Unit normal and abnormal text anchors [2, d].
            patches: The patches of the memory.
            views: Encoded views of good parts; each may be huge, so only one is held at a time.
            first_part: The number in `patches` of the part that the first view shows, where the
                views are stored parts: each is then scored as if it were not stored. None where
                the views are not stored.
            rotation_invariant: Whether the part may lie at any angle.
            progress: Asked whether to stop.

        Raises:
            Cancelled: The user asked to stop.
        """
        left_out = first_part is not None
        with torch.inference_mode():
            seen: list[_Seen] = []
            matches = []
            for one in views:
                match = patches.match(
                    inputs,
                    one.tokens,
                    without_part=None if first_part is None else first_part + len(seen),
                    between=stop_between(progress),
                )
                matches.append((match, one.tokens.hidden_grid))
                seen.append(_seen(inputs, settings, prototypes, one.tokens, [one.view]))
                del one  # before the next is made
            detector = cls(
                inputs,
                settings,
                prototypes=prototypes,
                reference=ReferenceMemory(
                    patches.bank,
                    settings.reference_text_weight * patches.contrast,
                    patches.baseline_distance(inputs, matches),
                    patches.positions,
                ),
                rotation_invariant=rotation_invariant,
            )
            found = []
            for i, (shown, (match, _)) in enumerate(zip(seen, matches, strict=True)):
                raise_if_cancelled(progress)
                baseline = detector.reference.baseline_distance
                if left_out:  # the match of a part must not enter its own baseline distance
                    baseline = patches.baseline_distance(inputs, matches[:i] + matches[i + 1 :])
                found.append(detector._scores_of(shown, match, baseline))
            detector.calibrated_by(found)
        if left_out:
            detector.left_out_scores = tuple(detector.image_scores(one)[0] for one in found)
        return detector

    def patch_scores(
        self, tokens: PatchTokens, views: Sequence[View], *, between: Between = go_on
    ) -> PatchScores:
        """See `PatchDetector.patch_scores`.

        Text branch: part of the contrast of the matching stored patch is subtracted. Edges or marks
        that look like defects to the prompts, but belong to the part, so cancel out. Visual branch:
        part of the baseline distance at the match is subtracted, because an edge or a thread is
        never matched as exactly as a plain face. How far the patch is from lying where the
        reference has a similar one is added.
        """
        match = self.reference.match(self.inputs, tokens, between=between)
        seen = _seen(self.inputs, self.settings, self.prototypes, tokens, views)
        return self._scores_of(seen, match, self.reference.baseline_distance)

    def _scores_of(self, seen: _Seen, match: Match, baseline: Tensor) -> PatchScores:
        """Scores of patches that were matched already; `baseline` is of each stored patch, [N]."""
        return PatchScores(
            text=seen.contrast - self.reference.contrast[match.stored],
            visual=match.distance
            - self.settings.baseline_weight * baseline[match.stored]
            + self.settings.place_weight * match.out_of_place,
            grid=seen.grid,
            foreground=seen.foreground,
        )

    def fuse(self, scores: PatchScores) -> Tensor:
        """See `PatchDetector.fuse`: the smoothed weighted sum of both deviations."""
        text, visual = self.deviations(scores)
        if text is None or visual is None:
            raise ValueError("scores of both branches are needed")
        mixed = visual + self.settings.text_weight * text
        return self.inputs.smooth(mixed, scores.grid, sigma=self.settings.smoothing)

    def fitted_tensors(self) -> dict[str, Tensor]:
        """See `DetectorState.tensors`."""
        return {"prototypes": self.prototypes, **self.reference.tensors()}

    def fitted_values(self) -> dict[str, Any]:
        """See `DetectorState.values`."""
        return {"rotation_invariant": self.rotation_invariant}

    @classmethod
    def from_state(
        cls, inputs: InputPipeline, settings: DevPromptSettings, state: DetectorState
    ) -> Self:
        """See `Detector.from_state`."""
        return cls(
            inputs,
            settings,
            state.calibration,
            prototypes=stored_prototypes(state.tensors),
            reference=ReferenceMemory.restore(state.tensors),
            rotation_invariant=bool(state.values["rotation_invariant"]),
        )


def _encoded(
    inputs: InputPipeline, images: Sequence[RgbImage], *, progress: Progress
) -> list[EncodedView]:
    return list(inputs.encode_each(inputs.training_views(images), progress=progress))


def _fill_memory(
    inputs: InputPipeline,
    settings: DevPromptSettings,
    prototypes: Tensor,
    references: Sequence[EncodedView],
    good: Sequence[EncodedView],
    *,
    any_angle: bool,
    progress: Progress,
) -> StoredPatches:
    """Store the patches of confirmed parts, and of the references with their rotated views."""
    progress.stage(Stage.MEMORY)
    progress.status(msg("Turning the reference") if any_angle else msg("Filling the memory"))
    parts = [
        upright_views(inputs, reference, progress=progress)
        if inputs.transform.aligned
        else turned_views(inputs, reference, any_angle=any_angle, progress=progress)
        for reference in references
    ]
    parts += [[TurnedView(one.tokens, 0.0)] for one in good]
    progress.stage(Stage.CORESET)
    progress.status(msg("Thinning out the memory"))
    with torch.inference_mode():
        return StoredPatches.of(
            inputs,
            parts,
            contrast_of=lambda tokens: _contrast(tokens, prototypes, vv=settings.vv),
            count=settings.patches,
            kept=len(references),
            registered=inputs.tiling is None and not inputs.transform.aligned,
            seed=settings.seed,
            between=stop_between(progress),
        )


def _seen(
    inputs: InputPipeline,
    settings: DevPromptSettings,
    prototypes: Tensor,
    tokens: PatchTokens,
    views: Sequence[View],
) -> _Seen:
    grid = tokens.hidden_grid
    contrast = _contrast(tokens, prototypes, vv=settings.vv)
    foreground = None
    if inputs.transform.aligned:
        share = settings.foreground_share
        found = np.stack([foreground_patches(v.foreground, grid, share=share) for v in views])
        foreground = torch.from_numpy(found).to(contrast.device)
    return _Seen(contrast, foreground, grid)


def _start(backbone: Backbone) -> Mapping[str, Tensor] | None:
    """The start of prompt learning for this backbone; None where there is none: random vectors.

    Gains .3 points of mean image AUROC on eight sets.
    """
    if not has_learned(DevPromptDetector.name, backbone.name):
        return None
    return find_learned(DevPromptDetector.name, backbone).tensors


def _counted(inputs: InputPipeline, one: EncodedView, *, vv: bool) -> Tensor:
    """Joint tokens [P', d] of the patches of a view that prompts are learned on."""
    joint = _joint(one.tokens, vv=vv)
    return inputs.drop_ignored(joint, one.tokens.grid)[0].clone()  # out of inference mode


def _joint(tokens: PatchTokens, *, vv: bool) -> Tensor:
    return tokens.joint if vv or tokens.original_joint is None else tokens.original_joint


def _contrast(tokens: PatchTokens, prototypes: Tensor, *, vv: bool) -> Tensor:
    """Contrast of every patch, [B, P] on the grid of the memory."""
    delta = contrast(_joint(tokens, vv=vv), prototypes[0], prototypes[1])
    return to_grid(delta, tokens.grid, tokens.hidden_grid)
