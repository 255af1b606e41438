"""Where the images of a run come from.

A run asks its source for images until there are none left, and reads each through it. A list of
files and a watched folder (`watching`) are sources; a camera would be another one.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ad_studio.domain import LeftOut, ResultRow
from ad_studio.errors import ImageError
from ad_studio.imaging.files import read_bytes, unreadable
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.progress import Progress
from ad_studio.services.inspection.run_control import RunControl


@dataclass(frozen=True, slots=True)
class SourceImage:
    """One image as its source has it.

    Attributes:
        data: An image file's bytes.
        mtime_ns: When they were written, in nanoseconds since 1970.
    """

    data: bytes
    mtime_ns: int


class ImageSource(ABC):
    """Hands out the images of one run.

    Attributes:
        count: How many there are; None when nobody knows.
        images: The files that are handed out, frames of sequences too; None when nobody knows.
        activity: What to say while they are inspected.
    """

    count: int | None = None
    images: Sequence[Path] | None = None
    activity: Message = msg("Inspecting")

    @abstractmethod
    def batches(self, control: RunControl, progress: Progress) -> Iterator[Sequence[Path]]:
        """Hand out images as they become available, each once, until there are no more.

        Args:
            control: Says when a source without an end has to come to one.
            progress: To be told what is waited for; says when not to go on waiting.

        Yields:
            The next images by their paths, under which the results are stored; an empty list when
            there are none at the moment. Between two batches the run may be paused or cancelled.
        """

    def read(self, path: Path) -> SourceImage:
        """Read an image that was handed out. Called on any thread.

        Raises:
            ImageError: It cannot be read.
        """
        data = read_bytes(path)
        try:
            return SourceImage(data, path.stat().st_mtime_ns)
        except OSError as error:  # gone since it was read
            raise unreadable(path, error) from error

    def on_stored(self, rows: Sequence[ResultRow]) -> None:  # noqa: B027 - few need it
        """Take note of results that are stored now."""

    def left_out(self, progress: Progress) -> Sequence[LeftOut]:  # noqa: ARG002 - few can take long
        """What was there at the end of `batches` and was not handed out."""
        return ()


class VideoList(ImageSource):
    """Video files and folders of image sequences; how many results they make nobody knows."""

    def __init__(
        self,
        places: Sequence[Path],
        *,
        frames: Sequence[Path] | None = None,
        left_out: Callable[[], Sequence[LeftOut]] = tuple,
    ) -> None:
        """Hand out these; `frames` are those of sequences, `left_out` as for `ImageList`."""
        self.images = frames
        self._places = places
        self._find_left_out = left_out

    def batches(self, control: RunControl, progress: Progress) -> Iterator[Sequence[Path]]:  # noqa: ARG002
        """Hand out all of them at once."""
        yield self._places

    def left_out(self, progress: Progress) -> Sequence[LeftOut]:  # noqa: ARG002 - few can take long
        """What lies beside the images of sequences."""
        return self._find_left_out()


class ImageList(ImageSource):
    """A list of image files."""

    def __init__(
        self,
        images: Sequence[Path],
        *,
        left_out: Callable[[], Sequence[LeftOut]] = tuple,
        whereabouts: Callable[[Path], Message] = lambda _path: NOTHING,
    ) -> None:
        """Hand out these.

        Args:
            images: The files.
            left_out: Finds what lies beside them and is not in the list.
            whereabouts: Says where a file is that is not there any more; empty where nobody knows.
        """
        self.count = len(images)
        self.images = self._images = images
        self._whereabouts = whereabouts
        self._find_left_out = left_out

    def batches(self, control: RunControl, progress: Progress) -> Iterator[Sequence[Path]]:  # noqa: ARG002
        """Hand out all of them at once."""
        yield self._images

    def read(self, path: Path) -> SourceImage:
        """See `ImageSource.read`."""
        try:
            return super().read(path)
        except ImageError as error:
            is_gone = isinstance(error.__cause__, FileNotFoundError)
            if is_gone and (known := self._whereabouts(path)):
                raise ImageError(known, path=path) from error
            raise

    def left_out(self, progress: Progress) -> Sequence[LeftOut]:  # noqa: ARG002 - few can take long
        """What lies beside them."""
        return self._find_left_out()
