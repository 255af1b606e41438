"""The workbook: texts are texts, numbers are numbers, and it can be repeated."""

import re
import tempfile
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ad_studio.domain import Basis, Thresholds, ThresholdVersion, Verdict
from ad_studio.errors import Cancelled, ReportError
from ad_studio.progress import SilentProgress
from ad_studio.reports import xlsx_report
from ad_studio.reports.data import Region
from ad_studio.reports.language import language
from ad_studio.reports.writing import readable
from ad_studio.reports.xlsx_report import XLSX, write_xlsx
from tests.report_data import WHEN, events, every_kind, item, report, result

REGION = Region(left=12, top=34, width=56, height=78, share=0.0125, peak=9.876)


@pytest.fixture
def book(tmp_path):
    def write(*args, **changes):
        out = tmp_path / "report.xlsx"
        out.unlink(missing_ok=True)
        write_xlsx(report(*args, **changes), out, progress=SilentProgress())
        return load_workbook(out)

    return write


def lines(sheet):
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def thumbnails(path):
    """The rows that have one."""
    with zipfile.ZipFile(path) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    return [int(row) for row in re.findall(r"<xdr:from>.*?<xdr:row>(\d+)<", drawing)]


def damage(path, copy, part):
    """Copy a workbook; the compressed bytes of a part begin with a block of no known kind."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(part).header_offset
    header = data[start : start + 30]
    start += 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    data[start] = 0x07
    copy.write_bytes(data)


def test_a_row_for_each_image_the_worst_first_with_thumbnails_where_flagged(book, tmp_path):
    sheet = book()["Images"]
    found = lines(sheet)
    assert [one["Verdict"] for one in found] == ["NG", "NG", "REVIEW", "OK", "OK", None]
    assert found[1]["File"] == "part2.png"
    assert found[1]["Score (σ)"] == 6.5
    assert found[1]["Person"] == "confirmed NG"
    assert found[1]["Reason"] == "scratch"
    assert found[1]["On (UTC)"] == WHEN.replace(tzinfo=None)
    assert found[5]["Warning or error"] == "The file is empty (0 bytes)."
    assert thumbnails(tmp_path / "report.xlsx") == [2, 3, 4]
    assert "does not exist" in found[0]["Image"]


def test_regions_are_numbers(book):
    row = item(result(1, score=9.9), regions=[REGION, replace(REGION, peak=4.0)])
    (found,) = lines(book([row])["Images"])
    names = ("Regions", "Left (pixels)", "Top (pixels)", "Width (pixels)", "Height (pixels)")
    assert [found[name] for name in names] == [2, 12, 34, 56, 78]
    assert (found["Share of the image"], found["Peak (σ)"]) == (0.0125, 9.87)


def test_the_part_type_of_an_image_stands_in_a_column(book):
    rows = [replace(result(1, score=9.0), part_type="Bolt"), result(2, score=1.0)]
    found = lines(book([item(row) for row in rows])["Images"])
    assert [line["Part type"] for line in found] == ["Bolt", None]


def test_events_and_settings(book):
    made = book(events=lambda: events(every_kind()))
    found = lines(made["Events"])
    assert len(found) == 7
    assert found[-1]["Event"] == "verdict"
    assert (found[-1]["Before"], found[-1]["After"], found[-1]["By"]) == (
        "REVIEW",
        "OK",
        "M. Weber",
    )
    said = {row[0]: row[1] for row in made["Settings"].iter_rows(values_only=True)}
    assert said["NG from"] == "5.00 σ"
    assert said["NG"] == 2
    assert "ab" * 32 in said.values()


def test_it_is_german(book):
    made = book(language=language("de"), events=lambda: events(every_kind()))
    assert made.sheetnames == ["Bilder", "Ereignisse", "Einstellungen"]
    assert "Urteil" in [cell.value for cell in made["Bilder"][1]]


@pytest.mark.parametrize(
    "text",
    [
        *(f"{start}HYPERLINK(1)}}" for start in ("=", "+", "-", "@", "\t=", "{=")),
        '<r><t>a</t></r></is></c><c r="ZZ2"><f>HYPERLINK(1)</f></c><c r="AAA2"><is><r></r>',
        "<r></r>",
        "<r><t>not closed</r>",
    ],
)
def test_no_cell_is_a_formula(book, text):
    row = result(1, score=9.0, human=Verdict.NG, reason=text, name=f"{text}1.png")
    made = book([item(row)], project=replace(report().project, name=text))
    for sheet in made:
        for cells in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in cells)
    assert lines(made["Images"])[0]["Reason"].removeprefix(" ") == text
    assert made["Settings"]["A1"].value.removeprefix(" ") == text


def test_the_machine_says_what_it_says_by_the_thresholds_in_force(book):
    before = ThresholdVersion(
        2, 2, Thresholds(review=8, ng=9), Basis.from_text("views of the reference"), "", "", WHEN
    )
    row = result(1, score=6.5, human=Verdict.OK)
    (found,) = lines(book([item(row, said_on=before)])["Images"])
    assert (found["Machine"], found["Verdict"]) == ("NG", "OK")


def test_characters_that_xml_forbids_are_numbers_beside_a_thumbnail_too(book, tmp_path):
    (found,) = lines(book([item(result(1, score=9.0, name="a\ufffeb\uffff.png"))])["Images"])
    assert found["File"] == r"a\ufffeb\uffff.png"
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        drawing = ElementTree.fromstring(archive.read("xl/drawings/drawing1.xml"))
    assert r"a\ufffeb\uffff.png" in [one.get("descr") for one in drawing.iter()]


def test_more_pictures_than_fit_in_memory_are_left_out_and_that_is_said(
    book, tmp_path, monkeypatch
):
    monkeypatch.setattr(xlsx_report, "MOST_PICTURES", 1)
    made = book([item(result(number, score=9.0)) for number in (1, 2, 3)])
    assert thumbnails(tmp_path / "report.xlsx") == [1]
    said = [one["Image"] for one in lines(made["Images"])]
    assert said[0] is None
    assert all("Only the first 1 images have pictures" in one for one in said[1:])
    assert "Pictures left out." in [row[0] for row in made["Settings"].values]


@given(st.text(max_size=30))
@example("a\rb\r\nc\n")
@settings(max_examples=10)
def test_any_text_reads_back_with_what_cannot_be_seen_as_its_number(tmp_path_factory, reason):
    out = tmp_path_factory.mktemp("xlsx") / "report.xlsx"
    row = result(1, score=9.0, human=Verdict.NG, reason=reason)
    write_xlsx(report([item(row)]), out, progress=SilentProgress())
    (found,) = lines(load_workbook(out)["Images"])
    assert (found["Reason"] or "") == readable(reason).replace("\r\n", "\n").replace("\r", "\n")


def test_texts_longer_than_a_cell_are_cut(book):
    row = result(1, score=9.0, human=Verdict.NG, reason="\U0001f600" * 40_000)
    (found,) = lines(book([item(row)])["Images"])
    assert found["Reason"].endswith("…")
    assert len(found["Reason"]) == 16_001


def test_too_many_rows_are_said_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_report, "MOST_ROWS", 5)
    with pytest.raises(ReportError, match="5 rows, not 6"):
        write_xlsx(report(), tmp_path / "r.xlsx", progress=SilentProgress())
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_nothing(tmp_path, monkeypatch):
    class Stopped(SilentProgress):
        is_cancelled = True

    parts = tmp_path / "parts"
    parts.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(parts))
    with pytest.raises(Cancelled):
        write_xlsx(report(), tmp_path / "r.xlsx", progress=Stopped())
    assert list(tmp_path.iterdir()) == [parts]
    assert list(parts.iterdir()) == []
    write_xlsx(report(), tmp_path / "r.xlsx", progress=SilentProgress())
    assert list(parts.iterdir()) == []


def test_what_is_cancelled_is_not_packed(tmp_path, monkeypatch):
    class Stopped(SilentProgress):
        is_cancelled = True

    monkeypatch.setattr(xlsxwriter.Workbook, "close", None)
    with pytest.raises(Cancelled):
        write_xlsx(report(), tmp_path / "r.xlsx", progress=Stopped())


def test_the_same_state_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(report(), tmp_path / name, progress=SilentProgress())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_it_is_recognised_and_another_workbook_is_not(tmp_path):
    from openpyxl import Workbook

    write_xlsx(report(), tmp_path / "r.xlsx", progress=SilentProgress())
    Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "cut.xlsx").write_bytes((tmp_path / "r.xlsx").read_bytes()[:-50])
    with zipfile.ZipFile(tmp_path / "plain.xlsx", "w") as archive:
        archive.writestr("a.txt", "nothing")
    damage(tmp_path / "r.xlsx", tmp_path / "damaged.xlsx", "docProps/core.xml")
    found = {}
    for path in sorted(tmp_path.glob("*.xlsx")):
        with path.open("rb") as file:
            found[path.name] = XLSX.is_report(file)
    assert [name for name, is_report in found.items() if is_report] == ["r.xlsx"]
    assert len(found) == 5
