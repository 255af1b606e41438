"""Offers to learn from the confirmed parts where a review ends."""

from PySide6.QtCore import QObject

from ad_studio.services.learning.plan import confirmed_good
from ad_studio.ui.inspect.controllers.review import ReviewController
from ad_studio.ui.inspect.state import InspectState
from ad_studio.ui.inspect.widgets.review_strip import ListNotice


class LearningOfferController(QObject):
    """Counts the parts confirmed as good once the last verdict of a review is stored."""

    def __init__(
        self,
        state: InspectState,
        *,
        review: ReviewController,
        notice: ListNotice,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._notice = notice
        review.ended.connect(self._count)
        state.session.opened.connect(lambda: notice.offer_learning(0))

    def _count(self) -> None:
        project = self._state.project
        if project is not None:
            self._state.queues.writing.start(
                lambda _progress: confirmed_good(project), then=self._notice.offer_learning
            )
