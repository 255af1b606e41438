"""Areas of the image that are never scored, as plain data."""

from dataclasses import dataclass
from datetime import datetime

from ad_studio.drawn_regions import DrawnRegion


@dataclass(frozen=True, slots=True)
class IgnoreVersion:
    """All ignore regions of a reference at one time; never changed, only followed by another.

    Attributes:
        number: From 1, of this reference.
        regions: May be empty: then everything is scored again.
        author: Who drew them; may be empty.
    """

    id: int
    reference_id: int
    number: int
    regions: tuple[DrawnRegion, ...]
    author: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class IgnoreState:
    """Which ignore regions a project has, and which the model in force applies.

    Attributes:
        current: Of the reference; None before any were drawn.
        applied: Those that the model was trained with; None likewise, and without a model.
        outdated: Whether training again would apply others than the model does.
        candidate: The number of a later model that applies the current ones, where the one in force
            does not.
        earlier: Those of the reference before, where the current one has none of its own yet.
        rotation_invariant: Whether the model takes the part to lie at any angle; the regions do not
            follow it.
    """

    current: IgnoreVersion | None = None
    applied: IgnoreVersion | None = None
    outdated: bool = False
    candidate: int | None = None
    rotation_invariant: bool = False
    earlier: IgnoreVersion | None = None
