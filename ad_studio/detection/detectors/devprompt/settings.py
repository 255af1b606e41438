"""What the user may choose of DevPrompt."""

from dataclasses import dataclass, field

from ad_studio.detection.detectors.base import DetectorSettings
from ad_studio.detection.prompt_learning.losses import LossSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class DevPromptSettings(DetectorSettings):
    """Everything that shapes a fitted detector.

    Defaults are the best of what was measured on the six sets of docs/benchmarks.md, "Other choices
    against the one above" for each; where nothing is said there, they were not ablated.

    Attributes:
        epochs: Full-batch steps of prompt learning; 0 keeps the initial prompts.
        pose: How the part lies: "any" angle, "fixed", "upright" (straightened and cut out), or
            "auto" to find out; see `reference_analysis.pose` and `alignment.crop`.
        patches: At most so many are kept in the memory, those of the reference itself first.
        baseline_weight: How much of the distance usual at its place is taken off a patch's.
        reference_text_weight: How much of its match's contrast is taken off a patch's contrast.
        text_weight: Weight of the text deviation beside the visual one in the fused map.
        text_limit: Sigma up to which the text deviation counts: prompts are as sure of a glint as
            of a scratch, so that beyond it they must not outweigh the memory.
        smoothing: Sigma of the Gaussian on the fused map, in patches.
        texture_smoothing: Likewise where the reference is a texture; squares are smoothed there.
        part_weight: How much of what all of the part deviates by, its median, is taken off each
            patch of a texture or of a part seen upright: it lies in another light.
        part_limit: Sigma up to which that may be its light.
        foreground_share: Of a patch that the part must cover to count as one of the part's.
        n_learned: Learned abnormal prompts; 0 for fixed suffixes only.
        vv: Whether patches are compared with the prompts by the V-V stream, where there is one.
        loss: Weights of the training loss.
    """

    held_out: int = 12
    epochs: int = 100
    pose: str = "auto"
    patches: int = 4096
    baseline_weight: float = 1.0
    reference_text_weight: float = 0.8
    text_weight: float = 0.45
    text_limit: float = 3.0
    smoothing: float = 0.5
    texture_smoothing: float = 1.25
    part_weight: float = 0.5
    part_limit: float = 3.0  # not ablated
    foreground_share: float = 0.15  # not ablated
    n_learned: int = 4
    vv: bool = True
    loss: LossSettings = field(default_factory=LossSettings)
