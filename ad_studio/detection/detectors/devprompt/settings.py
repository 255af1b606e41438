"""What the user may choose of DevPrompt."""

from dataclasses import dataclass, field

from ad_studio.detection.detectors.base import DetectorSettings
from ad_studio.detection.prompt_learning.losses import LossSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class DevPromptSettings(DetectorSettings):
    """Everything that shapes a fitted detector.

    Defaults were chosen on stored tokens of the nine sets of docs/benchmarks.md that count, with
    the first reference of each. `ad-studio evaluate --ablate` varies them.

    Attributes:
        epochs: Full-batch steps of prompt learning; 0 keeps the initial prompts.
        pose: How the part lies: "any" angle, "fixed", "upright" (straightened and cut out), or
            "auto": upright where that helps, else any; see `alignment.crop`.
        patches: At most so many are kept in the memory, those of the reference itself first.
        baseline_weight: How much of the distance usual at its place is taken off a patch's.
        place_weight: How much lying where the reference has nothing alike adds to a patch.
        reference_text_weight: How much of its match's contrast is taken off a patch's contrast.
        text_weight: Weight of the text deviation beside the visual one in the fused map.
        smoothing: Sigma of the Gaussian on the fused map, in patches.
        foreground_share: Of a patch that the part must cover to count as one of the part's.
        n_learned: Learned abnormal prompts; 0 for fixed suffixes only.
        vv: Whether patches are compared with the prompts by the V-V stream, where there is one.
        loss: Weights of the training loss.
    """

    held_out: int = 8
    epochs: int = 100
    pose: str = "auto"
    patches: int = 4096
    baseline_weight: float = 0.5
    place_weight: float = 0.5
    reference_text_weight: float = 0.4
    text_weight: float = 0.5
    smoothing: float = 0.5
    foreground_share: float = 0.15  # not ablated
    n_learned: int = 4
    vv: bool = True
    loss: LossSettings = field(default_factory=LossSettings)
