"""The formats that a report can be written in, and which file a report may take the place of."""

from pathlib import Path

from ad_studio.errors import ReportError, ReportExistsError, UsageError
from ad_studio.messages import msg
from ad_studio.reports.csv_report import CSV, CSV_SEMICOLON
from ad_studio.reports.html_report import HTML
from ad_studio.reports.pdf_report import PDF
from ad_studio.reports.report_format import ReportFormat
from ad_studio.reports.xlsx_report import XLSX

FORMATS: dict[str, ReportFormat] = {one.id: one for one in (HTML, PDF, XLSX, CSV, CSV_SEMICOLON)}
"""Every format by its id, in the order in which they are offered."""


def find_format(name: str) -> ReportFormat:
    """Return the format of a name.

    Raises:
        UsageError: There is none.
    """
    if name not in FORMATS:
        raise UsageError(
            msg(
                '"{name}" is not a report format: use {formats}.',
                name=name,
                formats=" or ".join(FORMATS),
            )
        )
    return FORMATS[name]


def without_suffix(name: str) -> str:
    """A file name without the end that any of the formats gives it; any other dot stays."""
    ends = [end for one in FORMATS.values() for end in one.suffixes if name.lower().endswith(end)]
    return name[: -len(ends[0])] if ends else name


def check_target(out: Path, wanted: ReportFormat, *, replace: bool) -> None:
    """Refuse to write a report where it would do harm: over anything but an earlier report.

    Args:
        out: The file to write.
        wanted: The format.
        replace: An earlier report may be replaced.

    Raises:
        UsageError: The file's name does not end as the format wants it.
        ReportExistsError: There is an earlier report, and `replace` is False.
        ReportError: There is a file that is no report, or it cannot be read.
    """
    if out.suffix.lower() not in wanted.suffixes:
        raise UsageError(
            msg(
                "The name of the {title} report must end in {suffixes}.",
                title=wanted.title,
                suffixes=" or ".join(wanted.suffixes),
            ),
            path=out,
            hint=msg("Give it such a name, or choose another format."),
        )
    if not out.is_file():
        return
    if not _is_report(out):
        raise ReportError(
            msg(
                "There is a file of that name already, and it is not a report of this program. It "
                "was left as it is."
            ),
            path=out,
            hint=msg("Choose another name."),
        )
    if not replace:
        raise ReportExistsError(
            msg("There is a report of that name already."),
            path=out,
            hint=msg("Choose another name."),
        )


def _is_report(path: Path) -> bool:
    """Whether a file is a report, in whatever format."""
    try:
        with path.open("rb") as file:
            for one in FORMATS.values():
                file.seek(0)
                if one.is_report(file):
                    return True
            return False
    except OSError as error:
        raise ReportError(
            msg("The file that is there cannot be read: {reason}.", reason=error.strerror or error),
            path=path,
            hint=msg("Choose another name."),
        ) from error
