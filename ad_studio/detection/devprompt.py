"""DevPrompt: prompts learned from one normal image, beside a visual memory (algorithm.md 2.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from ad_studio.detection.backbones.base import Backbone, PatchTokens
from ad_studio.detection.calibration import Spread
from ad_studio.detection.detector import AnomalyMap
from ad_studio.detection.deviation import SIGMA_FLOOR, LossSettings, contrast, top_k_mean
from ad_studio.detection.grids import smooth, to_grid
from ad_studio.detection.memory import MemoryBank
from ad_studio.detection.trainer import learn_prompts
from ad_studio.detection.views import held_out_views
from ad_studio.domain import RgbImage
from ad_studio.progress import Progress, raise_if_cancelled


@dataclass(frozen=True, slots=True)
class DevPromptSettings:
    """Everything that shapes a fitted detector.

    Attributes:
        epochs: Full-batch steps of prompt learning; 0 keeps the initial prompts.
        seed: Of every draw.
        image_size: Long input side in pixels; None for the backbone's default.
        held_out: Views that the statistics rest on.
        text_weight: Weight of the text deviation beside the visual one in the fused map.
        smoothing: Sigma of the Gaussian on the fused map, in patches.
        score_share: Share of the highest patches whose mean is the image's score.
        loss: Weights of the training loss.
    """

    epochs: int = 100
    seed: int = 0
    image_size: int | None = None
    held_out: int = 8
    text_weight: float = 0.4
    smoothing: float = 0.5
    score_share: float = 0.005
    loss: LossSettings = field(default_factory=LossSettings)


@dataclass(frozen=True, slots=True)
class FittedState:
    """What training leaves behind; with the settings, all that scoring needs.

    Attributes:
        prototypes: Unit normal and abnormal text anchors [2, d].
        memory: The visual memory.
        reference_contrast: Contrast of each stored patch of the reference, [N].
        text: Spread of the contrast beyond that of the matching reference patch, on held-out views.
        visual: Spread of the memory distance on held-out views.
        fused: Spread of the smoothed weighted sum on held-out views.
    """

    prototypes: Tensor
    memory: MemoryBank
    reference_contrast: Tensor
    text: Spread
    visual: Spread
    fused: Spread


class DevPromptDetector:
    """A fitted DevPrompt model on its backbone; see `Detector`."""

    def __init__(self, backbone: Backbone, settings: DevPromptSettings, state: FittedState) -> None:
        self.backbone = backbone
        self.settings = settings
        self.state = state

    @property
    def batch(self) -> int:
        """See `Detector.batch`: on a CPU a batch gains hardly anything (algorithm.md 3.2)."""
        return 1 if self.backbone.device.type == "cpu" else 16

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """See `Detector.input_size`."""
        return self.backbone.input_size(width, height, long_side=self.settings.image_size)

    def score(self, images: Sequence[RgbImage]) -> list[AnomalyMap]:
        """See `Detector.score`."""
        tokens = self.backbone.encode_images(images)
        with torch.inference_mode():
            return self.judge(tokens)

    def judge(self, tokens: PatchTokens) -> list[AnomalyMap]:
        """Maps and scores of images already encoded."""
        state = self.state
        text_raw, visual_raw = _raw(
            tokens, state.prototypes, state.memory, state.reference_contrast
        )
        text, visual = state.text.deviation(text_raw), state.visual.deviation(visual_raw)
        fused = state.fused.deviation(_fuse(text, visual, tokens.hidden_grid, self.settings))
        scores = top_k_mean(fused, self.settings.score_share)
        rows, columns = tokens.hidden_grid
        maps = torch.stack([text, visual, fused], dim=1).view(-1, 3, rows, columns)
        return [
            AnomalyMap(text=m[0], visual=m[1], fused=m[2], score=float(s))
            for m, s in zip(maps.cpu().numpy().astype(np.float32), scores, strict=True)
        ]


def fit(
    backbone: Backbone,
    reference: RgbImage,
    *,
    noun: str,
    defects: Sequence[str],
    settings: DevPromptSettings,
    progress: Progress,
) -> DevPromptDetector:
    """Train on one normal image.

    Args:
        backbone: Frozen; its text tower is still loaded.
        reference: uint8 [H, W, 3] at the size that `backbone.input_size` gives for it.
        noun: What the part is.
        defects: Phrases of the project.
        settings: See `DevPromptSettings`.
        progress: Gets a `TrainUpdate` per epoch.

    Raises:
        Cancelled: The user asked to stop.
    """
    progress.status("Looking at the reference")
    tokens = backbone.encode_images([reference])
    progress.status("Learning the prompts")
    prototypes = learn_prompts(
        backbone,
        tokens.joint[0].clone(),
        noun=noun,
        defects=defects,
        epochs=settings.epochs,
        seed=settings.seed,
        loss_settings=settings.loss,
        progress=progress,
    )
    progress.status("Measuring the reference's own spread")
    held_out: list[PatchTokens] = []
    for view in held_out_views(reference, settings.held_out, seed=settings.seed):
        raise_if_cancelled(progress)
        held_out.append(backbone.encode_images([view]))
    with torch.inference_mode():
        state = _measure(tokens, held_out, prototypes, settings)
    return DevPromptDetector(backbone, settings, state)


def _measure(
    reference: PatchTokens,
    held_out: Sequence[PatchTokens],
    prototypes: Tensor,
    settings: DevPromptSettings,
) -> FittedState:
    """Fill the memory from the reference; sigma of each branch and of both from other views."""
    memory = MemoryBank.build(reference.hidden)
    own = _contrast(reference, prototypes)[0]
    texts, visuals = zip(*(_raw(t, prototypes, memory, own) for t in held_out), strict=True)
    text = Spread.of(torch.cat(texts), floor=SIGMA_FLOOR)
    visual = Spread.of(torch.cat(visuals), floor=SIGMA_FLOOR)
    mixed = [
        _fuse(text.deviation(t), visual.deviation(v), reference.hidden_grid, settings)
        for t, v in zip(texts, visuals, strict=True)
    ]
    return FittedState(
        prototypes=prototypes,
        memory=memory,
        reference_contrast=own,
        text=text,
        visual=visual,
        fused=Spread.of(torch.cat(mixed), floor=SIGMA_FLOOR),
    )


def _raw(
    tokens: PatchTokens, prototypes: Tensor, memory: MemoryBank, own: Tensor
) -> tuple[Tensor, Tensor]:
    """Both branches before standardisation, [B, P'] on the hidden grid.

    The text branch counts only what a patch has beyond its match on the reference: edges or marks
    that look like defects to the prompts, but belong to the part, cancel out.
    """
    distance, match = memory.match(tokens.hidden)
    return _contrast(tokens, prototypes) - own[match], distance


def _contrast(tokens: PatchTokens, prototypes: Tensor) -> Tensor:
    delta = contrast(tokens.joint, prototypes[0], prototypes[1])
    return to_grid(delta, tokens.grid, tokens.hidden_grid)


def _fuse(
    text: Tensor, visual: Tensor, grid: tuple[int, int], settings: DevPromptSettings
) -> Tensor:
    return smooth(visual + settings.text_weight * text, grid, sigma=settings.smoothing)
