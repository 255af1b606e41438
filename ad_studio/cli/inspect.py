"""`inspect`: score images in a new run, or go on with one; Ctrl-C keeps what is done."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.options import add_device, add_json, add_project, open_project
from ad_studio.cli.output import images, print_json, print_message
from ad_studio.cli.progress import TerminalProgress, terminal_progress
from ad_studio.cli.run_results import RunResults, ask_for_verdicts
from ad_studio.cli.values import between, file_path, integer, non_empty
from ad_studio.domain import DEFAULT_RATE, HIGHEST_RATE, LOWEST_RATE, Outstanding, RunInfo, RunScope
from ad_studio.errors import Cancelled, UsageError
from ad_studio.image_names import is_video_name
from ad_studio.services import results
from ad_studio.services.inspection import run_plan
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.inspection.runs import chosen_run, is_unfinished, latest_run
from ad_studio.services.projects.models import model_by_number
from ad_studio.services.projects.project import Project
from ad_studio.services.results.drift import drift_of_run


def add_inspect(parser: ArgumentParser) -> None:
    """Add the options of `inspect`."""
    add_project(parser)
    parser.add_argument(
        "folders", metavar="FOLDER", nargs="*", type=file_path,
        help="of images, or a video file; several make one run",
    )  # fmt: skip
    parser.add_argument(
        "--rate", metavar="N", type=between(LOWEST_RATE, HIGHEST_RATE),
        help="frames of a video that are scored for each second of it "
        f"(default: {DEFAULT_RATE:g}), or that there are of a sequence",
    )  # fmt: skip
    parser.add_argument(
        "--sequence", action="store_true",
        help="the images of each folder are frames of one video, in the order of their names",
    )  # fmt: skip
    parser.add_argument("--recursive", action="store_true", help="look into subfolders, too")
    for name, text in (
        ("include", "take only files that fit, such as *.png or left/*"),
        ("exclude", "leave out files that fit"),
    ):
        parser.add_argument(
            f"--{name}", metavar="GLOB", type=non_empty("a pattern"), action="append", default=[],
            help=f"{text}; may be repeated",
        )  # fmt: skip
    parser.add_argument(
        "--changed-only", action="store_true",
        help="take over the results of images that this model has scored before",
    )  # fmt: skip
    parser.add_argument(
        "--watch", action="store_true",
        help="go on with new files as they arrive; Ctrl-C ends the run in good order",
    )  # fmt: skip
    parser.add_argument(
        "--images-of", metavar="RUN", type=integer(1),
        help="inspect exactly the images of an earlier run, in place of folders",
    )  # fmt: skip
    parser.add_argument(
        "--resume", metavar="RUN", type=integer(1),
        help="go on with a run that was paused, cancelled or interrupted",
    )  # fmt: skip
    parser.add_argument(
        "--model", metavar="N", type=integer(1), help="its number (default: the one in force)"
    )
    for name, text in (
        ("lot", "lot number"),
        ("operator", "who inspects"),
        ("station", "where"),
        ("shift", "in which shift (default: by the clock, see `ad-studio fields`)"),
        ("serial", "of the one part that all images show (default: by the file names)"),
    ):
        parser.add_argument(
            f"--{name}", metavar=name[0].upper(), type=str.strip, default="", help=text
        )
    add_device(parser)
    add_json(parser)
    parser.set_defaults(runner=inspect)


def inspect(options: Namespace) -> ExitCode:
    """Inspect and sum up."""
    _check(options)
    for folder in run_plan.repeated(options.folders):
        print_message(f"note: {folder} is given more than once; its images are taken in once.")
    with open_project(options) as project:
        control = RunControl()
        with terminal_progress(
            on_interrupt=control.stop if _watches(project, options) else None
        ) as progress:
            newest = latest_run(project)
            done = None if options.resume is None else chosen_run(project, options.resume).counts
            try:
                run = _carry_out(project, options, control, progress)
            except Cancelled as cancelled:
                raise Cancelled(_how_to_resume(project, options, newest)) from cancelled
        found = RunResults.of(project, run, results.results(project, run.id))
        ask_for_verdicts(project, found.thresholds)
        drift = drift_of_run(project, run)
        outstanding = Outstanding() if control.actions is None else control.actions.outstanding
    if run.counts == done and not run.scope.watch:
        print_message("note: nothing was left to inspect; the run is finished.")
    if drift:
        print_message(f"warning: {drift.message}")
    if outstanding:
        again = f"ad-studio actions {found.project.slug} --retry --run {run.id}"
        print_message(
            f"warning: for {images(outstanding.images)} something is still to be done: "
            f"{outstanding.why} {again}"
        )
    if options.json:
        left = {"images": outstanding.images, "why": outstanding.why} if outstanding else None
        print_json(found.fields() | {"drift": drift and asdict(drift), "actions_left": left})
    else:
        print(found.summary())
    for group in run.left_out:
        print_message(f"{'warning' if group.images else 'note'}: not looked at: {group.message}")
    if run.counts.error or run.images_left_out:
        return ExitCode.UNREADABLE
    return ExitCode.ACTIONS_LEFT if outstanding else ExitCode.DONE


def _check(options: Namespace) -> None:
    ways = {
        "a folder or video": bool(options.folders),
        "--resume": options.resume is not None,
        "--images-of": options.images_of is not None,
    }
    given = [name for name, is_given in ways.items() if is_given]
    if len(given) != 1:
        wanted = "Name folders, or one of --resume and --images-of."
        if not given:
            raise UsageError(wanted)
        raise UsageError(f"Given together: {' and '.join(given)}.", hint=wanted)
    about_new = (
        options.recursive, options.include, options.exclude, options.changed_only, options.watch,
        options.model, options.lot, options.operator, options.station, options.shift,
        options.serial, options.rate, options.sequence,
    )  # fmt: skip
    if options.resume is not None and any(about_new):
        raise UsageError("A run is resumed with the folders, options and model it began with.")
    about_folders = (
        options.recursive, options.include, options.exclude, options.watch, options.rate,
        options.sequence,
    )  # fmt: skip
    if options.images_of is not None and any(about_folders):
        raise UsageError(
            "--images-of takes exactly the images of a run; --recursive, --include, --exclude, "
            "--watch, --rate and --sequence go with folders and videos."
        )
    run_plan.require_sources(options.folders)
    if options.rate is not None and _rate(options) is None:
        raise UsageError("--rate goes with a video, or with --sequence.")
    if options.sequence and options.rate is None:
        raise UsageError("--sequence needs --rate: how many of the images make one second.")


def _rate(options: Namespace) -> float | None:
    """Frames per second; None where images are inspected."""
    is_video = any(is_video_name(path.name) and not path.is_dir() for path in options.folders)
    if not (is_video or options.sequence):
        return None
    return DEFAULT_RATE if options.rate is None else float(options.rate)


def _watches(project: Project, options: Namespace) -> bool:
    if options.resume is None:
        return bool(options.watch)
    return chosen_run(project, options.resume).scope.watch


def _carry_out(
    project: Project, options: Namespace, control: RunControl, progress: TerminalProgress
) -> RunInfo:
    from ad_studio.services.inspection import inspector

    if options.resume is not None:
        return inspector.resume(
            project, options.resume, device=options.device, control=control, progress=progress
        )
    folders = tuple(options.folders)
    if options.images_of is not None:
        folders = chosen_run(project, options.images_of).scope.folders
    scope = RunScope(
        folders,
        recursive=options.recursive,
        include=tuple(options.include),
        exclude=tuple(options.exclude),
        changed_only=options.changed_only,
        watch=options.watch,
        images_of=options.images_of,
        rate=_rate(options),
        sequence=options.sequence,
    )
    return inspector.inspect(
        project,
        scope,
        model_id=None if options.model is None else model_by_number(project, options.model).id,
        lot=options.lot,
        operator=options.operator,
        station=options.station,
        serial=options.serial,
        shift=options.shift,
        device=options.device,
        control=control,
        progress=progress,
    )


def _how_to_resume(project: Project, options: Namespace, newest: RunInfo | None) -> str:
    """Return the message after Ctrl-C; empty when it came before the run began."""
    run = latest_run(project)
    if options.resume is not None:
        run = chosen_run(project, options.resume)
    elif run is None or (newest is not None and run.id == newest.id):
        return ""
    if not is_unfinished(run):
        return ""
    command = f"ad-studio inspect {project.info.slug} --resume {run.id}"
    of = f"of {images(run.total)}" if run.scope.rate is None else "results"
    done = f"{run.counts.total} {of} are done and kept."
    return f"{done} To go on: {command}"
