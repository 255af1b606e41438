"""Controller of the review: shows verdicts at once, and stores them in the background."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QSettings, Signal

from ad_studio.domain import Mark, ResultRow, Verdict, VerdictEvent
from ad_studio.errors import AdStudioError, ImageError
from ad_studio.messages import msg
from ad_studio.services import results
from ad_studio.services.projects.project import Project
from ad_studio.services.results import verdicts
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.verdict_guard import VerdictGuard
from ad_studio.ui.inspect.widgets.result_list import ResultList
from ad_studio.ui.inspect.widgets.verdict_bar import VerdictBar
from ad_studio.ui.messages import localized
from ad_studio.ui.text import verdict_word

_REASONS = 8  # offered beside the project's defects

_Outcome = tuple[VerdictEvent, ResultRow] | None


@dataclass(frozen=True, slots=True)
class _Saying:
    """What is being stored: the rows as they were, by result, and what came of the first ones."""

    before: dict[int, ResultRow]
    done: Sequence[VerdictEvent | ImageError]


class ReviewController(QObject):
    """Verdicts on the image in the viewer, their undoing, and the review queue.

    Everything that a person does here becomes an event of the audit trail, in the order of the
    keys: one task queue stores them.

    Signals:
        ended: Nothing is left to review.
        refused(AdStudioError): A verdict was not stored: the file is not what was scored, or
            nothing can be stored.
    """

    ended = Signal()
    refused = Signal(object)

    def __init__(
        self,
        state: InspectState,
        *,
        verdict_bar: VerdictBar,
        result_list: ResultList,
        guard: VerdictGuard,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._guard = guard
        self._results = state.results
        self._image = state.image
        self._bar = verdict_bar
        self._list = result_list
        self._strip = result_list.review
        self._saying: dict[int, _Saying] = {}  # by the job that stores it
        self._bar.given.connect(self.give)
        self._bar.unsure_said.connect(self.unsure)
        self._bar.skipped.connect(self.skip)
        self._bar.undo_asked.connect(self.undo)
        self._bar.redo_asked.connect(self.redo)
        self._bar.reasons.chosen.connect(self._on_reason)
        self._bar.reasons.left.connect(self._focus_list)
        self._strip.toggled.connect(self._on_toggled)
        self._strip.chosen.connect(lambda _kind: self._on_toggled(True))
        result_list.notice.leave_asked.connect(lambda: self._strip.start.setChecked(False))
        result_list.notice.clear_asked.connect(self._clear_filter)
        state.results.filters_changed.connect(self._keep_to_list)
        state.results.counts_changed.connect(self._show_progress)
        state.draft.tried.connect(self._keep_to_list)
        state.draft.in_force.connect(self._line_up)
        state.queues.writing.finished.connect(lambda job, _events: self._saying.pop(job, None))
        state.opened.connect(self._on_opened)
        state.reread.connect(self._on_reread)
        state.grew.connect(self._on_grew)

    # ---- what is said

    def give(self, verdict: Verdict, *, at: float | None = None) -> None:
        """Record a verdict on the result whose pixels are on the screen.

        An image that could not be scored gets none, and neither does one that nobody can have
        seen: it came on the screen only just now, or its file is not what was scored.

        Args:
            verdict: The verdict.
            at: When the key for it went down, in milliseconds of the guard's clock; None: now.
        """
        row = self._addressed(at)
        if row is None:
            return
        if self._image.fault:
            self._refuse(self._image.fault)
        else:
            self._say(row, human=verdict, reason=self._bar.reasons.reason)
            self._advance(row)

    def unsure(self, *, at: float | None = None) -> None:
        """Record that the user cannot tell; the machine's verdict goes on counting."""
        row = self._addressed(at)
        if row is not None:
            self._say(row, mark=Mark.UNSURE, reason=self._bar.reasons.reason)
            self._advance(row)

    def skip(self, *, at: float | None = None) -> None:
        """Leave the image for later and go on; what was said of it already stands."""
        row = self._addressed(at)
        if row is None:
            return
        if row.human is None and row.mark is None:
            self._say(row, mark=Mark.SKIPPED)
        if self.active:
            self._advance(row)
        else:
            self._image.step(1)

    def confirm(self, rows: Sequence[ResultRow]) -> None:
        """Record the machine's verdict as that of a person, on several results at once.

        What could not be scored is left out.
        """
        self._say_all(
            [
                (row, replace(row, human=machine, mark=None))
                for row in rows
                if (machine := self._results.machine_verdict(row)) is not None and not row.error
            ]
        )

    def undo(self) -> None:
        """Take the last thing said back, and go to the image that it was about."""
        self._walk(verdicts.undo_last, self._on_undone)

    def redo(self) -> None:
        """Say what was taken back last once more, and go to the image that it is about."""
        self._walk(verdicts.redo_last, self._on_redone)

    def _addressed(self, at: float | None) -> ResultRow | None:
        """The result that a key is meant for: the one on the screen.

        While another image is on its way, or has only just come, a key says nothing rather than
        something about the wrong one. At the end of a review nothing is on the screen, so that
        one key too many changes nothing.
        """
        row = self._image.row
        if self._state.project is None or row is None or row.error:
            return None
        if not self._image.is_here:
            self._bar.say(self.tr("The next image is on its way; nothing was said."))
            return None
        if not self._guard.was_seen(row.id, at=at):
            words = self.tr("Too soon: this image has only just appeared. Nothing was said.")
            self._bar.say(words)
            return None
        return row

    def _refuse(self, why: str) -> None:
        self._bar.say(self.tr("No verdict was given. {why}").format(why=why))

    def _say(
        self,
        row: ResultRow,
        *,
        human: Verdict | None = None,
        mark: Mark | None = None,
        reason: str = "",
    ) -> None:
        self._say_all([(row, replace(row, human=human, mark=mark, reason=reason))])

    def _say_all(self, said: Sequence[tuple[ResultRow, ResultRow]]) -> None:
        """Show what is said of results, each as it was and as it is now, and store it."""
        project, author = self._state.project, self._state.operator
        if project is None:
            return
        self._results.update_rows([now for _before, now in said])

        done: list[VerdictEvent | ImageError] = []

        def work(_progress: object) -> list[VerdictEvent | ImageError]:
            for _before, now in said:
                done.append(_record(project, now, author=author))
            return done

        def stored(events: list[VerdictEvent | ImageError]) -> None:
            """An undo of before that arrived in between may have shown an older state."""
            other = []
            for (before, wanted), event in zip(said, events, strict=True):
                now = self._results.result(before.id)
                if isinstance(event, ImageError):
                    self._take_back(before, event)
                elif now is not None and (now.human, now.mark) != (event.human, event.mark):
                    other.append(
                        replace(now, human=event.human, mark=event.mark, reason=wanted.reason)
                    )
            self._results.update_rows(other)

        job = self._state.queues.writing.start(work, then=stored)
        self._saying[job] = _Saying({before.id: before for before, _now in said}, done)

    def take_back_unstored(self, job: int, error: AdStudioError) -> None:
        """Show nothing as said that is not stored, also where what is stored cannot be read now."""
        saying = self._saying.pop(job, None)
        if saying is None:
            return
        unsaid = list(saying.before.values())[len(saying.done) :]
        back = []
        for row in unsaid:
            later = next((one for one in self._saying.values() if row.id in one.before), None)
            if later is not None:  # said once more meanwhile: it goes back to this if that fails
                later.before[row.id] = row
            elif self._results.result(row.id) is not None:
                back.append(row)
        self._results.update_rows(back)
        if unsaid:
            name, count, why = unsaid[0].path.name, len(unsaid), error.message
            words = msg("{count} verdicts were not stored. {why}", count=count, why=why)
            if count == 1:
                words = msg("The verdict on {name} was not stored. {why}", name=name, why=why)
            self._bar.say(localized(words))
            self.refused.emit(AdStudioError(words, path=error.path, hint=error.hint))

    def _take_back(self, row: ResultRow, error: ImageError) -> None:
        """The file of an image was exchanged while it was being looked at."""
        if self._results.result(row.id) is not None:
            self._results.update_rows([row])
        words = msg(
            "The verdict on {name} was not stored. {why}", name=row.path.name, why=error.message
        )
        self.refused.emit(ImageError(words, path=row.path, hint=error.hint))

    def _on_reason(self, reason: str) -> None:
        """A reason given afterwards is said with the verdict that stands."""
        row = self._image.row
        if row is None or not (row.human or row.mark is Mark.UNSURE):
            return
        if self._addressed(None) is not None:
            self._say(row, human=row.human, mark=row.mark, reason=reason)

    def _walk(
        self,
        step: Callable[..., VerdictEvent | None],
        then: Callable[[_Outcome], None],
    ) -> None:
        project, author = self._state.project, self._state.operator
        run_id = self._state.run_id
        if project is None or run_id is None:
            return
        runs = tuple({run_id, *self._results.table.lots})

        def work(_progress: object) -> _Outcome:
            event = step(project, run_ids=runs, author=author)
            return None if event is None else (event, results.result(project, event.result_id))

        self._state.queues.writing.start(work, then=then)

    def _on_undone(self, outcome: _Outcome) -> None:
        self._on_walked(
            outcome,
            nothing=self.tr("There is nothing to undo."),
            said=self.tr("Taken back: {name} is {word} again."),
        )

    def _on_redone(self, outcome: _Outcome) -> None:
        self._on_walked(
            outcome,
            nothing=self.tr("There is nothing to do again."),
            said=self.tr("Done again: {name} is {word}."),
        )

    def _on_walked(self, outcome: _Outcome, *, nothing: str, said: str) -> None:
        if outcome is None:
            self._bar.say(nothing)
            return
        _event, row = outcome
        if self._results.result(row.id) is None:
            return  # another run was chosen meanwhile
        self._results.update_rows([row])
        self._image.show(row.id)
        word = verdict_word(self._results.verdict(row))
        self._bar.say(said.format(name=row.path.name, word=word))

    # ---- the review

    @property
    def active(self) -> bool:
        """True while the list is a review queue and verdicts go on to the next image."""
        return self._results.queue is not None

    def begin(self, kind: QueueKind) -> None:
        """Start the review of a queue, or go over to it."""
        strip = self._strip
        strip.kind.setCurrentIndex(strip.kind.findData(kind))
        if strip.start.isChecked():
            self._on_toggled(True)
        else:
            strip.start.setChecked(True)

    def _on_opened(self) -> None:
        self._recall()
        self.show_first()

    def _on_reread(self) -> None:
        self._recall()
        self._keep_to_list()

    def _on_grew(self) -> None:
        if self._image.requested_id is None:
            self.show_first()

    def _recall(self) -> None:
        """Begin the review if it was on when this project was left, and offer its reasons."""
        snapshot = self._state.session.snapshot
        if snapshot is None:
            return
        stored = str(QSettings().value(self._setting(), ""))
        if stored in set(QueueKind):
            self._strip.kind.setCurrentIndex(self._strip.kind.findData(QueueKind(stored)))
        if bool(stored) != self._strip.start.isChecked():
            self._strip.start.setChecked(bool(stored))
        given = self._results.table.reasons(_REASONS)
        self._bar.reasons.offer(dict.fromkeys((*snapshot.info.defects, *given)))
        row = self._image.row
        self._bar.reasons.show_reason(row.reason if row else "")

    def _line_up(self) -> None:
        """Other thresholds are in force: the queue is another one."""
        if self._results.queue is not None:
            self._results.set_queue(self._results.queue.kind)
            if self._image.requested_id is None:
                self.show_first()

    def show_first(self) -> None:
        """Go to the top of the list; in a review, to where it was left."""
        if not self.active:
            self._image.show_first()
        elif len(self._results.table):
            self._go_on(self._results.next_in_queue(None))

    def _go_on(self, following: int | None) -> None:
        """Bring the next of the review, or say that there is none."""
        if following is None:
            self._image.leave(self._results.why_nothing())
            self.ended.emit()
        else:
            self._image.show(following)

    def _keep_to_list(self) -> None:
        """The list holds other images: show one of them or none, never one that it left out."""
        image = self._image
        image.keep_to_list()
        if image.requested_id is None and (self.active or image.left_id is None):
            self.show_first()

    def _clear_filter(self) -> None:
        self._results.set_filters(Filters())
        self._focus_list()

    def _focus_list(self) -> None:
        self._list.view.setFocus()

    def _on_toggled(self, active: bool) -> None:
        kind = self._strip.queue_kind if active else None
        if self._state.project is not None:
            QSettings().setValue(self._setting(), kind.value if kind else "")
        if active:
            self._results.pin(None)  # what is on the screen is not of the queue for that alone
        self._results.set_queue(kind)
        self._list.show_queue(active)
        self._show_progress()
        if active or self._image.requested_id is None:
            self.show_first()
        self._focus_list()

    def _advance(self, row: ResultRow) -> None:
        if self.active:
            following = self._results.next_in_queue(row.id)
            self._go_on(self._results.next_in_queue(None) if following is None else following)

    def _show_progress(self) -> None:
        queue = self._results.queue
        if queue is not None:
            self._strip.show_progress(queue.done(self._results.table), len(queue))

    def _setting(self) -> str:
        project = self._state.project
        return f"review/{project.info.slug if project else ''}"


def _record(project: Project, row: ResultRow, *, author: str) -> VerdictEvent | ImageError:
    """Store what is said of a result, or return why not: its file is not what was scored."""
    if row.mark is not None:
        return verdicts.record_mark(project, row.id, row.mark, author=author, reason=row.reason)
    try:
        verdicts.require_unchanged(results.result(project, row.id))
    except ImageError as error:
        return error.without_frames()
    return verdicts.record_verdict(project, row.id, row.human, author=author, reason=row.reason)
