"""Inspection runs and what they find."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from ad_studio.domain.left_out import LeftOut
from ad_studio.domain.size_limits import LimitKey
from ad_studio.domain.verdicts import (
    HumanState,
    Mark,
    Verdict,
    VerdictCounts,
    effective_verdict,
    human_state,
)
from ad_studio.domain.videos import FrameSpan
from ad_studio.messages import NOTHING, Message, joined, msg


class RunStatus(StrEnum):
    """The status of an inspection run.

    PAUSED: its user holds it. INTERRUPTED: the program stopped before the run did.
    """

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def message(self) -> Message:
        """The status in words."""
        return {
            RunStatus.RUNNING: msg("running"),
            RunStatus.PAUSED: msg("paused"),
            RunStatus.FINISHED: msg("finished"),
            RunStatus.CANCELLED: msg("cancelled"),
            RunStatus.INTERRUPTED: msg("interrupted"),
        }[self]

    @property
    def goes_on(self) -> bool:
        """Whether the run is not over: it works, or is held."""
        return self in (RunStatus.RUNNING, RunStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class RunScope:
    """Which images a run inspects.

    Attributes:
        folders: Where to look (absolute); at least one. With a rate: video files, and folders each
            of which is one image sequence where `sequence` says so.
        recursive: Look into their subfolders, too.
        include: Patterns as in file dialogs ("*.png", "left/*"); only files that fit one of them
            are taken. Empty: all.
        exclude: Files that fit one of these patterns are left out.
        changed_only: An image whose path and bytes the same model has scored before takes that
            result over instead of being scored again.
        watch: Go on looking for new files until told to stop.
        images_of: Take exactly the images of this earlier run, whatever is in the folders now.
        rate: Frames per second: of videos those that are scored, of image sequences those that
            there are. None: images, each a part of its own.
        sequence: Each folder is an image sequence; with a rate alone. Else places are video files.
    """

    folders: tuple[Path, ...]
    recursive: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    changed_only: bool = False
    watch: bool = False
    images_of: int | None = None
    rate: float | None = None
    sequence: bool = False

    @property
    def text(self) -> str:
        """The folders on one line."""
        return ", ".join(str(folder) for folder in self.folders)

    def to_json(self) -> dict[str, Any]:
        """The scope as it is kept; see `from_json`."""
        return {**asdict(self), "folders": [str(folder) for folder in self.folders]}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Make it of what `to_json` gave.

        Raises:
            KeyError: A part is missing.
            TypeError: A part is of another type, or there are others.
        """
        kept = dict(found)
        kept["folders"] = tuple(Path(folder) for folder in kept["folders"])
        for patterns in ("include", "exclude"):
            kept[patterns] = tuple(kept[patterns])
        return cls(**kept)


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
        reused: How many of its results were taken over from earlier runs.
        left_out: What was in its folders when it ended and was not looked at.
        deletion: Set once the run was deleted.
        serial: Of the one part that all its images show, as given; empty where it is another one
            for each image, or not known.
        shift: As typed; empty where each result has its own by the clock, or there are none.
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
    reused: int = 0
    deletion: RunDeletion | None = None
    left_out: tuple[LeftOut, ...] = ()
    serial: str = ""
    shift: str = ""

    @property
    def images_left_out(self) -> int:
        """How many files or folders that look like images, or have some, were not looked at."""
        return sum(group.images for group in self.left_out)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One image in one run.

    Attributes:
        path: Where the image file lies (absolute): where it was inspected, unless the program has
            moved it since.
        score: Deviation in sigma; None when the image could not be scored.
        machine: Verdict by score under the current thresholds; None on error.
        human: The latest human verdict still standing; None if nobody said anything.
        reason: Reason given with the human verdict.
        error: Why the image could not be scored, in plain words; empty otherwise.
        timings: Milliseconds per stage: "decode", "detect", "store" (packing for the database).
        reused_from: The result of an earlier run whose score was taken over, because the image was
            unchanged; None when the image was scored in this run.
        mark: What a person said instead of a verdict; never together with `human`.
        warning: Why the image may show no part, whatever its score: flat, dark, out of focus. Its
            machine verdict is REVIEW at least. Empty for nothing.
        supersedes: The result of an earlier reading of the same file in the same run, which counts
            no more; None where there was none.
        serial: Of the part; empty where it is not known.
        shift: In which it was inspected; empty where there is none.
        part_type: That the image was taken for by a model of several part types; empty where it is
            none of them, and for other models.
        span: The frames of a video or sequence that it stands for; None for an image.
        limited: The limited scores that are known, sigma, by `SizeLimit.key`.
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
    error: Message
    timings: Mapping[str, float]
    inspected_at: datetime
    reused_from: int | None = None
    mark: Mark | None = None
    warning: Message = NOTHING
    supersedes: int | None = None
    serial: str = ""
    shift: str = ""
    part_type: str = ""
    span: FrameSpan | None = None
    limited: Mapping[LimitKey, float] = field(default_factory=dict, hash=False)

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts."""
        return effective_verdict(self.machine, self.human)

    @property
    def remark(self) -> Message:
        """The remark of the machine beside its verdict; empty for none."""
        if self.span is None or self.error:
            return self.error or self.warning
        return joined(self.warning, self.span.message)

    @property
    def human_state(self) -> HumanState:
        """How the human verdict or mark compares with the verdict of the machine."""
        return human_state(self.machine, self.human, self.mark)
