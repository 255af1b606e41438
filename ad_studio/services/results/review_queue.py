"""The review queue: which images a person looks at, in which order, and where they are."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ad_studio.domain import HumanState, Mark
from ad_studio.domain.verdict_codes import MARK_CODES, NG, OK, REVIEW, STATE_CODES, VERDICTS
from ad_studio.services.results.filters import Mask
from ad_studio.services.results.first_verdicts import first_to_judge
from ad_studio.services.results.result_arrays import Floats, Indices
from ad_studio.services.results.table import ResultTable

_SKIPPED, _NO_MARK = MARK_CODES[Mark.SKIPPED], MARK_CODES[None]
_UNCHECKED = STATE_CODES[HumanState.UNCHECKED]


class QueueKind(StrEnum):
    """What goes into a queue. The machine's verdicts count, so that it keeps still under review."""

    DOUBTFUL = "review-ng"
    REVIEW = "review"
    NG = "ng"
    ALL = "all"
    FIRST = "first-verdicts"
    """The few images to judge first, as long as thresholds are provisional."""
    SOME_OK = "some-ok"
    """The few OK images that tell most about good parts: those near REVIEW and some of the rest."""

    @property
    def is_choice(self) -> bool:
        """Whether it is a choice of few images, not all of some verdicts."""
        return self in (QueueKind.FIRST, QueueKind.SOME_OK)


@dataclass(frozen=True, slots=True, eq=False)
class ReviewQueue:
    """Images in the order of review: REVIEW first, then NG, then OK, highest score first in each.

    The order depends on scores and thresholds alone, so a verdict moves nothing. What is done is
    read off the results: what people said is stored with them, hence a queue needs no storage of
    its own to go on where it was left. A choice of few has the order of `first_to_judge`.

    Attributes:
        kind: What goes in.
        order: int64 [m], indices of a `ResultTable`.
    """

    kind: QueueKind
    order: Indices

    @classmethod
    def of(
        cls,
        table: ResultTable,
        kind: QueueKind = QueueKind.DOUBTFUL,
        *,
        among: Mask | None = None,
        other_confirmed: Floats | None = None,
    ) -> "ReviewQueue":
        """Line the images of a table up.

        Args:
            table: The results, judged by the thresholds in hand.
            kind: What goes in.
            among: Only these; None: all.
            other_confirmed: For `QueueKind.FIRST`, the scores of confirmed parts that are not in
                the table, sigma [m].
        """
        if kind.is_choice:
            return cls(kind, _chosen(table, kind, among=among, other_confirmed=other_confirmed))
        wanted = {
            QueueKind.DOUBTFUL: (REVIEW, NG),
            QueueKind.REVIEW: (REVIEW,),
            QueueKind.NG: (NG,),
            QueueKind.ALL: (REVIEW, NG, OK),
        }[kind]
        machine = table.machine
        rank = np.full(len(VERDICTS), len(wanted))
        rank[list(wanted)] = np.arange(len(wanted))
        fitting = rank[machine] < len(wanted)
        inside = np.flatnonzero(fitting if among is None else fitting & among)
        order = np.lexsort((inside, -table.scores[inside], rank[machine[inside]]))
        return cls(kind, inside[order])

    def grown(self, table: ResultTable, added: Indices) -> "ReviewQueue":
        """Take in results that came later: at the end, so that nothing moves under anybody.

        The few images to judge first stay as they are until they are chosen anew.
        """
        if self.kind.is_choice:
            return self
        fresh = ReviewQueue.of(table, self.kind).order
        return ReviewQueue(self.kind, np.concatenate((self.order, fresh[np.isin(fresh, added)])))

    def __len__(self) -> int:
        return len(self.order)

    def position(self, index: int) -> int | None:
        """Where a row stands in the queue, from 0; None if it is not in it."""
        found = np.flatnonzero(self.order == index)
        return int(found[0]) if len(found) else None

    def done(self, table: ResultTable) -> int:
        """How many have been looked at: a verdict, or unsure. Skipped ones are still to do."""
        return int(np.count_nonzero(table.states[self.order] != _UNCHECKED))

    def next(self, table: ResultTable, after: int | None = None) -> int | None:
        """The row to look at next; None when everything has been looked at.

        Args:
            table: The table that the queue was made of.
            after: The row that was dealt with just now; None: begin, or go on where it was left.

        First come those that nobody said anything about, from the place after `after` on and then
        from the top; after them those that were skipped.
        """
        at = None if after is None else self.position(after)
        start = 0 if at is None else at + 1
        turned = np.roll(self.order, -start)
        open_ = table.states[turned] == _UNCHECKED
        marks = table.marks[turned]
        for wanted in (open_ & (marks == _NO_MARK), open_ & (marks == _SKIPPED)):
            hits = turned[wanted]
            hits = hits[hits != after] if after is not None else hits
            if len(hits):
                return int(hits[0])
        return None


def _chosen(
    table: ResultTable, kind: QueueKind, *, among: Mask | None, other_confirmed: Floats | None
) -> Indices:
    """The few images of a choice, in its order."""
    if table.thresholds is None:
        return np.zeros(0, np.int64)
    if kind is QueueKind.FIRST:
        return first_to_judge(table, table.thresholds, among=among, other_confirmed=other_confirmed)
    fitting = table.machine == OK
    return first_to_judge(
        table, table.thresholds, among=fitting if among is None else fitting & among
    )
