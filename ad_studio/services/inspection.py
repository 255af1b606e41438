"""Inspecting a folder of images: decode, score and store overlap."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ad_studio.domain import ResultMaps, ResultRow, RgbImage, RunInfo, RunStatus
from ad_studio.errors import Cancelled, ImageError, ProjectError
from ad_studio.imaging.files import list_images
from ad_studio.imaging.hashing import read_hashed
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.detectors import InputSize, load_detector, model_input
from ad_studio.services.project import Project
from ad_studio.store import NewResult

if TYPE_CHECKING:
    from ad_studio.detection.detectors.detector import Detector

__all__ = ["inspect", "list_images"]

_AHEAD = 4  # images decoded ahead of the scoring
_STORE_BATCH, _STORE_SECONDS = 16, 0.25


@dataclass(frozen=True, slots=True, eq=False)
class _Decoded:
    """One image on its way; without pixels it could not be read, and `error` says why."""

    path: Path
    sha256: str = ""
    size: int = 0
    mtime_ns: int = 0
    width: int = 0
    height: int = 0
    pixels: RgbImage | None = None
    error: str = ""
    milliseconds: float = 0.0


def inspect(
    project: Project,
    folder: Path,
    *,
    lot: str = "",
    operator: str = "",
    station: str = "",
    device: str = "auto",
    progress: Progress,
) -> RunInfo:
    """Score every image of a folder with the current model.

    An image that cannot be read becomes a result with an error, and the run goes on.

    Args:
        project: Trained; open for writing.
        folder: Where the images are.
        lot: Traceability, stored with the run.
        operator: Who inspects.
        station: Where.
        device: "auto", "cpu" or "cuda".
        progress: Gets each `ResultRow` once it is stored.

    Returns:
        The finished run.

    Raises:
        ProjectError: No model yet, or no images.
        ModelError: The model cannot be loaded.
        StoreError: Results cannot be stored; those before are kept.
        Cancelled: The user asked to stop; what was stored is kept, the run is CANCELLED.
    """
    model = project.store.current_model()
    if model is None:
        raise ProjectError(
            "The project has no trained model yet.",
            path=project.info.folder,
            hint="Train it first.",
        )
    images = list_images(folder.absolute())
    progress.status("Loading the model")
    detector = load_detector(model, device=device)
    raise_if_cancelled(progress)
    run = project.store.start_run(
        model_id=model.id,
        folder=folder.absolute(),
        total=len(images),
        lot=lot,
        operator=operator,
        station=station,
    )
    progress.status("Inspecting")
    status = RunStatus.INTERRUPTED
    try:
        _run(project, run.id, images, detector, progress)
        status = RunStatus.FINISHED
    except Cancelled:
        status = RunStatus.CANCELLED
        raise
    finally:
        run = project.store.finish_run(run.id, status)
    return run


def _run(
    project: Project, run_id: int, images: list[Path], detector: Detector, progress: Progress
) -> None:
    """Keep the three stages going until all images are stored."""
    storing = _Storing(project, run_id, total=len(images), progress=progress)
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="decode") as pool:
        ahead = _decode_ahead(pool, images, detector.input_size)
        try:
            for group in _groups(ahead, detector.batch):
                raise_if_cancelled(progress)
                storing.add(_score(detector, group))
        finally:
            ahead.close()
            storing.finish()


def _decode_ahead(
    pool: ThreadPoolExecutor, images: list[Path], input_size: InputSize
) -> Generator[_Decoded]:
    """Decode on the pool, in order, a few images ahead of whoever takes them."""
    rest = iter(images)
    waiting: deque[Future[_Decoded]] = deque()
    try:
        while True:
            for path in islice(rest, _AHEAD - len(waiting)):
                waiting.append(pool.submit(_decode, path, input_size))
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _decode(path: Path, input_size: InputSize) -> _Decoded:
    started = time.perf_counter()
    sha256, size, mtime_ns = "", 0, 0
    try:
        file = read_hashed(path)
        sha256, size, mtime_ns = file.sha256, len(file.data), path.stat().st_mtime_ns
        pixels, loaded = model_input(file.data, path=path, input_size=input_size)
    except ImageError as error:
        text = f"{error.message} {error.hint}".strip()
        return _Decoded(path, sha256, size, mtime_ns, error=text)
    except OSError as error:  # gone between reading and asking for its time
        return _Decoded(path, sha256, size, error=f"The file cannot be read ({error.strerror}).")
    return _Decoded(
        path,
        sha256,
        size,
        mtime_ns,
        width=loaded.width,
        height=loaded.height,
        pixels=pixels,
        milliseconds=_ms_since(started),
    )


def _groups(images: Iterable[_Decoded], most: int) -> Iterator[list[_Decoded]]:
    """Neighbours that can be scored at once: pixels of one size, at most `most`."""
    group: list[_Decoded] = []
    for image in images:
        if group and (len(group) == most or _shape(image) != _shape(group[0])):
            yield group
            group = []
        group.append(image)
    if group:
        yield group


def _shape(image: _Decoded) -> tuple[int, ...] | None:
    return None if image.pixels is None else image.pixels.shape


def _score(detector: Detector, group: list[_Decoded]) -> list[NewResult]:
    """Turn decoded images of one size into results."""
    pixels = [image.pixels for image in group if image.pixels is not None]
    if not pixels:
        return [_result(image) for image in group]
    started = time.perf_counter()
    found = detector.score(pixels)
    each = _ms_since(started) / len(group)
    return [
        _result(
            image,
            score=one.score,
            maps=ResultMaps(text=one.text, visual=one.visual, fused=one.fused),
            detect=each,
        )
        for image, one in zip(group, found, strict=True)
    ]


def _result(
    image: _Decoded,
    *,
    score: float | None = None,
    maps: ResultMaps | None = None,
    detect: float | None = None,
) -> NewResult:
    timings = {} if detect is None else {"decode": image.milliseconds, "detect": detect}
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
        timings=timings,
    )


class _Storing:
    """Hands results to the writer thread in small batches and reports what is stored."""

    def __init__(self, project: Project, run_id: int, *, total: int, progress: Progress) -> None:
        self._store = project.store
        self._run_id = run_id
        self._total = total
        self._progress = progress
        self._batch: list[NewResult] = []
        self._sent: deque[Future[list[ResultRow]]] = deque()
        self._last = time.perf_counter()
        self._stored = 0

    def add(self, results: list[NewResult]) -> None:
        """Queue results; report earlier ones that are stored by now."""
        self._batch += results
        if len(self._batch) >= _STORE_BATCH or time.perf_counter() - self._last >= _STORE_SECONDS:
            self._send()
        while self._sent and (self._sent[0].done() or len(self._sent) > _AHEAD):
            self._report()

    def finish(self) -> None:
        """Store and report everything that is left."""
        self._send()
        while self._sent:
            self._report()

    def _send(self) -> None:
        if self._batch:
            self._sent.append(self._store.add_results(self._run_id, self._batch))
        self._batch, self._last = [], time.perf_counter()

    def _report(self) -> None:
        for row in self._sent.popleft().result():
            self._stored += 1
            self._progress.partial(row)
        self._progress.fraction(self._stored / self._total)


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
