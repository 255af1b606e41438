"""Visual memory alone: nearest neighbours of patches, as PatchCore and AnomalyDINO do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.augmentation import rotations_of
from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.base import DetectorSettings, DetectorState, FitData
from ad_studio.detection.detectors.patch_detector import PatchDetector, PatchScores
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank, k_center_greedy
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, Stage, go_on, stop_between


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySettings(DetectorSettings):
    """Everything that shapes a fitted detector.

    Attributes:
        rotations: Turned views of each reference in the memory, itself included; 1 for none.
        coreset: Share of the patches that is kept, greedily the farthest from those kept; 1 keeps
            all.
        cosine: Whether distances compare directions only.
        smoothing: Sigma of the Gaussian on the map, in patches.
    """

    rotations: int = 1
    coreset: float = 1.0
    cosine: bool = False
    smoothing: float = 0.5  # DevPrompt's


class MemoryDetector(PatchDetector[MemorySettings]):
    """A filled memory on its backbone; see `Detector`."""

    name = "memory"
    settings_type = MemorySettings
    branches: ClassVar[tuple[str, ...]] = ("visual",)

    def __init__(
        self,
        inputs: InputPipeline,
        settings: MemorySettings,
        calibration: Calibration | None = None,
        *,
        memory: MemoryBank,
    ) -> None:
        super().__init__(inputs, settings, calibration)
        self.memory = memory

    @classmethod
    def fit(
        cls, inputs: InputPipeline, data: FitData, *, settings: MemorySettings, progress: Progress
    ) -> Self:
        """See `Detector.fit`: fill the memory."""
        progress.stage(Stage.MEMORY)
        progress.status(msg("Looking at the reference"))
        views = inputs.training_views(data.good)
        seen = (
            View(one) for view in views for one in rotations_of(view.pixels, settings.rotations)
        )
        hidden = []
        for one in inputs.encode_each(seen, progress=progress):
            hidden.append(inputs.drop_ignored_hidden(one.tokens))
            weights = one.tokens.weights
        with torch.inference_mode():
            memory = MemoryBank.build(hidden, weights=weights, cosine=settings.cosine)
            if settings.coreset < 1:
                progress.stage(Stage.CORESET)
                progress.status(msg("Thinning out the memory"))
                draw = torch.Generator().manual_seed(settings.seed)
                first = torch.randint(len(memory), (1,), generator=draw)
                count = round(settings.coreset * len(memory))
                chosen = k_center_greedy(
                    memory.searched, count=count, start=first, between=stop_between(progress)
                )
                memory = memory.keep(chosen)
        return cls(inputs, settings, memory=memory).calibrated_on(views, progress=progress)

    def patch_scores(
        self,
        tokens: PatchTokens,
        views: Sequence[View],  # noqa: ARG002
        *,
        between: Between = go_on,
    ) -> PatchScores:
        """See `PatchDetector.patch_scores`."""
        distance, _ = self.memory.match(tokens.hidden, between=between)
        return PatchScores(text=None, visual=distance, grid=tokens.hidden_grid)

    def fuse(self, scores: PatchScores) -> Tensor:
        """See `PatchDetector.fuse`."""
        _, visual = self.deviations(scores)
        if visual is None:
            raise ValueError("no visual scores")
        return self.inputs.smooth(visual, scores.grid, sigma=self.settings.smoothing)

    def fitted_tensors(self) -> dict[str, Tensor]:
        """See `DetectorState.tensors`."""
        return self.memory.tensors()

    @classmethod
    def from_state(
        cls, inputs: InputPipeline, settings: MemorySettings, state: DetectorState
    ) -> Self:
        """See `Detector.from_state`."""
        memory = MemoryBank.restore(state.tensors, cosine=settings.cosine)
        return cls(inputs, settings, state.calibration, memory=memory)
