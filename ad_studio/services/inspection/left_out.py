"""Files and folders of a run that are not inspected: they are counted and reported."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ad_studio.domain import LeftOut, LeftOutReason, RunScope
from ad_studio.image_names import is_image_name, natural_order
from ad_studio.imaging.image_kinds import looks_like_image
from ad_studio.services.inspection.name_patterns import NamePatterns

_EXAMPLES = 5
_MOST_LOOKED_AT = 10_000  # entries of one subfolder, in search of an image


@dataclass(frozen=True, slots=True)
class _One:
    """A file or folder that is not looked at; its path, seen from the folder of the run."""

    path: Path
    reason: LeftOutReason
    is_folder: bool = False


def find_left_out(scope: RunScope) -> tuple[LeftOut, ...]:
    """Look through the folders of a run for what it passes over.

    What the patterns of the run shut out is not counted: that was asked for. A folder that cannot
    be listed has nothing in it here.
    """
    if scope.images_of is not None:
        return ()
    fits = NamePatterns(scope.include, scope.exclude).fits
    own = {os.path.realpath(folder) for folder in scope.folders}
    found: dict[tuple[LeftOutReason, str], dict[Path, bool]] = defaultdict(dict)
    for folder in scope.folders:
        for one in _passed_over(folder, recursive=scope.recursive):
            path = folder / one.path
            if one.is_folder and os.path.realpath(path) in own:
                continue
            image = _image_below(path) if one.is_folder else path
            if image is None:
                if one.reason is LeftOutReason.SUBFOLDER and fits(one.path):
                    found[one.reason, ""][path] = False
                continue
            if fits(image.relative_to(folder)):
                ending = "" if one.is_folder else path.suffix.lower()
                found[one.reason, ending][path] = one.is_folder or looks_like_image(path)
    return tuple(_group(reason, ending, paths) for (reason, ending), paths in sorted(found.items()))


def came_later(there: Iterable[Path], *, taken_in: Iterable[Path]) -> tuple[LeftOut, ...]:
    """Describe the images that a run did not take in when it began, of those that are there."""
    known = {str(path) for path in taken_in}  # to compare paths takes twice as long
    later = {path: True for path in there if str(path) not in known}
    return (_group(LeftOutReason.LATER, "", later),) if later else ()


def still_changing(paths: Iterable[Path]) -> tuple[LeftOut, ...]:
    """Describe the files that were still being written when a watch ended."""
    paths = dict.fromkeys(paths, True)
    return (_group(LeftOutReason.CHANGING, "", paths),) if paths else ()


def _passed_over(folder: Path, *, recursive: bool) -> Iterator[_One]:
    for root, subfolders, names in os.walk(folder):
        inside = Path(root).relative_to(folder)
        entered = []
        for name in sorted(subfolders):
            if name.startswith("."):
                yield _One(inside / name, LeftOutReason.HIDDEN, is_folder=True)
            elif not recursive or Path(root, name).is_symlink():
                yield _One(inside / name, LeftOutReason.SUBFOLDER, is_folder=True)
            else:
                entered.append(name)
        subfolders[:] = entered
        for name in names:
            if name.startswith("."):
                yield _One(inside / name, LeftOutReason.HIDDEN)
            elif not is_image_name(name):
                yield _One(inside / name, LeftOutReason.ENDING)


def _image_below(folder: Path) -> Path | None:
    """The first image found anywhere below a folder."""
    seen = 0
    for root, _subfolders, names in os.walk(folder):
        for name in names:
            if is_image_name(name):
                return Path(root, name)
        seen += len(names)
        if seen > _MOST_LOOKED_AT:
            break
    return None


def _group(reason: LeftOutReason, ending: str, paths: dict[Path, bool]) -> LeftOut:
    named = sorted(paths, key=lambda path: (not paths[path], natural_order(path)))
    return LeftOut(
        reason=reason,
        ending=ending,
        count=len(paths),
        images=sum(paths.values()),
        examples=tuple(named[:_EXAMPLES]),
    )
