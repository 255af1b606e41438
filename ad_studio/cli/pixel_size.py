"""`pixel-size`: how large a pixel is on the part."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.options import add_author, add_json, add_project, author, open_project
from ad_studio.cli.output import print_json
from ad_studio.cli.values import number
from ad_studio.errors import UsageError
from ad_studio.services.projects.pixel_size import from_length, pixel_size, set_pixel_size


def add_pixel_size(parser: ArgumentParser) -> None:
    """Add the options of `pixel-size`."""
    parser.description = (
        "Show or say how large a pixel of an image is on the part. Window and reports then say "
        "sizes of regions in millimetres, too. No verdict changes: a size limit on NG keeps "
        "the pixel size that it was set with."
    )
    add_project(parser)
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--mm", metavar="X", type=number, help="the side of a pixel in mm")
    task.add_argument(
        "--length", metavar=("PIXELS", "MM"), type=number, nargs=2,
        help="a known length: in the image, and on the part",
    )  # fmt: skip
    task.add_argument("--unknown", action="store_true", help="say sizes in pixels only")
    add_author(parser, "who says so")
    add_json(parser)
    parser.set_defaults(runner=show_pixel_size)


def show_pixel_size(options: Namespace) -> None:
    """Show how large a pixel is, or say it."""
    changes = options.mm is not None or options.length is not None or options.unknown
    if options.author is not None and not changes:
        raise UsageError("--author goes with a change.")
    with open_project(options, write=changes) as project:
        if changes:
            mm = options.mm if options.length is None else from_length(*options.length)
            set_pixel_size(project, mm, author=author(options))
        found = pixel_size(project)
    if options.json:
        print_json({"mm": found})
    else:
        print("Pixel size: not known" if found is None else f"Pixel size: {found:g} mm")
