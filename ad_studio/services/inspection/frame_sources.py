"""Where the frames of a video come from: a file, or the images of a folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ad_studio.domain import RgbImage
from ad_studio.domain.videos import clock
from ad_studio.errors import ImageError
from ad_studio.imaging.hashing import sha256_file
from ad_studio.imaging.quality import grey_levels, measure
from ad_studio.imaging.resize import resize_rgb
from ad_studio.imaging.video import VideoFrame, video_frames
from ad_studio.messages import NOTHING, Message, joined, msg
from ad_studio.progress import raise_if_stopped
from ad_studio.services.inspection.image_checks import ImageChecks
from ad_studio.services.inspection.pipeline import DecodedImage

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import AnyDetector


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A frame on its way.

    Attributes:
        seconds: From the beginning.
        share: Of the video that lies before it, 0 to 1; None where its length is not known.
        image: What is scored; its path is the video's where it is of a video file.
        full: All its pixels, where it is of a video file.
        is_after_gap: Whether frames are missing right before it.
    """

    seconds: float
    share: float | None
    image: DecodedImage
    full: RgbImage | None
    is_after_gap: bool = False

    @property
    def shape(self) -> tuple[int, ...] | None:
        """Of the pixels that are scored."""
        return self.image.shape


class FrameSource(ABC):
    """Hands out the frames of one video.

    Attributes:
        place: The video file, or the folder of the sequence.
        sha256: Of the video file, once its frames were handed out; empty for a sequence.
        error: Why there were no more frames before the end; empty where there was no fault.
        doubt: Why there may have been more frames; empty where there is no doubt.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.sha256 = ""
        self.error: Message = NOTHING
        self.doubt: Message = NOTHING

    @abstractmethod
    def frames(self) -> Generator[Frame]:
        """Hand out the frames in the order of time, once; to be closed."""


class VideoFile(FrameSource):
    """The frames of a video file at a rate, brought to the size that a detector wants."""

    def __init__(
        self,
        path: Path,
        *,
        rate: float,
        detector: AnyDetector,
        checks: ImageChecks,
        should_stop: Callable[[], bool],
    ) -> None:
        """Take a file; nothing is read yet.

        Args:
            path: The file.
            rate: Frames per second of the video.
            detector: Whose input they are.
            checks: What their light is compared with.
            should_stop: Asked several times a second.
        """
        super().__init__(path)
        self._rate = rate
        self._detector = detector
        self._checks = checks
        self._should_stop = should_stop

    def frames(self) -> Generator[Frame]:
        """See `FrameSource.frames`."""
        try:
            before = self._stamp()
            stop = partial(raise_if_stopped, self._should_stop)
            self.sha256 = sha256_file(self.place, check_cancelled=stop)
            for one in video_frames(
                self.place,
                rate=self._rate,
                should_stop=self._should_stop,
                on_doubt=self._take_doubt,
            ):
                is_after_gap = one.missing_since is not None
                yield Frame(one.seconds, one.share, self._to_score(one), one.pixels, is_after_gap)
            if self._stamp() != before:
                raise ImageError(
                    msg("The video was changed while it was inspected."),
                    hint=msg("Inspect it again when the recording is finished."),
                )
        except ImageError as error:
            self.error = error.advice

    def _take_doubt(self, doubt: Message) -> None:
        self.doubt = doubt

    def _to_score(self, frame: VideoFrame) -> DecodedImage:
        pixels = frame.pixels
        height, width = pixels.shape[:2]
        wide, high = self._detector.input_size(width, height)
        image = DecodedImage(self.place, width=width, height=height)
        image.pixels = resize_rgb(pixels, width=wide, height=high)
        levels = grey_levels(Image.fromarray(pixels))
        found = measure(image.pixels, size=(width, height), levels=levels)
        image.warning = self._checks.warning(found)
        if frame.missing_since is not None:
            start, end = clock(frame.missing_since), clock(frame.seconds)
            gap = msg("The video has no frames from {start} to {end}.", start=start, end=end)
            image.warning = joined(gap, image.warning)
        return image

    def _stamp(self) -> tuple[int, int]:
        try:
            found = self.place.stat()
        except FileNotFoundError as error:
            raise ImageError(msg("The video does not exist, or was moved or deleted.")) from error
        except OSError as error:
            raise ImageError(
                msg("The file cannot be read ({reason}).", reason=error.strerror)
            ) from error
        return found.st_size, found.st_mtime_ns


class ImageSequence(FrameSource):
    """Images of a folder as the frames of a video, in the order of their names."""

    def __init__(
        self, folder: Path, images: Generator[DecodedImage], *, rate: float, total: int
    ) -> None:
        """Take images.

        Args:
            folder: Where they lie.
            images: They, decoded.
            rate: How many there are for each second.
            total: How many there are.
        """
        super().__init__(folder)
        self._images = images
        self._rate = rate
        self._total = total

    def frames(self) -> Generator[Frame]:
        """See `FrameSource.frames`."""
        if not self._total:
            self.error = msg("There are no images left in this folder.")
        try:
            for i, image in enumerate(self._images):
                yield Frame(i / self._rate, i / self._total, image, None)
        finally:
            self._images.close()
