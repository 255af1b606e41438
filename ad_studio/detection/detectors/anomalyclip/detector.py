"""AnomalyCLIP (ICLR 2024): prompts of any damaged object, learned once on other things."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.auxiliary.learned import find_learned
from ad_studio.detection.backbones.base import PatchTokens, with_text
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.anomalyclip.layers import VV_BLOCKS, reading_layers
from ad_studio.detection.detectors.anomalyclip.prompts import ObjectPrompts
from ad_studio.detection.detectors.base import DetectorSettings, DetectorState, FitData
from ad_studio.detection.detectors.patch_detector import (
    PatchDetector,
    PatchScores,
    stored_prototypes,
)
from ad_studio.detection.grids import to_grid
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.detection.prompt_learning.logits import TOP_SHARE, abnormal_share
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, Stage, go_on


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyClipSettings(DetectorSettings):
    """Everything that shapes a fitted detector.

    Attributes:
        prompt_share: As `score_share`, where the prompts alone are asked.
        few_shot: Whether a memory of the reference counts beside the prompts, where there is a
            reference. Ours: the authors have none.
        smoothing: Sigma of the Gaussian on the map, in patches; the authors' 4 of 14 pixels.
        vv_blocks: Beside how many of the last blocks the V-V stream runs, in towers that have one;
            in smaller towers beside all.
        layers: Of how many of the last stages the maps are summed, in such towers; 1 is the last
            block alone, as in the authors' test scripts, 4 their 6, 12, 18 and 24 of 24.
    """

    prompt_share: float = TOP_SHARE
    few_shot: bool = True
    smoothing: float = 4 / 14
    vv_blocks: int = VV_BLOCKS
    layers: int = 1


class AnomalyClipDetector(PatchDetector[AnomalyClipSettings]):
    """AnomalyCLIP on its backbone; see `Detector`.

    Neither the noun nor the defects of a project count: the prompts speak of any object. With a
    reference, both branches are added in sigma. The score of an image is that of its class token
    where the backbone has one in the joint space and nothing but the prompts is asked, as in the
    paper; else the mean of the highest patches.

    Args:
        inputs: How it looks at images.
        settings: See `AnomalyClipSettings`.
        calibration: None where `calibrated` follows.
        prototypes: Unit anchors of the object and of the damaged object [2, d].
        memory: Of the reference; None to score by the prompts alone.
    """

    name = "anomalyclip"
    settings_type = AnomalyClipSettings
    needs_reference: ClassVar[bool] = False
    least_sigma: ClassVar[float] = 1e-3  # of values between 0 and 1

    def __init__(
        self,
        inputs: InputPipeline,
        settings: AnomalyClipSettings,
        calibration: Calibration | None = None,
        *,
        prototypes: Tensor,
        memory: MemoryBank | None,
    ) -> None:
        super().__init__(inputs, settings, calibration)
        self.prototypes = prototypes
        self.memory = memory

    @classmethod
    def fit(
        cls,
        inputs: InputPipeline,
        data: FitData,
        *,
        settings: AnomalyClipSettings,
        progress: Progress,
    ) -> Self:
        """See `Detector.fit`: read the prompts and remember the references; nothing is trained."""
        backbone = with_text(inputs.backbone, reader=cls.name)
        learned = find_learned(cls.name, backbone)
        inputs = _reading(inputs, settings)
        progress.stage(Stage.PROMPTS)
        progress.status(msg("Reading the prompts"))
        prompts = ObjectPrompts.restore(learned.tensors, width=backbone.token_width)
        with torch.inference_mode():
            prototypes = prompts.to(backbone.device)(backbone)
        progress.stage(Stage.MEMORY)
        progress.status(msg("Looking at the reference"))
        views = inputs.training_views(data.good)
        memory = None
        if settings.few_shot and views:
            tokens = [one.tokens for one in inputs.encode_each(views, progress=progress)]
            with torch.inference_mode():
                memory = MemoryBank.build(
                    [inputs.drop_ignored_hidden(one) for one in tokens], weights=tokens[0].weights
                )
        detector = cls(inputs, settings, prototypes=prototypes, memory=memory)
        return detector.calibrated_on(views, progress=progress)

    def patch_scores(
        self,
        tokens: PatchTokens,
        views: Sequence[View],  # noqa: ARG002
        *,
        between: Between = go_on,
    ) -> PatchScores:
        """See `PatchDetector.patch_scores`: probability of damage, and distance to the memory."""
        layers = tokens.layers or (tokens.joint,)
        text = torch.stack([self._abnormal(joint) for joint in layers]).sum(dim=0)
        return PatchScores(
            text=to_grid(text, tokens.grid, tokens.hidden_grid),
            visual=None
            if self.memory is None
            else self.memory.match(tokens.hidden, between=between)[0],
            grid=tokens.hidden_grid,
            image_score=None
            if tokens.image_embedding is None
            else self._abnormal(tokens.image_embedding),
        )

    def fuse(self, scores: PatchScores) -> Tensor:
        """See `PatchDetector.fuse`: the prompts' map, or both maps in sigma; smoothed."""
        text, visual = self.deviations(scores)
        assert scores.text is not None
        assert text is not None
        both = scores.text if visual is None else text + visual
        return self.inputs.smooth(both, scores.grid, sigma=self.settings.smoothing)

    def pool(self, fused: Tensor, scores: PatchScores) -> Tensor:
        """See `PatchDetector.pool`: the class token's value if it stands alone, else the map's."""
        if scores.visual is not None:
            return self.highest(fused, self.settings.score_share)
        if scores.image_score is not None:
            return scores.image_score
        return self.highest(fused, self.settings.prompt_share)

    def fitted_tensors(self) -> dict[str, Tensor]:
        """See `DetectorState.tensors`."""
        memory = {} if self.memory is None else self.memory.tensors()
        return {"prototypes": self.prototypes, **memory}

    @classmethod
    def from_state(
        cls, inputs: InputPipeline, settings: AnomalyClipSettings, state: DetectorState
    ) -> Self:
        """See `Detector.from_state`."""
        remembers = any(name.startswith("memory.") for name in state.tensors)
        return cls(
            _reading(inputs, settings),
            settings,
            state.calibration,
            prototypes=stored_prototypes(state.tensors),
            memory=MemoryBank.restore(state.tensors) if remembers else None,
        )

    def _abnormal(self, embedded: Tensor) -> Tensor:
        """Probability of damage, [...] of unit embeddings [..., d].

        The authors take (p_abnormal + 1 - p_normal) / 2, which is the same.
        """
        return abnormal_share(embedded, self.prototypes)


def _reading(inputs: InputPipeline, settings: AnomalyClipSettings) -> InputPipeline:
    """How images are looked at with the V-V stream of the settings, where there is one."""
    backbone = reading_layers(inputs.backbone, vv_blocks=settings.vv_blocks, count=settings.layers)
    return replace(inputs, backbone=backbone)
