"""Writing a report so that it is there completely or not at all."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ad_studio.errors import ReportError
from ad_studio.files import replacing
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


def _unwritable(error: OSError, path: Path) -> ReportError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
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
