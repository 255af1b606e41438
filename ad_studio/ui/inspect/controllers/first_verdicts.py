"""Asks for the first verdicts while thresholds are provisional, and says what comes after them."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from ad_studio.domain.verdict_codes import NO_VERDICT
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.first_verdicts import first_to_judge
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.services.thresholds.provisional import verdicts_missing
from ad_studio.ui.inspect.controllers.review import ReviewController
from ad_studio.ui.inspect.controllers.thresholds import ThresholdController
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.threshold_panel.panel import ThresholdFacts, ThresholdPanel
from ad_studio.ui.text import grouped
from ad_studio.ui.widgets.banner import Banner, Level
from ad_studio.ui.widgets.basics import button


class FirstVerdictsController(QObject):
    """Keeps a note above the results: judge these images first; then, what their verdicts allow.

    It is there for the model in force only, and not while images are being inspected. What the
    user has closed stays closed until another run is on show or another thing is to be said.

    Signals:
        learn_asked: A model is to learn from the confirmed parts.
    """

    learn_asked = Signal()

    def __init__(
        self,
        state: InspectState,
        *,
        note: Banner,
        panel: ThresholdPanel,
        thresholds: ThresholdController,
        review: ReviewController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._note = note
        self._panel = panel
        self._review = review
        self._facts: ThresholdFacts | None = None
        self._topic = ""  # of what was said last; empty: nothing
        self._is_put_away = False
        thresholds.facts_read.connect(self._on_read)
        state.cleared.connect(self._forget)
        state.changed.connect(self._show)
        state.session.changed.connect(self._show)
        state.live_changed.connect(self._show)

    def put_away(self, away: bool) -> None:
        """Say nothing while something else stands in the place of the results, or go on."""
        self._is_put_away = away
        self._show()

    def _on_read(self, facts: ThresholdFacts) -> None:
        """Take in the verdicts on all runs of the model; those on other runs change the queue."""
        results = self._state.results
        before = results.other_confirmed
        results.other_confirmed = facts.verified.without(results.table.ids).confirmed
        self._facts = facts
        moved = not np.array_equal(before, results.other_confirmed)
        if moved and results.queue is not None and results.queue.kind is QueueKind.FIRST:
            results.set_queue(QueueKind.FIRST)
        self._show()

    def _forget(self) -> None:
        self._facts = None
        self._state.results.other_confirmed = np.zeros(0)
        self._say_nothing()

    def _show(self) -> None:
        """Say what is to be said now."""
        facts, version = self._facts, self._state.draft.version
        if facts is None or version is None or not self._applies():
            self._say_nothing()
        elif missing := verdicts_missing(version, facts.verified):
            self._ask(missing)
        else:
            self._offer(facts)

    def _applies(self) -> bool:
        """Whether results of the model in force are judged by provisional thresholds."""
        state, snapshot = self._state, self._state.session.snapshot
        version = state.draft.version
        model = snapshot.model if snapshot else None
        return (
            version is not None
            and model is not None
            and version.model_id == model.id
            and version.basis.is_provisional
            and len(state.results.table) > 0
            and not state.is_live
            and not self._is_put_away
        )

    def _ask(self, missing: int) -> None:
        found = self._to_judge()
        if not found:
            words = self.tr(
                "Thresholds are provisional. Still missing: %Ln verdict(s). No image of this run "
                "is left to judge: inspect more.",
                "",
                missing,
            )
            self._say("missing", words, Level.INFO)
            return
        if self._all_exceed_review():
            words = self.tr(
                "All {total} images exceed REVIEW. Confirm %Ln good one(s) to learn from.",
                "",
                missing,
            ).format(total=grouped(len(self._state.results.table)))
        else:
            words = self.tr("Thresholds are provisional. Judge %Ln image(s) first.", "", found)
        if self._say("ask", words, Level.INFO):
            start = button(
                self.tr("Judge them now"),
                icon="play",
                tip=self.tr("Review the images that tell most about where the thresholds belong"),
            )
            self._note.add_action(start, self._start, closes=False)

    def _offer(self, facts: ThresholdFacts) -> None:
        """Say what the verdicts allow."""
        words = self.tr("{ok} OK and {ng} NG are confirmed; thresholds are still provisional.")
        verified = facts.verified
        ok, ng = grouped(len(verified.confirmed_ok)), grouped(len(verified.confirmed_ng))
        can_learn = len(verified.confirmed_ok) > 0
        topic = "offer learning" if can_learn else "offer"
        if not self._say(topic, words.format(ok=ok, ng=ng), Level.SUCCESS):
            return
        look = button(
            self.tr("Suggestions"),
            tip=self.tr("Show the thresholds that the verdicts suggest"),
        )
        self._note.add_action(look, self._panel.show_suggestions, closes=False)
        if can_learn:
            learn = button(
                self.tr("Learn from them"),
                tip=self.tr("Train a candidate on the parts confirmed OK, and compare it"),
            )
            self._note.add_action(learn, self.learn_asked.emit, closes=False)

    def _all_exceed_review(self) -> bool:
        """Whether no image that could be scored is OK by the machine."""
        table = self._state.results.table
        scores = table.scores[~np.isnan(table.scores)]
        limits = table.thresholds
        return limits is not None and len(scores) > 0 and bool((scores >= limits.review).all())

    def _to_judge(self) -> int:
        """How many images of the results on show are to be judged first."""
        results = self._state.results
        table = results.table
        if table.thresholds is None:
            return 0
        chosen = first_to_judge(table, table.thresholds, other_confirmed=results.other_confirmed)
        return int(np.count_nonzero(table.human[chosen] == NO_VERDICT))

    def _start(self) -> None:
        self._state.results.set_filters(Filters())
        self._review.begin(QueueKind.FIRST)

    def _say(self, topic: str, words: str, level: Level) -> bool:
        """Show words; True if their buttons are still to be added.

        What the user closed of the same topic stays closed.
        """
        if topic == self._topic:
            if not self._note.isHidden():
                self._note.reword(words)
            return False
        self._topic = topic
        self._note.say(words, level=level)
        return True

    def _say_nothing(self) -> None:
        self._topic = ""
        self._note.clear()
