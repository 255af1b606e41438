"""What every detector offers, so that methods can stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ad_studio.domain import RgbImage


@dataclass(frozen=True, slots=True, eq=False)
class AnomalyMap:
    """What a detector says about one image.

    Attributes:
        text: Deviation by the prompts, float32 [h, w], in sigma of the reference.
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
    def batch(self) -> int:
        """How many images `score` takes at once at best."""

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in pixels at which an image of the given size is scored."""

    def score(self, images: Sequence[RgbImage]) -> list[AnomalyMap]:
        """Score images, uint8 [H, W, 3] RGB, all of one size."""
