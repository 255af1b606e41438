"""DevPrompt: prompts learned from one normal image, beside a visual memory (algorithm.md 2.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.backbones.base import Backbone, PatchTokens
from ad_studio.detection.calibration import Spread
from ad_studio.detection.detector import AnomalyMap
from ad_studio.detection.deviation import SIGMA_FLOOR, LossSettings, contrast, top_k_mean
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
        score_share: Share of the highest patches whose mean is the image's score.
        loss: Weights of the training loss.
    """

    epochs: int = 100
    seed: int = 0
    image_size: int | None = None
    held_out: int = 8
    text_weight: float = 1.0
    score_share: float = 0.005
    loss: LossSettings = field(default_factory=LossSettings)


@dataclass(frozen=True, slots=True)
class FittedState:
    """What training leaves behind; with the settings, all that scoring needs.

    Attributes:
        prototypes: Unit normal and abnormal text anchors [2, d].
        memory: The visual memory.
        text: Spread of the contrast on held-out views.
        visual: Spread of the memory distance on held-out views.
        fused: Spread of the weighted sum on held-out views.
    """

    prototypes: Tensor
    memory: MemoryBank
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
        """See `Detector.batch`: on a CPU a batch gains nothing (docs/benchmarks.md)."""
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
        text = state.text.deviation(_text_raw(tokens, state.prototypes))
        visual = state.visual.deviation(state.memory.distances(tokens.hidden))
        fused = state.fused.deviation(_mix(text, visual, self.settings.text_weight))
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
    memory = MemoryBank.build(tokens.hidden)

    progress.status("Measuring the reference's own spread")
    held_out: list[PatchTokens] = []
    for view in held_out_views(reference, settings.held_out, seed=settings.seed):
        raise_if_cancelled(progress)
        held_out.append(backbone.encode_images([view]))
    with torch.inference_mode():
        state = _measure(held_out, prototypes, memory, settings.text_weight)
    return DevPromptDetector(backbone, settings, state)


def _measure(
    held_out: Sequence[PatchTokens], prototypes: Tensor, memory: MemoryBank, text_weight: float
) -> FittedState:
    """Sigma of each branch and of their sum, from views that are not in the memory."""
    text_raw = torch.cat([_text_raw(t, prototypes) for t in held_out])
    visual_raw = torch.cat([memory.distances(t.hidden) for t in held_out])
    text = Spread.of(text_raw, floor=SIGMA_FLOOR)
    visual = Spread.of(visual_raw, floor=SIGMA_FLOOR)
    mixed = _mix(text.deviation(text_raw), visual.deviation(visual_raw), text_weight)
    fused = Spread.of(mixed, floor=SIGMA_FLOOR)
    return FittedState(prototypes=prototypes, memory=memory, text=text, visual=visual, fused=fused)


def _mix(text: Tensor, visual: Tensor, text_weight: float) -> Tensor:
    return visual + text_weight * text


def _text_raw(tokens: PatchTokens, prototypes: Tensor) -> Tensor:
    """Contrast per patch on the hidden grid, [B, P']."""
    delta = contrast(tokens.joint, prototypes[0], prototypes[1])
    if tokens.grid == tokens.hidden_grid:
        return delta
    image = delta.view(len(delta), 1, *tokens.grid)
    sized = F.interpolate(image, tokens.hidden_grid, mode="bilinear", align_corners=False)
    return sized.flatten(1)
