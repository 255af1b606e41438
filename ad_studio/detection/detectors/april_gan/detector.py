"""April-GAN: trained linear layers bring stages of the vision tower to fixed prompts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.auxiliary.learned import find_learned
from ad_studio.detection.backbones.base import PatchTokens, with_text
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.april_gan.layers import StageLayers
from ad_studio.detection.detectors.base import DetectorSettings, DetectorState, FitData
from ad_studio.detection.detectors.patch_detector import (
    PatchDetector,
    PatchScores,
    stored_prototypes,
)
from ad_studio.detection.grids import to_grid
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank, restore_banks, tensors_of
from ad_studio.detection.prompt_learning.ensemble import prompt_anchors
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, Stage, go_on


@dataclass(frozen=True, slots=True, kw_only=True)
class AprilGanSettings(DetectorSettings):
    """Everything that shapes a fitted detector.

    Attributes:
        prompt_share: As `score_share`, where the prompts alone are asked.
        few_shot: Whether the memory of the reference counts beside the prompts, where there is a
            reference.
    """

    # The authors take the peak alone, beside a class token that the starter does not have. Without
    # a reference that costs 9 points of image AUROC on the nine sets, and each of them left out of
    # the choice is left with the same choice.
    prompt_share: float = 0.05
    few_shot: bool = True


class AprilGanDetector(PatchDetector[AprilGanSettings]):
    """April-GAN on its backbone; see `Detector`.

    Its image score is in sigma like that of every detector. The authors bring the map's maximum to
    0 ... 1 over all test images: that would make an image's score depend on the others.

    Args:
        inputs: How it looks at images; its blocks are the stages.
        settings: See `AprilGanSettings`.
        calibration: None where `calibrated` follows.
        layers: Tensors of the layers, one per stage; others are passed over.
        normalise: Whether they were learned on normalised tokens.
        prototypes: Unit normal and abnormal text anchors [2, d].
        temperature: Factor on the cosines inside the softmax.
        memories: Of the reference's patches, one per stage; none to score by the prompts alone.
    """

    name = "april-gan"
    settings_type = AprilGanSettings
    needs_reference: ClassVar[bool] = False
    least_sigma: ClassVar[float] = 1e-3  # of values between 0 and 1

    def __init__(
        self,
        inputs: InputPipeline,
        settings: AprilGanSettings,
        calibration: Calibration | None = None,
        *,
        layers: Mapping[str, Tensor],
        normalise: bool,
        prototypes: Tensor,
        temperature: float,
        memories: Sequence[MemoryBank],
    ) -> None:
        super().__init__(inputs, settings, calibration)
        self.layers = StageLayers.restore(layers, normalise=normalise).to(prototypes.device)
        self._normalise = normalise
        self.prototypes = prototypes
        self.temperature = temperature
        self.memories = tuple(memories)

    @classmethod
    def fit(
        cls, inputs: InputPipeline, data: FitData, *, settings: AprilGanSettings, progress: Progress
    ) -> Self:
        """See `Detector.fit`: read the prompts and remember the references; nothing is trained."""
        backbone = with_text(inputs.backbone, reader=cls.name)
        learned = find_learned(cls.name, backbone)
        inputs = replace(inputs, blocks=learned.blocks)
        progress.stage(Stage.PROMPTS)
        progress.status(msg("Reading the prompts"))
        prototypes = prompt_anchors(backbone, noun=data.noun, defects=data.defects, unit=True)
        progress.stage(Stage.MEMORY)
        progress.status(msg("Looking at the reference"))
        views = inputs.training_views(data.good)
        memories: list[MemoryBank] = []
        if settings.few_shot and views:
            tokens = [
                inputs.drop_ignored_hidden(one.tokens)
                for one in inputs.encode_each(views, progress=progress)
            ]
            with torch.inference_mode():
                memories = [
                    MemoryBank.build([[one[i]] for one in tokens], cosine=True)
                    for i in range(len(inputs.blocks))
                ]
        return cls(
            inputs,
            settings,
            layers=learned.tensors,
            normalise=bool(learned.about["normalise"]),
            prototypes=prototypes,
            temperature=float(learned.about["temperature"]),
            memories=memories,
        ).calibrated_on(views, progress=progress)

    def patch_scores(
        self,
        tokens: PatchTokens,
        views: Sequence[View],  # noqa: ARG002
        *,
        between: Between = go_on,
    ) -> PatchScores:
        """See `PatchDetector.patch_scores`: means over the stages.

        Where patches were aligned to text themselves, they are one more stage, without a layer.
        """
        stages = [
            self._abnormal(stage) for stage in self.layers([one.float() for one in tokens.hidden])
        ]
        if self.inputs.backbone.has_aligned_patches:
            aligned = self._abnormal(tokens.joint.float())
            stages.append(to_grid(aligned, tokens.grid, tokens.hidden_grid))
        visual = None
        if self.memories:
            # (1 - cos) / 2 of each stage, doubled: 1 - cos
            far = [
                2 * bank.match([stage], between=between)[0]
                for bank, stage in zip(self.memories, tokens.hidden, strict=True)
            ]
            visual = torch.stack(far).mean(dim=0)
        return PatchScores(
            text=torch.stack(stages).mean(dim=0),
            visual=visual,
            grid=tokens.hidden_grid,
            image_score=None
            if tokens.image_embedding is None
            else self._abnormal(tokens.image_embedding),
        )

    def fuse(self, scores: PatchScores) -> Tensor:
        """See `PatchDetector.fuse`: the sum of both maps."""
        assert scores.text is not None
        return scores.text if scores.visual is None else scores.text + scores.visual

    def pool(self, fused: Tensor, scores: PatchScores) -> Tensor:
        """See `PatchDetector.pool`: the map's peak, half of it the image's own value if known."""
        settings = self.settings
        alone = scores.visual is None
        peak = self.highest(fused, settings.prompt_share if alone else settings.score_share)
        return peak if scores.image_score is None else (scores.image_score + peak) / 2

    def fitted_tensors(self) -> dict[str, Tensor]:
        """See `DetectorState.tensors`."""
        layers = self.layers.state_dict()
        return {"prototypes": self.prototypes, **layers, **tensors_of(self.memories)}

    def fitted_values(self) -> dict[str, Any]:
        """See `DetectorState.values`."""
        return {"temperature": self.temperature, "normalise": self._normalise}

    @classmethod
    def from_state(
        cls, inputs: InputPipeline, settings: AprilGanSettings, state: DetectorState
    ) -> Self:
        """See `Detector.from_state`."""
        remembers = any(name.partition(".")[0].isdigit() for name in state.tensors)
        count = len(inputs.blocks) if remembers else 0
        return cls(
            inputs,
            settings,
            state.calibration,
            layers=state.tensors,
            normalise=bool(state.values["normalise"]),
            prototypes=stored_prototypes(state.tensors),
            temperature=float(state.values["temperature"]),
            memories=restore_banks(state.tensors, count, cosine=True),
        )

    def _abnormal(self, embedded: Tensor) -> Tensor:
        """Probability of the abnormal prompts, [...] of unit embeddings [..., d]."""
        logits: Tensor = self.temperature * embedded @ self.prototypes.T
        return logits.softmax(dim=-1)[..., 1]
