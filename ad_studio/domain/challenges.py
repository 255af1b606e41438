"""Challenges: known samples that are inspected again, to prove that the system still sees."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ad_studio.domain.verdicts import Verdict
from ad_studio.messages import NOTHING, Message


@dataclass(frozen=True, slots=True)
class ChallengeSample:
    """An image of a part of which it is known what it is; never changed, only taken out.

    Attributes:
        path: The copy inside the project.
        source: The file that was given.
        sha256: Of its bytes.
        expected: OK or NG.
        author: Who says so; may be empty.
    """

    id: int
    path: Path
    source: Path
    sha256: str
    expected: Verdict
    author: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ChallengeRemoval:
    """A sample was taken out of the set: by whom, when and why."""

    id: int
    sample_id: int
    author: str
    reason: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ChallengeResult:
    """What the machine said about one sample.

    Attributes:
        sample_id: The sample.
        expected: What it is.
        score: Sigma; None where it could not be scored.
        verdict: The machine's; None where it could not be scored.
        error: Why it could not be scored.
    """

    sample_id: int
    expected: Verdict
    score: float | None
    verdict: Verdict | None
    error: Message = NOTHING

    @property
    def is_as_expected(self) -> bool:
        """Whether the sample was handled as it should be.

        A known NG part in REVIEW was caught: it is stopped, and a person looks at it. A known OK
        part in REVIEW was not let through: light, focus or position has changed, or the thresholds
        are too low.
        """
        if self.expected is Verdict.OK:
            return self.verdict is Verdict.OK
        return self.verdict in (Verdict.REVIEW, Verdict.NG)


@dataclass(frozen=True, slots=True)
class Challenge:
    """All samples of the project, inspected once with the model and thresholds in force.

    Attributes:
        model_id: The model.
        threshold_id: The thresholds that judged.
        passed: Whether every sample was as expected, by the rules of that time.
        author: Who ran it; may be empty.
        results: One for each sample.
    """

    id: int
    model_id: int
    threshold_id: int
    passed: bool
    author: str
    created_at: datetime
    results: tuple[ChallengeResult, ...]

    @property
    def as_expected(self) -> int:
        """How many samples were as expected."""
        return sum(result.is_as_expected for result in self.results)


@dataclass(frozen=True, slots=True)
class ChallengeRule:
    """When an inspection needs a passed challenge before it; by default never. False where never.

    Attributes:
        hours: It has to have passed within so many hours; 0: its age does not matter.
        each_shift: It has to have passed since the shift began by the clock; where the project has
            no shifts, since midnight.
    """

    hours: int = 0
    each_shift: bool = False

    def __bool__(self) -> bool:
        return self.hours > 0 or self.each_shift
