"""`ignore`: list the ignore regions of the reference, add some, take some away."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.options import add_author, add_json, add_project, author, open_project
from ad_studio.cli.output import print_json, print_message, table
from ad_studio.cli.regions import lengths, typed_polygon, typed_rectangle
from ad_studio.domain import ReferenceInfo
from ad_studio.drawn_regions import DrawnRegion, to_json
from ad_studio.errors import UsageError
from ad_studio.ignore_regions import IgnoreState
from ad_studio.region_masks import covered_share
from ad_studio.services.projects import ignore_regions


def add_ignore(parser: ArgumentParser) -> None:
    """Add the options of `ignore`."""
    parser.description = (
        "Show or change the areas that are never scored. Lengths are pixels of the reference, or "
        "percent of it (25%); they hold for images of any size. Without options, lists them."
    )
    add_project(parser)
    parser.add_argument(
        "--add-rect", metavar="X,Y,W,H", type=lengths(4), action="append", default=[],
        help="left, top, width, height; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--add-polygon", metavar="X,Y", type=lengths(2), nargs="+", action="append", default=[],
        help="three corners or more; may be repeated",
    )  # fmt: skip
    parser.add_argument("--list", action="store_true", help="list them (with no other option)")
    parser.add_argument("--clear", action="store_true", help="take all away before adding any")
    add_author(parser, "who draws them")
    add_json(parser)
    parser.set_defaults(runner=ignore)


def ignore(options: Namespace) -> None:
    """List or change the ignore regions of the reference."""
    change = bool(options.add_rect or options.add_polygon or options.clear)
    if change and options.list:
        raise UsageError("--list goes with no change; the new regions are listed anyway.")
    if options.author and not change:
        raise UsageError("--author goes with a change: --add-rect, --add-polygon or --clear.")
    with open_project(options, write=change) as project:
        reference = ignore_regions.reference_to_draw_on(project)
        if change:
            version = ignore_regions.current(project)
            old = () if version is None or options.clear else version.regions
            new = _new_regions(options, reference)
            ignore_regions.commit(project, (*old, *new), author=author(options))
        found = ignore_regions.state(project)
    _print(found, reference, as_json=options.json)
    said = ignore_regions.outdated_message(found)
    if said:
        print_message(said)
    if found.rotation_invariant and found.current is not None and found.current.regions:
        print_message(
            "note: the model takes the part to lie at any angle; ignore regions stay where they "
            "are in the image and do not follow it."
        )


def _new_regions(options: Namespace, reference: ReferenceInfo) -> list[DrawnRegion]:
    return [
        *(typed_rectangle(box, reference) for box in options.add_rect),
        *(typed_polygon(corners, reference) for corners in options.add_polygon),
    ]


def _print(found: IgnoreState, reference: ReferenceInfo, *, as_json: bool) -> None:
    current, applied = found.current, found.applied
    regions = () if current is None else current.regions
    if as_json:
        print_json(
            {
                "version": current and current.number,
                "author": current and current.author,
                "created_at": current and current.created_at,
                "regions": [to_json(region) for region in regions],
                "covered": round(covered_share(regions), 4),
                "model_version": applied and applied.number,
                "outdated": found.outdated,
                "loose": found.rotation_invariant,
            }
        )
        return
    if current is None or not regions:
        print("No ignore regions: the whole image is scored.")
        return
    print(f"Version {current.number}, {covered_share(regions):.1%} of the image is not scored:")
    rows = []
    for number, region in enumerate(regions, 1):
        left, top, right, bottom = region.box
        across, down = reference.width, reference.height
        box = f"{left * across:.0f},{top * down:.0f}"
        size = f"{(right - left) * across:.0f} x {(bottom - top) * down:.0f}"
        rows.append((number, region.shape, box, size))
    print(table(("no.", "shape", "at", "pixels"), rows, right="no."))
