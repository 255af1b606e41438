"""Agreement studies: several people judge the same parts, more than once and blind."""

from dataclasses import dataclass
from datetime import datetime

from ad_studio.domain.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class StudyPart:
    """A part that is judged in a study.

    Attributes:
        result_id: The result whose image is shown.
        machine: The machine's verdict when the study began.
        known: What the part is, by the verdict that a person had given before: OK or NG; None where
            nobody had.
    """

    id: int
    result_id: int
    machine: Verdict
    known: Verdict | None


@dataclass(frozen=True, slots=True)
class Study:
    """A plan: who judges which parts, and how many times. Never changed.

    Attributes:
        name: In the user's words.
        run_id: The run that the parts are from.
        seed: Fixes which parts were chosen, and their order for each inspector and round.
        rounds: How many times each inspector judges each part.
        inspectors: Their names.
        author: Who made it; may be empty.
        parts: In the order in which they were chosen.
    """

    id: int
    name: str
    run_id: int
    seed: int
    rounds: int
    inspectors: tuple[str, ...]
    author: str
    created_at: datetime
    parts: tuple[StudyPart, ...]

    @property
    def answers_needed(self) -> int:
        """How many answers make it complete."""
        return len(self.parts) * self.rounds * len(self.inspectors)


@dataclass(frozen=True, slots=True)
class StudyAnswer:
    """What an inspector said about a part in one round: OK or NG. Never changed.

    Attributes:
        round: From 1.
    """

    id: int
    part_id: int
    inspector: str
    round: int
    verdict: Verdict
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """A count of a total, with the 95 % interval of the share (Wilson's).

    Attributes:
        low: Lower end, 0 to 1.
        high: Upper end, 0 to 1.
    """

    count: int
    total: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.count / self.total


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond what chance would bring, with its 95 % interval.

    Attributes:
        value: 1 for full agreement, 0 for what chance brings; None where it is not defined, because
            everything said is the same.
        low: Lower end; None where no interval can be told, as when nobody ever disagreed.
        high: Upper end; None likewise.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class AgainstKnown:
    """How someone's answers stand to what the parts are.

    Attributes:
        effectiveness: Parts that were called what they are, every time.
        misses: Answers OK of those on NG parts; None where there are no NG parts.
        false_alarms: Answers NG of those on OK parts; None where there are no OK parts.
        kappa: Cohen's, of all answers and what the parts are.
    """

    effectiveness: Share
    misses: Share | None
    false_alarms: Share | None
    kappa: Kappa


@dataclass(frozen=True, slots=True)
class InspectorAgreement:
    """How one inspector agrees with themself, with the machine and with what the parts are.

    Attributes:
        within: Parts that were called the same in every round.
        within_kappa: Fleiss', of the rounds.
        machine: Answers that are those of the machine; what it put in REVIEW counts as NG.
        machine_kappa: Cohen's, likewise.
        known: None where nothing is known of any part.
    """

    inspector: str
    within: Share
    within_kappa: Kappa
    machine: Share
    machine_kappa: Kappa
    known: AgainstKnown | None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How two inspectors agree, round by round."""

    first: str
    second: str
    agreement: Share
    kappa: Kappa


@dataclass(frozen=True, slots=True)
class StudyResult:
    """What a complete study tells.

    Attributes:
        between: Parts that everybody called the same in every round.
        between_kappa: Fleiss', of all inspectors and rounds.
        all_known: Parts of which everybody said what they are, every time; None where nothing is
            known of any part.
        machine: How the machine's verdicts stand to what the parts are; REVIEW counts as NG.
    """

    inspectors: tuple[InspectorAgreement, ...]
    pairs: tuple[PairAgreement, ...]
    between: Share
    between_kappa: Kappa
    all_known: Share | None
    machine: AgainstKnown | None
