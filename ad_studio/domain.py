"""The words of the program as plain data: no Qt, no torch, no SQL.

Every layer speaks in these types. Times are timezone-aware UTC; scores and thresholds are in
sigma of the reference; timings are milliseconds.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ad_studio.errors import UsageError

RgbImage = npt.NDArray[np.uint8]
"""uint8 [H, W, 3], RGB order everywhere."""


DETECTORS = ("devprompt", "promptad", "winclip", "memory")
"""The methods by name; the first one is what the program is about, the others stand beside it."""


class Verdict(StrEnum):
    """What is decided about a part; REVIEW is the band between the two thresholds."""

    OK = "OK"
    REVIEW = "REVIEW"
    NG = "NG"


class RunStatus(StrEnum):
    """Where an inspection run stands.

    PAUSED: its user holds it. INTERRUPTED: the program stopped before the run did.
    """

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


class Mark(StrEnum):
    """What a person says about an image without giving a verdict; the machine's goes on counting.

    UNSURE: looked at, and could not tell. SKIPPED: left for later.
    """

    UNSURE = "unsure"
    SKIPPED = "skipped"


class HumanState(StrEnum):
    """How what people said about an image stands to the machine; a skipped one is unchecked."""

    UNCHECKED = "unchecked"
    CONFIRMED = "confirmed"
    OVERRIDDEN = "overridden"
    UNSURE = "unsure"


class EventKind(StrEnum):
    """What an entry of the audit trail is."""

    MACHINE = "machine"
    VERDICT = "verdict"
    TAKEN_BACK = "taken back"
    UNSURE = "unsure"
    SKIPPED = "skipped"
    UNDO = "undo"
    REDO = "redo"


class Source(StrEnum):
    """Who gave a verdict."""

    MACHINE = "machine"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The two lines on the deviation scale, in sigma: 0 < review <= ng.

    Raises:
        UsageError: The values are not finite, not positive, or in the wrong order.
    """

    review: float
    ng: float

    def __post_init__(self) -> None:
        for name, value in (("review", self.review), ("NG", self.ng)):
            if not math.isfinite(value):
                raise UsageError(f"The {name} threshold must be a number, not {value:g}.")
        if not 0 < self.review <= self.ng:
            raise UsageError(
                f"The review threshold ({self.review:g}) must be above 0 and not above the NG "
                f"threshold ({self.ng:g})."
            )

    def verdict(self, score: float) -> Verdict:
        """Judge a score in sigma: NG from `ng` up, REVIEW from `review` up, else OK."""
        if score >= self.ng:
            return Verdict.NG
        return Verdict.REVIEW if score >= self.review else Verdict.OK


@dataclass(frozen=True, slots=True)
class ThresholdVersion:
    """One committed pair of thresholds of one model; never changed, only followed by another."""

    id: int
    model_id: int
    thresholds: Thresholds
    basis: str
    author: str
    note: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """One inspected part type.

    Attributes:
        name: As the user typed it.
        slug: The folder's name.
        noun: What the part is, in one noun ("metal nut"); goes into the prompts.
        defects: Typical defects as short phrases ("scratch").
        folder: The project's folder.
    """

    name: str
    slug: str
    noun: str
    defects: tuple[str, ...]
    folder: Path
    created_at: datetime


@dataclass(frozen=True, slots=True)
class QualityHint:
    """Advice on the reference image; `serious` when training on it would mislead."""

    text: str
    serious: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceInfo:
    """The one normal image trained on, copied into the project.

    Attributes:
        path: The copy inside the project.
        source: Where it came from, as given.
        sha256: Of the file's bytes.
    """

    id: int
    path: Path
    source: Path
    sha256: str
    width: int
    height: int
    hints: tuple[QualityHint, ...]
    created_at: datetime


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
    title: str
    installed: bool
    bytes: int | None = None
    sha256: str | None = None
    path: Path | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """What the Train step lets the user choose.

    Attributes:
        detector: The method, one of `DETECTORS`.
        backbone: An id of the backbone registry.
        weights: A local checkpoint for that backbone; None for the installed one.
        epochs: Prompt-learning steps (full batch), at least 1.
        seed: Of every random draw.
        device: "auto", "cpu" or "cuda".
        image_size: Long input side in pixels; None for the backbone's default.
        options: Further settings of the method, by name, as text.
    """

    detector: str = "devprompt"
    backbone: str = "starter"
    weights: Path | None = None
    epochs: int = 100
    seed: int = 0
    device: str = "auto"
    image_size: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)


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
    """What the model says right after training.

    Attributes:
        reference_score: Score of the reference itself, sigma.
        view_scores: Scores of held-out views of the reference, sigma.
        defect_scores: Scores of synthetic defects painted on the reference, sigma.
    """

    reference_score: float
    view_scores: tuple[float, ...]
    defect_scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One trained model: a folder `models/<number>/` inside the project.

    Attributes:
        ignore_id: The version of the ignore regions that it was trained with and applies; None
            where nobody had drawn any.
    """

    id: int
    number: int
    detector: str
    backbone: str
    backbone_sha256: str
    reference_id: int
    folder: Path
    seed: int
    device: str
    train_seconds: float
    self_check: SelfCheck
    created_at: datetime
    ignore_id: int | None = None


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
class RunScope:
    """Which images a run takes in.

    Attributes:
        folders: Where to look (absolute); at least one.
        recursive: Look into their subfolders, too.
        include: Patterns as in file dialogs ("*.png", "left/*"); only files that fit one of them
            are taken. Empty: all.
        exclude: Files that fit one of these patterns are left out.
        changed_only: An image whose path and bytes the same model has scored before takes that
            result over instead of being scored again.
        watch: Go on looking for new files until told to stop.
        images_of: Take exactly the images of this earlier run, whatever is in the folders now.
    """

    folders: tuple[Path, ...]
    recursive: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    changed_only: bool = False
    watch: bool = False
    images_of: int | None = None

    @property
    def text(self) -> str:
        """The folders on one line."""
        return ", ".join(str(folder) for folder in self.folders)


@dataclass(frozen=True, slots=True)
class RunDeletion:
    """Who took a run out of the lists, when and why; its verdicts stay in the audit trail."""

    author: str
    reason: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One pass over folders of images with one model.

    Attributes:
        folder: The first of its folders.
        total: How many images there are to do; while watching, how many were found so far.
        scope: All that it takes in.
        taken_over: How many of its results were taken over from earlier runs.
        left_out: Files that a watch did not inspect because they were still changing when it
            ended; only in what the inspection returns, for it is not stored.
        deletion: Set once the run was deleted.
    """

    id: int
    model_id: int
    folder: Path
    lot: str
    operator: str
    station: str
    status: RunStatus
    total: int
    counts: VerdictCounts
    started_at: datetime
    finished_at: datetime | None
    scope: RunScope = RunScope(())
    taken_over: int = 0
    deletion: RunDeletion | None = None
    left_out: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One image in one run.

    Attributes:
        path: The image file as inspected (absolute).
        score: Deviation in sigma; None when the image could not be scored.
        machine: Verdict by score under the current thresholds; None on error.
        human: The latest human verdict still standing; None if nobody said anything.
        reason: Reason given with the human verdict.
        error: Why the image could not be scored, in plain words; empty otherwise.
        timings: Milliseconds per stage: "decode", "detect", "store" (packing for the database).
        taken_from: The result of an earlier run whose score was taken over, because the image was
            unchanged; None when the image was scored in this run.
        mark: What a person said instead of a verdict; never together with `human`.
    """

    id: int
    run_id: int
    path: Path
    sha256: str
    width: int
    height: int
    score: float | None
    machine: Verdict | None
    human: Verdict | None
    reason: str
    error: str
    timings: Mapping[str, float]
    inspected_at: datetime
    taken_from: int | None = None
    mark: Mark | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts: the human's if there is one, else the machine's."""
        return self.human or self.machine


@dataclass(frozen=True, slots=True, eq=False)
class ResultMaps:
    """The three deviation maps of one image, float32 [h, w] on the patch grid, in sigma.

    The grid covers the whole image: row r of h spans the same share of the image's height
    whatever its aspect, so a plain resize puts the map on the image.
    """

    text: npt.NDArray[np.float32]
    visual: npt.NDArray[np.float32]
    fused: npt.NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """What the Projects page shows of one project without opening it for writing.

    Attributes:
        thumbnail: The reference image, if set.
        error: Why the project cannot be opened; empty if it can.
    """

    slug: str
    folder: Path
    info: ProjectInfo | None
    thumbnail: Path | None = None
    has_model: bool = False
    last_run: RunInfo | None = None
    error: str = field(default="")
