"""Which images a run takes in, and which of them are still to do."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from ad_studio.domain import LeftOut, ModelInfo, RunInfo, RunScope, RunStatus
from ad_studio.errors import ProjectError, UsageError
from ad_studio.image_names import is_video_name
from ad_studio.imaging.files import find_images, no_images
from ad_studio.imaging.video import is_installed, needs_library
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.services.inspection.image_source import ImageList, ImageSource, VideoList
from ad_studio.services.inspection.left_out import came_later, find_left_out
from ad_studio.services.inspection.name_patterns import NamePatterns
from ad_studio.services.inspection.watching import WatchedFolders
from ad_studio.services.projects.project import Project

UNFINISHED = frozenset((RunStatus.PAUSED, RunStatus.CANCELLED, RunStatus.INTERRUPTED))
"""Runs that can be gone on with."""

_MOST_ASKED_FOR = 200  # images of which is asked whether another run moved them: a query each


def as_scope(scope: Path | RunScope) -> RunScope:
    """Return what a run takes in, with absolute folders, each once; a path is a folder on its own.

    Raises:
        ProjectError: One of them is another file than a video.
        UsageError: There is no folder; videos are asked for with what goes with images alone; or
            one folder of a sequence lies in another one that is taken with its subfolders.
    """
    if isinstance(scope, Path):
        scope = RunScope((scope,))
    if scope.images_of is None:
        require_sources(scope.folders)
    if not scope.folders:
        raise UsageError(msg("There is no folder to inspect."), hint=msg("Name at least one."))
    if scope.rate is not None and (scope.watch or scope.changed_only or scope.images_of):
        raise UsageError(
            msg("A video is inspected as a whole: it is not watched, and no scores are taken over.")
        )
    by_place: dict[str, Path] = {}
    for folder in scope.folders:
        by_place.setdefault(_place(folder), folder.absolute())
    if scope.rate is not None and scope.recursive:
        _require_apart(by_place)
    return replace(scope, folders=tuple(by_place.values()))


def require_sources(places: Iterable[Path]) -> None:
    """See to it that each place that exists is a folder or, by its name, a video.

    Raises:
        ProjectError: One is another file.
    """
    for place in places:
        if place.is_file() and not is_video_name(place.name):
            raise ProjectError(
                msg("This is neither a folder nor, by its name, a video."),
                path=place,
                hint=msg("Choose the folder it lies in. A video has a name such as line.mp4."),
            )


def _require_apart(by_place: Mapping[str, Path]) -> None:
    """See to it that no frame belongs to two sequences."""
    for place, folder in by_place.items():
        if any(str(parent) in by_place for parent in Path(place).parents):
            raise UsageError(
                msg("This lies in another folder that is inspected with its subfolders."),
                path=folder,
                hint=msg("Name one of the two, or leave the subfolders out."),
            )


def repeated(folders: Iterable[Path]) -> list[Path]:
    """Return the folders that are named before, in the same spelling or in another; each once."""
    seen: set[str] = set()
    again: dict[str, Path] = {}
    for folder in folders:
        place = _place(folder)
        if place in seen:
            again[place] = folder
        seen.add(place)
    return list(again.values())


def _place(folder: Path) -> str:
    """The same for every spelling of a folder: through links, with dots, in capitals."""
    return os.path.normcase(os.path.realpath(folder))


def images_in(project: Project, scope: RunScope) -> list[Path]:
    """List the images that a scope takes in, folder by folder, each once.

    Raises:
        ProjectError: A folder cannot be listed, there are no images, or none fits the patterns;
            or there is no such run as `images_of` names.
    """
    if scope.images_of is not None:
        project.store.runs.get(scope.images_of)
        # a source may hand out the same path again
        return list(
            dict.fromkeys(row.path for row in project.store.results.of_run(scope.images_of))
        )
    found = find(scope)
    if found:
        return found
    if any(find_images(folder, recursive=scope.recursive) for folder in scope.folders):
        raise ProjectError(
            msg("None of the images fits the patterns."),
            path=scope.folders[0],
            hint=msg("Change what is included or excluded."),
        )
    raise no_images(scope.folders[0], recursive=scope.recursive)


def find(scope: RunScope) -> list[Path]:
    """List the images in the folders of a scope that fit its patterns; there may be none.

    Raises:
        ProjectError: A folder cannot be listed.
    """
    fits = NamePatterns(scope.include, scope.exclude).fits
    found: dict[str, Path] = {}  # by place: one folder may lie within another
    for folder in scope.folders:
        place, length = _place(folder), len(str(folder))
        for path in find_images(folder, recursive=scope.recursive):
            if fits(path.relative_to(folder)):
                found.setdefault(place + str(path)[length:], path)
    return list(found.values())


def new_source(project: Project, scope: RunScope, *, bit_depth: int | None) -> ImageSource:
    """Make what hands out the images of a new run.

    Args:
        project: The project.
        scope: What is taken in.
        bit_depth: The model's, see `ModelInfo`.

    Raises:
        ProjectError: As for `images_in`; of a watched folder, that it cannot be listed; or a video
            is missing.
        ImageError: The library for videos is not installed.
    """
    if scope.rate is not None:
        frames = [
            path for place in scope.folders for path in _require_frames(project, scope, place)
        ]
        return _videos(scope, scope.folders, frames=frames if scope.sequence else None)
    if not scope.watch:
        images = images_in(project, scope)
        return ImageList(images, left_out=partial(_left_out, scope, images))
    find(scope)  # what is wrong with a folder is said at once
    return _watched(scope, inspected={}, bit_depth=bit_depth)


def remaining_source(project: Project, run: RunInfo, *, bit_depth: int | None) -> ImageSource:
    """Make what hands out the images of a run that have no result yet.

    Those that it took in when it began, also where they are gone since: each gets a result that
    says so. Of runs that have no list of them, those that are there now.

    Args:
        project: The project.
        run: The run.
        bit_depth: Its model's, see `ModelInfo`.

    Raises:
        ProjectError: A folder cannot be listed, or there are no images left in it although the run,
            has not seen all that it took in, and no other run has moved them away; or the folder
            of a video is missing.
        ImageError: The library for videos is not installed.
    """
    if run.scope.rate is not None:
        return _remaining_videos(project, run)
    inspected = project.store.results.inspected_files(run.id)
    if run.scope.watch:
        return _watched(run.scope, inspected=inspected, bit_depth=bit_depth)
    taken_in = project.store.runs.images(run.id)
    if taken_in is None:
        there = find(run.scope) if run.scope.images_of is None else images_in(project, run.scope)
        if not there and run.counts.total < run.total:
            raise _none_left(run, run.scope.folders[0])
        left = [path for path in there if path not in inspected]
        return ImageList(left, left_out=partial(find_left_out, run.scope))
    left = [path for path in taken_in if path not in inspected]
    if run.scope.images_of is None:
        _require_there(project, run, left)
    return ImageList(
        left,
        left_out=partial(_left_out, run.scope, taken_in),
        whereabouts=partial(_moved_away, project, run),
    )


def _require_there(project: Project, run: RunInfo, images: Sequence[Path]) -> None:
    """See to it that images are not taken for gone where it is their folder or drive that is away.

    A folder without any image may be the mount point of a drive that is not connected, unless
    another run has moved its images away.

    Raises:
        ProjectError: A folder cannot be listed, or has no images left and nobody knows why.
    """
    for folder in run.scope.folders:
        inside = (path for path in images if path.is_relative_to(folder))
        first = list(islice(inside, _MOST_ASKED_FOR))
        if not first or find_images(folder, recursive=run.scope.recursive):
            continue
        if not any(_moved_away(project, run, path) for path in first):
            raise _none_left(run, folder)


def _remaining_videos(project: Project, run: RunInfo) -> VideoList:
    """Make what hands out the videos and sequences of a run that have no results yet."""
    inspected = project.store.results.inspected_files(run.id)
    done = {span.video for span in project.store.results.spans([run.id]).values()}
    done |= inspected.keys()
    for path in inspected:  # of a sequence, all are stored in one piece
        done.update(path.parents if run.scope.recursive else path.parents[:1])
    left = [place for place in run.scope.folders if place not in done]
    taken_in = project.store.runs.images(run.id)
    for place in left:
        if run.scope.sequence and place.is_dir():
            if not frames_of(run.scope, place, taken_in=taken_in):
                raise _none_left(run, place)
        elif place.exists() or not (is_video_name(place.name) and place.parent.is_dir()):
            _require_frames(project, run.scope, place)
    return _videos(run.scope, left, frames=taken_in)


def frames_of(scope: RunScope, place: Path, *, taken_in: Sequence[Path] | None) -> list[Path]:
    """List the frames of an image sequence.

    Args:
        scope: Of the run.
        place: The folder of the sequence.
        taken_in: The files that the run took in when it began, of all its sequences; None where
            that was not recorded: the frames are then those that are in the folder now.

    Raises:
        ProjectError: The folder cannot be listed.
    """
    if taken_in is None:
        return find(replace(scope, folders=(place,)))
    if scope.recursive:
        return [path for path in taken_in if path.is_relative_to(place)]
    return [path for path in taken_in if path.parent == place]


def _moved_away(project: Project, run: RunInfo, path: Path) -> Message:
    """Say where an image is that another run has inspected and moved; empty where none has."""
    moved = project.store.actions.moved_away(path, since=run.started_at)
    if moved is None:
        return NOTHING
    return msg(
        "The image was moved to {place} when it had been inspected in run {run}.",
        place=moved[1],
        run=moved[0],
    )


def _left_out(scope: RunScope, taken_in: Sequence[Path]) -> tuple[LeftOut, ...]:
    """Say what lies in the folders of a run and is not looked at, images that came later too."""
    there = tuple(folder for folder in scope.folders if folder.is_dir())
    scope = replace(scope, folders=there)
    later: tuple[LeftOut, ...] = ()
    if scope.images_of is None:
        with suppress(ProjectError):  # then there is nothing in it, as for what else is left out
            later = came_later(find(scope), taken_in=taken_in)
    return (*later, *find_left_out(scope))


def _none_left(run: RunInfo, folder: Path) -> ProjectError:
    """Return the error that says that what a run has not seen yet is not there any more."""
    return ProjectError(
        msg("There are no images left in this folder."),
        path=folder,
        hint=msg(
            "Run {run} stays unfinished. Connect the drive, or put back the images that the run "
            "lacks. If they were inspected in another run, delete run {run}.",
            run=run.id,
        ),
    )


def _require_frames(project: Project, scope: RunScope, place: Path) -> list[Path]:
    """See to it that a place is a video file, or a folder with images; list these."""
    if place.is_dir() and not scope.sequence:
        raise UsageError(
            msg("A folder is inspected like a video only where its images are the frames of one."),
            path=place,
            hint=msg("Say so if they are; else inspect the folder in a run of its own."),
        )
    if place.is_dir():
        return images_in(project, replace(scope, folders=(place,)))
    if not place.exists():
        raise ProjectError(
            msg("The video does not exist."),
            path=place,
            hint=msg("Check the path, and that the drive is connected."),
        )
    if not is_installed():
        raise needs_library()
    return []


def _videos(scope: RunScope, places: Sequence[Path], *, frames: Sequence[Path] | None) -> VideoList:
    scope = replace(scope, folders=tuple(place for place in scope.folders if place.is_dir()))
    if frames is None:
        return VideoList(places, left_out=partial(find_left_out, scope))
    return VideoList(places, frames=frames, left_out=partial(_left_out, scope, frames))


def _watched(
    scope: RunScope, *, inspected: dict[Path, list[str]], bit_depth: int | None
) -> WatchedFolders:
    return WatchedFolders(
        partial(find, scope),
        inspected=inspected,
        bit_depth=bit_depth,
        left_out=partial(find_left_out, scope),
    )


def chosen_model(project: Project, model_id: int | None) -> ModelInfo:
    """Return the model that a run uses; None: the one in force.

    Raises:
        ProjectError: There is no such model, or none yet.
    """
    in_force = project.store.models.in_force()
    if in_force is None:
        raise ProjectError(
            msg("The project has no trained model yet."),
            path=project.info.folder,
            hint=msg("Train it first."),
        )
    if model_id is None:
        return in_force
    for model in project.store.models.all():
        if model.id == model_id:
            return model
    raise ProjectError(msg("There is no model {model}.", model=model_id), path=project.info.folder)


def unfinished_run(project: Project, run_id: int) -> RunInfo:
    """Return a run that can be gone on with.

    Raises:
        ProjectError: There is no such run.
        UsageError: It is finished, running or deleted.
    """
    run = project.store.runs.get(run_id)
    if run.deletion is not None:
        raise UsageError(
            msg("Run {run} was deleted.", run=run_id), hint=msg("Inspect the folder again.")
        )
    if run.status not in UNFINISHED:
        raise UsageError(
            msg("Run {run} is {status}, so it cannot be resumed.", run=run_id, status=run.status),
            hint=msg("Inspect the folder again; unchanged images can be taken over."),
        )
    return run
