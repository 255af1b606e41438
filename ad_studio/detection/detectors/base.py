"""What every detector offers, so that methods can stand side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from torch import Tensor

from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.calibration import Calibration
from ad_studio.domain import RgbImage


@dataclass(frozen=True, slots=True, eq=False)
class AnomalyMap:
    """What a detector says about one image.

    Attributes:
        text: Deviation by the prompts, float32 [h, w], in sigma of the reference; zeros where the
            method has no such branch.
        visual: Deviation by the visual memory, likewise.
        fused: Both together, likewise.
        score: Deviation D of the image, in sigma.
    """

    text: npt.NDArray[np.float32]
    visual: npt.NDArray[np.float32]
    fused: npt.NDArray[np.float32]
    score: float


class Detector(Protocol):
    """A fitted detector: scores depend on each image alone, never on its neighbours in a batch."""

    @property
    def method(self) -> str:
        """Its name in the registry; stored with every model and result."""

    @property
    def branches(self) -> tuple[str, ...]:
        """Which of the maps "text" and "visual" the method has."""

    @property
    def loose(self) -> bool:
        """Whether the part is taken to lie at any angle."""

    @property
    def backbone(self) -> VisionBackbone:
        """What it sees through."""

    @property
    def settings(self) -> Any:  # noqa: ANN401 - a dataclass of the method's own
        """Everything that shaped it."""

    @property
    def calibration(self) -> Calibration:
        """Its reference statistics."""

    @property
    def batch(self) -> int:
        """How many images `score` takes at once at best."""

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in pixels at which an image of the given size is scored."""

    def score(self, images: Sequence[RgbImage]) -> list[AnomalyMap]:
        """Score images, uint8 [H, W, 3] RGB, all of one size."""

    def judged(self, image: RgbImage) -> npt.NDArray[np.bool_] | None:
        """Where on an image a defect should be found, bool [H, W]; None for all of it."""

    def tensors(self) -> Mapping[str, Tensor]:
        """What training left behind, by name; with settings and calibration, all of the model."""
