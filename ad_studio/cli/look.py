"""`look`: compare the images of a folder before there is a reference."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.options import add_bit_depth, add_device, add_json
from ad_studio.cli.output import print_json, print_message, printable, sigma, table
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.values import file_path
from ad_studio.imaging.files import list_images
from ad_studio.services.first_look import FirstLook, first_look, require_place, save_pictures


def add_look(parser: ArgumentParser) -> None:
    """Add the options of `look`."""
    parser.description = (
        "Compare the images of a folder with each other, before there is a reference: the oddest "
        "first, and which one to take as reference. Most of them should be good. There are no "
        "thresholds, and nothing is judged."
    )
    parser.add_argument("folder", metavar="FOLDER", type=file_path, help="of images of one part")
    parser.add_argument("--recursive", action="store_true", help="look into subfolders, too")
    parser.add_argument(
        "--heat", metavar="DIR", type=file_path, help="write each image with its heat into here"
    )
    add_bit_depth(parser, "default: such files are not looked at")
    add_device(parser)
    add_json(parser)
    parser.set_defaults(runner=look)


def look(options: Namespace) -> ExitCode:
    """Look, and say what was seen."""
    if options.heat is not None:
        require_place(options.heat, options.folder, recursive=options.recursive)
    with terminal_progress() as progress:
        found = first_look(
            list_images(options.folder, recursive=options.recursive),
            bit_depth=options.bit_depth,
            device=options.device,
            progress=progress,
        )
    for path, reason in found.unreadable:
        print_message(f"warning: {printable(str(path))}: {reason}")
    if options.json:
        print_json(_fields(found))
    else:
        rows = [(sigma(one.score), one.path) for one in found.images]
        print(table(("sigma", "image"), rows, right="sigma"))
        looked_at = len(found.images)
        if looked_at < found.found:
            print(f"Looked at {looked_at} of {found.found} images.")
        print(printable(f"Most typical, to take as reference: {found.typical}"))
    if options.heat is not None:
        with terminal_progress() as progress:
            save_pictures(found, options.heat, bit_depth=options.bit_depth, progress=progress)
    return ExitCode.UNREADABLE if found.unreadable else ExitCode.DONE


def _fields(found: FirstLook) -> dict[str, object]:
    return {
        "images": [{"path": one.path, "score": one.score} for one in found.images],
        "typical": found.typical,
        "found": found.found,
        "unreadable": [{"path": path, "reason": str(reason)} for path, reason in found.unreadable],
    }
