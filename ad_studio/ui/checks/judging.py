"""Where an inspector judges the parts of a study: the image alone, and two answers.

Neither name, score, heat nor an earlier verdict is shown. An answer counts under the same rules as
a verdict: only for an image that can have been seen, and never from a barcode scanner or a key held
down.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton

from ad_studio.domain import Study, Verdict
from ad_studio.errors import AdStudioError
from ad_studio.progress import Progress
from ad_studio.services.study import session as service
from ad_studio.services.study.session import Turn
from ad_studio.ui import icons
from ad_studio.ui.bindings import Binding, Group
from ad_studio.ui.detail_loader import DetailLoader
from ad_studio.ui.event_times import monotonic_ms
from ad_studio.ui.i18n import translate
from ad_studio.ui.images import Picture
from ad_studio.ui.inspect.keys import KeyFilter, zooming
from ad_studio.ui.inspect.result_loader import Loaded, ResultLoader
from ad_studio.ui.inspect.verdict_guard import VerdictGuard
from ad_studio.ui.inspect.widgets.viewer import Viewer
from ad_studio.ui.messages import localized
from ad_studio.ui.session import Session
from ad_studio.ui.widgets.basics import button, label
from ad_studio.ui.widgets.layouts import hbox, vbox


class JudgingView(QFrame):
    """One inspector at a study; `begin` starts, or goes on where it was left.

    Signals:
        ended: The inspector wants to leave, or has judged everything.
        failed(AdStudioError): An answer was not stored, or the next part cannot be shown.

    Attributes:
        turn: What is judged now; None while it is being fetched or stored.
        guard: Knows for how long the image has been on the screen.
    """

    ended = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, *, clock: Callable[[], float] = monotonic_ms) -> None:
        super().__init__()
        self._session = session
        self._tasks = session.jobs.queue("study", latest_only=False)
        session.guard(self._tasks, self.tr("An agreement study"))
        self._study: Study | None = None
        self._inspector = ""
        self._fault = ""
        self.turn: Turn | None = None
        self.guard = VerdictGuard(clock)
        self.viewer = Viewer()
        self._loader = ResultLoader(session.jobs, self)
        self._detail = DetailLoader(session.jobs, "study-detail", self)
        self._place = label(role="heading")
        self._answers = [self._answer_button(one) for one in (Verdict.OK, Verdict.NG)]
        self.leave = button(
            self.tr("Interrupt"),
            tip=self.tr("Go back; the study goes on here the next time"),
            on=self._end,
        )
        head = hbox(spacing=16)
        head.addWidget(self._place, 1)
        head.addWidget(self.leave)
        below = hbox(spacing=16)
        for one in self._answers:
            below.addWidget(one, 1)
        column = vbox(self, spacing=12, margins=(0, 12, 0, 0))
        column.addLayout(head)
        column.addWidget(self.viewer, 1)
        column.addLayout(below)
        self.keys = self._make_keys()
        self.key_filter = KeyFilter(self, self.keys, acts_on=self.viewer, clock=clock)
        self._loader.loaded.connect(self._on_loaded)
        self.viewer.detail_wanted.connect(self._on_detail_wanted)
        self.viewer.painted.connect(self.guard.note_painted)
        self._tasks.failed.connect(self._on_failed)
        session.opened.connect(self._on_opened)

    def begin(self, study: Study, inspector: str) -> None:
        """Have an inspector judge what is left for them."""
        self._study, self._inspector = study, inspector
        self._blank("")
        self._place.setText(inspector)
        self.viewer.setFocus()
        self._fetch()

    def give(self, verdict: Verdict, *, at: float | None = None) -> None:
        """Take an answer for the part on the screen, if it can have been seen.

        Args:
            verdict: OK or NG.
            at: When the key for it went down, in milliseconds of the guard's clock; None: now.
        """
        turn, study, project = self.turn, self._study, self._session.project
        if turn is None or study is None or project is None or self._fault:
            return
        if not self.guard.was_seen(turn.row.id, at=at):
            return
        self.turn = None

        def work(_progress: Progress) -> Turn | None:
            service.give_answer(project, study, turn, verdict)
            return service.next_turn(project, study, turn.inspector)

        self._tasks.start(work, then=self._on_turn)

    def _fetch(self) -> None:
        study, project, inspector = self._study, self._session.project, self._inspector
        if study is not None and project is not None:
            self._tasks.start(
                lambda _progress: service.next_turn(project, study, inspector), then=self._on_turn
            )

    def _on_turn(self, turn: Turn | None) -> None:
        study, project = self._study, self._session.project
        if study is None or project is None:
            return
        if turn is None:
            self._end()
            return
        self.turn = turn
        words = self.tr("{inspector}: round {round} of {rounds}, part {place} of {parts}")
        self._place.setText(
            words.format(
                inspector=turn.inspector,
                round=turn.round,
                rounds=study.rounds,
                place=turn.place,
                parts=len(study.parts),
            )
        )
        self._blank(self.tr("Loading…"))
        ahead = [] if turn.following is None else [turn.following]
        self._loader.show(project, turn.row, ahead, bit_depth=self._bit_depth(study))

    def _on_loaded(self, loaded: Loaded) -> None:
        if self.turn is None or loaded.result_id != self.turn.row.id:
            return
        error = loaded.found.error
        self._fault = localized(error.advice) if error is not None else ""
        self.viewer.show_result(loaded.result_id, loaded.found.picture, None, words=self._fault)
        self.viewer.fit()
        for one in self._answers:
            one.setEnabled(not self._fault)
        self.viewer.setFocus()

    def _on_detail_wanted(self, side: int) -> None:
        """Have more pixels of the part on the screen: a fine defect may need them."""
        turn, study = self.turn, self._study
        if turn is None or study is None or self.viewer.shown_id != turn.row.id:
            return
        row = turn.row

        def show(picture: Picture) -> None:
            if self.viewer.shown_id == row.id:
                self.viewer.show_detail(picture)

        self._detail.ask(row.path, side, show, sha256=row.sha256, bit_depth=self._bit_depth(study))

    def _on_failed(self, _job: int, error: AdStudioError) -> None:
        """The part stays unanswered, and comes again when the inspector goes on."""
        self._loader.clear()
        self._end()
        self.failed.emit(error)

    def _blank(self, words: str) -> None:
        self._fault = ""
        self.guard.reset()
        self._detail.drop()
        self.viewer.show_nothing(words)
        for one in self._answers:
            one.setEnabled(False)

    def _end(self) -> None:
        self._study = self.turn = None
        self._loader.rest()
        self._blank("")
        self.ended.emit()

    def _on_opened(self) -> None:
        self._loader.clear()
        self._end()

    def _bit_depth(self, study: Study) -> int | None:
        snapshot = self._session.snapshot
        runs = snapshot.runs if snapshot else ()
        model_id = next((run.model_id for run in runs if run.id == study.run_id), None)
        return self._session.bit_depth(model_id)

    def _answer_button(self, verdict: Verdict) -> QPushButton:
        key = verdict.value[0]
        tip = self.tr("Say that this part is {verdict} (key {key})")
        made = button(
            f"{verdict.value}  ({key})",
            tip=tip.format(verdict=verdict, key=key),
            on=lambda: self.give(verdict),
        )
        made.setProperty("verdict", verdict.value)
        icons.bind(made, icons.verdict_icon_name(verdict), role=verdict.value.lower(), size=16)
        return made

    def _make_keys(self) -> tuple[Group, ...]:
        key = Qt.Key
        answers = (
            Binding(
                translate("Keys", "Say that the part is OK"),
                lambda at: self.give(Verdict.OK, at=at),
                (key.Key_O,),
                timed=True,
            ),
            Binding(
                translate("Keys", "Say that it is NG"),
                lambda at: self.give(Verdict.NG, at=at),
                (key.Key_N,),
                timed=True,
            ),
        )
        return (
            Group(translate("Keys", "Judge in a study"), answers),
            Group(translate("Keys", "Look"), zooming(self.viewer)),
        )
