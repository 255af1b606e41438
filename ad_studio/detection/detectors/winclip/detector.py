"""WinCLIP (CVPR 2023): fixed prompts on windows of the image, and a memory of windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.backbones.base import PatchTokens, with_text
from ad_studio.detection.backbones.windows import WindowTokens
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.base import DetectorSettings, DetectorState, FitData
from ad_studio.detection.detectors.patch_detector import (
    PatchDetector,
    PatchScores,
    stored_prototypes,
)
from ad_studio.detection.detectors.winclip.windows import harmonic_over_windows
from ad_studio.detection.grids import to_grid
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank, restore_banks, tensors_of
from ad_studio.detection.prompt_learning.ensemble import prompt_anchors
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, Stage, go_on


@dataclass(frozen=True, slots=True, kw_only=True)
class WinCLIPSettings(DetectorSettings):
    """Everything that shapes a fitted detector; temperature and windows are WinCLIP's.

    Attributes:
        temperature: Divides the cosines inside the softmax.
        sides: Of the windows, in patches.
        few_shot: Whether the memory of the reference counts beside the prompts, where there is a
            reference.
    """

    score_share: float = 0.0
    temperature: float = 0.07
    sides: tuple[int, ...] = (2, 3)
    few_shot: bool = True


class WinCLIPDetector(PatchDetector[WinCLIPSettings]):
    """WinCLIP on its backbone; see `Detector`.

    Args:
        inputs: How it looks at images.
        settings: See `WinCLIPSettings`.
        calibration: None where `calibrated` follows.
        prototypes: Unit normal and abnormal text anchors [2, d].
        memories: Of the reference's patches, then of its windows, one bank per side; none to
            score by the prompts alone.
    """

    name = "winclip"
    settings_type = WinCLIPSettings
    needs_reference: ClassVar[bool] = False
    least_sigma: ClassVar[float] = 1e-3  # of values between 0 and 1

    def __init__(
        self,
        inputs: InputPipeline,
        settings: WinCLIPSettings,
        calibration: Calibration | None = None,
        *,
        prototypes: Tensor,
        memories: Sequence[MemoryBank],
    ) -> None:
        super().__init__(inputs, settings, calibration)
        self.prototypes = prototypes
        self.memories = tuple(memories)

    @classmethod
    def fit(
        cls, inputs: InputPipeline, data: FitData, *, settings: WinCLIPSettings, progress: Progress
    ) -> Self:
        """See `Detector.fit`: read the prompts and remember the references; nothing is trained."""
        backbone = with_text(inputs.backbone, reader=cls.name)
        progress.stage(Stage.PROMPTS)
        progress.status(msg("Reading the prompts"))
        prototypes = prompt_anchors(backbone, noun=data.noun, defects=data.defects)
        progress.stage(Stage.MEMORY)
        progress.status(msg("Looking at the reference"))
        views = inputs.training_views(data.good)
        memories: list[MemoryBank] = []
        if settings.few_shot and views:
            tokens = [one.tokens for one in inputs.encode_each(views, progress=progress)]
            seen = [inputs.encode_windows([view], settings.sides) for view in views]
            patches = [inputs.drop_ignored_hidden(one)[-1:] for one in tokens]
            windows = [[one.windows[i : i + 1] for one in seen] for i in range(len(settings.sides))]
            with torch.inference_mode():
                memories = [MemoryBank.build(one, cosine=True) for one in (patches, *windows)]
        detector = cls(inputs, settings, prototypes=prototypes, memories=memories)
        detector.calibrated_on(views, progress=progress)
        return detector

    def patch_scores(
        self,
        tokens: PatchTokens,
        views: Sequence[View],
        *,
        between: Between = go_on,  # noqa: ARG002
    ) -> PatchScores:
        """See `PatchDetector.patch_scores`: the zero-shot and the few-shot map."""
        seen = self.inputs.encode_windows(views, self.settings.sides)
        whole = self._abnormal(seen.image_embedding)
        text = self._zero_shot(seen, whole)
        return PatchScores(
            text=to_grid(text, seen.grid, tokens.hidden_grid),
            visual=self._few_shot(tokens, seen) if self.memories else None,
            image_score=whole,
            grid=tokens.hidden_grid,
        )

    def fuse(self, scores: PatchScores) -> Tensor:
        """See `PatchDetector.fuse`: the mean of both maps."""
        assert scores.text is not None
        if scores.visual is None:
            return scores.text
        return (scores.text + scores.visual) / 2

    def pool(self, fused: Tensor, scores: PatchScores) -> Tensor:
        """See `PatchDetector.pool`: the mean of the image's own value and the map's peak."""
        assert scores.image_score is not None
        if scores.visual is None:
            return scores.image_score
        return (scores.image_score + fused.amax(dim=1)) / 2

    def fitted_tensors(self) -> dict[str, Tensor]:
        """See `DetectorState.tensors`."""
        return {"prototypes": self.prototypes, **tensors_of(self.memories)}

    @classmethod
    def from_state(
        cls, inputs: InputPipeline, settings: WinCLIPSettings, state: DetectorState
    ) -> Self:
        """See `Detector.from_state`."""
        remembers = any(name != "prototypes" for name in state.tensors)
        count = 1 + len(settings.sides) if remembers else 0
        return cls(
            inputs,
            settings,
            state.calibration,
            prototypes=stored_prototypes(state.tensors),
            memories=restore_banks(state.tensors, count, cosine=True),
        )

    def _abnormal(self, embedded: Tensor) -> Tensor:
        """Probability of the abnormal prompts, [...] of unit embeddings [..., d]."""
        logits: Tensor = embedded @ self.prototypes.T / self.settings.temperature
        return logits.softmax(dim=-1)[..., 1]

    def _zero_shot(self, seen: WindowTokens, whole: Tensor) -> Tensor:
        """Harmonic mean of the image's value and the maps of all sides, [B, P]."""
        inverse = 1 / whole.clamp_min(1e-6)[:, None]
        for side, embedded in zip(self.settings.sides, seen.windows, strict=True):
            values = self._abnormal(embedded)
            inverse = inverse + 1 / harmonic_over_windows(values, seen.grid, side)
        return (1 + len(self.settings.sides)) / inverse

    def _few_shot(self, tokens: PatchTokens, seen: WindowTokens) -> Tensor:
        """Mean of the distances of patches and of windows, [B, P] on the hidden grid."""
        patches, *windows = self.memories
        maps = [patches.match(tokens.hidden[-1:])[0]]
        for side, embedded, bank in zip(self.settings.sides, seen.windows, windows, strict=True):
            far = harmonic_over_windows(bank.match([embedded])[0], seen.grid, side)
            maps.append(to_grid(far, seen.grid, tokens.hidden_grid))
        return torch.stack(maps).mean(dim=0)
