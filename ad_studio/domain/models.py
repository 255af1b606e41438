"""Backbones, training and the models that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Self

from ad_studio.messages import NOTHING, Message


@dataclass(frozen=True, slots=True)
class BackboneInfo:
    """One backbone that training can choose.

    Attributes:
        id: "starter" or "<architecture>/<pretrained tag>".
        title: What it is, in a few words.
        installed: Whether its weights are on this machine.
        bytes: Size of the weights on disk; None when they are not here.
        sha256: Of the weight bytes; None when they are not here.
        path: The weights; None when they are not here.
        note: Anything the user should know before choosing it; may be empty.
    """

    id: str
    title: Message
    installed: bool
    bytes: int | None = None
    sha256: str | None = None
    path: Path | None = None
    note: Message = NOTHING


# Nine sets of docs/benchmarks.md, three references each: 288 px lose 1.3 points of image and .2 of
# pixel AUROC to the starter's own 448 px; 320 px 1.7 and .1, 256 px 2.6 and .5. At 448 px with the
# convolutional network alone in the memory, 2.2 and .3.
_FAST_SIDE = 288


class Level(StrEnum):
    """How closely a model on the starter looks at images.

    THOROUGH: at the starter's own size. FAST: at two fifths of its pixels.
    """

    THOROUGH = "thorough"
    FAST = "fast"

    @property
    def image_size(self) -> int | None:
        """As `TrainSettings.image_size`."""
        return _FAST_SIDE if self is Level.FAST else None

    @classmethod
    def of(cls, image_size: int | None) -> Self | None:
        """The level that looks at images at this size, if there is one."""
        return next((level for level in cls if level.image_size == image_size), None)


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """What the Train step lets the user choose.

    Attributes:
        detector: The method, a name of `detector_registry`.
        backbone: An id of the backbone registry.
        weights: A local checkpoint for that backbone; None for the installed one.
        epochs: Prompt-learning steps (full batch), at least 1.
        seed: Of every random draw.
        device: "auto", "cpu" or "cuda".
        image_size: Side in pixels of the square with about as many pixels as the network sees of an
            image; None for the backbone's own choice. A `Level` has one.
        options: Further settings of the method, by name, as text.
        accept_reference: Train although the checks of the reference image found something serious.
        smallest_defect: Extent in pixels of the reference of the smallest defect that matters:
            where the network would not see it at that size, images are cut into tiles. None where
            nobody said.
    """

    detector: str = "devprompt"
    backbone: str = "starter"
    weights: Path | None = None
    epochs: int = 100
    seed: int = 0
    device: str = "auto"
    image_size: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    accept_reference: bool = False
    smallest_defect: int | None = None


@dataclass(frozen=True, slots=True)
class TrainUpdate:
    """One step of prompt learning, for live curves.

    Attributes:
        loss: The whole loss.
        separation: Mean s_n - s_a over the reference patches (cosine): how far the abnormal
            prompts stay below the normal ones.
    """

    epoch: int
    epochs: int
    loss: float
    separation: float


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The scores that a model gives right after training.

    Attributes:
        reference_score: Score of the reference itself, sigma.
        view_scores: Scores of held-out views of the reference, sigma.
        defect_scores: Scores of synthetic defects painted on the reference, sigma.
        left_out_scores: Of the good parts that it learned from, beside the reference, in the order
            of its training set, each scored as if it had not been learned from; sigma. Empty where
            they were too few.
    """

    reference_score: float
    view_scores: tuple[float, ...]
    defect_scores: tuple[float, ...]
    left_out_scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One trained model: a folder `models/<number>/` inside the project.

    Attributes:
        training_set_id: The version of the training set that it learned from.
        reference_id: The reference in it.
        ignore_id: The version of the ignore regions that it was trained with and applies; None
            where nobody had drawn any.
        files: SHA-256 of every file in the folder, by its path in there, when it was stored.
        bit_depth: That of its reference: images are decoded as when it was trained.
        part_types: The names of those that it knows, the project's own first; none where it knows
            that one alone.
    """

    id: int
    number: int
    detector: str
    backbone: str
    backbone_sha256: str
    training_set_id: int
    reference_id: int
    folder: Path
    seed: int
    device: str
    train_seconds: float
    self_check: SelfCheck
    created_at: datetime
    ignore_id: int | None = None
    files: Mapping[str, str] = field(default_factory=dict, hash=False)
    bit_depth: int | None = None
    part_types: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """How it detects, and which part types it tells apart."""
        return ": ".join(filter(None, (self.detector, ", ".join(self.part_types))))


@dataclass(frozen=True, slots=True)
class ModelPartType:
    """One of the part types that a model knows.

    Attributes:
        number: 0 for the project's own type, from 1 for those of other projects.
        name: That of the project it was learned from, at that time.
        path: The copy of its reference inside the project.
        sha256: Of the reference.
    """

    number: int
    name: str
    path: Path
    sha256: str


class ModelState(StrEnum):
    """The state of a model in its project.

    IN_FORCE: it inspects unless another one is asked for. CANDIDATE: it was never in force.
    EARLIER: it was in force before.
    """

    IN_FORCE = "in force"
    CANDIDATE = "candidate"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class ModelInForce:
    """The decision to put a model in force; never changed, only followed by another.

    Attributes:
        author: Who decided it; empty for a project's first model, which is in force at once.
        note: Why, in the user's words; may be empty.
    """

    id: int
    model_id: int
    author: str
    note: str
    created_at: datetime
