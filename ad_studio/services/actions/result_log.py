"""A line for each image in a file that only grows."""

import csv
import io
import json
import os
from pathlib import Path

from ad_studio.domain import ActionKind, ProjectInfo, ResultRow, RunInfo
from ad_studio.errors import ActionError
from ad_studio.messages import msg
from ad_studio.reports.csv_report import cell
from ad_studio.services.actions.action import FIELDS, Action, about

JSON_SUFFIX = ".jsonl"


class ResultLog(Action):
    """Appends a line of CSV or JSON, in UTF-8; each is on the disk before the next one.

    After a crash between the line and its record, a line may be there twice.
    """

    kind = ActionKind.LOG

    def __init__(self, file: Path, project: ProjectInfo, run: RunInfo) -> None:
        """Write to a file: JSON where its name ends in .jsonl, else CSV."""
        self._file = file
        self._is_json = file.suffix.lower() == JSON_SUFFIX
        self._project = project
        self._run = run

    def carry_out(self, row: ResultRow) -> None:
        """Append the line; a new CSV file gets its heading first."""
        found = about(self._project, self._run, row)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab") as file:
                lines = [self._line(found)]
                if not self._is_json and file.tell() == 0:
                    lines.insert(0, _csv(FIELDS))
                file.write("".join(lines).encode(errors="backslashreplace"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise ActionError(
                msg(
                    "{file} could not be written: {reason}.",
                    file=self._file,
                    reason=error.strerror or str(error),
                )
            ) from error

    def _line(self, found: dict[str, object]) -> str:
        if self._is_json:
            return json.dumps(found) + "\n"
        return _csv([cell(value) for value in found.values()])


def _csv(cells: tuple[str, ...] | list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
