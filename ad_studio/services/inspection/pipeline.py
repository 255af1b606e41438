"""The stages of an inspection: decode -> group -> score; `ResultWriter` stores what comes out."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from ad_studio.domain import InputSize, ResultMaps, RgbImage
from ad_studio.errors import ImageError
from ad_studio.imaging.quality import measure
from ad_studio.messages import NOTHING, Message, joined
from ad_studio.services.inspection.image_checks import ImageChecks, unknown_type
from ad_studio.services.inspection.image_source import ImageSource
from ad_studio.services.inspection.model_input import model_input
from ad_studio.store import KnownScore, NewResult

if TYPE_CHECKING:
    from ad_studio.detection.anomaly_map import RecognisedPartType
    from ad_studio.detection.detectors.base import AnyDetector

_AHEAD = 4  # images decoded ahead of the scoring

KnownScores = Mapping[tuple[Path, str], KnownScore]
"""Scores of the same model from before, by path and SHA-256."""


@dataclass(slots=True, eq=False)
class DecodedImage:
    """One image on its way.

    Without pixels it could not be read, and `error` says why, or its score is `known`.
    """

    path: Path
    sha256: str = ""
    size: int = 0
    mtime_ns: int = 0
    width: int = 0
    height: int = 0
    pixels: RgbImage | None = None
    error: Message = NOTHING
    warning: Message = NOTHING
    known: KnownScore | None = None
    milliseconds: float = 0.0

    @property
    def shape(self) -> tuple[int, ...] | None:
        """Of the pixels."""
        return None if self.pixels is None else self.pixels.shape


def decode_ahead(
    pool: Executor,
    source: ImageSource,
    paths: Iterable[Path],
    *,
    input_size: InputSize,
    bit_depth: int | None,
    known: KnownScores,
    checks: ImageChecks,
    should_stop: Callable[[], bool],
) -> Generator[DecodedImage]:
    """Decode on a pool, in order, a few images ahead of whoever takes them.

    Raises:
        Cancelled: `should_stop` turned true while an image was decoded.
    """
    rest = iter(paths)
    ended = threading.Event()

    def is_unwanted() -> bool:
        return ended.is_set() or should_stop()

    decode = partial(
        _decode,
        source,
        input_size=input_size,
        bit_depth=bit_depth,
        known=known,
        checks=checks,
        should_stop=is_unwanted,
    )
    waiting: deque[Future[DecodedImage]] = deque()
    try:
        while True:
            for path in islice(rest, _AHEAD - len(waiting)):
                waiting.append(pool.submit(decode, path))
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        ended.set()
        for future in waiting:
            future.cancel()


def _decode(
    source: ImageSource,
    path: Path,
    *,
    input_size: InputSize,
    bit_depth: int | None,
    known: KnownScores,
    checks: ImageChecks,
    should_stop: Callable[[], bool],
) -> DecodedImage:
    started = time.perf_counter()
    image = DecodedImage(path)
    try:
        file = source.read(path)
        image.size, image.mtime_ns = len(file.data), file.mtime_ns
        image.sha256 = hashlib.sha256(file.data).hexdigest()
        image.known = known.get((path, image.sha256))
        if image.known is None:
            image.pixels, loaded = model_input(
                file.data,
                path=path,
                input_size=input_size,
                bit_depth=bit_depth,
                should_stop=should_stop,
            )
            image.width, image.height = loaded.width, loaded.height
            size = image.width, image.height
            image.warning = checks.warning(measure(image.pixels, size=size, levels=loaded.levels))
        else:
            image.warning = image.known.warning
            image.width, image.height = image.known.width, image.known.height
    except ImageError as error:
        image.error = error.advice
    image.milliseconds = _ms_since(started)
    return image


class Sized(Protocol):
    """What can be scored together with others of the same shape."""

    @property
    def shape(self) -> tuple[int, ...] | None:
        """Of the pixels."""


_Sized = TypeVar("_Sized", bound=Sized)


def group_by_size(images: Iterable[_Sized], most: int) -> Iterator[list[_Sized]]:
    """Bring neighbours together that can be scored at once: pixels of one size, at most `most`."""
    group: list[_Sized] = []
    for image in images:
        if group and (len(group) == most or image.shape != group[0].shape):
            yield group
            group = []
        group.append(image)
    if group:
        yield group


def score(
    detector: AnyDetector, group: Sequence[DecodedImage], *, between: Callable[[float], None]
) -> list[NewResult]:
    """Turn decoded images of one size into results; `between` as for `Detector.score`."""
    pixels = [image.pixels for image in group if image.pixels is not None]
    if not pixels:
        return [_without_detector(image) for image in group]
    waited = 0.0  # while the run was held

    def untimed(share: float) -> None:
        nonlocal waited
        before = time.perf_counter()
        between(share)
        waited += _ms_since(before)

    started = time.perf_counter()
    found = detector.score(pixels, between=untimed)
    each = (_ms_since(started) - waited) / len(group)
    return [
        _result(
            image,
            score=one.score,
            maps=ResultMaps(text=one.text, visual=one.visual, fused=one.fused),
            part_type=one.part_type,
            timings={"decode": image.milliseconds, "detect": each},
        )
        for image, one in zip(group, found, strict=True)
    ]


def _without_detector(image: DecodedImage) -> NewResult:
    """What is known of an image without pixels: its error, or its score from before."""
    if image.known is None:
        return _result(image)
    return _result(image, score=image.known.score, reused_from=image.known.result_id)


def _result(
    image: DecodedImage,
    *,
    score: float | None = None,
    maps: ResultMaps | None = None,
    timings: Mapping[str, float] = MappingProxyType({}),
    reused_from: int | None = None,
    part_type: RecognisedPartType | None = None,
) -> NewResult:
    warning = image.warning
    if part_type is not None and not part_type.is_known:
        unknown = unknown_type(part_type.name)
        warning = joined(unknown, warning)
    return NewResult(
        path=image.path,
        size=image.size,
        mtime_ns=image.mtime_ns,
        sha256=image.sha256,
        width=image.width,
        height=image.height,
        score=score,
        maps=maps,
        error=image.error,
        warning=warning,
        timings=timings,
        reused_from=reused_from,
        part_type=part_type.name if part_type is not None and part_type.is_known else "",
    )


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
