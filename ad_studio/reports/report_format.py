"""What the program must know of a kind of report file."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from ad_studio.messages import Message
from ad_studio.progress import Progress
from ad_studio.reports.data import ReportData


class ReportWriter(Protocol):
    """Writes the report of a run to a file."""

    def __call__(self, data: ReportData, out: Path, *, progress: Progress) -> None:
        """Write `out`, by way of `new_file`: it is replaced only when the new one is complete.

        Raises:
            ReportError: The file cannot be written.
            Cancelled: The user asked to stop.
        """


class Recognizer(Protocol):
    """Tells whether a file is a report of this program in this format."""

    def __call__(self, file: BinaryIO) -> bool:
        """Look at a file, open at its beginning; only such a one may be replaced."""


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One kind of report file; `formats.FORMATS` lists them.

    Attributes:
        id: As on the command line.
        title: As people call it.
        about: What it is good for, in a few words.
        suffixes: How the names of its files end, in lower case; the first one is the usual one.
        is_report: Whether a file is one of its reports.
        write: Writes one.
    """

    id: str
    title: str
    about: Message
    suffixes: tuple[str, ...]
    is_report: Recognizer
    write: ReportWriter
