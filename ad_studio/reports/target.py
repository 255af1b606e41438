"""What a report may take the place of: nothing but an earlier report, and only when told so."""

from pathlib import Path

from ad_studio.errors import ReportError, ReportExistsError, UsageError
from ad_studio.reports.csv_report import FIRST_COLUMNS

SUFFIXES = {"html": (".html", ".htm"), "csv": (".csv",)}
"""Ends of file names by format; the first one is the usual one."""

_MARKS = {
    "html": b'<body data-report="ad_studio/',  # see templates/report.html.j2
    "csv": ",".join(FIRST_COLUMNS).encode(),
}
_A = {"html": "an HTML", "csv": "a CSV"}
_HEAD = 256 * 1024  # the style sheet stands before the mark


def check_target(out: Path, format: str, *, replace: bool) -> None:  # noqa: A002
    """Refuse to write a report where it would do harm.

    Args:
        out: The file to write.
        format: "html" or "csv".
        replace: An earlier report may be replaced.

    Raises:
        UsageError: The file's name does not end as the format wants it.
        ReportExistsError: There is an earlier report, and `replace` is False.
        ReportError: There is a file that is no report, or it cannot be read.
    """
    if out.suffix.lower() not in SUFFIXES[format]:
        raise UsageError(
            f"The name of {_A[format]} report must end in {' or '.join(SUFFIXES[format])}.",
            path=out,
            hint="Give it such a name, or choose the other format.",
        )
    if not out.is_file():
        return
    if not _is_report(out):
        raise ReportError(
            "There is a file of that name already, and it is not a report of this program. It was "
            "left as it is.",
            path=out,
            hint="Choose another name.",
        )
    if not replace:
        raise ReportExistsError(
            "There is a report of that name already.", path=out, hint="Choose another name."
        )


def _is_report(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise ReportError(
            f"The file that is there cannot be read: {error.strerror or error}.",
            path=path,
            hint="Choose another name.",
        ) from error
    return _MARKS["html"] in head or head.removeprefix(b"\xef\xbb\xbf").startswith(_MARKS["csv"])
