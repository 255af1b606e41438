"""WinCLIP (CVPR 2023): fixed prompts on windows of the image, and a memory of windows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.backbones.base import Backbone, PatchTokens
from ad_studio.detection.backbones.windows import WindowTokens, harmonic_over_windows
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.patch_detector import (
    CalibratedDetector,
    Evidence,
    stored_prototypes,
)
from ad_studio.detection.grids import to_grid
from ad_studio.detection.ignoring import kept_hidden
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.detection.prompt_learning.prompts import ABNORMAL_STATES, NORMAL_STATES
from ad_studio.domain import RgbImage
from ad_studio.messages import msg
from ad_studio.progress import Progress

_SIDES = (2, 3)  # of the windows, in patches
_TEMPLATES = (
    "{}",
    "a photo of a {}",
    "a close-up of a {}",
    "a bright photo of the {}",
    "a dark photo of the {}",
    "a blurry photo of a {}",
    "a cropped photo of the {}",
    "a photo of one {} for inspection",
    "a photo of a small {}",
    "a photo of a large {}",
)
_WINDOW = "window."  # of its tensors in a model file, followed by the side's place


@dataclass(frozen=True, slots=True)
class WinCLIPSettings:
    """Everything that shapes a fitted detector.

    Attributes:
        seed: Of the held-out views.
        image_size: Input side in pixels; None for the backbone's default.
        held_out: Views that the statistics rest on.
        temperature: Divides the cosines inside the softmax.
        few_shot: Whether the memory of the reference counts beside the prompts.
    """

    seed: int = 0
    image_size: int | None = None
    held_out: int = 8
    temperature: float = 0.07
    few_shot: bool = True


class WinCLIPDetector(CalibratedDetector):
    """WinCLIP on its backbone; see `Detector`.

    Args:
        backbone: Frozen.
        settings: See `WinCLIPSettings`.
        calibration: None where `calibrate` follows.
        prototypes: Unit normal and abnormal text anchors [2, d].
        patches: Memory of the reference's patches.
        windows: Memory of its windows, one bank per side.
    """

    method = "winclip"
    least_sigma = 1e-3  # of values between 0 and 1

    def __init__(
        self,
        backbone: Backbone,
        settings: WinCLIPSettings,
        calibration: Calibration | None,
        *,
        prototypes: Tensor,
        patches: MemoryBank,
        windows: Sequence[MemoryBank],
    ) -> None:
        super().__init__(backbone, settings, calibration)
        self._encoder = backbone
        self.prototypes = prototypes
        self.patches = patches
        self.windows = tuple(windows)

    def evidence(self, tokens: PatchTokens, images: Sequence[RgbImage]) -> Evidence:
        """See `CalibratedDetector.evidence`: the zero-shot and the few-shot map."""
        seen = self._encoder.encode_windows(images, _SIDES)
        whole = self._abnormal(seen.whole)
        text = self._zero_shot(seen, whole)
        return Evidence(
            text=to_grid(text, seen.grid, tokens.hidden_grid),
            visual=self._few_shot(tokens, seen) if self.settings.few_shot else None,
            whole=whole,
            grid=tokens.hidden_grid,
        )

    def fuse(self, evidence: Evidence) -> Tensor:
        """See `CalibratedDetector.fuse`: the mean of both maps."""
        assert evidence.text is not None
        if evidence.visual is None:
            return evidence.text
        return (evidence.text + evidence.visual) / 2

    def pool(self, fused: Tensor, evidence: Evidence) -> Tensor:
        """See `CalibratedDetector.pool`: the mean of the image's own value and the map's peak."""
        assert evidence.whole is not None
        if evidence.visual is None:
            return evidence.whole
        return (evidence.whole + fused.amax(dim=1)) / 2

    def tensors(self) -> dict[str, Tensor]:
        """See `Detector.tensors`."""
        windows = {f"{_WINDOW}{i}": bank.banks[0].half() for i, bank in enumerate(self.windows)}
        return {"prototypes": self.prototypes, **self.patches.tensors(), **windows}

    def _abnormal(self, embedded: Tensor) -> Tensor:
        """Probability of the abnormal prompts, [...] of unit embeddings [..., d]."""
        logits: Tensor = embedded @ self.prototypes.T / self.settings.temperature
        return logits.softmax(dim=-1)[..., 1]

    def _zero_shot(self, seen: WindowTokens, whole: Tensor) -> Tensor:
        """Harmonic mean of the image's value and the maps of all sides, [B, P]."""
        inverse = 1 / whole.clamp_min(1e-6)[:, None]
        for side, embedded in zip(_SIDES, seen.windows, strict=True):
            values = self._abnormal(embedded)
            inverse = inverse + 1 / harmonic_over_windows(values, seen.grid, side)
        return (1 + len(_SIDES)) / inverse

    def _few_shot(self, tokens: PatchTokens, seen: WindowTokens) -> Tensor:
        """Mean of the distances of patches and of windows, [B, P] on the hidden grid."""
        maps = [self.patches.match(tokens.hidden[-1:])[0]]
        for side, embedded, bank in zip(_SIDES, seen.windows, self.windows, strict=True):
            far = harmonic_over_windows(bank.match([embedded])[0], seen.grid, side)
            maps.append(to_grid(far, seen.grid, tokens.hidden_grid))
        return torch.stack(maps).mean(dim=0)


def fit(
    backbone: Backbone,
    references: Sequence[RgbImage],
    *,
    noun: str,
    defects: Sequence[str],
    settings: WinCLIPSettings,
    progress: Progress,
) -> WinCLIPDetector:
    """Read the prompts and remember the references; nothing is trained. See `devprompt.fit`.

    Raises:
        Cancelled: The user asked to stop.
    """
    progress.status(msg("Reading the prompts"))
    abnormal = [*ABNORMAL_STATES, *(f"{{}} with {defect}" for defect in defects)]
    prototypes = torch.stack(
        [_anchor(backbone, states, noun) for states in (NORMAL_STATES, abnormal)]
    )
    progress.status(msg("Looking at the reference"))
    tokens = [backbone.encode_images([one]) for one in references]
    seen = [backbone.encode_windows([one], _SIDES) for one in references]
    with torch.inference_mode():
        detector = WinCLIPDetector(
            backbone,
            settings,
            None,
            prototypes=prototypes,
            patches=MemoryBank.build(
                [kept_hidden(one, backbone)[-1:] for one in tokens], cosine=True
            ),
            windows=[
                MemoryBank.build([one.windows[i : i + 1] for one in seen], cosine=True)
                for i in range(len(_SIDES))
            ],
        )
    detector.calibrate_on(references, progress=progress)
    progress.fraction(1.0)
    return detector


def restore(
    backbone: Backbone,
    settings: WinCLIPSettings,
    calibration: Calibration,
    tensors: Mapping[str, Tensor],
) -> WinCLIPDetector:
    """Put a saved model back onto its backbone; see `devprompt.restore`."""
    prototypes = stored_prototypes(tensors)
    return WinCLIPDetector(
        backbone,
        settings,
        calibration,
        prototypes=prototypes,
        patches=MemoryBank.restore(tensors, cosine=True),
        windows=[MemoryBank([tensors[f"{_WINDOW}{i}"]], cosine=True) for i in range(len(_SIDES))],
    )


def _anchor(backbone: Backbone, states: Sequence[str], noun: str) -> Tensor:
    """Unit mean of the raw features of all states in all templates, [d]."""
    texts = [template.format(state.format(noun)) for template in _TEMPLATES for state in states]
    with torch.inference_mode():
        ids = backbone.tokenize(texts)
        features = backbone.encode_prompts(backbone.embed_tokens(ids).float(), ids)
        return F.normalize(features.float().mean(dim=0), dim=0)
