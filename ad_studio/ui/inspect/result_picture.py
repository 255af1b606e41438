"""The picture of a result, and whether it still is the image that was inspected."""

from dataclasses import dataclass

from ad_studio.domain import ResultRow
from ad_studio.errors import AdStudioError
from ad_studio.imaging.hashing import raise_if_changed, read_hashed
from ad_studio.ui.images import Picture, decode_picture


@dataclass(frozen=True, slots=True, eq=False)
class ResultPicture:
    """What a result's file holds now.

    Attributes:
        picture: Its pixels; None if it cannot be read.
        error: Why it cannot be read, or that its bytes are others: heat of before would mislead.
    """

    picture: Picture | None
    error: AdStudioError | None = None


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
