"""How a project goes over its runs: shares by lot, day or shift, reasons, wrong verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ad_studio.domain.verdicts import Verdict
from ad_studio.messages import Message, msg


class TrendGrouping(StrEnum):
    """By what parts are put together. Another field of a run becomes another member."""

    LOT = "lot"
    DAY = "day"
    SHIFT = "shift"

    @property
    def message(self) -> Message:
        """What it is, in words."""
        return {
            TrendGrouping.LOT: msg("Lot"),
            TrendGrouping.DAY: msg("Day"),
            TrendGrouping.SHIFT: msg("Shift"),
        }[self]


@dataclass(frozen=True, slots=True)
class Proportion:
    """So many of so many, with the 95 % confidence interval of the share.

    Attributes:
        hits: How many.
        count: Of how many.
        low: Of the interval, 0 to 1; 0 for a count of 0.
        high: Of the interval, 0 to 1; 1 for a count of 0.
    """

    hits: int
    count: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """0 to 1; None for a count of 0."""
        return self.hits / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class ScoreSpan:
    """The scores that one model gave in a group, sigma.

    Attributes:
        model: Its number; scores of two models cannot be compared.
        images: How many it scored.
        low: First quartile.
        median: Of all.
        high: Third quartile.
    """

    model: int
    images: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class ControlLimits:
    """Between which a share stays by chance, 0 to 1."""

    lower: float = 0.0
    upper: float = 1.0


@dataclass(frozen=True, slots=True)
class CountedResults:
    """Results of one model that were counted somewhere.

    Attributes:
        model: Its number; one list cannot hold results of two models.
        run_ids: Of which runs they are, rising.
        ids: Of the results, in the order of time.
    """

    model: int
    run_ids: tuple[int, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrendGroup:
    """The parts of one lot, day or shift.

    Attributes:
        key: The lot or the shift, empty where none is known; or the day, "2026-11-29".
        run_ids: In which runs they were first inspected, rising.
        started_at: When the first of them was inspected.
        ok: How many stand at OK.
        review: At REVIEW.
        ng: At NG.
        errors: How many could not be scored; they do not count as parts.
        ng_limits: Of the share of NG.
        review_limits: Of the share of REVIEW.
        scores: One for each model, by its number.
        counted: The results at NG and at REVIEW, for each model, by its number.
    """

    key: str
    run_ids: tuple[int, ...]
    started_at: datetime
    ok: int
    review: int
    ng: int
    errors: int
    ng_limits: ControlLimits
    review_limits: ControlLimits
    scores: tuple[ScoreSpan, ...]
    counted: Mapping[Verdict, Sequence[CountedResults]] = field(default_factory=dict)

    @property
    def parts(self) -> int:
        """How many were scored."""
        return self.ok + self.review + self.ng

    @property
    def ng_share(self) -> float | None:
        """0 to 1; None without parts."""
        return self.ng / self.parts if self.parts else None

    @property
    def review_share(self) -> float | None:
        """0 to 1; None without parts."""
        return self.review / self.parts if self.parts else None

    def share(self, verdict: Verdict) -> float | None:
        """The share of NG or of REVIEW, 0 to 1; None without parts."""
        return self.ng_share if verdict is Verdict.NG else self.review_share

    def limits(self, verdict: Verdict) -> ControlLimits:
        """The control limits of the share of NG or of REVIEW."""
        return self.ng_limits if verdict is Verdict.NG else self.review_limits

    def is_out_of_control(self, verdict: Verdict = Verdict.NG) -> bool:
        """Whether the share of NG, or of REVIEW, lies beyond a control limit."""
        share, limits = self.share(verdict), self.limits(verdict)
        return share is not None and not limits.lower <= share <= limits.upper

    @property
    def out_of_control(self) -> list[Verdict]:
        """The shares that lie beyond a control limit, by their verdicts."""
        return [one for one in (Verdict.NG, Verdict.REVIEW) if self.is_out_of_control(one)]


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How often a reason was given with NG.

    Attributes:
        reason: In the user's words; empty where none was given.
        count: How often.
        cumulative: Share of this reason and all more frequent ones, 0 to 1.
        counted: The results that it was given for, for each model, by its number.
    """

    reason: str
    count: int
    cumulative: float
    counted: Sequence[CountedResults] = ()


@dataclass(frozen=True, slots=True)
class Trends:
    """How a project goes.

    Attributes:
        grouping: What a group is.
        groups: In the order of time.
        ng: Parts at NG of all that were scored; its share is the centre line of the chart.
        review: Parts at REVIEW of all that were scored.
        reasons: The most frequent one first.
        overkill: Parts that the machine calls NG, of those that people called OK.
        escape: Parts that the machine calls OK, of those that people called NG.
    """

    grouping: TrendGrouping
    groups: Sequence[TrendGroup]
    ng: Proportion
    review: Proportion
    reasons: Sequence[ReasonCount]
    overkill: Proportion
    escape: Proportion

    @property
    def dppm(self) -> float | None:
        """Parts at NG per million; None without parts."""
        return None if self.ng.share is None else 1e6 * self.ng.share

    def proportion(self, verdict: Verdict) -> Proportion:
        """Parts at NG, or at REVIEW, of all that were scored."""
        return self.ng if verdict is Verdict.NG else self.review
