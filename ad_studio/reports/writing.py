"""Writing a report so that it is there completely or not at all."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ad_studio.errors import ReportError
from ad_studio.files import is_disk_full, replacing
from ad_studio.messages import msg


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Hand out a name to write to; the file there takes the place of `path` if all goes well.

    Until then, and if the block fails, what was at `path` stays as it was. Missing folders are
    made.

    Raises:
        ReportError: The file cannot be written.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "there is a folder of that name")
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as unfinished:
            yield unfinished
    except OSError as error:
        raise _unwritable(error, path) from error


def readable(text: str) -> str:
    """Text that every reader can show: odd bytes of names, control and direction marks are escaped.

    So are U+FFFE and U+FFFF, which XML forbids. A byte that is no text, which Python reads as a
    lone surrogate, is shown as its number.
    """
    return _HIDDEN.sub(_number, text)


_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufffe\uffff]"
)


def _number(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return match[0].encode("unicode_escape").decode()


def _unwritable(error: OSError, path: Path) -> ReportError:
    if is_disk_full(error):
        return ReportError(
            msg("The report cannot be written: the disk is full."),
            path=path,
            hint=msg("Free some space or write it to another drive."),
        )
    if isinstance(error, PermissionError):
        return ReportError(
            msg("The report cannot be written: permission denied."),
            path=path,
            hint=msg(
                "If it is open in another program (Excel, a browser), close it there; "
                "or choose a folder that you may write to."
            ),
        )
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return ReportError(
            msg("The report cannot be written: its folder is a file."),
            path=path,
            hint=msg("Choose another folder."),
        )
    return ReportError(
        msg("The report cannot be written: {reason}.", reason=error.strerror or str(error)),
        path=path,
        hint=msg("Choose another name or folder."),
    )
