"""The report for people: one HTML file with everything in it.

No scripts, nothing loaded from elsewhere; to be read on a screen, light or dark, and on paper.
Pictures are made, embedded and let go one image at a time, so that a long report needs no more
memory than a short one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.reports.content import Content, headings
from ad_studio.reports.data import ReportData
from ad_studio.reports.report_format import ReportFormat
from ad_studio.reports.writing import new_file, readable

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent / "templates"
_MARKER = b'<body data-report="ad_studio/'  # see templates/report.html.j2
_HEAD_BYTES = 256 * 1024  # the style sheet stands before the marker


def write_html(data: ReportData, out: Path, *, progress: Progress) -> None:
    """Write the report of a run.

    Args:
        data: What to write. An image whose pictures cannot be made is shown without.
        out: The file; replaced only when the new one is complete.
        progress: Told the share of images shown so far.

    Raises:
        ReportError: The file cannot be written.
        Cancelled: The user asked to stop.
    """
    content = Content(data)
    with new_file(out) as new, new.open("x", encoding="utf-8", newline="") as file:
        for piece in load_template("report.html.j2").generate(
            data=data,
            content=content,
            words=headings(content),
            cards=content.cards(progress),
        ):
            raise_if_cancelled(progress)
            file.write(readable(piece))


@cache
def load_template(name: str) -> Template:
    """Return a template of this folder; every value that is put into it is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _is_report(file: BinaryIO) -> bool:
    return _MARKER in file.read(_HEAD_BYTES)


HTML = ReportFormat(
    id="html",
    title="HTML",
    about=msg("One file with all pictures, for people"),
    suffixes=(".html", ".htm"),
    is_report=_is_report,
    write=write_html,
)
