"""Which images a model learned from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ad_studio.domain.verdicts import Verdict
from ad_studio.messages import NOTHING, Message


class TrainingRole(StrEnum):
    """What an image is in a training set.

    REFERENCE: the image that the user set as reference. CONFIRMED_OK, CONFIRMED_NG: a part that a
    person judged. LOT: an image of an unlabelled lot; only what is common in the lot is learned.
    """

    REFERENCE = "reference"
    CONFIRMED_OK = "confirmed_ok"
    CONFIRMED_NG = "confirmed_ng"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class TrainingImage:
    """An image that models learn from; never changed, only left out of later sets.

    Attributes:
        path: The copy inside the project; where there is none, the file that was inspected.
        sha256: Of the bytes that are learned from.
        confirmed_by: Who set or confirmed it; may be empty.
        confirmed_at: When.
        reference_id: The reference that it is; None for other roles.
        result_id: The result that it was confirmed in; None for a reference.
    """

    id: int
    role: TrainingRole
    path: Path
    sha256: str
    confirmed_by: str
    confirmed_at: datetime
    reference_id: int | None = None
    result_id: int | None = None


@dataclass(frozen=True, slots=True)
class ConfirmedPart:
    """An inspected image with the human verdict that stands on it.

    Attributes:
        result_id: The result that the verdict was given on.
        path: The file that was inspected.
        sha256: Of its bytes then.
        width: In pixels.
        height: In pixels.
        score: That the model of its run gave it, sigma.
        model_id: That model.
        verdict: What was said.
        confirmed_by: Who said it; may be empty.
        confirmed_at: When.
        warning: Why the image may show no part, see `ResultRow.warning`.
    """

    result_id: int
    path: Path
    sha256: str
    width: int
    height: int
    score: float
    model_id: int
    verdict: Verdict
    confirmed_by: str
    confirmed_at: datetime
    warning: Message = NOTHING


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """One version of the images that models of a project learn from; the newest one is current.

    Attributes:
        number: Of the version, from 1.
        images: In the order in which they came in.
        author: Who made this version; may be empty.
        note: Why, in the user's words; may be empty.
    """

    id: int
    number: int
    images: tuple[TrainingImage, ...]
    author: str
    note: str
    created_at: datetime

    def of_role(self, role: TrainingRole) -> tuple[TrainingImage, ...]:
        """The images of one role, in the order in which they came in."""
        return tuple(image for image in self.images if image.role is role)


@dataclass(frozen=True, slots=True)
class TrainingSetSummary:
    """A version of the training set without its images, of which there may be thousands.

    Attributes:
        number: Of the version, from 1.
        counts: How many images it has of each role; a role that it has none of may be absent.
    """

    number: int
    counts: Mapping[TrainingRole, int]
