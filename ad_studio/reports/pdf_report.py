"""The report on paper: a PDF with a cover to be signed, the flagged images, and all others.

The same state of a project gives the same bytes. The pictures of the report stay in memory until it
is written, as JPEG: about 0.1 MB for a flagged image. So their number is limited.
"""

import re
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from ad_studio.messages import msg
from ad_studio.progress import Progress
from ad_studio.reports.content import MOST_PICTURES, Content
from ad_studio.reports.data import ReportData
from ad_studio.reports.report_format import ReportFormat
from ad_studio.reports.writing import new_file

_MARKER = "ad_studio report 1"
_TAIL_BYTES = 2048  # before the table of places: what describes the file stands there


def write_pdf(data: ReportData, out: Path, *, progress: Progress) -> None:
    """Write the report of a run.

    Args:
        data: What to write. An image whose pictures cannot be made is shown without, as are those
            after the first MOST_PICTURES.
        out: The file; replaced only when the new one is complete.
        progress: Told the share of images shown so far.

    Raises:
        ReportError: The file cannot be written.
        Cancelled: The user asked to stop.
    """
    from ad_studio.reports.pdf_layout import Layout  # not at start: the library takes long
    from ad_studio.reports.pdf_page import Page

    content = Content(data, most_pictures=MOST_PICTURES)
    head, audit = data.audit_head, content.audit
    foot = f"{audit.label}, {head.short}" if head and audit else data.program
    page = Page(head=content.title, foot=foot)
    page.set_title(page.shown(content.title))
    page.set_lang(data.language.code)
    page.set_creator(data.program)
    page.set_producer("fpdf2")
    page.set_keywords(_MARKER)
    page.set_creation_date(data.as_of.astimezone(UTC))
    with new_file(out) as new, new.open("xb") as file, page.fonts_closed():
        Layout(page, content).draw(progress)
        page.output(file)


def _is_report(file: BinaryIO) -> bool:
    """What describes the file stands before the table of places, to which its end leads."""
    if file.read(5) != b"%PDF-":
        return False
    end = file.seek(0, 2)
    file.seek(max(0, end - 64))
    found = re.search(rb"startxref\s+(\d{1,12})\s+%%EOF", file.read())
    if found is None:
        return False
    file.seek(max(0, int(found[1]) - _TAIL_BYTES))
    return f"({_MARKER})".encode() in file.read(_TAIL_BYTES)


PDF = ReportFormat(
    id="pdf",
    title="PDF",
    about=msg("Pages to print and to sign, with pictures"),
    suffixes=(".pdf",),
    is_report=_is_report,
    write=write_pdf,
)
