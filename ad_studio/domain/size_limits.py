"""How large a deviating region must be for NG: on the whole part, and in zones of it."""

import hashlib
import json
import math
from dataclasses import dataclass, field

from ad_studio.drawn_regions import DrawnRegion, to_json
from ad_studio.errors import UsageError
from ad_studio.messages import Message, msg

LEAST_AREA, MOST_AREA = 1e-6, 999_999.0
"""Square millimetres; of what a size limit may ask for."""

MOST_ZONES = 20
"""So many zones can be told apart on a picture, and named in a sentence."""

LONGEST_NAME = 40
"""Characters in the name of a zone."""

OUTSIDE = ""
"""Stands for the name of a zone where there is none."""

LimitKey = float | str
"""What limited scores are looked up by; see `SizeLimit.key`."""

_ROUNDING = 1e-12  # of a share of an image


@dataclass(frozen=True, slots=True)
class Zone:
    """A place of the image with a size of its own from which on a region is NG.

    Attributes:
        name: What people call it.
        region: Where it lies, as drawn on the reference.
        mm2: The least area of a region that reaches into it; 0: any size.

    Raises:
        UsageError: It has no name, or a name that is too long or has control characters; or a
            negative area.
    """

    name: str
    region: DrawnRegion
    mm2: float

    def __post_init__(self) -> None:
        if self.name != self.name.strip() or not self.name.isprintable() or not self.name:
            raise UsageError(msg("A zone needs a name, without blanks at its ends."))
        if len(self.name) > LONGEST_NAME:
            raise UsageError(
                msg("The name of a zone has at most {count} characters.", count=LONGEST_NAME)
            )
        if not 0 <= self.mm2 < math.inf:
            raise UsageError(msg("The size from which on a region is NG must not be negative."))

    @property
    def message(self) -> Message:
        """Its place and its limit in words, as part of a sentence."""
        if self.mm2 == 0:
            return msg("in {name} ({place}) from any size", name=self.name, place=self.place)
        return msg(
            "in {name} ({place}) from {mm2:g} mm²", name=self.name, place=self.place, mm2=self.mm2
        )

    @property
    def place(self) -> Message:
        """The box of its points in words, in per cent of the image."""
        left, top, right, bottom = (round(100 * share, 1) for share in self.region.box)
        return msg(
            "{left:g} to {right:g} % across, {top:g} to {bottom:g} % down",
            left=left,
            right=right,
            top=top,
            bottom=bottom,
        )


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """NG only where a region that reaches the NG threshold is at least so large on the part.

    A region that reaches into several zones, or beyond them, counts by the smallest of their sizes.

    Attributes:
        mm2: The least area of such a region outside of all zones. 0, only beside zones: any size.
        pixel_mm: The side of a pixel on the part by which areas were told then.
        zones: Where other sizes count.
        key: What the limited scores of results are looked up by: the same for the same
            measurement. Without zones the area, else a SHA-256 of areas and places; names do not
            matter.

    Raises:
        UsageError: A value is not above 0, or no image could be measured against them; two zones
            have the same name, or there are too many.
    """

    mm2: float
    pixel_mm: float
    zones: tuple[Zone, ...] = ()
    key: LimitKey = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        is_area = 0 <= self.mm2 < math.inf and (self.mm2 > 0 or bool(self.zones))
        if not (is_area and 0 < self.pixel_mm < math.inf):
            raise UsageError(msg("The size from which on a region is NG must be above 0 mm²."))
        for mm2 in self.sizes.values():
            if not self._is_measurable(mm2):
                raise UsageError(
                    msg(
                        "No region can be measured against {mm2:g} mm² with pixels of "
                        "{pixel_mm:g} mm.",
                        mm2=mm2,
                        pixel_mm=self.pixel_mm,
                    )
                )
        if len(self.zones) > MOST_ZONES:
            raise UsageError(msg("There can be at most {count} zones.", count=MOST_ZONES))
        names = [zone.name.casefold() for zone in self.zones]
        for at, zone in enumerate(self.zones):
            if names[at] in names[:at]:
                raise UsageError(msg('Two zones have the name "{name}".', name=zone.name))
        object.__setattr__(self, "key", self._digest() if self.zones else self.area)

    @property
    def sizes(self) -> dict[str, float]:
        """The least area of a region in mm² by the name of the zone; `OUTSIDE` beside them."""
        return {OUTSIDE: self.mm2} | {zone.name: zone.mm2 for zone in self.zones}

    @property
    def area(self) -> float:
        """The least area outside of all zones in square pixels of the original image."""
        return self._pixels(self.mm2)

    @property
    def message(self) -> Message:
        """The limit in words."""
        said = msg("NG from any size (a pixel is {pixel_mm:g} mm)", pixel_mm=self.pixel_mm)
        if self.mm2:
            said = msg(
                "NG only from {mm2:g} mm² (a pixel is {pixel_mm:g} mm)",
                mm2=self.mm2,
                pixel_mm=self.pixel_mm,
            )
        for zone in self.zones:
            said = msg("{limit}; {zone}", limit=said, zone=zone.message)
        return said

    def share_of(self, pixels: int, *, zone: str = OUTSIDE) -> float:
        """The least area in a zone as a share of an image of so many square pixels.

        Above 1 where the image has less.
        """
        return self._pixels(self.sizes[zone]) / max(pixels, 1)

    def admits(self, share: float, *, width: int, height: int, zone: str = OUTSIDE) -> bool:
        """Whether a region at the NG threshold is large enough; as for `shortfall`."""
        return share >= self.share_of(width * height, zone=zone) - _ROUNDING

    def shortfall(self, share: float, *, width: int, height: int, zone: str = OUTSIDE) -> Message:
        """Say that the largest region at the NG threshold is too small.

        Args:
            share: Of the image that the region covers, 0 to 1.
            width: Of the image in pixels.
            height: Of the image in pixels.
            zone: The zone by whose size it counts.
        """
        mm2 = self.sizes[zone]
        found = share * width * height * self.pixel_mm * self.pixel_mm
        # finer than the limit is said
        step = math.pow(10, math.floor(math.log10(mm2)) - 3) if mm2 else 1.0
        found = math.floor(found / step) * step
        if not self.zones:
            return msg(
                "The largest region that reaches NG has {found:g} mm². NG only from {mm2:g} mm².",
                found=found,
                mm2=mm2,
            )
        if zone == OUTSIDE:
            return msg(
                "No region that reaches NG is large enough. The one that comes nearest lies "
                "outside of all zones and has {found:g} mm². NG there only from {mm2:g} mm².",
                found=found,
                mm2=mm2,
            )
        return msg(
            "No region that reaches NG is large enough. The one that comes nearest lies in zone "
            "{zone} and has {found:g} mm². NG there only from {mm2:g} mm².",
            zone=zone,
            found=found,
            mm2=mm2,
        )

    def _digest(self) -> str:
        zones = sorted(
            json.dumps([self._pixels(zone.mm2), to_json(zone.region)]) for zone in self.zones
        )
        return hashlib.sha256(json.dumps([self.area, zones]).encode()).hexdigest()

    def _pixels(self, mm2: float) -> float:
        return mm2 / (self.pixel_mm * self.pixel_mm)

    def _is_measurable(self, mm2: float) -> bool:
        if self.pixel_mm * self.pixel_mm == 0:
            return False
        return mm2 == 0 or 0 < self._pixels(mm2) < math.inf
