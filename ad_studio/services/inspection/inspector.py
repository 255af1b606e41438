"""Inspecting folders of images: decode, score and store overlap.

What a run takes in is planned in `run_plan` and, for folders that are being filled, found by
`watching`; here it is carried out.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ad_studio.domain import (
    InputSize,
    ModelInfo,
    ResultMaps,
    ResultRow,
    RgbImage,
    RunInfo,
    RunScope,
    RunStatus,
)
from ad_studio.errors import Cancelled, ImageError, ProjectError
from ad_studio.imaging.hashing import read_hashed
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.inspection import run_plan
from ad_studio.services.inspection.model_input import load_detector, model_input
from ad_studio.services.inspection.result_writer import ResultWriter
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.inspection.watching import LOOK_SECONDS, Watcher
from ad_studio.services.projects.project import Project
from ad_studio.store import KnownScore, NewResult

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import Detector

_AHEAD = 4  # images decoded ahead of the scoring
_PAUSE_SECONDS = 3600.0

_Known = Mapping[tuple[Path, str], KnownScore]


@dataclass(frozen=True, slots=True, eq=False)
class _Decoded:
    """One image on its way.

    Without pixels it could not be read, and `error` says why, or it is unchanged since `before`.
    """

    path: Path
    sha256: str = ""
    size: int = 0
    mtime_ns: int = 0
    width: int = 0
    height: int = 0
    pixels: RgbImage | None = None
    error: str = ""
    milliseconds: float = 0.0
    before: KnownScore | None = None


def inspect(
    project: Project,
    scope: Path | RunScope,
    *,
    model_id: int | None = None,
    lot: str = "",
    operator: str = "",
    station: str = "",
    device: str = "auto",
    control: RunControl | None = None,
    progress: Progress,
) -> RunInfo:
    """Score images with a model of the project, in a new run.

    An image that cannot be read becomes a result with an error, and the run goes on. With
    `scope.changed_only`, what a human said about an unchanged image stays with the run in which
    it was said: only the machine's result is taken over.

    Args:
        project: Trained; open for writing.
        scope: A folder, or all that is to be taken in.
        model_id: The model; None for the newest one.
        lot: Traceability, stored with the run.
        operator: Who inspects.
        station: Where.
        device: "auto", "cpu" or "cuda".
        control: Lets a user hold the run, and ends one that watches.
        progress: Gets each `ResultRow` once it is stored.

    Returns:
        The finished run.

    Raises:
        ProjectError: No such model yet, or no images.
        UsageError: No folder is given.
        ModelError: The model cannot be loaded.
        StoreError: Results cannot be stored; those before are kept.
        Cancelled: The user asked to stop; what was stored is kept, the run is CANCELLED and can
            be resumed.
    """
    scope = run_plan.as_scope(scope)
    model = run_plan.chosen_model(project, model_id)
    images = run_plan.find(scope)[:0] if scope.watch else run_plan.images_in(project, scope)
    detector = _load(model, device=device, progress=progress)
    run = project.store.runs.start(
        model_id=model.id,
        folder=scope.folders[0],
        total=len(images),
        lot=lot,
        operator=operator,
        station=station,
        scope=scope,
    )
    return _Inspection(project, run, detector, control, progress).carry_out(images)


def resume(
    project: Project,
    run_id: int,
    *,
    device: str = "auto",
    control: RunControl | None = None,
    progress: Progress,
) -> RunInfo:
    """Go on with a run that was paused, cancelled or interrupted, with the model it began with.

    Images that have a result in the run are left alone, images that are new in its folders are
    taken in. Arguments, outcome and errors as for `inspect`.

    Raises:
        UsageError: The run is finished, running or deleted.
    """
    run = run_plan.unfinished_run(project, run_id)
    model = run_plan.chosen_model(project, run.model_id)
    images: list[Path] = []
    if not run.scope.watch:
        done = [path for path, _ in project.store.results.inspected_files(run_id)]
        images = run_plan.still_to_do(run_plan.images_in(project, run.scope), done)
    detector = _load(model, device=device, progress=progress)
    total = run.counts.total + len(images)
    run = project.store.runs.set_status(run_id, RunStatus.RUNNING, total=total)
    return _Inspection(project, run, detector, control, progress).carry_out(images)


def _load(model: ModelInfo, *, device: str, progress: Progress) -> Detector:
    progress.status("Loading the model")
    detector = load_detector(model, device=device)
    raise_if_cancelled(progress)
    return detector


class _Inspection:
    """One run while it goes on: keeps the three stages going until all images are stored."""

    def __init__(
        self,
        project: Project,
        run: RunInfo,
        detector: Detector,
        control: RunControl | None,
        progress: Progress,
    ) -> None:
        self._project = project
        self._run = run
        self._detector = detector
        self._control = control or RunControl()
        self._progress = progress
        self._stored = run.counts.total
        self._total = run.total
        self._left_out: list[Path] = []
        store = project.store
        self._known = store.results.known_scores(run.model_id) if run.scope.changed_only else {}
        self._inspected = store.results.inspected_files(run.id) if run.scope.watch else set()
        self._writer = ResultWriter(project, run.id, on_stored=self._on_stored)

    def carry_out(self, images: list[Path]) -> RunInfo:
        """Inspect, and leave the run in the state that tells how it ended."""
        status = RunStatus.INTERRUPTED
        try:
            self._say_what_is_done()
            self._work_off(self._arrivals() if self._run.scope.watch else [images])
            status = RunStatus.FINISHED
        except Cancelled:
            status = RunStatus.CANCELLED
            raise
        finally:
            run = self._project.store.runs.finish(self._run.id, status)
        return replace(run, left_out=tuple(self._left_out))

    def _work_off(self, rounds: Iterable[list[Path]]) -> None:
        with ThreadPoolExecutor(max_workers=2, thread_name_prefix="decode") as pool:
            try:
                for images in rounds:
                    self._work_off_round(pool, images)
            finally:
                self._writer.flush()

    def _work_off_round(self, pool: ThreadPoolExecutor, images: list[Path]) -> None:
        ahead = _decode_ahead(pool, images, self._detector.input_size, self._known)
        try:
            for group in _groups(ahead, self._detector.batch):
                self._heed()
                self._writer.add(_score(self._detector, group))
        finally:
            ahead.close()

    def _arrivals(self) -> Iterator[list[Path]]:
        """Files as they arrive whole in the watched folders, until the user says stop."""
        scope = self._run.scope
        watcher = Watcher(lambda: run_plan.find(scope), inspected=self._inspected)
        while not self._control.is_stopped:
            self._heed()
            try:
                ready = watcher.look()
            except ProjectError:  # the network is gone for a while
                self._progress.status("The folder cannot be listed now; looking again soon")
                ready = []
            if ready:
                self._total += len(ready)
                self._project.store.runs.set_status(
                    self._run.id, RunStatus.RUNNING, total=self._total
                )
                yield ready
                self._writer.flush()
            else:
                self._control.wait(LOOK_SECONDS, unless=lambda: self._progress.is_cancelled)
        self._left_out = watcher.left()

    def _heed(self) -> None:
        """Leave when the user cancelled; stand still while they hold the run."""
        raise_if_cancelled(self._progress)
        if not self._control.is_paused:
            return
        self._writer.flush()
        self._project.store.runs.set_status(self._run.id, RunStatus.PAUSED)
        self._progress.status("Paused")
        while self._control.is_paused:
            self._control.wait(_PAUSE_SECONDS, unless=self._may_go_on)
            raise_if_cancelled(self._progress)
        self._project.store.runs.set_status(self._run.id, RunStatus.RUNNING)
        self._say_what_is_done()

    def _may_go_on(self) -> bool:
        """Asked while waiting: what is said just before the wait begins wakes nobody."""
        return self._progress.is_cancelled or not self._control.is_paused

    def _say_what_is_done(self) -> None:
        if self._run.scope.watch:
            self._progress.status("Watching for new images")
        else:
            self._progress.status("Inspecting")

    def _on_stored(self, rows: list[ResultRow]) -> None:
        for row in rows:
            self._progress.partial(row)
        self._stored += len(rows)
        if self._run.scope.watch:
            self._inspected.update((row.path, row.sha256) for row in rows)
        else:
            self._progress.fraction(self._stored / self._total)


def _decode_ahead(
    pool: ThreadPoolExecutor, images: list[Path], input_size: InputSize, known: _Known
) -> Generator[_Decoded]:
    """Decode on the pool, in order, a few images ahead of whoever takes them."""
    rest = iter(images)
    waiting: deque[Future[_Decoded]] = deque()
    try:
        while True:
            for path in islice(rest, _AHEAD - len(waiting)):
                waiting.append(pool.submit(_decode, path, input_size, known))
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _decode(path: Path, input_size: InputSize, known: _Known) -> _Decoded:
    started = time.perf_counter()
    sha256, size, mtime_ns = "", 0, 0
    try:
        file = read_hashed(path)
        sha256, size, mtime_ns = file.sha256, len(file.data), path.stat().st_mtime_ns
        before = known.get((path, sha256))
        if before is not None:
            width, height = before.width, before.height
            return _Decoded(path, sha256, size, mtime_ns, width, height, before=before)
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
        return [_unscored(image) for image in group]
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


def _unscored(image: _Decoded) -> NewResult:
    """What is known of an image without a detector: its error, or its score from before."""
    if image.before is None:
        return _result(image)
    return _result(image, score=image.before.score, taken_from=image.before.result_id)


def _result(
    image: _Decoded,
    *,
    score: float | None = None,
    maps: ResultMaps | None = None,
    detect: float | None = None,
    taken_from: int | None = None,
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
        taken_from=taken_from,
    )


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
