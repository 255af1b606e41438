"""The pictures of a report: the reference, the inspected images with heat, the colour scale."""

from dataclasses import dataclass
from pathlib import Path

from ad_studio.domain import ReferenceInfo, ResultRow, RgbImage, Thresholds, Zone
from ad_studio.drawn_regions import DrawnRegion
from ad_studio.errors import ImageError
from ad_studio.image_names import is_video_name
from ad_studio.imaging import heat
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.defect_regions import DefectRegion, defect_regions, size_shortfall
from ad_studio.imaging.encode import encode_jpeg, encode_png
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.imaging.label_layout import place_labels
from ad_studio.imaging.resize import fit_within, resize_rgb
from ad_studio.imaging.zone_outlines import outlined
from ad_studio.messages import NOTHING, Message
from ad_studio.region_masks import pixel_mask
from ad_studio.reports.data import ItemPictures, Picture, Region, Scale, ScaleMark
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.training_set import read_image
from ad_studio.services.results.heat_picture import heat_picture, with_ignored

_SIDE = 640  # long side of the pictures, in pixels
_THUMBNAIL_SIDE = 160
_WORDS = 0.16  # of the width of the scale: what the words of a mark take on a small screen

Regions = tuple[DrawnRegion, ...]


@dataclass(frozen=True, slots=True)
class PictureMaker:
    """Makes what a report shows of inspected images.

    Attributes:
        project: Where they were inspected.
        thresholds: Those in force.
        scale: Those that fix the colours.
        ignored: What is never scored.
        bit_depth: That of the model.
    """

    project: Project
    thresholds: Thresholds
    scale: Thresholds
    ignored: Regions
    bit_depth: int | None

    def pictures(self, row: ResultRow) -> ItemPictures:
        """The image as it is, and with heat where there is a map.

        Raises:
            ImageError: The file is missing, unreadable or not the one that was inspected.
        """
        bare = self._image(row, _SIDE)
        heated = self._heated(row, bare)
        return ItemPictures(_jpeg(bare), None if heated is None else _jpeg(heated))

    def thumbnail(self, row: ResultRow) -> Picture:
        """A small picture, with heat where there is a map.

        Raises:
            ImageError: As for `pictures`.
        """
        bare = self._image(row, _THUMBNAIL_SIDE)
        heated = self._heated(row, bare)
        return _jpeg(bare if heated is None else heated)

    def regions(self, row: ResultRow) -> list[Region]:
        """Where an image reaches the review threshold, highest peak first."""
        return [
            Region(
                one.left,
                one.top,
                one.width,
                one.height,
                share=one.share,
                peak=one.peak,
                zone=one.zone,
            )
            for one in self._found(row)
        ]

    def shortfall(self, row: ResultRow) -> Message:
        """Which region comes nearest to the size that its zone asks for; empty without regions."""
        limit, found = self.thresholds.size_limit, self._found(row)
        if limit is None or not found:
            return NOTHING
        return size_shortfall(limit, found, width=row.width, height=row.height)

    def _found(self, row: ResultRow) -> tuple[DefectRegion, ...]:
        maps = self.project.store.results.maps(row.id)
        if maps is None:
            return ()
        return defect_regions(
            maps.fused,
            self.thresholds.review,
            width=row.width,
            height=row.height,
            score=row.score,
            higher=self.thresholds.ng,
            limit=self.thresholds.size_limit,
        )

    def _image(self, row: ResultRow, side: int) -> RgbImage:
        if row.error and is_video_name(row.path.name):  # it may be too large to be read as a whole
            raise ImageError(row.error, path=row.path)
        data = read_unchanged(row.path, row.sha256)
        return _small(data, row.path, side=side, bit_depth=self.bit_depth)

    def _heated(self, row: ResultRow, bare: RgbImage) -> RgbImage | None:
        maps = self.project.store.results.maps(row.id)
        if maps is None:
            return None
        return heat_picture(
            bare, maps.fused, thresholds=self.thresholds, scale=self.scale, regions=self.ignored
        )


def reference_picture(
    reference: ReferenceInfo, ignored: Regions, zones: tuple[Zone, ...]
) -> Picture | None:
    """The image that the model was trained on; None if its file is gone or was changed.

    Args:
        reference: The image.
        ignored: What is never scored: hatched.
        zones: Places with a size limit of their own: outlined, with their names.
    """
    try:
        data = read_image(reference)
        image = _small(data, reference.path, side=_SIDE, bit_depth=reference.bit_depth)
        image = with_ignored(image, ignored)
        height, width = image.shape[:2]
        places = {
            zone.name: pixel_mask((zone.region,), width=width, height=height) for zone in zones
        }
        return _jpeg(outlined(image, places) if places else image)
    except ImageError:
        return None


def colour_scale_picture(thresholds: Thresholds, scale: Thresholds) -> Scale:
    """The colours of all heat with the thresholds marked on them."""
    strip = heat.legend_strip(scale, width=512, height=1)
    ticks = heat.legend_ticks(thresholds, scale)
    places = place_labels([tick.fraction for tick in ticks], [_WORDS] * len(ticks), 1.0)
    return Scale(
        strip=Picture(encode_png(strip), "image/png", strip.shape[1], strip.shape[0]),
        marks=tuple(
            ScaleMark(tick.sigma, tick.fraction, tick.label, place)
            for tick, place in zip(ticks, places, strict=True)
        ),
    )


def _small(data: bytes, path: Path, *, side: int, bit_depth: int | None) -> RgbImage:
    loaded = decode_bytes(data, path=path, max_side=side, bit_depth=bit_depth)
    width, height = fit_within(loaded.width, loaded.height, side)
    return resize_rgb(loaded.pixels, width=width, height=height)


def _jpeg(pixels: RgbImage) -> Picture:
    height, width = pixels.shape[:2]
    return Picture(encode_jpeg(pixels), "image/jpeg", width, height)
