"""An inspected image with its heat as one picture: in reports, or as a file of its own."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ad_studio.domain import RgbImage, Thresholds
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.errors import ProjectError, UsageError
from ad_studio.files import write_atomic
from ad_studio.imaging import heat
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.encode import encode_png
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.imaging.hatch import hatched
from ad_studio.messages import msg
from ad_studio.region_masks import pixel_mask
from ad_studio.services.projects import ignore_regions
from ad_studio.services.projects.project import Project
from ad_studio.services.thresholds.versions import colour_scale


def heat_picture(
    image: RgbImage,
    sigma: npt.NDArray[np.float32],
    *,
    thresholds: Thresholds,
    scale: Thresholds,
    regions: Sequence[DrawnRegion],
) -> RgbImage:
    """Lay heat, the outline of what reaches NG, and hatched ignore regions over an image.

    Args:
        image: uint8 [H, W, 3].
        sigma: float32 [h, w]: its map, in sigma.
        thresholds: Those that judge.
        scale: Those that fix the colours.
        regions: What is never scored.

    Returns:
        uint8 [H, W, 3].
    """
    height, width = image.shape[:2]
    blended = heat.blend(image, sigma, scale)
    blended[heat.threshold_contour(sigma, thresholds.ng, width=width, height=height)] = 255
    return with_ignored(blended, regions)


def with_ignored(image: RgbImage, regions: Sequence[DrawnRegion]) -> RgbImage:
    """The image with what is never scored hatched; itself where all is."""
    if not regions:
        return image
    height, width = image.shape[:2]
    return hatched(image, pixel_mask(regions, width=width, height=height))


def save_heat_picture(project: Project, result_id: int, out: Path) -> Path:
    """Write one result as a PNG file with its heat, in all its pixels.

    Args:
        project: The project.
        result_id: The result.
        out: The new file.

    Returns:
        The file.

    Raises:
        UsageError: There is a file of that name.
        ProjectError: There is no such result, or no heat of it.
        ImageError: The image is gone, or is not what was inspected.
    """
    if out.exists():
        raise UsageError(
            msg("There is a file of that name already."), path=out, hint=msg("Choose another name.")
        )
    row = project.store.results.get(result_id)
    maps = project.store.results.maps(result_id)
    if maps is None:
        raise ProjectError(msg("There is no heat of this image."), path=row.path)
    run = project.store.runs.get(row.run_id)
    model = project.store.models.get(run.model_id)
    ignored = ignore_regions.of_model(project, model.id)
    data = read_unchanged(row.path, row.sha256)
    loaded = decode_bytes(data, path=row.path, max_side=None, bit_depth=model.bit_depth)
    picture = heat_picture(
        loaded.pixels,
        maps.fused,
        thresholds=project.store.thresholds.current(model.id).thresholds,
        scale=colour_scale(project, model.id),
        regions=() if ignored is None else ignored.regions,
    )
    write_atomic(out, encode_png(picture))
    return out
