"""Whether a part is straightened and cut out, by its reference and what the user says."""

from ad_studio.detection.alignment.crop import propose_crop
from ad_studio.detection.alignment.transform import InputTransform, WholeImage
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.domain import RgbImage
from ad_studio.errors import UsageError
from ad_studio.messages import msg


def choose_by_pose(
    image: RgbImage,
    backbone: VisionBackbone,
    image_size: int | None,
    *,
    pose: str,
    has_ignore_regions: bool,
    tiled: bool = False,
) -> InputTransform:
    """Choose between the whole image and the aligned crop of a part.

    With pose "auto" it is cropped where that helps (see `propose_crop`), but not beside ignore
    regions: those lie at a place of the image, whatever the part does.

    Args:
        image: The first reference, uint8 [H, W, 3].
        backbone: What is going to look at the part.
        image_size: See `DetectorSettings.image_size`.
        pose: How the part lies; other poses than "auto" and "upright" keep the whole image.
        has_ignore_regions: Whether there are ignore regions.
        tiled: Whether what is looked at is cut into tiles.

    Raises:
        UsageError: The user wants the part upright, and that cannot be.
    """
    whole = WholeImage.of(backbone, image_size)
    upright = pose == "upright"
    if pose not in ("auto", "upright"):
        return whole
    if has_ignore_regions:
        if upright:
            raise UsageError(
                msg("A part that is straightened has no ignore regions."),
                hint=msg("Remove the ignore regions, or use pose=any."),
            )
        return whole
    crop = propose_crop(image, backbone, side=image_size, forced=upright, tiled=tiled)
    if crop is None and upright:
        raise UsageError(
            msg(
                "The part cannot be straightened: no part was found on a plain ground, "
                "or the backbone {name} takes one size of image only.",
                name=backbone.name,
            ),
            hint=msg("Use pose=any or pose=fixed."),
        )
    return crop or whole
