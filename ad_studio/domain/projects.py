"""Projects and their reference images."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ad_studio.domain.audit import AuditHead
from ad_studio.domain.runs import RunInfo
from ad_studio.messages import NOTHING, Message


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

    text: Message
    serious: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceInfo:
    """The one normal image trained on, copied into the project.

    Attributes:
        path: The copy inside the project.
        source: Where it came from, as given.
        sha256: Of the file's bytes.
        bit_depth: Of its values, and of those of the images that are compared with it, where a
            file of more than 8 bits does not declare its depth; None: nobody has said it.
    """

    id: int
    path: Path
    source: Path
    sha256: str
    width: int
    height: int
    hints: tuple[QualityHint, ...]
    created_at: datetime
    bit_depth: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """What the Projects page shows of one project without opening it for writing.

    Attributes:
        thumbnail: The reference image, if set.
        thumbnail_sha256: Of its bytes.
        thumbnail_bit_depth: Of its values, see `ReferenceInfo`.
        error: Why nothing is known of the project; empty where it was read.
        is_outdated: It is of an older version of the program: opening it brings it up to date;
            until then nothing is known of it.
        audit_head: The newest entry of its audit chain.
    """

    slug: str
    folder: Path
    info: ProjectInfo | None
    thumbnail: Path | None = None
    thumbnail_sha256: str = ""
    thumbnail_bit_depth: int | None = None
    has_model: bool = False
    last_run: RunInfo | None = None
    error: Message = NOTHING
    audit_head: AuditHead | None = None
    is_outdated: bool = False
