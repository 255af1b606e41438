"""Checks of every inspected image, whatever its score: does it show a part at all?

A score says how far a part deviates from the reference. It says nothing about an image without a
part: light off, lens cap on, camera out of focus, a depth that was lost. Such an image gets a
warning, and with it the verdict REVIEW at least.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ad_studio.domain import ModelPartType, ReferenceInfo
from ad_studio.errors import ImageError
from ad_studio.imaging.quality import FEW_LEVELS, FLAT, ImageMeasures, measure
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.progress import never
from ad_studio.services.inspection.model_input import model_input
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.references import reference_of_model
from ad_studio.services.projects.training_set import read_image

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import AnyDetector

BRIGHTNESS_STEP, BRIGHTNESS_SHARE = 30.0, 0.5
"""How far the mean grey value may lie from the reference's: by both so many grey levels and this
share of it."""

SHARPNESS_FACTOR = 8.0
"""How many times more or less than the reference an image may have of sharpness."""

_SHAPE_FACTOR = 1.1
"""From how many times the reference's ratio of width to height on an image has another shape."""

_SOFT = 12.0  # sharpness that any camera reaches: above a reference of less, more is no wonder


@dataclass(frozen=True, slots=True)
class ImageChecks:
    """What inspected images are compared with.

    Attributes:
        references: Measured at the same size as the inspected images, one for each part type of
            the model; none where a file cannot be read: images are then looked at on their own.
    """

    references: tuple[ImageMeasures, ...] = ()

    def warning(self, found: ImageMeasures) -> Message:
        """Say what is wrong with an image beside each of the references; empty if nothing is."""
        said = [self._beside(reference, found) for reference in self.references or (None,)]
        return said[0] if all(said) else NOTHING

    def _beside(self, reference: ImageMeasures | None, found: ImageMeasures) -> Message:
        flat, few = FLAT, FEW_LEVELS
        if reference is not None:  # which somebody has accepted as it is
            flat, few = min(flat, reference.contrast / 2), min(few, reference.levels * 3 // 4)
        if found.contrast < flat:
            return msg("The image is one flat colour: is the part in it?")
        if reference is not None and (words := _compare(found, reference)):
            return words
        if found.levels < few:
            return msg(
                "The image has only {levels} grey levels: was its depth lost?", levels=found.levels
            )
        return NOTHING


def checks_of_model(
    project: Project,
    model_id: int,
    detector: AnyDetector,
    *,
    should_stop: Callable[[], bool] = never,
) -> ImageChecks:
    """Make the checks of images that a model scores: its references are measured as they are.

    Raises:
        ProjectError: There is no such model.
        Cancelled: `should_stop`, which is asked several times a second, turned true.
    """
    own = reference_of_model(project, model_id)
    references: Sequence[ReferenceInfo | ModelPartType]
    references = project.store.models.part_types(model_id) or (own,)
    try:
        return ImageChecks(
            tuple(
                _measured(one, detector, bit_depth=own.bit_depth, should_stop=should_stop)
                for one in references
            )
        )
    except ImageError:
        return ImageChecks()


def unknown_type(nearest: str) -> Message:
    """Say that an image shows none of the part types of its model.

    Args:
        nearest: The name of the nearest one, by which the image was scored.
    """
    return msg(
        "The image shows none of the part types of this model; the nearest one is {name}.",
        name=nearest,
    )


def _measured(
    reference: ReferenceInfo | ModelPartType,
    detector: AnyDetector,
    *,
    bit_depth: int | None,
    should_stop: Callable[[], bool],
) -> ImageMeasures:
    pixels, loaded = model_input(
        read_image(reference),
        path=reference.path,
        input_size=detector.input_size,
        bit_depth=bit_depth,
        should_stop=should_stop,
    )
    return measure(pixels, size=(loaded.width, loaded.height), levels=loaded.levels)


def _compare(found: ImageMeasures, reference: ImageMeasures) -> Message:
    away = abs(found.brightness - reference.brightness)
    if away > max(BRIGHTNESS_STEP, BRIGHTNESS_SHARE * reference.brightness):
        return msg(
            "The image is much {how} than the reference (mean grey value {found:.0f}, not "
            "{wanted:.0f}).",
            how=msg("darker") if found.brightness < reference.brightness else msg("brighter"),
            found=found.brightness,
            wanted=reference.brightness,
        )
    less = found.sharpness * SHARPNESS_FACTOR < reference.sharpness
    more = found.sharpness > max(reference.sharpness, _SOFT) * SHARPNESS_FACTOR
    if (less or more) and _has_other_shape(found, reference):
        return msg(
            "The image is of quite another shape than the reference ({width} x {height} pixels, "
            "not {wanted_width} x {wanted_height}).",
            width=found.size[0],
            height=found.size[1],
            wanted_width=reference.size[0],
            wanted_height=reference.size[1],
        )
    if less:
        return msg("The image is much less sharp than the reference: check the focus.")
    if more:
        return msg("The image is much sharper or noisier than the reference.")
    return NOTHING


def _has_other_shape(found: ImageMeasures, reference: ImageMeasures) -> bool:
    """Whether sharpness tells of the shape: an image that is stretched to its size has another."""
    (width, height), (wanted_width, wanted_height) = found.size, reference.size
    across, down = width * wanted_height, wanted_width * height
    return max(across, down) > _SHAPE_FACTOR * min(across, down)
