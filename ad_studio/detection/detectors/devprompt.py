"""DevPrompt: prompts learned from one normal image, beside a visual memory (algorithm.md 2.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from ad_studio.detection.backbones.base import Backbone, PatchTokens
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.calibrated import CalibratedDetector, Evidence, views_of
from ad_studio.detection.deviation import LossSettings, contrast
from ad_studio.detection.grids import smooth, to_grid
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.detection.trainer import learn_prompts
from ad_studio.domain import RgbImage
from ad_studio.progress import Progress


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


class DevPromptDetector(CalibratedDetector):
    """A fitted DevPrompt model on its backbone; see `Detector`.

    Args:
        backbone: Frozen.
        settings: See `DevPromptSettings`.
        calibration: None where `calibrate` follows.
        prototypes: Unit normal and abnormal text anchors [2, d].
        memory: The visual memory.
        reference_contrast: Contrast of each stored patch of the reference, [N].
    """

    method = "devprompt"

    def __init__(
        self,
        backbone: Backbone,
        settings: DevPromptSettings,
        calibration: Calibration | None,
        *,
        prototypes: Tensor,
        memory: MemoryBank,
        reference_contrast: Tensor,
    ) -> None:
        super().__init__(backbone, settings, calibration)
        self.prototypes = prototypes
        self.memory = memory
        self.reference_contrast = reference_contrast

    def evidence(self, tokens: PatchTokens, images: Sequence[RgbImage]) -> Evidence:  # noqa: ARG002
        """See `CalibratedDetector.evidence`.

        The text branch counts only what a patch has beyond its match on the reference: edges or
        marks that look like defects to the prompts, but belong to the part, cancel out.
        """
        distance, match = self.memory.match(tokens.hidden)
        beyond = _contrast(tokens, self.prototypes) - self.reference_contrast[match]
        return Evidence(text=beyond, visual=distance, grid=tokens.hidden_grid)

    def fuse(self, evidence: Evidence) -> Tensor:
        """See `CalibratedDetector.fuse`: the smoothed weighted sum of both deviations."""
        text, visual = self.deviations(evidence)
        mixed = visual + self.settings.text_weight * text
        return smooth(mixed, evidence.grid, sigma=self.settings.smoothing)

    def tensors(self) -> dict[str, Tensor]:
        """See `Detector.tensors`."""
        return {
            "prototypes": self.prototypes,
            "reference_contrast": self.reference_contrast,
            **self.memory.tensors(),
        }


def fit(
    backbone: Backbone,
    references: Sequence[RgbImage],
    *,
    noun: str,
    defects: Sequence[str],
    settings: DevPromptSettings,
    progress: Progress,
) -> DevPromptDetector:
    """Train on one normal image, or on a few.

    Args:
        backbone: Frozen; its text tower is still loaded.
        references: uint8 [H, W, 3], each at the size that `backbone.input_size` gives for it.
        noun: What the part is.
        defects: Phrases of the project.
        settings: See `DevPromptSettings`.
        progress: Gets a `TrainUpdate` per epoch.

    Raises:
        Cancelled: The user asked to stop.
    """
    progress.status("Looking at the reference")
    tokens = [backbone.encode_images([reference]) for reference in references]
    progress.status("Learning the prompts")
    prototypes = learn_prompts(
        backbone,
        torch.cat([one.joint[0] for one in tokens]).clone(),
        noun=noun,
        defects=defects,
        epochs=settings.epochs,
        seed=settings.seed,
        loss_settings=settings.loss,
        progress=progress,
    )
    progress.status("Measuring the reference's own spread")
    with torch.inference_mode():
        detector = DevPromptDetector(
            backbone,
            settings,
            None,
            prototypes=prototypes,
            memory=MemoryBank.build([one.hidden for one in tokens]),
            reference_contrast=torch.cat([_contrast(one, prototypes)[0] for one in tokens]),
        )
    views = views_of(references, settings.held_out, seed=settings.seed)
    detector.calibrate(views, progress=progress)
    return detector


def restore(
    backbone: Backbone,
    settings: DevPromptSettings,
    calibration: Calibration,
    tensors: Mapping[str, Tensor],
) -> DevPromptDetector:
    """Put a saved model back onto its backbone.

    Raises:
        KeyError: A tensor is missing.
        ValueError: They do not fit together.
    """
    memory = MemoryBank.restore(tensors)
    prototypes, own = tensors["prototypes"], tensors["reference_contrast"]
    if prototypes.ndim != 2 or len(prototypes) != 2 or own.shape != (len(memory),):
        raise ValueError("tensors of unexpected shapes")
    return DevPromptDetector(
        backbone,
        settings,
        calibration,
        prototypes=prototypes,
        memory=memory,
        reference_contrast=own,
    )


def _contrast(tokens: PatchTokens, prototypes: Tensor) -> Tensor:
    delta = contrast(tokens.joint, prototypes[0], prototypes[1])
    return to_grid(delta, tokens.grid, tokens.hidden_grid)
