"""AnoPLe: prompts in both towers, learned on defects painted on the reference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.backbones.base import (
    PatchTokens,
    VisionBackbone,
    promptable,
    with_text,
)
from ad_studio.detection.backbones.prompted import PromptedBackbone
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.anople.painted import training_images
from ad_studio.detection.detectors.anople.prompts import CoupledPrompts, Coupling, Scale
from ad_studio.detection.detectors.anople.training import Steps, encoder, train
from ad_studio.detection.detectors.base import DetectorSettings, DetectorState, FitData
from ad_studio.detection.detectors.patch_detector import (
    PatchDetector,
    PatchScores,
    stored_prototypes,
)
from ad_studio.detection.grids import half_harmonic_mean, to_grid
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.detection.prompt_learning.logits import abnormal_share
from ad_studio.messages import msg
from ad_studio.progress import Between, Progress, Stage, go_on

_FIRST, _DEEP = "prompts.first", "prompts.deep"  # names of tensors in a model file


@dataclass(frozen=True, slots=True, kw_only=True)
class AnoPLeSettings(DetectorSettings):
    """Everything that shapes a fitted detector.

    Attributes:
        epochs: Steps of prompt learning; 0 keeps the prompts as they were drawn.
        batch: Images of each step.
        painted: Copies with a painted defect, of the reference and of each of its quarters.
        smoothing: Sigma of the Gaussian on the map, as share of its long side; PromptAD's.
        coupling: Which parts of the prompts are used, for ablations.
    """

    epochs: int = 100
    batch: int = 4
    painted: int = 3
    smoothing: float = 0.01
    coupling: Coupling = field(default_factory=Coupling)


class AnoPLeDetector(PatchDetector[AnoPLeSettings]):
    """AnoPLe on its backbone; see `Detector`.

    The defects of a project do not count: the prompts are those of the part and of the abnormal
    part. It learns them from its references alone; confirmed parts go into the memory.

    Args:
        inputs: How it looks at images, with `prompts` in its vision tower.
        settings: See `AnoPLeSettings`.
        calibration: None where `calibrated` follows.
        prototypes: Unit normal and abnormal text anchors of whole images [2, d].
        prompts: Learned tokens of the vision tower; none where it takes none.
        memory: The visual memory, of cosine distances.
    """

    name = "anople"
    settings_type = AnoPLeSettings
    least_sigma: ClassVar[float] = 1e-3  # of values between 0 and 1/2

    def __init__(
        self,
        inputs: InputPipeline,
        settings: AnoPLeSettings,
        calibration: Calibration | None = None,
        *,
        prototypes: Tensor,
        prompts: Sequence[Tensor],
        memory: MemoryBank,
    ) -> None:
        super().__init__(inputs, settings, calibration)
        self.prototypes = prototypes
        self.prompts = tuple(prompts)
        self.memory = memory

    @classmethod
    def fit(
        cls, inputs: InputPipeline, data: FitData, *, settings: AnoPLeSettings, progress: Progress
    ) -> Self:
        """See `Detector.fit`."""
        backbone = with_text(inputs.backbone, reader=cls.name)
        progress.stage(Stage.LOOK)
        progress.status(msg("Looking at the reference"))
        inputs.require_patches_fit(data.references[0], len(data.good))
        painted = training_images(
            inputs, data.references, painted=settings.painted, seed=settings.seed
        )
        learned = CoupledPrompts(
            backbone.token_width,
            backbone.vision_width,
            settings.coupling,
            draw=torch.Generator().manual_seed(settings.seed),
        ).to(backbone.device)
        encode = encoder(learned, inputs, painted, progress=progress)
        progress.stage(Stage.PROMPTS)
        progress.status(msg("Learning the prompts"))
        steps = Steps(epochs=settings.epochs, batch=settings.batch, seed=settings.seed)
        train(learned, backbone, painted, encode, steps, noun=data.noun, progress=progress)
        with torch.no_grad():
            prototypes = learned.prototypes(backbone, noun=data.noun, scale=Scale.WHOLE)
            prompts = learned.in_vision(Scale.WHOLE)
        inputs = _with_prompts(inputs, prompts)
        progress.stage(Stage.MEMORY)
        progress.status(msg("Filling the memory"))
        views = inputs.training_views(data.good)
        tokens = [one.tokens for one in inputs.encode_each(views, progress=progress)]
        with torch.inference_mode():
            memory = MemoryBank.build(
                [inputs.drop_ignored_hidden(one) for one in tokens], cosine=True
            )
        return cls(
            inputs, settings, prototypes=prototypes, prompts=prompts, memory=memory
        ).calibrated_on(views, progress=progress)

    def patch_scores(
        self,
        tokens: PatchTokens,
        views: Sequence[View],  # noqa: ARG002
        *,
        between: Between = go_on,
    ) -> PatchScores:
        """See `PatchDetector.patch_scores`: probability of abnormal, and cosine distance."""
        text = abnormal_share(tokens.joint, self.prototypes)
        return PatchScores(
            text=to_grid(text, tokens.grid, tokens.hidden_grid),
            visual=self.memory.match(tokens.hidden, between=between)[0],
            grid=tokens.hidden_grid,
            image_score=None
            if tokens.image_embedding is None
            else abnormal_share(tokens.image_embedding, self.prototypes),
        )

    def fuse(self, scores: PatchScores) -> Tensor:
        """See `PatchDetector.fuse`: the harmonic mean of both maps, smoothed."""
        assert scores.text is not None
        assert scores.visual is not None
        mean = 2 * half_harmonic_mean(scores.text, scores.visual)
        return self.inputs.smooth(
            mean, scores.grid, sigma=self.settings.smoothing * max(scores.grid)
        )

    def pool(self, fused: Tensor, scores: PatchScores) -> Tensor:
        """See `PatchDetector.pool`: the map's peak; its harmonic mean with the class token's."""
        peak = self.highest(fused, self.settings.score_share)
        return (
            peak if scores.image_score is None else 2 * half_harmonic_mean(peak, scores.image_score)
        )

    def fitted_tensors(self) -> dict[str, Tensor]:
        """See `DetectorState.tensors`."""
        tensors = {"prototypes": self.prototypes, **self.memory.tensors()}
        if self.prompts:
            first, *deep = self.prompts
            tensors |= {_FIRST: first, _DEEP: torch.stack(deep)}
        return tensors

    @classmethod
    def from_state(
        cls, inputs: InputPipeline, settings: AnoPLeSettings, state: DetectorState
    ) -> Self:
        """See `Detector.from_state`."""
        prompts = _stored_prompts(state.tensors, inputs.backbone)
        return cls(
            _with_prompts(inputs, prompts),
            settings,
            state.calibration,
            prototypes=stored_prototypes(state.tensors),
            prompts=prompts,
            memory=MemoryBank.restore(state.tensors, cosine=True),
        )


def _with_prompts(inputs: InputPipeline, prompts: Sequence[Tensor]) -> InputPipeline:
    """How images are looked at with learned tokens in the vision tower, if it takes any."""
    tower = promptable(inputs.backbone)
    return inputs if tower is None else replace(inputs, backbone=PromptedBackbone(tower, prompts))


def _stored_prompts(tensors: Mapping[str, Tensor], backbone: VisionBackbone) -> list[Tensor]:
    """Learned tokens of the vision tower out of the tensors of a saved model.

    Raises:
        KeyError: They are missing.
        ValueError: They are of another width than the tower's.
    """
    if backbone.vision_width is None:
        return []
    first, deep = tensors[_FIRST], tensors[_DEEP]
    if first.shape[1:] != (backbone.vision_width,) or deep.shape[2:] != first.shape[1:]:
        raise ValueError("prompts of unexpected shape")
    return [first, *deep]
