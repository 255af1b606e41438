"""The workbook: a sheet of images with thumbnails, one of events, one of settings.

Every text is written as a string, so that no spreadsheet takes one for a formula; what cannot be
seen in a name is written as its number. Rows go to the disk as they are made. The same state of a
project gives the same bytes.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ad_studio.domain import VerdictEvent, shown_score
from ad_studio.errors import AdStudioError, ReportError
from ad_studio.messages import Message, msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.reports.content import MOST_PICTURES, Content
from ad_studio.reports.data import ReportData, ReportItem
from ad_studio.reports.facts import Note, human_words
from ad_studio.reports.report_format import ReportFormat
from ad_studio.reports.trend_words import TrendWords
from ad_studio.reports.writing import new_file, readable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MARKER = "ad_studio/1"
_HEAD_BYTES = 64 * 1024
MOST_ROWS = 1_048_576 - 1  # of a sheet, without the headings
_LONGEST = 16_000  # characters of a cell; spreadsheets take twice as many, some need two places
_PICTURE_HEIGHT = 96  # points
_PICTURE_PIXELS = 120


class Column(NamedTuple):
    """Its heading, its width in characters, and whether its numbers are shares of 1."""

    words: Message
    width: int
    is_share: bool = False


_IMAGE_COLUMNS = (
    Column(msg("Image"), 24),
    Column(msg("File"), 32),
    Column(msg("Verdict"), 10),
    Column(msg("Score (σ)"), 10),
    Column(msg("Machine"), 10),
    Column(msg("Person"), 24),
    Column(msg("By"), 16),
    Column(msg("On (UTC)"), 20),
    Column(msg("Reason"), 28),
    Column(msg("Regions"), 9),
    Column(msg("Left (pixels)"), 12),
    Column(msg("Top (pixels)"), 12),
    Column(msg("Width (pixels)"), 13),
    Column(msg("Height (pixels)"), 13),
    Column(msg("Share of the image"), 12, is_share=True),
    Column(msg("Peak (σ)"), 10),
    Column(msg("Warning or error"), 36),
    Column(msg("Inspected (UTC)"), 20),
    Column(msg("Path"), 60),
    Column(msg("SHA-256"), 68),
    Column(msg("Part type"), 20),
    Column(msg("Zone of the strongest region"), 20),
)
_EVENT_COLUMNS = (
    Column(msg("When (UTC)"), 20),
    Column(msg("File"), 32),
    Column(msg("Event"), 26),
    Column(msg("Before"), 10),
    Column(msg("After"), 10),
    Column(msg("By"), 16),
    Column(msg("Reason"), 40),
    Column(msg("Thresholds version"), 12),
    Column(msg("SHA-256"), 68),
)


class _Sheets:
    """The workbook that is being written, with its formats."""

    def __init__(self, content: Content, book: Workbook) -> None:
        self.content = content
        day = content.language.day.replace("%Y", "yyyy").replace("%m", "mm").replace("%d", "dd")
        top = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(top)
        self.strong = book.add_format({**top, "bold": True})
        self.heading = book.add_format({**top, "bold": True, "bottom": 1})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.moment = book.add_format({"valign": "top", "num_format": f"{day} hh:mm:ss"})
        self.score = book.add_format({"valign": "top", "num_format": "0.00"})
        self.share = book.add_format({"valign": "top", "num_format": "0.00%"})
        self.whole = book.add_format({"valign": "top", "num_format": "0"})
        self._book = book

    def add(self, name: Message, columns: Sequence[Column], rows: int) -> Worksheet:
        """A sheet with headings that stay in sight and can be filtered by."""
        sheet = self._book.add_worksheet(self.content.words(name))
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            self.write(sheet, 0, at, self.content.words(column.words), self.heading)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, rows, len(columns) - 1)
        return sheet

    def plain(self, name: Message, widths: Sequence[int]) -> Worksheet:
        """A sheet without headings."""
        sheet = self._book.add_worksheet(self.content.words(name))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        return sheet

    def write(
        self, sheet: Worksheet, row: int, column: int, value: object, form: Format | None = None
    ) -> None:
        """Write a text as a text, a number as a number, a moment as a date; None: nothing."""
        if isinstance(value, datetime):
            naive = value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
            sheet.write_datetime(row, column, naive, form or self.moment)
        elif isinstance(value, float):
            sheet.write_number(row, column, value, form or self.score)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, form or self.whole)
        elif value is not None and (text := _cut(readable(_with_newlines(str(value))))):
            sheet.write_string(row, column, _no_markup(text), form or self.text)


def write_xlsx(data: ReportData, out: Path, *, progress: Progress) -> None:
    """Write the workbook of a run.

    Args:
        data: What to write. The regions of an image are told where it has a thumbnail: where a
            person or the machine called it NG or REVIEW, or its verdict was asked for. Of these,
            the first MOST_PICTURES have one: they stay in memory until the file is written.
        out: The file; replaced only when the new one is complete.
        progress: Told the share of images written so far.

    Raises:
        ReportError: The file cannot be written, or there are more rows than a sheet can have.
        Cancelled: The user asked to stop.
    """
    content, events = Content(data, most_pictures=MOST_PICTURES), data.events()
    for rows in (len(data.items), len(events)):
        if rows > MOST_ROWS:
            raise ReportError(
                msg("A sheet can have {most} rows, not {rows}.", most=MOST_ROWS, rows=rows),
                path=out,
                hint=msg("Choose fewer images, or CSV."),
            )
    with new_file(out) as new, new.open("xb") as file, _workbook(file) as book:
        book.set_properties(
            {
                "title": readable(content.title),
                "author": data.program,
                "category": _MARKER,
                "created": data.as_of.astimezone(UTC).replace(tzinfo=None),
            }
        )
        sheets = _Sheets(content, book)
        _write_images(sheets, progress)
        _write_events(sheets, events)
        _write_settings(sheets)
        if content.trends is not None:
            _write_trends(sheets, content.trends)


@contextmanager
def _workbook(file: BinaryIO) -> Iterator[Workbook]:
    """A new workbook; it is packed into `file` at the end.

    Raises:
        OSError: It cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with TemporaryDirectory(prefix="ad_studio-", ignore_cleanup_errors=True) as parts:
        book = Workbook(file, {"constant_memory": True, "tmpdir": parts})
        try:
            yield book
        except BaseException:
            # Packing what nobody wants any more takes seconds; its parts go with their folder.
            for sheet in book.worksheets():
                sheet._opt_close()  # noqa: SLF001 - the library closes them only when it packs
            raise
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error


def _write_images(sheets: _Sheets, progress: Progress) -> None:
    content = sheets.content
    items = [*content.shown, *content.others, *content.errors]
    sheet = sheets.add(msg("Images"), _IMAGE_COLUMNS, len(items))
    for number, item in enumerate(items):
        raise_if_cancelled(progress)
        progress.fraction(number / len(items))
        row, is_shown = number + 1, number < len(content.shown)
        if number < content.pictured:
            sheet.set_row(row, _PICTURE_HEIGHT)
            _write_thumbnail(sheets, sheet, row, item)
        elif is_shown:
            sheets.write(sheet, row, 0, content.picture_left_out)
        for at, value in enumerate(_image_cells(content, item, with_regions=is_shown), start=1):
            form = sheets.share if _IMAGE_COLUMNS[at].is_share else None
            sheets.write(sheet, row, at, value, form)


def _write_thumbnail(sheets: _Sheets, sheet: Worksheet, row: int, item: ReportItem) -> None:
    try:
        picture = item.thumbnail()
    except AdStudioError as error:
        sheets.write(sheet, row, 0, sheets.content.words(error.message))
        return
    scale = _PICTURE_PIXELS / max(picture.width, picture.height)
    sheet.insert_image(
        row,
        0,
        f"{item.row.id}.jpg",
        {
            "image_data": BytesIO(picture.data),
            "x_scale": scale,
            "y_scale": scale,
            "x_offset": 2,
            "y_offset": 2,
            "object_position": 1,
            "description": readable(item.row.path.name),
        },
    )


def _image_cells(content: Content, item: ReportItem, *, with_regions: bool) -> Iterator[object]:
    """The values of a row after its picture, in the order of _IMAGE_COLUMNS."""
    row, said = item.row, item.said
    regions = item.regions() if with_regions else []
    yield row.path.name
    yield row.verdict
    yield None if row.score is None else shown_score(row.score)
    yield row.machine
    yield content.words(human_words(row))
    yield said.author if said else None
    yield said.created_at if said else None
    yield row.reason
    yield len(regions) if with_regions else None
    if regions:
        first = regions[0]
        yield from (first.left, first.top, first.width, first.height)
        yield from (first.share, shown_score(first.peak))
    else:
        yield from [None] * 6
    yield "; ".join(filter(None, map(content.words, (row.remark, content.size_reason(item)))))
    yield row.inspected_at
    yield str(row.path)
    yield row.sha256
    yield row.part_type
    yield regions[0].zone if regions else None


def _write_events(sheets: _Sheets, events: Sequence[VerdictEvent]) -> None:
    content = sheets.content
    names = {item.row.id: item.row.path.name for item in content.data.items}
    sheet = sheets.add(msg("Events"), _EVENT_COLUMNS, len(events))
    for row, event in enumerate(events, start=1):
        cells = (
            event.created_at,
            names.get(event.result_id),
            content.words(event.kind.message),
            event.old,
            event.new,
            event.author,
            event.reason,
            event.threshold_id,
            event.sha256,
        )
        for at, value in enumerate(cells):
            sheets.write(sheet, row, at, value)


def _write_settings(sheets: _Sheets) -> None:
    content, data = sheets.content, sheets.content.data
    sheet = sheets.plain(msg("Settings"), (28, 110))
    lines: list[tuple[str, object, Format]] = [
        (data.project.name, None, sheets.title),
        (content.kind, content.lead, sheets.strong),
        *((note.strong, _sentence(note), sheets.strong) for note in content.notes),
        *((one.label, one.images, sheets.strong) for one in content.counts),
    ]
    for name, facts in content.settings:
        lines.append((name, None, sheets.heading))
        lines += [(fact.label, fact.value, sheets.text) for fact in facts]
    for row, (label, value, form) in enumerate(lines):
        sheets.write(sheet, row, 0, label, form)
        sheets.write(sheet, row, 1, value)


def _write_trends(sheets: _Sheets, words: TrendWords) -> None:
    sheet = sheets.plain(msg("Trends"), (28, 40, 12, 14, 18, 16, 18, 16, 18))
    row = 0
    sheets.write(sheet, row, 0, words.title, sheets.title)
    for row, fact in enumerate(words.facts, start=1):
        sheets.write(sheet, row, 0, fact.label)
        sheets.write(sheet, row, 1, fact.value)
    row += 2
    _write_row(sheets, sheet, row, words.heads, heading=True)
    for group, cells in zip(words.trends.groups, words.rows, strict=True):
        row += 1
        numbers = {1: group.parts, 2: group.ng, 3: group.ng_share, 5: group.review_share}
        _write_row(sheets, sheet, row, [numbers.get(at, cell) for at, cell in enumerate(cells)])
    row += 2
    _write_row(sheets, sheet, row, words.reason_heads, heading=True)
    for reason, cells in zip(words.trends.reasons, words.reason_rows, strict=True):
        row += 1
        _write_row(sheets, sheet, row, [cells[0], reason.count, reason.cumulative])


def _write_row(
    sheets: _Sheets, sheet: Worksheet, row: int, cells: Sequence[object], *, heading: bool = False
) -> None:
    """Texts and whole numbers; other numbers are shares."""
    for at, cell in enumerate(cells):
        share = sheets.share if isinstance(cell, float) else None
        sheets.write(sheet, row, at, cell, sheets.heading if heading else share)


def _sentence(note: Note) -> str:
    return "\n".join((note.text, *note.lines))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _with_newlines(text: str) -> str:
    """Text with line breaks as cells have them; others would be written as numbers."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _no_markup(text: str) -> str:
    """A text that the library escapes.

    What begins and ends with the tags of rich text it would write as it is: as part of the XML.
    """
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text


def _is_report(file: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(file) as archive, archive.open("docProps/core.xml") as about:
            return f"<cp:category>{_MARKER}</cp:category>".encode() in about.read(_HEAD_BYTES)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError):
        return False


XLSX = ReportFormat(
    id="xlsx",
    title="XLSX",
    about=msg("A workbook with thumbnails, events and settings, for spreadsheets"),
    suffixes=(".xlsx",),
    is_report=_is_report,
    write=write_xlsx,
)
