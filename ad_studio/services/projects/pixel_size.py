"""How large a pixel of an image is on the part, so that sizes are said in millimetres."""

import math

from ad_studio.domain import Role, SizeLimit, Zone
from ad_studio.domain.size_limits import LEAST_AREA, MOST_AREA
from ad_studio.errors import UsageError
from ad_studio.messages import Message, msg
from ad_studio.services.projects.project import Project

SETTING = "pixel size"
"""The name under which it is stored."""

SMALLEST, LARGEST = 1e-6, 1000.0
"""Millimetres; no camera looks at a part with smaller or larger pixels."""
_ROUNDING = 1e-9  # of a quotient: three times 0.05 mm are three pixels, not 2.9999999999999996

_SAY_IT = msg("Say it first (`ad-studio pixel-size`).")


def pixel_size(project: Project) -> float | None:
    """Return the side of a pixel on the part, in mm; None where nobody said it.

    It is that of the original images, and holds for all of them: one camera at one distance.

    Raises:
        StoreError: The setting is damaged.
    """
    return project.setting(
        SETTING, lambda found: None if found["mm"] is None else float(found["mm"]), None
    )


def known_pixel_size(project: Project, *, hint: Message = _SAY_IT) -> float:
    """Return the side of a pixel on the part, in mm.

    Args:
        project: Whose pixels.
        hint: What to do where it is not known.

    Raises:
        UsageError: Nobody said it.
        StoreError: The setting is damaged.
    """
    size = pixel_size(project)
    if size is None:
        raise UsageError(msg("Nobody said how large a pixel is."), hint=hint)
    return size


def set_pixel_size(project: Project, mm: float | None, *, author: str = "") -> None:
    """Say how large a pixel is.

    No verdict changes: a size limit keeps the pixel size that it was set with.

    Args:
        project: Open for writing.
        mm: Its side on the part; None: not known any more.
        author: Who says so.

    Raises:
        UsageError: It is not from `SMALLEST` to `LARGEST`.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    if mm is not None and not SMALLEST <= mm <= LARGEST:
        raise UsageError(
            msg(
                "The side of a pixel is {least:f} mm at least and {most:g} mm at most.",
                least=SMALLEST,
                most=LARGEST,
            )
        )
    if mm != pixel_size(project):
        project.store.settings.add(SETTING, {"mm": mm}, author=author)


def size_limit(project: Project, mm2: float, zones: tuple[Zone, ...] = ()) -> SizeLimit | None:
    """Return the limit on the size of regions by the pixel size of now; None for any size.

    Args:
        project: Whose pixels.
        mm2: The least area of a region outside of all zones; 0: any.
        zones: Where other areas count.

    Raises:
        UsageError: Nobody said how large a pixel is; an area is neither 0 nor from `LEAST_AREA` to
            `MOST_AREA`; or see `SizeLimit`.
        StoreError: The setting is damaged.
    """
    if mm2 == 0 and not zones:
        return None
    if not all(
        one == 0 or LEAST_AREA <= one <= MOST_AREA for one in (mm2, *(z.mm2 for z in zones))
    ):
        raise UsageError(
            msg(
                "The size from which on a region is NG is 0 for any size, or {least:f} mm² at "
                "least and {most:.0f} mm² at most.",
                least=LEAST_AREA,
                most=MOST_AREA,
            )
        )
    return SizeLimit(mm2, known_pixel_size(project), zones)


def whole_pixels(length: float, *, pixel_mm: float | None = None) -> int:
    """Return how many whole pixels the smallest defect that matters has; a part of one is none.

    Args:
        length: Its extent, above 0: in pixels, or in mm where `pixel_mm` is given.
        pixel_mm: The side of a pixel on the part.

    Raises:
        UsageError: It is less than a pixel, and nothing of that size can be seen.
    """
    pixels = math.floor((length if pixel_mm is None else length / pixel_mm) * (1 + _ROUNDING))
    if pixels >= 1:
        return pixels
    hint = msg("State a larger smallest defect, or photograph a smaller area.")
    if pixel_mm is None:
        raise UsageError(msg("{length:g} px is less than a pixel.", length=length), hint=hint)
    raise UsageError(
        msg("{mm:g} mm is less than a pixel, which is {size:g} mm.", mm=length, size=pixel_mm),
        hint=hint,
    )


def from_length(pixels: float, mm: float) -> float:
    """Return the side of a pixel, in mm, from a length that is known on the part.

    Args:
        pixels: The length in the image.
        mm: The same on the part.

    Raises:
        UsageError: A length is not above 0.
    """
    if not (0 < pixels < math.inf and 0 < mm < math.inf):
        raise UsageError(msg("Both lengths must be above 0."))
    return mm / pixels
