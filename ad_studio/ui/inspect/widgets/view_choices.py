"""How results are looked at, and its place in the settings, where the next session finds it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QSettings

from ad_studio.ui.colour_maps import ColourMap

_GROUP = "viewer"
_Value = TypeVar("_Value")


class MapKind(StrEnum):
    """Which of the three deviation maps is laid over the image."""

    FUSED = "fused"
    TEXT = "text"
    VISUAL = "visual"


class Layout(StrEnum):
    """Where the reference is shown."""

    ALONE = "alone"
    SIDE_BY_SIDE = "side-by-side"
    SWIPE = "swipe"


@dataclass(frozen=True, slots=True)
class ViewChoices:
    """What the user chose above the viewer.

    Attributes:
        opacity: Of the heat, percent.
        contour: Outline what reaches the thresholds.
        only_above: Show no heat below the review threshold.
        zoom_in_review: In a review, zoom to the strongest region of each image.
        zones: Outline the zones that have a size limit of their own, with their names.
    """

    kind: MapKind = MapKind.FUSED
    opacity: int = 60
    colour_map: ColourMap = ColourMap.HEAT
    contour: bool = True
    only_above: bool = False
    layout: Layout = Layout.ALONE
    zoom_in_review: bool = False
    zones: bool = False


def remember(choices: ViewChoices) -> None:
    """Keep the choices for the next session."""
    settings = QSettings()
    settings.beginGroup(_GROUP)
    settings.setValue("map", choices.kind.value)
    settings.setValue("opacity", choices.opacity)
    settings.setValue("colour_map", choices.colour_map.value)
    settings.setValue("contour", choices.contour)
    settings.setValue("only_above", choices.only_above)
    settings.setValue("layout", choices.layout.value)
    settings.setValue("zoom_in_review", choices.zoom_in_review)
    settings.setValue("zones", choices.zones)
    settings.endGroup()


def recall() -> ViewChoices:
    """The choices of the last session; whatever is not there or makes no sense is as at first."""
    settings = QSettings()
    settings.beginGroup(_GROUP)
    first = ViewChoices()

    def read(name: str, make: Callable[[str], _Value], otherwise: _Value) -> _Value:
        stored = settings.value(name)
        try:
            return otherwise if stored is None else make(str(stored))
        except ValueError:
            return otherwise

    found = ViewChoices(
        kind=read("map", MapKind, first.kind),
        opacity=min(max(read("opacity", int, first.opacity), 0), 100),
        colour_map=read("colour_map", ColourMap, first.colour_map),
        contour=read("contour", _yes, first.contour),
        only_above=read("only_above", _yes, first.only_above),
        layout=read("layout", Layout, first.layout),
        zoom_in_review=read("zoom_in_review", _yes, first.zoom_in_review),
        zones=read("zones", _yes, first.zones),
    )
    settings.endGroup()
    return found


def _yes(text: str) -> bool:
    return text.lower() == "true"
