"""`projects`, `edit`, `duplicate`, `archive` and `delete`: projects as a whole."""

from argparse import ArgumentParser, Namespace

from ad_studio.cli.options import add_json, add_project, open_project, workspace
from ad_studio.cli.output import print_json, print_message, printable, table, when
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.run_results import count_fields, head_fields, run_fields
from ad_studio.cli.values import file_path, non_empty
from ad_studio.domain import ProjectCard
from ad_studio.errors import UsageError
from ad_studio.services.projects.logo import set_logo
from ad_studio.services.projects.workspace import TRASH

_HEAD = ("project", "name", "last run", "OK", "REVIEW", "NG", "error", "state")


def add_projects(parser: ArgumentParser) -> None:
    """Add the options of `projects`."""
    parser.add_argument(
        "--update", action="store_true",
        help="bring projects of older versions up to date; those versions cannot open them then",
    )  # fmt: skip
    add_json(parser)
    parser.set_defaults(runner=projects)


def projects(options: Namespace) -> None:
    """List the projects of the workspace, the newest first."""
    found = workspace(options)
    cards = found.cards()
    if options.update:
        for card in cards:
            if card.is_outdated:
                found.open(card.slug).close()  # opened for writing: that brings it up to date
                print_message(f"{card.slug} is up to date now.")
        cards = found.cards()
    if options.json:
        print_json([_card_fields(card) for card in cards])
    elif not cards:
        print_message("There are no projects yet. To make one: ad-studio create")
    else:
        print(table(_HEAD, [_line(card) for card in cards], right="OK REVIEW NG error"))


def _line(card: ProjectCard) -> tuple[object, ...]:
    run = card.last_run
    counts = [""] * 4 if run is None else count_fields(run.counts).values()
    state = card.error or ("" if card.has_model else "not trained yet")
    if card.is_outdated:
        state = "of an older version; to bring it up to date: ad-studio projects --update"
    return (
        card.slug,
        card.info.name if card.info else "",
        when(run.started_at) if run else "",
        *counts,
        state,
    )


def _card_fields(card: ProjectCard) -> dict[str, object]:
    return {
        "slug": card.slug,
        "name": card.info and card.info.name,
        "folder": card.folder,
        "has_model": card.has_model,
        "last_run": card.last_run and run_fields(card.last_run),
        "error": str(card.error) or None,
        "audit_head": head_fields(card.audit_head),
    }


def add_edit(parser: ArgumentParser) -> None:
    """Add the options of `edit`."""
    parser.description = (
        "Change what a project is called and what the part is. Models keep the noun and the "
        "defects that they were trained with."
    )
    add_project(parser)
    parser.add_argument(
        "--name", dest="title", metavar="NEW", type=non_empty("a name"),
        help="another name; the folder keeps its own",
    )  # fmt: skip
    parser.add_argument("--noun", type=non_empty("a noun"), help="what the part is, in one noun")
    parser.add_argument(
        "--defect", dest="defects", metavar="PHRASE", type=non_empty("a phrase"), nargs="+",
        action="extend", help="typical defects, in place of those before; may be repeated",
    )  # fmt: skip
    logo = parser.add_mutually_exclusive_group()
    logo.add_argument(
        "--logo", metavar="FILE", type=file_path, help="a picture for the top of reports"
    )
    logo.add_argument("--no-logo", action="store_true", help="no picture there any more")
    parser.set_defaults(runner=edit)


def edit(options: Namespace) -> None:
    """Change a project's name, noun, defects or logo."""
    is_logo = options.logo is not None or options.no_logo
    if options.title is options.noun is options.defects is None and not is_logo:
        raise UsageError(
            "There is nothing to change.",
            hint="Give --name, --noun, --defect, --logo or --no-logo.",
        )
    with open_project(options) as project:
        if is_logo:
            set_logo(project, options.logo)
        if not options.title is options.noun is options.defects is None:
            project.update(name=options.title, noun=options.noun, defects=options.defects)
        info = project.info
    defects = f"; defects: {', '.join(info.defects)}" if info.defects else ""
    print(printable(f'Project "{info.name}": {info.noun}{defects}'))


def add_duplicate(parser: ArgumentParser) -> None:
    """Add the options of `duplicate`."""
    add_project(parser)
    parser.add_argument("copy", metavar="COPY", type=non_empty("a name"), help="name of the copy")
    parser.set_defaults(runner=duplicate)


def duplicate(options: Namespace) -> None:
    """Copy a project with its models, runs and audit trail."""
    with terminal_progress() as progress:
        folder = workspace(options).duplicate(options.name, options.copy, progress=progress)
    print(printable(folder))


def add_archive(parser: ArgumentParser) -> None:
    """Add the options of `archive`."""
    parser.add_argument(
        "name", metavar="NAME", nargs="?", type=non_empty("a name"),
        help="the project; without it, the archived ones are listed",
    )  # fmt: skip
    parser.add_argument("--back", action="store_true", help="put it back into the list")
    parser.set_defaults(runner=archive)


def archive(options: Namespace) -> None:
    """Take a project out of the list or put it back, or list what was taken out."""
    projects = workspace(options)
    if options.name is None:
        cards = projects.archived()
        for card in cards:
            print(printable(card.slug))
        if not cards:
            print_message("No project is archived.")
    elif options.back:
        projects.bring_back(options.name)
        print(printable(projects.root / options.name))
    else:
        projects.archive(options.name)
        print(printable(f"{options.name} is archived."))
        print(printable(f"To put it back: ad-studio archive {options.name} --back"))


def add_delete(parser: ArgumentParser) -> None:
    """Add the options of `delete`."""
    add_project(parser)
    parser.add_argument("--yes", action="store_true", help="really do so")
    parser.set_defaults(runner=delete)


def delete(options: Namespace) -> None:
    """Move a project to the trash of the workspace, with its audit trail."""
    projects = workspace(options)
    trash = projects.root / TRASH
    if not options.yes:
        raise UsageError(
            f"The project {options.name} would be moved to {trash}, with its audit trail.",
            hint="Add --yes to do so.",
        )
    projects.delete(options.name)
    print(printable(f"{options.name} is in {trash}, with its audit trail."))
