"""Verdicts on parts, who gave them, and the thresholds that give the machine's verdict."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ad_studio.domain.basis import BY_HAND, Basis
from ad_studio.domain.size_limits import LimitKey, SizeLimit
from ad_studio.errors import UsageError
from ad_studio.messages import NOTHING, Message, msg


class Verdict(StrEnum):
    """The verdict on a part, the worst last; REVIEW lies between the two thresholds."""

    OK = "OK"
    REVIEW = "REVIEW"
    NG = "NG"


class Mark(StrEnum):
    """A person's mark that is no verdict; the verdict of the machine still counts.

    UNSURE: looked at, and could not tell. SKIPPED: left for later.
    """

    UNSURE = "unsure"
    SKIPPED = "skipped"


class HumanState(StrEnum):
    """How the human verdict compares with that of the machine; a skipped image is unchecked."""

    UNCHECKED = "unchecked"
    CONFIRMED = "confirmed"
    OVERRIDDEN = "overridden"
    UNSURE = "unsure"


class Source(StrEnum):
    """Who gave a verdict."""

    MACHINE = "machine"
    HUMAN = "human"


class EventKind(StrEnum):
    """What an entry of the audit trail is."""

    MACHINE = "machine"
    VERDICT = "verdict"
    TAKEN_BACK = "taken back"
    UNSURE = "unsure"
    SKIPPED = "skipped"
    UNDO = "undo"
    REDO = "redo"

    @property
    def message(self) -> Message:
        """What it is, in words."""
        return _EVENT_WORDS[self]


_EVENT_WORDS = {
    EventKind.MACHINE: msg("verdict of the machine"),
    EventKind.VERDICT: msg("verdict"),
    EventKind.TAKEN_BACK: msg("verdict taken back"),
    EventKind.UNSURE: msg("marked as unsure"),
    EventKind.SKIPPED: msg("skipped"),
    EventKind.UNDO: msg("undone"),
    EventKind.REDO: msg("done again"),
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The two lines on the deviation scale, in sigma: 0 < review <= ng.

    Attributes:
        review: REVIEW from here up.
        ng: NG from here up.
        size_limit: How large the deviating region must be for NG, and where; what is smaller is
            REVIEW. None: any size.

    Raises:
        UsageError: The values are not finite, not positive, or in the wrong order.
    """

    review: float
    ng: float
    size_limit: SizeLimit | None = None

    def __post_init__(self) -> None:
        for name, value in (("review", self.review), ("NG", self.ng)):
            if not math.isfinite(value):
                raise UsageError(
                    msg(
                        "The {name} threshold must be a number, not {value:g}.",
                        name=name,
                        value=value,
                    )
                )
        if not 0 < self.review <= self.ng:
            raise UsageError(
                msg(
                    "The review threshold ({review:g}) must be above 0 and not above the NG "
                    "threshold ({ng:g}).",
                    review=self.review,
                    ng=self.ng,
                )
            )

    @property
    def lines(self) -> tuple[float, float]:
        """Both of them in sigma, without the size limit."""
        return self.review, self.ng

    @property
    def are_hundredths(self) -> bool:
        """True if two decimals say them in full."""
        return all(round(limit, 2) == limit for limit in (self.review, self.ng))

    @property
    def limits(self) -> dict[Verdict, float]:
        """The lowest score of each verdict above OK, in sigma; rising."""
        return {Verdict.REVIEW: self.review, Verdict.NG: self.ng}

    def limited(self, known: Mapping[LimitKey, float]) -> float:
        """Look up the limited score of an image, in sigma; NaN where there is none.

        Args:
            known: Limited scores by `SizeLimit.key`.
        """
        return math.nan if self.size_limit is None else known.get(self.size_limit.key, math.nan)

    def size_reason(self, score: float | None, known: Mapping[LimitKey, float]) -> Message:
        """Say why an image whose score reaches NG is REVIEW; empty where it is not so.

        Args:
            score: Of the image, in sigma; None on error.
            known: See `limited`.
        """
        limit, limited = self.size_limit, self.limited(known)
        if limit is None or score is None or not (limited < self.ng <= score):
            return NOTHING
        if limit.zones:
            return msg(
                "no region that is large enough for its zone reaches NG: {limited:.2f} sigma at "
                "most",
                limited=shown_score(limited),
            )
        return msg(
            "no region of {mm2:g} mm² or more reaches NG: {limited:.2f} sigma at most",
            mm2=limit.mm2,
            limited=shown_score(limited),
        )

    def verdict(self, score: float, *, limited: float = math.nan, warned: bool = False) -> Verdict:
        """Judge a score in sigma; an image with a warning is REVIEW at least.

        Args:
            score: Of the image.
            limited: The highest deviation, at most the score, at which a region is still as large
                as the size limit asks for; NaN: the score alone counts.
            warned: Whether the image has a warning.

        Example:
            >>> Thresholds(review=3, ng=5).verdict(3.0)
            <Verdict.REVIEW: 'REVIEW'>
        """
        return tuple(Verdict)[int(self.codes(score, limited=limited, warned=warned))]

    def codes(
        self,
        scores: npt.ArrayLike,
        *,
        limited: npt.ArrayLike = math.nan,
        warned: npt.ArrayLike = False,
    ) -> npt.NDArray[np.int8]:
        """Judge many scores, [n]: how many limits each reaches, int8 [n].

        That is the place of its verdict in `Verdict`: 0 for OK, 1 for REVIEW, 2 for NG. Where
        `warned` is true, [n] or for all, it is 1 at least. For `limited` see `verdict`.
        """
        reached = [
            np.greater_equal(scores, self.review),
            np.greater_equal(np.fmin(scores, limited), self.ng),
        ]
        codes: npt.NDArray[np.int8] = np.sum(reached, axis=0, dtype=np.int8)
        return np.maximum(codes, np.asarray(warned, np.int8))


def shown_score(score: float, decimals: int = 2) -> float:
    """Truncate a deviation in sigma to the decimals that are shown; it is never rounded up.

    Thresholds have two decimals. A truncated score is therefore on the same side of a threshold as
    the score itself: what is shown as 9.97 has reached 9.97.

    Example:
        >>> shown_score(9.966), shown_score(9.97)
        (9.96, 9.97)
    """
    if not math.isfinite(score):
        return score
    if score < 0:
        return 0.0 - shown_score(-score, decimals)
    scale = math.pow(10, decimals)
    steps = math.floor(score * scale) + 1  # the product may be rounded: look from above
    while steps / scale > score:
        steps -= 1
    return steps / scale


def effective_verdict(machine: Verdict | None, human: Verdict | None) -> Verdict | None:
    """The verdict that counts: the human's if there is one, else the machine's."""
    return machine if human is None else human


def human_state(machine: Verdict | None, human: Verdict | None, mark: Mark | None) -> HumanState:
    """Compare the human verdict or mark of an image with the verdict of the machine."""
    if mark is Mark.UNSURE:
        return HumanState.UNSURE
    if human is None:
        return HumanState.UNCHECKED
    return HumanState.CONFIRMED if human == machine else HumanState.OVERRIDDEN


@dataclass(frozen=True, slots=True)
class ThresholdVersion:
    """One committed pair of thresholds of one model; never changed, only followed by another."""

    id: int
    model_id: int
    thresholds: Thresholds
    basis: Basis
    author: str
    note: str
    created_at: datetime

    def basis_by_hand(self, thresholds: Thresholds) -> Basis:
        """The basis of thresholds that a person sets while this version is in force.

        If both lines stay as they are (only the size limit changes), their basis stays, too.
        """
        return self.basis if thresholds.lines == self.thresholds.lines else BY_HAND


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """How many images of a run stand at each effective verdict."""

    ok: int = 0
    review: int = 0
    ng: int = 0
    error: int = 0

    @property
    def total(self) -> int:
        """All images, failed ones included."""
        return self.ok + self.review + self.ng + self.error


@dataclass(frozen=True, slots=True)
class VerdictEvent:
    """One entry of the append-only audit trail.

    Attributes:
        old: Effective verdict before; None at the first machine verdict.
        new: Effective verdict after; None only when an image could not be scored and a human
            verdict was taken back.
        reason: Why, in the user's words, or what made the machine change its mind.
        sha256: Of the image's bytes at inspection.
        undoes_id: The event that this one takes back; None for all others.
        redoes_id: The undo that this one takes back; None for all others.
        human: The human verdict that stands after it.
        mark: What stands in place of one.
    """

    id: int
    result_id: int
    source: Source
    old: Verdict | None
    new: Verdict | None
    author: str
    reason: str
    model_id: int
    threshold_id: int
    sha256: str
    created_at: datetime
    undoes_id: int | None = None
    redoes_id: int | None = None
    human: Verdict | None = None
    mark: Mark | None = None

    @property
    def kind(self) -> EventKind:
        """What was done."""
        if self.source is Source.MACHINE:
            return EventKind.MACHINE
        if self.undoes_id is not None:
            return EventKind.UNDO
        if self.redoes_id is not None:
            return EventKind.REDO
        if self.mark is not None:
            return EventKind(self.mark.value)
        return EventKind.TAKEN_BACK if self.human is None else EventKind.VERDICT
