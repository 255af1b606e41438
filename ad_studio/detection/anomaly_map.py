"""What a detector says about one image."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class RecognisedPartType:
    """Which of the part types of a model an image is taken for.

    Attributes:
        name: Of the nearest part type.
        is_known: Whether the image is near enough to show one; else it shows none of them.
    """

    name: str
    is_known: bool


@dataclass(frozen=True, slots=True, eq=False)
class AnomalyMap:
    """What a detector says about one image.

    Attributes:
        text: Deviation by the prompts, float32 [h, w], in sigma of the reference; zeros where the
            method has no such branch.
        visual: Deviation by the visual memory, likewise.
        fused: Both together, likewise.
        score: Deviation D of the image, in sigma.
        part_type: Which part type the image is taken for; None by a detector that knows only one.
    """

    text: npt.NDArray[np.float32]
    visual: npt.NDArray[np.float32]
    fused: npt.NDArray[np.float32]
    score: float
    part_type: RecognisedPartType | None = None
