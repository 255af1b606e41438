"""One line per image, for spreadsheets and other programs.

UTF-8 with a byte order mark, CRLF at line ends; commas and a decimal point, or semicolons and a
decimal comma, as spreadsheets want it in German and many other languages. The columns, in this
order and under these names (a contract; new ones are added at the end only):

============== =================================================================================
file           name of the image file
path           the image file as inspected, or where the program has moved it since
verdict        OK, REVIEW or NG: the one that counts; empty when the image could not be scored
score_sigma    deviation in sigma of the reference; empty when the image could not be scored
machine        verdict of the machine when a person judged the image, else the one of now
human          standing verdict of a person; empty if nobody said anything
human_author   who said so, or marked it
human_reason   why
human_at       when, UTC
error          why the image could not be scored
review_sigma   review threshold
ng_sigma       NG threshold
threshold_id   number of the threshold version
project        the part
lot, operator, station
               as typed for the run
run            number of the run
model          number of the model
backbone       its backbone
sha256         of the image file's bytes
width, height  of the image in pixels
inspected_at   when, UTC
human_mark     "unsure" or "skipped" where a person gave no verdict; the machine's counts then
ignore_version version of the ignore regions that the model applies; empty for none
ignore_regions how many they are
ignored_share  share of the image that is never scored, 0 to 1
run_status     "finished" when all images of the run were inspected
run_images     how many the run was to inspect
left_out       how many files or folders with images were in its folders and were not looked at
warning        why the image may show no part, whatever its score; it is REVIEW at least then
audit_entry    number of the newest entry of the project's audit chain
audit_head     its SHA-256
not_looked_at  all that was in the folders of the run and was not looked at, with examples
machine_threshold_id
               number of the threshold version that `machine` follows
run_complete   "yes" when all images of the run's folders were inspected, else "no"
serial         of the part; empty where it is not known
shift          in which it was inspected; empty where there is none
video          the video file or folder whose frames it stands for; empty for an image
event          "yes" for an event of the video, "no" for its other frames
event_start, event_end
               seconds from the beginning of the video, of the first and the last of these frames
frames         how many frames they are
raw_sigma      score of the frame that the file shows by itself; score_sigma is smoothed over time
part_type      that the image was taken for by a model of several; empty where it is none of them
size_limit_mm2 area of a region from which on it is NG; empty for any
size_limit_pixel_mm
               side of a pixel by which areas are told for that
size_reason    why `machine` is REVIEW although the score reaches the NG threshold
size_limit_zones
               zones with an area of their own: a JSON object, the area by the name of the zone;
               0 for any; size_limit_mm2 is that outside of them
============== =================================================================================
"""

import codecs
import csv
import json
import unicodedata
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from ad_studio.domain import FrameSpan, RunStatus, SizeLimit, shown_score
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.reports.data import ReportData, ReportItem
from ad_studio.reports.report_format import ReportFormat
from ad_studio.reports.writing import new_file, readable

FIRST_COLUMNS = (
    "file",
    "path",
    "verdict",
    "score_sigma",
    "machine",
    "human",
    "human_author",
    "human_reason",
    "human_at",
    "error",
    "review_sigma",
    "ng_sigma",
    "threshold_id",
    "project",
    "lot",
    "operator",
    "station",
    "run",
    "model",
    "backbone",
    "sha256",
    "width",
    "height",
    "inspected_at",
)
"""Those that have been there from the beginning: every report of this program starts so."""

COLUMNS = (
    *FIRST_COLUMNS,
    "human_mark",
    "ignore_version",
    "ignore_regions",
    "ignored_share",
    "run_status",
    "run_images",
    "left_out",
    "warning",
    "audit_entry",
    "audit_head",
    "not_looked_at",
    "machine_threshold_id",
    "run_complete",
    "serial",
    "shift",
    "video",
    "event",
    "event_start",
    "event_end",
    "frames",
    "raw_sigma",
    "part_type",
    "size_limit_mm2",
    "size_limit_pixel_mm",
    "size_reason",
    "size_limit_zones",
)


def write_csv(
    data: ReportData,
    out: Path,
    *,
    progress: Progress,
    delimiter: str = ",",
    decimal: str = ".",
) -> None:
    """Write the table of a run.

    Args:
        data: What to write; pictures are not asked for.
        out: The file; replaced only when the new one is complete.
        progress: Asked whether to go on.
        delimiter: What stands between two cells.
        decimal: The mark in numbers.

    Raises:
        ReportError: The file cannot be written.
        Cancelled: The user asked to stop.
    """
    with new_file(out) as new, new.open("x", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=delimiter)
        table.writerow(COLUMNS)
        for item in data.items:
            raise_if_cancelled(progress)
            table.writerow([cell(value, decimal=decimal) for value in _values(data, item)])


def _values(data: ReportData, item: ReportItem) -> tuple[object, ...]:
    """The values of one line, in the order of COLUMNS."""
    row, said, lines, ignored = item.row, item.said, data.thresholds, data.ignored
    machine, version = item.machine(lines)
    limit = lines.thresholds.size_limit
    is_complete = data.run.status is RunStatus.FINISHED and not data.run.images_left_out
    return (
        row.path.name,
        str(row.path),
        row.verdict,
        None if row.score is None else shown_score(row.score, 4),
        machine,
        row.human,
        said.author if said else None,
        row.reason,
        said.created_at if said else None,
        str(row.error),
        float(lines.thresholds.review),
        float(lines.thresholds.ng),
        lines.id,
        data.project.name,
        data.run.lot,
        data.run.operator,
        data.run.station,
        data.run.id,
        data.model.number,
        data.model.backbone,
        row.sha256,
        row.width,
        row.height,
        row.inspected_at,
        row.mark,
        ignored.number if ignored else None,
        len(ignored.regions) if ignored else 0,
        float(data.ignored_share),
        data.run.status,
        data.run.total,
        data.run.images_left_out,
        str(row.warning),
        data.audit_head.entry if data.audit_head else None,
        data.audit_head.sha256 if data.audit_head else None,
        "; ".join(str(group.message) for group in data.run.left_out),
        version,
        "yes" if is_complete else "no",
        row.serial,
        row.shift,
        *_frames(row.span),
        row.part_type,
        float(limit.mm2) if limit is not None and limit.mm2 else None,
        None if limit is None else float(limit.pixel_mm),
        str(item.size_reason(lines)),
        _zones(limit),
    )


def _zones(limit: SizeLimit | None) -> str:
    if limit is None or not limit.zones:
        return ""
    return json.dumps({zone.name: zone.mm2 for zone in limit.zones}, ensure_ascii=False)


def _frames(span: FrameSpan | None) -> tuple[object, ...]:
    if span is None:
        return ("",) * 6
    event = "yes" if span.is_event else "no"
    return str(span.video), event, span.start, span.end, span.frames, span.raw


def cell(value: object, *, decimal: str = ".") -> str:
    """Return a value as the text of a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, float):
        return f"{value:.4f}".replace(".", decimal)
    return str(value) if isinstance(value, int) else _guarded(readable(str(value)))


def _guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe in front makes it plain text.

    Spreadsheets pass over blanks and invisible characters, and take full-width signs for signs.
    """
    seen = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Zs", "Cc"))
    formula = unicodedata.normalize("NFKC", seen[:1]).startswith(("=", "+", "-", "@"))
    return f"'{text}" if formula or text.startswith(("\t", "\r", "\n")) else text


def _is_report(file: BinaryIO, *, delimiter: str = ",") -> bool:
    head = file.read(1024).removeprefix(codecs.BOM_UTF8)
    return head.startswith(delimiter.join(FIRST_COLUMNS).encode())


CSV = ReportFormat(
    id="csv",
    title="CSV",
    about=msg("A table without pictures, for spreadsheets"),
    suffixes=(".csv",),
    is_report=_is_report,
    write=write_csv,
)

CSV_SEMICOLON = ReportFormat(
    id="csv-semicolon",
    title="CSV (;)",
    about=msg("The same with semicolons and decimal commas"),
    suffixes=(".csv",),
    is_report=partial(_is_report, delimiter=";"),
    write=partial(write_csv, delimiter=";", decimal=","),
)
