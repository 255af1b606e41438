"""Inspecting images: what a source hands out is decoded, scored and stored, all three overlapping.

Which images a run takes in is planned in `run_plan`; the stages stand in `pipeline`.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from ad_studio.domain import (
    LeftOut,
    ModelInfo,
    Outstanding,
    ResultRow,
    Role,
    RunInfo,
    RunScope,
    RunStatus,
    TraceField,
)
from ad_studio.errors import Cancelled
from ad_studio.image_names import is_video_name
from ad_studio.messages import NOTHING, Message, msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.actions.of_run import add_left, make_runner
from ad_studio.services.actions.settings import action_settings, require_apart
from ad_studio.services.challenge.rule import require_challenge, why_held
from ad_studio.services.inspection import run_plan
from ad_studio.services.inspection.frame_sources import FrameSource, ImageSequence, VideoFile
from ad_studio.services.inspection.image_checks import ImageChecks, checks_of_model
from ad_studio.services.inspection.image_source import ImageSource
from ad_studio.services.inspection.model_input import load_detector
from ad_studio.services.inspection.pipeline import (
    DecodedImage,
    decode_ahead,
    group_by_size,
    score,
)
from ad_studio.services.inspection.result_writer import ResultWriter
from ad_studio.services.inspection.run_control import RunControl
from ad_studio.services.inspection.tracing import Tracer
from ad_studio.services.inspection.video_inspection import inspect_frames
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.traceability import require_fields, trace_settings
from ad_studio.store.frame_paths import FRAMES

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import AnyDetector

_DECODERS = 2  # threads
_PAUSE_SECONDS = 3600.0
_COUNTED = 0.5  # seconds between two words on how much is outstanding
CHALLENGE_SECONDS = 10.0
"""Time between two looks whether a challenge has become due."""


def inspect(
    project: Project,
    scope: Path | RunScope,
    *,
    model_id: int | None = None,
    lot: str = "",
    operator: str = "",
    station: str = "",
    serial: str = "",
    shift: str = "",
    device: str = "auto",
    source: ImageSource | None = None,
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
        model_id: The model; None for the one in force.
        lot: Traceability, stored with the run.
        operator: Who inspects.
        station: Where.
        serial: Of the one part that all images show. Where it is empty, each image has its own: by
            its file name as the project's settings say, or scanned while a folder is watched.
        shift: In which; empty: by the clock as the project's settings say, or none.
        device: "auto", "cpu" or "cuda".
        source: Where the images come from; None: from the scope's folders.
        control: Lets a user hold the run, and ends one that watches.
        progress: Gets each `ResultRow` once it is stored.

    Returns:
        The finished run.

    Raises:
        ProjectError: No such model yet, no images, or a challenge is due, at the start or when the
            run is to go on after a pause; then it is INTERRUPTED and can be resumed.
        UsageError: No folder is given, or not a field that the project asks for; or images are
            sorted into folders that the run would look into.
        ModelError: The model cannot be loaded.
        SignInError: Nobody is signed in, and the project asks for it.
        StoreError: Results cannot be stored; those before are kept.
        Cancelled: The user asked to stop; what was stored is kept, the run is CANCELLED and can
            be resumed.
    """
    operator = project.authorize(Role.OPERATOR, operator)
    scope = run_plan.as_scope(scope)
    given = {
        TraceField.LOT: lot,
        TraceField.SERIAL: serial,
        TraceField.OPERATOR: operator,
        TraceField.STATION: station,
        TraceField.SHIFT: shift,
    }
    require_fields(trace_settings(project), given, watch=scope.watch)
    require_apart(action_settings(project), scope)
    model = run_plan.chosen_model(project, model_id)
    require_challenge(project, model)
    source = source or run_plan.new_source(project, scope, bit_depth=model.bit_depth)
    detector, checks = _load(project, model, device=device, progress=progress)
    run = project.store.runs.start(
        model_id=model.id,
        folder=scope.folders[0],
        total=source.count or 0,
        lot=lot,
        operator=operator,
        station=station,
        serial=serial,
        shift=shift,
        scope=scope,
        images=source.images,
    )
    return _Inspection(
        project, run, model, detector, checks, source=source, control=control, progress=progress
    ).carry_out()


def resume(
    project: Project,
    run_id: int,
    *,
    device: str = "auto",
    source: ImageSource | None = None,
    control: RunControl | None = None,
    progress: Progress,
) -> RunInfo:
    """Go on with a run that was paused, cancelled or interrupted, with the model it began with.

    What it took in when it began and has no result yet is inspected; a file that is gone since
    gets a result that says so. Images that are new in its folders are left out and told of; a
    watch takes them in, and so does a run of which no list is kept, from before schema 0024.
    Arguments, outcome and errors as for `inspect`.

    Raises:
        ProjectError: A challenge is due.
        UsageError: The run is finished, running or deleted; or images are sorted into folders that
            it looks into.
    """
    project.authorize(Role.OPERATOR)
    run = run_plan.unfinished_run(project, run_id)
    require_apart(action_settings(project), run.scope)
    model = run_plan.chosen_model(project, run.model_id)
    require_challenge(project, model)
    source = source or run_plan.remaining_source(project, run, bit_depth=model.bit_depth)
    detector, checks = _load(project, model, device=device, progress=progress)
    total = run.counts.total + (source.count or 0)
    run = project.store.runs.set_status(run_id, RunStatus.RUNNING, total=total)
    return _Inspection(
        project, run, model, detector, checks, source=source, control=control, progress=progress
    ).carry_out()


def _load(
    project: Project, model: ModelInfo, *, device: str, progress: Progress
) -> tuple[AnyDetector, ImageChecks]:
    progress.status(msg("Loading the model"))
    detector = load_detector(project, model, device=device)
    raise_if_cancelled(progress)
    checks = checks_of_model(project, model.id, detector, should_stop=lambda: progress.is_cancelled)
    raise_if_cancelled(progress)
    return detector, checks


class _Inspection:
    """One run while it goes on: keeps the stages going until all images are stored."""

    def __init__(
        self,
        project: Project,
        run: RunInfo,
        model: ModelInfo,
        detector: AnyDetector,
        checks: ImageChecks,
        *,
        source: ImageSource,
        control: RunControl | None,
        progress: Progress,
    ) -> None:
        self._project = project
        self._runs = project.store.runs
        self._run = run
        self._model = model
        self._detector = detector
        self._source = source
        self._control = control or RunControl()
        self._control.run_id = run.id
        self._progress = progress
        self._taken_in = run.counts.total
        self._watched = (
            set(project.store.results.inspected_files(run.id)) if run.scope.watch else set()
        )
        self._stored = self._scored = run.counts.total
        self._done: float = self._stored
        self._total = run.total
        scores = project.store.results
        self._known = scores.known_scores(run.model_id) if run.scope.changed_only else {}
        self._checks = checks
        self._actions = self._control.actions = make_runner(
            project, run, should_stop=lambda: progress.is_cancelled
        )
        self._is_held = False
        self._said: tuple[Message, Message] | None = None
        self._counted, self._counted_at = Outstanding(), -math.inf
        self._looked_at = monotonic()  # whether a challenge is due
        self._tracer = Tracer(trace_settings(project), run, self._control)
        self._writer = ResultWriter(project, run.id, on_stored=self._on_stored)

    def carry_out(self) -> RunInfo:
        """Inspect, and leave the run in the state that tells how it ended."""
        status = RunStatus.INTERRUPTED
        left_out: Sequence[LeftOut] = ()
        try:
            self._say_activity()
            if self._run.counts.total:
                add_left(self._project, self._run, self._actions)
            with ThreadPoolExecutor(_DECODERS, thread_name_prefix="decode") as pool:
                for paths in self._source.batches(self._control, self._progress):
                    self._wait_while_paused()
                    if self._run.scope.rate is not None:
                        self._inspect_videos(pool, paths, rate=self._run.scope.rate)
                        continue
                    self._take_in(paths)
                    self._tracer.hand_out(paths)
                    self._inspect(pool, paths)
            left_out = self._source.left_out(self._progress)
            status = RunStatus.FINISHED
        except Cancelled:
            status = RunStatus.CANCELLED
            raise
        finally:
            if self._actions.left:
                self._progress.status(msg("Finishing what is done after each image"))
            self._actions.close()
            run = self._runs.finish(self._run.id, status, left_out=left_out)
        return run

    def _inspect(self, pool: Executor, paths: Sequence[Path]) -> None:
        """Decode, score and store some images."""
        decoded = self._decoded(pool, paths)
        try:
            for group in group_by_size(decoded, self._detector.batch):
                self._wait_while_paused()
                found = score(self._detector, group, between=self._between)
                self._scored += len(found)
                self._writer.add([self._tracer.trace(new) for new in found])
        finally:
            decoded.close()
            self._writer.flush()

    def _decoded(self, pool: Executor, paths: Sequence[Path]) -> Generator[DecodedImage]:
        return decode_ahead(
            pool,
            self._source,
            paths,
            input_size=self._detector.input_size,
            bit_depth=self._model.bit_depth,
            known=self._known,
            checks=self._checks,
            should_stop=lambda: self._progress.is_cancelled,
        )

    def _inspect_videos(self, pool: Executor, places: Sequence[Path], *, rate: float) -> None:
        """Inspect videos and image sequences; what is found of each is stored in one piece."""
        kept = self._project.store.folder / FRAMES / str(self._run.id)
        for number, place in enumerate(places):

            def on_frame(share: float | None, number: int = number) -> None:
                self._wait_while_paused()
                if share is not None:
                    self._progress.fraction((number + share) / len(places))

            thresholds = self._project.store.thresholds.current(self._run.model_id).thresholds
            found, scores = inspect_frames(
                self._frames(pool, place, rate=rate),
                detector=self._detector,
                thresholds=thresholds,
                folder=kept / str(self._run.scope.folders.index(place) + 1),
                on_frame=on_frame,
            )
            self._grow(len(found))
            self._writer.add_video([self._tracer.trace(new) for new in found], scores)
        self._progress.fraction(1.0)

    def _frames(self, pool: Executor, place: Path, *, rate: float) -> FrameSource:
        if is_video_name(place.name) and not place.is_dir():
            return VideoFile(
                place,
                rate=rate,
                detector=self._detector,
                checks=self._checks,
                should_stop=lambda: self._progress.is_cancelled,
            )
        images = run_plan.frames_of(self._run.scope, place, taken_in=self._source.images)
        return ImageSequence(place, self._decoded(pool, images), rate=rate, total=len(images))

    def _take_in(self, paths: Sequence[Path]) -> None:
        """See to it that the run's total covers what the source has handed out.

        A watched file may be handed out again, and counts once.
        """
        if self._run.scope.watch:
            paths = [path for path in paths if path not in self._watched]
            self._watched.update(paths)
        self._grow(len(paths))

    def _grow(self, count: int) -> None:
        self._taken_in += count
        if self._taken_in > self._total:
            self._total = self._taken_in
            self._runs.set_status(self._run.id, RunStatus.RUNNING, total=self._total)

    def _between(self, share: float) -> None:
        """Before each tile of an image, of which a share is done."""
        self._wait_while_paused()
        if share:
            self._tell(self._scored + share)

    def _wait_while_paused(self) -> None:
        """Wait while the run is paused; return at once if it is not.

        Raises:
            Cancelled: The user has cancelled the run.
            ChallengeDueError: A challenge became due during the pause.
        """
        raise_if_cancelled(self._progress)
        if not self._control.is_paused:
            self._say_activity()
            return
        self._writer.flush()
        self._runs.set_status(self._run.id, RunStatus.PAUSED)
        self._is_held = True
        while self._control.is_paused:
            self._control.wait(_PAUSE_SECONDS, unless=self._may_go_on)
            raise_if_cancelled(self._progress)
        require_challenge(self._project, self._model)
        self._runs.set_status(self._run.id, RunStatus.RUNNING)
        self._is_held = False
        self._say_activity()

    def _say_activity(self) -> None:
        """Say how the run stands if that is something else now; a count that grows, now and then.

        A run that goes on is not ended for a challenge: its parts come all the same.
        """
        now = monotonic()
        if now >= self._looked_at + CHALLENGE_SECONDS:
            self._looked_at = now
            self._control.challenge_due = why_held(self._project, self._model)
        activity, counted = self._activity(), self._actions.outstanding
        said = activity, self._control.challenge_due
        is_counted = counted != self._counted and now >= self._counted_at + _COUNTED
        if said != self._said or is_counted:
            self._said, self._counted, self._counted_at = said, counted, now
            self._progress.status(activity)

    def _activity(self) -> Message:
        due = self._control.challenge_due
        if self._is_held:
            return msg("Paused")
        if self._control.is_folder_away:
            return msg("The folder cannot be listed now; looking again soon")
        words = msg("A challenge is due. {reason}", reason=due) if due else NOTHING
        return self._actions.trouble or words or self._source.activity

    def _may_go_on(self) -> bool:
        """Asked while waiting: what is said just before the wait begins wakes nobody."""
        self._say_activity()
        return self._progress.is_cancelled or not self._control.is_paused

    def _on_stored(self, rows: list[ResultRow]) -> None:
        for row in rows:
            self._progress.partial(row)
        self._source.on_stored(rows)
        self._actions.add(rows)
        self._stored += len(rows)
        self._control.done = self._stored
        self._tell(self._stored)

    def _tell(self, done: float) -> None:
        """Report so many images of the run as done; what was reported never shrinks."""
        self._done = max(self._done, done)
        if self._source.count is not None:
            self._control.total = self._total
            self._progress.fraction(self._done / self._total)
