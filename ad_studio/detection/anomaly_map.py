"""What a detector says about one image."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


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
