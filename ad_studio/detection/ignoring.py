"""What lies in an ignore region is never seen: painted over before an image is encoded.

So a defect inside cannot reach the patches beside it by attention or by smoothing. The blank
patches themselves are left out of every statistic: see `InputPipeline.drop_ignored`.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from ad_studio.domain import RgbImage
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.region_masks import patch_mask, pixel_mask


def blanked(image: RgbImage, regions: Sequence[DrawnRegion]) -> RgbImage:
    """The image with its regions painted in the mean colour of what is left.

    Args:
        image: uint8 [H, W, 3].
        regions: In shares of the image.
    """
    height, width = image.shape[:2]
    mask = pixel_mask(tuple(regions), width=width, height=height)
    hidden = int(np.count_nonzero(mask))
    if hidden in (0, mask.size):
        return image
    # whole numbers, so that what is hidden leaves no trace; row by row, as that is the fastest
    everything = image.sum(axis=0, dtype=np.int64).sum(axis=0)
    seen = everything - image[mask].sum(axis=0, dtype=np.int64)
    out = image.copy()
    out[mask] = np.rint(seen / (mask.size - hidden)).astype(np.uint8)
    return out


def ignored_patches(grid: tuple[int, int], regions: Sequence[DrawnRegion]) -> Tensor | None:
    """Which patches are ignored, bool [P]; None where all are scored.

    Args:
        grid: Rows and columns, P = rows * columns; it covers the whole image.
        regions: In shares of the image.
    """
    if not regions:
        return None
    rows, columns = grid
    mask = torch.from_numpy(patch_mask(tuple(regions), rows=rows, columns=columns).copy())
    return mask.flatten() if bool(mask.any()) else None
