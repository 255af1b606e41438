"""A detector that looks at a part straightened and cut out of its image."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from torch import Tensor

from ad_studio.detection.alignment.crop import Cut, Frame, find_frame
from ad_studio.detection.alignment.segmentation import find_part
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.base import AnomalyMap, Detector
from ad_studio.detection.prompt_learning.losses import top_k_mean
from ad_studio.domain import RgbImage
from ad_studio.errors import UsageError
from ad_studio.messages import msg

_STRANGE = 10.0  # sigma


class FramedDetector:
    """A detector on cuts of a frame; its maps are laid back onto the whole images.

    Outside of the frame only one thing is judged: whether something lies on the ground there that
    stands out from it as the part does. It counts as `_STRANGE` sigma wherever it fills a cell, and
    so does an image in which the part is missing or largely out of sight.

    Args:
        inner: Fitted on cuts.
        frame: Of the part.
    """

    loose = True
    """See `Detector.loose`."""

    def __init__(self, inner: Detector, frame: Frame) -> None:
        self.inner = inner
        self.frame = frame

    @property
    def method(self) -> str:
        """See `Detector.method`."""
        return self.inner.method

    @property
    def branches(self) -> tuple[str, ...]:
        """See `Detector.branches`."""
        return self.inner.branches

    @property
    def backbone(self) -> VisionBackbone:
        """See `Detector.backbone`."""
        return self.inner.backbone

    @property
    def settings(self) -> Any:  # noqa: ANN401 - a dataclass of the method's own
        """See `Detector.settings`."""
        return self.inner.settings

    @property
    def calibration(self) -> Calibration:
        """See `Detector.calibration`."""
        return self.inner.calibration

    @property
    def batch(self) -> int:
        """See `Detector.batch`."""
        return self.inner.batch

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """See `Detector.input_size`."""
        return self.frame.input_size(width, height)

    def score(self, images: Sequence[RgbImage]) -> list[AnomalyMap]:
        """See `Detector.score`."""
        cuts = [self.frame.cut(image) for image in images]
        found = self.inner.score([cut.pixels for cut in cuts])
        return [self._laid(cut, one) for cut, one in zip(cuts, found, strict=True)]

    def judged(self, image: RgbImage) -> npt.NDArray[np.bool_] | None:
        """See `Detector.judged`: the part."""
        part = find_part(image)
        if part is None:
            return None
        height, width = image.shape[:2]
        return np.asarray(Image.fromarray(part.mask).resize((width, height)), dtype=np.bool_)

    def _laid(self, cut: Cut, found: AnomalyMap) -> AnomalyMap:
        """What was found on a cut, on its image, together with what lies beside the cut."""
        text, *seen = cut.placed(np.stack([found.text, found.visual, found.fused]))
        strange = _STRANGE * cut.beside(*text.shape)
        visual, fused = (np.where(strange > 0, strange, one) for one in seen)
        share = self.settings.score_share * found.fused.size / strange.size
        score = found.score if cut.whole else max(found.score, _STRANGE)
        if strange.any():
            score = max(score, float(top_k_mean(torch.from_numpy(strange).flatten(), share)))
        return AnomalyMap(text=text, visual=visual, fused=fused, score=score)

    def tensors(self) -> Mapping[str, Tensor]:
        """See `Detector.tensors`."""
        return self.inner.tensors()


def wanted_frame(
    image: RgbImage,
    backbone: VisionBackbone,
    settings: Any,  # noqa: ANN401 - a dataclass of the method's own
    *,
    ignoring: bool,
) -> Frame | None:
    """The frame in which a method should look at a part; None for whole images.

    With pose "auto" it is used where it helps (see `find_frame`), but not beside ignore regions:
    those lie at a place of the image, whatever the part does.

    Args:
        image: The first reference, uint8 [H, W, 3].
        backbone: What is going to look at it.
        settings: Of the method; those without a pose look at whole images.
        ignoring: Whether there are ignore regions.

    Raises:
        UsageError: The user wants the part upright, and that cannot be.
    """
    pose = getattr(settings, "pose", None)
    if pose not in ("auto", "upright"):
        return None
    if ignoring:
        if pose == "upright":
            raise UsageError(
                msg("A part that is straightened has no ignore regions."),
                hint=msg("Remove the ignore regions, or use pose=any."),
            )
        return None
    frame = find_frame(image, backbone, long_side=settings.image_size, sure=pose == "upright")
    if frame is None and pose == "upright":
        raise UsageError(
            msg(
                "The part cannot be straightened: no part was found on a plain ground, "
                "or the backbone {name} takes one size of image only.",
                name=backbone.name,
            ),
            hint=msg("Use pose=any or pose=fixed."),
        )
    return frame


def fit_framed(
    fit: Callable[[Sequence[RgbImage], Any], Detector],
    references: Sequence[RgbImage],
    settings: Any,  # noqa: ANN401 - a dataclass of the method's own
    frame: Frame,
) -> FramedDetector:
    """Fit on cuts of the references.

    Args:
        fit: Takes cuts and settings.
        references: uint8 [H, W, 3], best of the frame's `input_size`.
        settings: Of the method.
        frame: Of the part.
    """
    cuts = [frame.cut(reference).pixels for reference in references]
    return FramedDetector(fit(cuts, replace(settings, pose="upright")), frame)
