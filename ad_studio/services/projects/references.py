"""The one normal image that a project is trained on."""

from pathlib import Path

from ad_studio.domain import ModelPartType, QualityHint, ReferenceInfo, RgbImage, Role
from ad_studio.errors import ImageError, ProjectError
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.files import read_bytes
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.imaging.quality import FEW_LEVELS, FLAT, ImageMeasures, measure
from ad_studio.messages import msg
from ad_studio.services.projects.project import Project

SMALLEST = 32
"""Shortest side of a usable reference image, in pixels."""

MODELS_STAY = msg("Models already trained stay as they are; train again to use the new image.")
"""What to know when another image becomes the reference."""

_SMALL = 224  # below this on the short side, fine defects have no pixels left
_BLURRED, _SOFT = 3.0, 12.0  # variance of the Laplacian; sharp photographs of parts: 19 and up
_DARK, _BRIGHT = 25.0, 240.0  # mean grey value
_CLIPPED = 0.4  # share of pixels without detail


def set_reference(project: Project, image: Path, *, bit_depth: int | None = None) -> ReferenceInfo:
    """Check an image, copy it into the project and make it the reference.

    Args:
        project: Open for writing.
        image: The file.
        bit_depth: Of the camera's images, 8 to 16, where their files do not declare it; None: that
            of the reference before.

    Raises:
        ImageError: It cannot be read or decoded, or is smaller than 32 pixels.
        DepthError: Neither its file nor anybody says how many bits its values have, or they have
            more than was said.
        StoreError: It cannot be copied.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    project.authorize(Role.ENGINEER)
    if bit_depth is None and (before := current_reference(project)) is not None:
        bit_depth = before.bit_depth
    return _set(project, read_bytes(image), source=image, bit_depth=bit_depth)


def change_depth(project: Project, bit_depth: int) -> ReferenceInfo:
    """Set the current reference again, with another bit depth. Models keep the one they have.

    Raises:
        ProjectError: There is no reference yet.
        ImageError: Its copy cannot be read or was changed, or has values of more bits.
        StoreError: The database cannot be written.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    project.authorize(Role.ENGINEER)
    reference = current_reference(project)
    if reference is None:
        raise ProjectError(msg("The project has no reference image yet."), path=project.info.folder)
    data = read_unchanged(reference.path, reference.sha256)
    return _set(project, data, source=reference.source, bit_depth=bit_depth)


def _set(project: Project, data: bytes, *, source: Path, bit_depth: int | None) -> ReferenceInfo:
    loaded = decode_bytes(data, path=source, bit_depth=bit_depth)
    if min(loaded.width, loaded.height) < SMALLEST:
        raise ImageError(
            msg(
                "The image is only {width} x {height} pixels.",
                width=loaded.width,
                height=loaded.height,
            ),
            path=source,
            hint=msg("Use one with at least {least} pixels on its shorter side.", least=SMALLEST),
        )
    return project.store.references.add(
        data,
        source=source,
        width=loaded.width,
        height=loaded.height,
        hints=check_quality(loaded.pixels),
        bit_depth=bit_depth,
    )


def current_reference(project: Project) -> ReferenceInfo | None:
    """Return the reference image; None before one is set."""
    return project.store.references.current()


def reference_of_model(project: Project, model_id: int) -> ReferenceInfo:
    """Return the image that a model was trained on: not the current one if that is another.

    Raises:
        ProjectError: There is no such model.
    """
    return project.store.references.get(project.store.models.get(model_id).reference_id)


def reference_beside(
    project: Project, model_id: int, part_type: str
) -> ReferenceInfo | ModelPartType:
    """Return the image that an inspected one is to be compared with.

    Args:
        project: The project.
        model_id: The model that judged.
        part_type: That it took the image for; empty where it knows one only, or for none of them.

    Raises:
        ProjectError: There is no such model.
    """
    for one in project.store.models.part_types(model_id):
        if one.name == part_type:
            return one
    return reference_of_model(project, model_id)


def check_quality(image: RgbImage) -> tuple[QualityHint, ...]:
    """Look for what would make an image a poor reference: size, few grey levels, blur, exposure.

    Args:
        image: The whole image, in its original size.

    Returns:
        Advice in plain words; none when nothing was found.
    """
    found = measure(image)
    return (*_size_hints(image), *_exposure_hints(found), *_blur_hints(found))


def _size_hints(image: RgbImage) -> list[QualityHint]:
    height, width = image.shape[:2]
    if min(height, width) >= _SMALL:
        return []
    return [
        QualityHint(
            msg(
                "The image is small ({width} x {height} pixels): fine defects may not be seen. "
                "At least {least} pixels on the shorter side are better.",
                width=width,
                height=height,
                least=_SMALL,
            ),
            serious=min(height, width) < _SMALL / 2,
        )
    ]


def _exposure_hints(found: ImageMeasures) -> list[QualityHint]:
    hints = []
    if found.contrast < FLAT:
        hints.append(
            QualityHint(msg("The image is one flat colour: is the part in it?"), serious=True)
        )
    elif found.brightness < _DARK:
        hints.append(QualityHint(msg("The image is very dark: use more light."), serious=True))
    elif found.brightness > _BRIGHT:
        hints.append(QualityHint(msg("The image is very bright: use less light."), serious=True))
    elif found.levels < FEW_LEVELS:
        words = msg(
            "The image has only {levels} grey levels: was its depth lost?", levels=found.levels
        )
        hints.append(QualityHint(words, serious=True))
    if found.black > _CLIPPED and found.brightness >= _DARK:
        words = msg("{share:.0%} of the image is pure black: no detail there.", share=found.black)
        hints.append(QualityHint(words))
    if found.white > _CLIPPED and found.brightness <= _BRIGHT:
        words = msg("{share:.0%} of the image is pure white: no detail there.", share=found.white)
        hints.append(QualityHint(words))
    return hints


def _blur_hints(found: ImageMeasures) -> list[QualityHint]:
    if found.sharpness < _BLURRED:
        words = msg("The image looks blurred: check the focus, and that nothing moves.")
        return [QualityHint(words, serious=True)]
    if found.sharpness < _SOFT:
        return [QualityHint(msg("The image is a little soft: check the focus."))]
    return []
