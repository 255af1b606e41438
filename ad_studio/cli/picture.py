"""`picture`: an inspected image with its heat, as a file; and which image a command names."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.options import add_project, add_run, open_project
from ad_studio.cli.output import printable
from ad_studio.cli.values import file_path, non_empty
from ad_studio.domain import ResultRow, RunInfo
from ad_studio.errors import UsageError
from ad_studio.image_names import find_by_name
from ad_studio.services import results
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.projects.project import Project
from ad_studio.services.results.heat_picture import save_heat_picture


def add_image(parser: ArgumentParser) -> None:
    """Add the argument that names an image of a run."""
    parser.add_argument(
        "image", metavar="IMAGE", type=non_empty("a path or a file name"),
        help="its path, or its file name if only one image has it",
    )  # fmt: skip


def find_image(project: Project, run: RunInfo, image: str) -> ResultRow:
    """Return the one result of a run with this path, or this file name.

    Raises:
        UsageError: There is none, or more than one.
    """
    found = find_by_name(results.results(project, run.id), image)
    if not found:
        raise UsageError(
            f'No image of run {run.id} is called "{image}".',
            hint=f"See `ad-studio results {project.info.slug} --run {run.id}`.",
        )
    if len(found) > 1:
        raise UsageError(
            f'{len(found)} images of run {run.id} are called "{image}".',
            hint="Give its whole path.",
        )
    return found[0]


def add_picture(parser: ArgumentParser) -> None:
    """Add the options of `picture`."""
    parser.description = (
        "Save an inspected image with its heat, the outline of what reaches NG, and hatched ignore "
        "regions, in all its pixels."
    )
    add_project(parser)
    add_image(parser)
    parser.add_argument(
        "--out", metavar="FILE", type=file_path, required=True, help="the new PNG file"
    )
    add_run(parser)
    parser.set_defaults(runner=picture)


def picture(options: Namespace) -> None:
    """Write one result as a picture."""
    with open_project(options, write=False) as project:
        row = find_image(project, chosen_run(project, options.run), options.image)
        out = save_heat_picture(project, row.id, options.out)
    print(printable(out))
