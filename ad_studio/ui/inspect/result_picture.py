"""The picture of a result with its heat, if it still is the image that was inspected."""

from dataclasses import dataclass, replace

from ad_studio.domain import ResultMaps, ResultRow
from ad_studio.errors import AdStudioError
from ad_studio.imaging.hashing import raise_if_changed, read_hashed
from ad_studio.services import results
from ad_studio.services.projects.project import Project
from ad_studio.ui.images import Picture, decode_picture


@dataclass(frozen=True, slots=True, eq=False)
class ResultPicture:
    """What a result's file holds now.

    Attributes:
        picture: Its pixels; None if it cannot be read.
        error: Why it cannot be read, that its bytes are others, or why its heat cannot be.
        maps: The heat; None where there is an error, before `with_heat`, or where none is stored.
    """

    picture: Picture | None
    error: AdStudioError | None = None
    maps: ResultMaps | None = None


def load_result_picture(row: ResultRow, *, max_side: int) -> ResultPicture:
    """Read a result's file once, check its bytes and decode them; from any thread.

    Args:
        row: The result. Where its bytes are not known it could not be read, and nothing is checked.
        max_side: Pixels that are enough on the long side.
    """
    picture = None
    try:
        file = read_hashed(row.path)
        picture = decode_picture(file.data, path=row.path, max_side=max_side)
        if row.sha256:
            raise_if_changed(file, row.path, row.sha256)
    except AdStudioError as error:
        return ResultPicture(picture, error)
    return ResultPicture(picture)


def with_heat(found: ResultPicture, project: Project, row: ResultRow) -> ResultPicture:
    """The same with the heat of a result; heat of other bytes than those read would mislead."""
    if found.error is not None:
        return found
    try:
        return replace(found, maps=results.maps(project, row.id))
    except AdStudioError as error:
        return replace(found, error=error)
