"""The options of `threshold` about sizes: how large a region must be for NG, and in which zones."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace

from ad_studio.cli.output import print_message
from ad_studio.cli.regions import lengths, typed_polygon, typed_rectangle
from ad_studio.cli.values import integer, number
from ad_studio.domain import ReferenceInfo, SizeLimit, ThresholdVersion, Zone
from ad_studio.errors import UsageError
from ad_studio.services.projects.models import get_model, model_by_number
from ad_studio.services.projects.pixel_size import size_limit
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.references import reference_of_model
from ad_studio.services.thresholds.zones import require_zones_fit, zones_of, zones_stay

_FEWEST = 3  # corners


def add_size_options(parser: ArgumentParser) -> None:
    """Add the options that say how large a region must be."""
    parser.add_argument(
        "--ng-size", metavar="MM2", type=number,
        help="NG only where a region that reaches NG has so many mm2, else REVIEW; 0: any size",
    )  # fmt: skip
    parser.add_argument(
        "--zone", metavar=("NAME", "MM2", "X,Y,W,H"), nargs=3, action="append", default=[],
        help="another size for regions that reach into a rectangle of the image: left, top, width, "
        "height in pixels of the reference, or percent of it (25%%); may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--zone-polygon", metavar="NAME MM2 X,Y", nargs="+", action="append", default=[],
        help="the same with a polygon of three corners or more; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--zones-of", metavar="N", type=integer(1),
        help="the zones of another model, by its number, in the place of those that there are",
    )  # fmt: skip
    parser.add_argument(
        "--clear-zones", action="store_true", help="take all zones away before adding any"
    )


def changes_size(options: Namespace) -> bool:
    """Whether the options say anything about sizes."""
    return options.ng_size is not None or bool(
        options.zone or options.zone_polygon or options.clear_zones or options.zones_of
    )


def wished_limit(project: Project, old: ThresholdVersion, options: Namespace) -> SizeLimit | None:
    """The size limit of a version of thresholds with what the options say of it.

    Raises:
        UsageError: A value makes no zone or no limit; the model can have no zones, or the one
            whose zones are asked for has none.
        ProjectError: There is no such model.
    """
    limit = old.thresholds.size_limit
    if not changes_size(options):
        return limit
    kept = () if limit is None or options.clear_zones else limit.zones
    if options.zones_of is not None:
        kept = zones_of(project, model_by_number(project, options.zones_of).id)
        if not kept:
            raise UsageError(
                f"Model {options.zones_of} has no zones.",
                hint="--clear-zones takes all zones away.",
            )
    reference = reference_of_model(project, old.model_id)
    zones = (*kept, *_new_zones(options, reference))
    if zones:
        require_zones_fit(project, old.model_id)
    mm2 = options.ng_size
    if mm2 is None and not zones:  # nothing is measured anew
        return replace(limit, zones=()) if limit is not None and limit.mm2 else None
    if mm2 is None:
        mm2 = 0.0 if limit is None else limit.mm2
    return size_limit(project, mm2, zones)


def tell_zones_stay(project: Project, version: ThresholdVersion) -> None:
    """Say where zones do not follow the part."""
    limit = version.thresholds.size_limit
    if limit is not None and limit.zones:
        note = zones_stay(get_model(project, version.model_id))
        if note:
            print_message(f"note: {note}")


def _new_zones(options: Namespace, reference: ReferenceInfo) -> list[Zone]:
    zones = []
    for name, mm2, box in options.zone:
        try:
            size, typed = number(mm2), lengths(4)(box)
        except ArgumentTypeError as error:
            raise UsageError(f"--zone: {error}") from error
        zones.append(Zone(name.strip(), typed_rectangle(typed, reference), size))
    for values in options.zone_polygon:
        if len(values) < _FEWEST + 2:
            raise UsageError("--zone-polygon needs a name, an area and three corners or more.")
        name, mm2, *corners = values
        try:
            size, points = number(mm2), [lengths(2)(one) for one in corners]
        except ArgumentTypeError as error:
            raise UsageError(f"--zone-polygon: {error}") from error
        zones.append(Zone(name.strip(), typed_polygon(points, reference), size))
    return zones
