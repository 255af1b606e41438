import csv
import json

import pytest

from ad_studio.errors import ActionError
from ad_studio.services.actions.action import FIELDS
from ad_studio.services.actions.result_log import ResultLog


def test_a_new_csv_file_gets_a_heading_and_each_image_a_line(project, run, rows, tmp_path):
    file = tmp_path / "new" / "log.csv"
    for row in rows:
        ResultLog(file, project.info, run).carry_out(row)
    with file.open(encoding="utf-8", newline="") as lines:
        heading, *found = csv.reader(lines)
    assert heading == list(FIELDS)
    assert [dict(zip(FIELDS, line, strict=True))["verdict"] for line in found] == [
        "OK",
        "REVIEW",
        "NG",
    ]
    first = dict(zip(FIELDS, found[0], strict=True))
    assert (first["file"], first["serial"], first["shift"]) == ("a.png", "N-a", "late")
    assert (first["lot"], first["operator"], first["station"]) == ("L7", "Ada", "QA 3")
    assert first["score_sigma"] == "1.0000"


def test_json_lines_are_one_object_each_and_what_is_there_stays(project, run, rows, tmp_path):
    file = tmp_path / "log.jsonl"
    file.write_text('{"old": 1}\n')
    ResultLog(file, project.info, run).carry_out(rows[2])
    old, new = (json.loads(line) for line in file.read_text().splitlines())
    assert old == {"old": 1}
    assert list(new) == list(FIELDS)
    assert (new["verdict"], new["score_sigma"], new["sha256"]) == ("NG", 9.0, rows[2].sha256)


def test_a_file_that_cannot_be_written_is_said(project, run, rows, tmp_path):
    with pytest.raises(ActionError, match="could not be written"):
        ResultLog(tmp_path, project.info, run).carry_out(rows[0])
