"""What the end of a review offers: check some OK images, learn, apply the suggestion."""

from PySide6.QtCore import QObject

from ad_studio.services.learning.plan import confirmed_good
from ad_studio.services.results.filters import Filters
from ad_studio.services.results.review_queue import QueueKind
from ad_studio.services.thresholds.suggestions import Suggestion, best
from ad_studio.ui.inspect.controllers.review import ReviewController
from ad_studio.ui.inspect.controllers.thresholds import ThresholdController
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.threshold_panel.panel import ThresholdFacts, ThresholdPanel
from ad_studio.ui.inspect.widgets.review_strip import ListNotice


class ReviewEndController(QObject):
    """Finds out what can be offered once the last verdict of a review is stored, and acts on it."""

    def __init__(
        self,
        state: InspectState,
        *,
        review: ReviewController,
        thresholds: ThresholdController,
        panel: ThresholdPanel,
        notice: ListNotice,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._review = review
        self._panel = panel
        self._notice = notice
        self._best: Suggestion | None = None
        review.ended.connect(self._count)
        thresholds.facts_read.connect(self._on_facts)
        state.draft.version_shown.connect(self._offer_suggestion)
        state.session.opened.connect(self._forget)
        notice.check_asked.connect(self._check)
        notice.suggestion_asked.connect(self._try_suggestion)

    def _count(self) -> None:
        project = self._state.project
        if project is not None:
            self._state.queues.writing.start(
                lambda _progress: confirmed_good(project), then=self._notice.offer_learning
            )

    def _on_facts(self, facts: ThresholdFacts) -> None:
        self._best = best(facts.suggestions)
        self._offer_suggestion()

    def _offer_suggestion(self) -> None:
        """Offer what differs from the thresholds in force."""
        version = self._state.draft.version
        suggested = self._best.thresholds if self._best is not None else None
        is_new = version is not None and suggested != version.thresholds
        self._notice.offer_suggestion(suggested if is_new else None)

    def _forget(self) -> None:
        self._best = None
        self._notice.offer_learning(0)
        self._notice.offer_suggestion(None)

    def _check(self) -> None:
        self._state.results.set_filters(Filters())
        self._review.begin(QueueKind.SOME_OK)

    def _try_suggestion(self) -> None:
        """Try the thresholds, and lead to the button that commits them."""
        one = self._best
        if one is not None and one.thresholds is not None and one.basis is not None:
            self._state.draft.take_lines(one.thresholds, one.basis)
            self._panel.show_suggestions()
            self._panel.commit_bar.commit.setFocus()
