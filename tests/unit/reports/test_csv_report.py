"""The CSV table: safe for spreadsheets, whatever was typed."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import (
    BY_HAND,
    LeftOut,
    LeftOutReason,
    Mark,
    RunStatus,
    SizeLimit,
    Thresholds,
    ThresholdVersion,
    Verdict,
)
from ad_studio.drawn_regions import rectangle
from ad_studio.errors import ReportError
from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.progress import SilentProgress
from ad_studio.reports.csv_report import COLUMNS, write_csv
from ad_studio.reports.formats import FORMATS
from ad_studio.reports.writing import readable
from tests.report_data import WHEN, item, report, result


def rows_of(out):
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "start",
    ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\t=", "\uff1d", "\uff0b1", "\u200b=", "\ufeff@"],
)
def test_no_cell_is_a_formula(tmp_path, start):
    text = f"{start}cmd|' /C calc'!A0"
    row = result(1, score=9.0, human=Verdict.NG, reason=text, name=f"{start}1.png")
    out = tmp_path / "report.csv"
    write_csv(report([item(row)]), out, progress=SilentProgress())
    with out.open(encoding="utf-8-sig", newline="") as file:
        cells = next(iter(csv.DictReader(file)))
    assert cells["human_reason"] == f"'{text}"
    assert cells["file"].startswith("'")


def test_a_negative_score_stays_a_number(tmp_path):
    out = tmp_path / "report.csv"
    write_csv(report([item(result(1, score=-0.25))]), out, progress=SilentProgress())
    assert rows_of(out)[0]["score_sigma"] == "-0.2500"


@given(st.text(max_size=30))
def test_any_text_reads_back_with_what_cannot_be_seen_as_its_number(tmp_path_factory, reason):
    out = tmp_path_factory.mktemp("csv") / "report.csv"
    row = result(1, score=9.0, human=Verdict.NG, reason=reason)
    write_csv(report([item(row)]), out, progress=SilentProgress())
    with out.open(encoding="utf-8-sig", newline="") as file:
        header, line = csv.reader(file)
    assert tuple(header) == COLUMNS
    assert line[COLUMNS.index("human_reason")] in (readable(reason), f"'{readable(reason)}")


@pytest.mark.parametrize("mark", Mark)
def test_a_mark_is_told_with_its_author_and_reason(tmp_path, mark):
    out = tmp_path / "report.csv"
    row = result(1, score=4.0, mark=mark, reason="=too dark")
    write_csv(report([item(row)]), out, progress=SilentProgress())
    (line,) = rows_of(out)
    assert (line["verdict"], line["human"], line["human_mark"]) == ("REVIEW", "", mark)
    assert (line["human_author"], line["human_reason"]) == ("M. Weber", "'=too dark")
    assert line["human_at"].startswith("2025-03-04")


def test_what_is_ignored_is_told(tmp_path):
    out = tmp_path / "report.csv"
    regions = (rectangle(0, 0, 0.5, 0.5), rectangle(0.5, 0.5, 1, 1))
    version = IgnoreVersion(9, 1, 2, regions, "Kim", WHEN)
    write_csv(report(ignored=version, ignored_share=0.5), out, progress=SilentProgress())
    for line in rows_of(out):
        told = [line[name] for name in ("ignore_version", "ignore_regions", "ignored_share")]
        assert told == ["2", "2", "0.5000"]


def test_the_columns_are_documented():
    from ad_studio.reports import csv_report

    for column in COLUMNS:
        assert column in csv_report.__doc__


def test_an_unwritable_place_is_named(tmp_path):
    with pytest.raises(ReportError) as caught:
        write_csv(report(), tmp_path, progress=SilentProgress())
    assert caught.value.path == tmp_path


def test_every_line_says_whether_the_run_is_complete(tmp_path):
    out = tmp_path / "report.csv"
    left = LeftOut(LeftOutReason.SUBFOLDER, "", 5, 3, (Path("/lot/old"),))
    run = replace(report().run, status=RunStatus.CANCELLED, total=9, left_out=(left,))
    write_csv(report(run=run), out, progress=SilentProgress())
    for row in rows_of(out):
        assert (row["run_status"], row["run_images"], row["left_out"]) == ("cancelled", "9", "3")
        assert row["not_looked_at"] == "5 subfolder(s) (3 with images): old, ..."


@pytest.mark.parametrize(
    ("changes", "complete"),
    [
        ({}, "yes"),
        ({"status": RunStatus.CANCELLED}, "no"),
        ({"left_out": (LeftOut(LeftOutReason.SUBFOLDER, "", 5, 3, ()),)}, "no"),
        ({"left_out": (LeftOut(LeftOutReason.ENDING, ".txt", 5, 0, ()),)}, "yes"),
    ],
)
def test_a_run_is_complete_when_all_of_its_images_were_inspected(tmp_path, changes, complete):
    out = tmp_path / "report.csv"
    data = report(run=replace(report().run, **changes))
    write_csv(data, out, progress=SilentProgress())
    assert {row["run_complete"] for row in rows_of(out)} == {complete}


def test_the_machine_column_is_what_the_person_saw(tmp_path):
    """Thresholds that were moved since do not change what was confirmed or overridden."""
    out = tmp_path / "report.csv"
    seen = ThresholdVersion(2, 2, Thresholds(1, 2), "by hand", "", "", WHEN)
    judged = replace(item(result(1, score=4.0, human=Verdict.OK)), said_on=seen)
    write_csv(report([judged, item(result(2, score=4.0))]), out, progress=SilentProgress())
    told = [(row["machine"], row["machine_threshold_id"]) for row in rows_of(out)]
    assert told == [("NG", "2"), ("REVIEW", "3")]
    assert {row["threshold_id"] for row in rows_of(out)} == {"3"}


def test_the_machine_column_knows_the_size_limit_that_held_then(tmp_path):
    limit = SizeLimit(1, 0.1)
    seen = ThresholdVersion(2, 2, Thresholds(1, 2, limit), BY_HAND, "", "", WHEN)
    row = replace(result(1, score=4.0, human=Verdict.OK), limited={limit.area: 1.5})
    write_csv(report([item(row, said_on=seen)]), tmp_path / "a.csv", progress=SilentProgress())
    (told,) = rows_of(tmp_path / "a.csv")
    assert told["machine"] == "REVIEW"
    assert told["size_reason"].startswith("no region of 1 mm² or more"), "as it was judged then"


def test_text_with_the_delimiter_in_it_stays_in_one_cell(tmp_path):
    out = tmp_path / "report.csv"
    row = result(1, score=-0.25, human=Verdict.NG, reason='a;b,"c')
    FORMATS["csv-semicolon"].write(report([item(row)]), out, progress=SilentProgress())
    text = io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")
    (cells,) = csv.DictReader(text, delimiter=";")
    assert (cells["human_reason"], cells["score_sigma"]) == ('a;b,"c', "-0,2500")
