"""The state of the Inspect step: the run on show, the thresholds that judge it, the current image.

Controllers change the state and follow its signals. It knows no widget.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from ad_studio.domain import (
    BY_HAND,
    Basis,
    ResultRow,
    RunInfo,
    SizeLimit,
    Thresholds,
    ThresholdVersion,
    TraceField,
)
from ad_studio.services.projects.project import Project
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.table import ResultTable
from ad_studio.ui.i18n import translate
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.run_queue import QueuedRun, RunQueue
from ad_studio.ui.session import Session

_SETTLE_MS = 16  # one frame: what is slow follows a dragged line so often, not at every step


@dataclass(frozen=True, slots=True)
class StoredRun:
    """What is stored of a run, and the thresholds of its model (or of the current one).

    Attributes:
        run: None: nothing was inspected yet.
        table: Its results; with `all_runs` those of every run of the same model.
        version: The thresholds in force; None: there is no model.
    """

    run: RunInfo | None
    table: ResultTable
    version: ThresholdVersion | None
    all_runs: bool = False


class InspectQueues:
    """Inspecting, reading what is stored, and writing verdicts and thresholds.

    `runs` says which inspections the queue `inspecting` holds.
    """

    def __init__(self, session: Session) -> None:
        jobs = session.jobs
        self.inspecting = jobs.queue("inspect", latest_only=False)
        self.runs = RunQueue(session, self.inspecting)
        self.reading = jobs.queue("results")
        self.writing = jobs.queue("verdicts", latest_only=False)
        session.guard(self.inspecting, translate("InspectQueues", "An inspection"), roaming=True)
        session.guard(self.writing, translate("InspectQueues", "Storing verdicts"))


class ThresholdDraft(QObject):
    """The thresholds used on the screen: those in force, or uncommitted ones that are being tried.

    What is tried against a version comes back whenever that version is shown again: choosing
    another run, or another model's, throws nothing away.

    Signals:
        moved: Other thresholds are tried, or the same ones for another reason; at every step of a
            line under the mouse.
        settled: The same, once a frame at most.
        tried(Thresholds | None): Judge by these from now on; with `settled`, if they are others.
        version_shown: Another version is in force, or none.
        in_force(Thresholds | None): The same, once everything is judged by it.

    Attributes:
        version: In force; None: there is no model.
        thresholds: Being tried, or those in force.
        basis: What `thresholds` rest on, as it would be stored.
    """

    moved = Signal()
    settled = Signal()
    tried = Signal(object)
    version_shown = Signal()
    in_force = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.version: ThresholdVersion | None = None
        self.thresholds: Thresholds | None = None
        self.basis = BY_HAND
        self._kept: dict[ThresholdVersion, tuple[Thresholds, Basis]] = {}
        self._judging: Thresholds | None = None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.settle)

    @property
    def is_changed(self) -> bool:
        """True while there is something to commit or discard: another pair, or a better basis."""
        version = self.version
        if version is None:
            return False
        return self.thresholds != version.thresholds or self.basis not in (BY_HAND, version.basis)

    def show(self, version: ThresholdVersion | None) -> None:
        """Put a version in force; what was tried against it is tried again."""
        self.version = version
        self.thresholds, self.basis = None, BY_HAND
        if version is not None:
            in_force = version.thresholds, version.basis
            self.thresholds, self.basis = self._kept.get(version, in_force)
        self.version_shown.emit()
        self._tell_moved()
        self.in_force.emit(version.thresholds if version else None)

    def confirm(self, version: ThresholdVersion) -> None:
        """Put a version in force that was just stored; what is tried meanwhile stays so."""
        if self.version is not None:
            self._kept.pop(self.version, None)
        if self.thresholds is not None and self.thresholds != version.thresholds:
            self._kept[version] = self.thresholds, self.basis
        self.show(version)

    def take(self, thresholds: Thresholds, basis: Basis = BY_HAND) -> None:
        """Try these thresholds; nothing is stored."""
        self._take(thresholds, basis, sliding=False)

    def take_lines(self, suggested: Thresholds, basis: Basis) -> None:
        """Try suggested lines; the size limit being tried stays, no suggestion is about it."""
        limit = None if self.thresholds is None else self.thresholds.size_limit
        self.take(replace(suggested, size_limit=limit), basis)

    def move(self, *, review: float | None = None, ng: float | None = None) -> None:
        """Move one threshold, in sigma; it pushes the other one along."""
        now, version = self.thresholds, self.version
        if now is None or version is None:
            return
        if review is not None:
            pair = replace(now, review=review, ng=max(review, now.ng))
            self._take(pair, version.basis_by_hand(pair), sliding=True)
        elif ng is not None:
            pair = replace(now, review=min(ng, now.review), ng=ng)
            self._take(pair, version.basis_by_hand(pair), sliding=True)

    def limit_size(self, limit: SizeLimit | None) -> None:
        """Try how large a region must be for NG; None: any size."""
        if self.thresholds is not None:
            self.take(replace(self.thresholds, size_limit=limit), self.basis)

    def discard(self) -> None:
        """Go back to the thresholds in force."""
        if self.version is not None:
            self.take(self.version.thresholds, self.version.basis)

    def settle(self) -> None:
        """Let everything follow the thresholds now."""
        self._settling.stop()
        self.settled.emit()
        if self.thresholds != self._judging:
            self._judging = self.thresholds
            self.tried.emit(self._judging)

    def _take(self, thresholds: Thresholds, basis: Basis, *, sliding: bool) -> None:
        if self.version is not None and (thresholds, basis) != (self.thresholds, self.basis):
            self.thresholds, self.basis = thresholds, basis
            self._kept[self.version] = thresholds, basis
            if not self.is_changed:
                del self._kept[self.version]
            self._tell_moved(sliding=sliding)

    def _tell_moved(self, *, sliding: bool = False) -> None:
        self.moved.emit()
        if not sliding:
            self.settle()
        elif not self._settling.isActive():
            self._settling.start()


class CurrentImage(QObject):
    """Which result the viewer is to show, and which one it shows.

    Signals:
        requested(int): This result is to be shown.
        shown(int): The pixels of this result are on the screen now.
        blanked: The image before is off the screen, the one asked for is still on its way.
        cleared: Nothing is on the screen any more; `why_empty` says why.

    Attributes:
        requested_id: The result asked for last; its pixels may still be on their way.
        shown_id: The result whose pixels are on the screen.
        left_id: The result that the list let go of; it comes back with the list that holds it
            again, unless another one came meanwhile.
        why_empty: Why nothing is on the screen.
        fault: Why what is on the screen is not the image that was scored; empty if it is.
    """

    requested = Signal(int)
    shown = Signal(int)
    blanked = Signal()
    cleared = Signal()

    def __init__(self, results: ResultsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._results = results
        self.requested_id: int | None = None
        self.shown_id: int | None = None
        self.left_id: int | None = None
        self.why_empty = ""
        self.fault = ""

    @property
    def is_here(self) -> bool:
        """True while the result asked for last is the one on the screen."""
        return self.shown_id is not None and self.shown_id == self.requested_id

    @property
    def row(self) -> ResultRow | None:
        """The result whose pixels are on the screen at this moment."""
        return None if self.shown_id is None else self._results.result(self.shown_id)

    def show(self, result_id: int) -> None:
        """Ask for a result; the one before stays until its pixels are here."""
        if self._results.result(result_id) is not None:
            self.requested_id, self.left_id = result_id, None
            self.requested.emit(result_id)

    def mark_shown(self, result_id: int, *, fault: str = "") -> None:
        """Note that the pixels of a result are on the screen now, or why they cannot be."""
        self.shown_id, self.fault = result_id, fault
        self._results.pin(result_id)
        self.shown.emit(result_id)

    def blank(self) -> None:
        """Take the image before off the screen while the one asked for is on its way."""
        self.shown_id, self.fault = None, ""
        self.blanked.emit()

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) result of the list."""
        wanted = self._results.neighbour(self.requested_id, step)
        if wanted is not None:
            self.show(wanted)

    def show_first(self) -> None:
        """Go to the top of the list; with nothing in it, say why."""
        first = self._results.id_at(0)
        if first is not None:
            self.show(first)
        else:
            self.leave(self._results.why_nothing())

    def follow(self, successors: Mapping[int, int]) -> None:
        """Show the later result of a file that was read again, in place of the one before.

        Args:
            successors: The later result, by the one before; either may be superseded in its turn.
        """
        wanted = self.requested_id
        while wanted is not None and wanted in successors:
            wanted = successors[wanted]
        if wanted is not None and wanted != self.requested_id:
            self.show(wanted)

    def keep_to_list(self) -> None:
        """Leave the image if the list, which holds others now, does not hold it any more."""
        wanted = self.left_id if self.requested_id is None else self.requested_id
        if wanted is None:
            return
        if self._results.position(wanted) is None:
            elsewhere = self.tr(
                "The image that was here is not in the list any more. Choose another one there."
            )
            self.leave(self._results.why_nothing() or elsewhere)
            self.left_id = wanted
        elif self.requested_id is None:
            self.show(wanted)
        else:
            self._results.pin(self.shown_id)

    def leave(self, why: str) -> None:
        """Have nothing on the screen and say why; keys say nothing of any image from now on."""
        if self.requested_id is not None or self.shown_id is not None or why != self.why_empty:
            self._empty(why)

    def clear(self) -> None:
        """Have nothing on the screen; another project or run comes on show."""
        self._empty("")

    def _empty(self, why: str) -> None:
        self.requested_id = self.shown_id = self.left_id = None
        self.why_empty, self.fault = why, ""
        self._results.pin(None)
        self.cleared.emit()


class InspectState(QObject):
    """What the Inspect step shows of the open project.

    Signals:
        cleared: Nothing is on show any more.
        opened: Another run is on show, or the current thresholds without a run.
        reread: The run on show was read anew.
        grew: More results of the run that is being inspected came in.
        changed: The run, or what is known of it, is another.
        scores_changed: The scores are worth a new look.
        live_changed(bool): The run on show is being inspected, or is not any more.

    Attributes:
        session: The open project.
        queues: What runs in the background.
        results: The results in the list.
        draft: The thresholds that judge them.
        image: The result in the viewer.
        run: The run on show; None while its first results stream in.
        run_id: Its id.
        model_id: The model whose thresholds judge it.
        all_runs: True: the results are those of every run of that model.
        live: The inspection whose results come in here; None: the run on show is a stored one.
        operator: Who is at work, as typed; signs verdicts and thresholds.
    """

    cleared = Signal()
    opened = Signal()
    reread = Signal()
    grew = Signal()
    changed = Signal()
    scores_changed = Signal()
    live_changed = Signal(bool)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.queues = InspectQueues(session)
        self.results = ResultsModel()
        self.results.setParent(self)
        self.draft = ThresholdDraft(self)
        self.image = CurrentImage(self.results, self)
        self.run: RunInfo | None = None
        self.run_id: int | None = None
        self.model_id: int | None = None
        self.all_runs = False
        self.live: QueuedRun | None = None
        self.operator = ""
        session.opened.connect(lambda: self.follow(None))  # before whoever looks at it
        self.draft.tried.connect(self.results.set_thresholds)  # before whoever looks at verdicts

    @property
    def project(self) -> Project | None:
        """The open project."""
        return self.session.project

    @property
    def scale(self) -> Thresholds | None:
        """The thresholds that fix the colours of the model on show; None: there is no model."""
        snapshot = self.session.snapshot
        standing = snapshot.standing(self.model_id) if snapshot else None
        return self.draft.thresholds if standing is None else standing.scale

    @property
    def is_live(self) -> bool:
        """Whether the run on show is being inspected, or is about to be."""
        return self.live is not None

    def follow(self, queued: QueuedRun | None) -> None:
        """Show the results of an inspection as they come in; None: of none any more."""
        was_live, self.live = self.is_live, queued
        if was_live != self.is_live:
            self.live_changed.emit(self.is_live)

    def clear(self) -> None:
        """Show nothing: another project or run is about to come."""
        self.run = self.run_id = self.model_id = None
        self.all_runs = False
        self.results.replace(())
        self.image.clear()
        self.draft.show(None)
        self.cleared.emit()
        self.scores_changed.emit()

    def show(self, stored: StoredRun) -> None:
        """Show what was read: another run, or more of the same one."""
        run, version = stored.run, stored.version
        same = run is not None and run.id == self.run_id
        if not same:
            before = self.run
            self.clear()
            if before is None or run is None or before.scope.folders != run.scope.folders:
                self.results.set_filters(Filters())
        self.run, self.run_id = run, run.id if run else None
        self.model_id = version.model_id if version else None
        self.all_runs = stored.all_runs
        self.draft.show(version)
        self.results.replace(stored.table)
        self.scores_changed.emit()
        self.changed.emit()
        (self.reread if same else self.opened).emit()

    def begin(
        self, run_id: int, given: Mapping[TraceField, str], *, version: ThresholdVersion | None
    ) -> None:
        """Show a run whose first results are about to come, judged by the thresholds `version`.

        A filter of before would hide some of them.

        Args:
            run_id: The run.
            given: What its parts can be traced by.
            version: The thresholds; None where they are not known yet.
        """
        self.clear()
        self.results.set_filters(Filters())
        self.run_id = run_id
        self.results.table.add_run(
            run_id,
            lot=given[TraceField.LOT],
            operator=given[TraceField.OPERATOR],
            station=given[TraceField.STATION],
        )
        if version is not None:
            self.model_id = version.model_id
            self.draft.show(version)

    def grow(self, rows: list[ResultRow]) -> None:
        """Take in more results of the run that is being inspected.

        Where the file of the image on show was read again, its later result comes on show.
        """
        self.results.append(rows)
        self.image.follow({row.supersedes: row.id for row in rows if row.supersedes is not None})
        self.grew.emit()
