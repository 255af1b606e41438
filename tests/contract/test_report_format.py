"""The formats of reports that others read: changing what is frozen here breaks their programs.

New CSV columns may be added at the end; new elements may be added to the HTML.
"""

import csv
import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ad_studio.domain import FrameSpan, SizeLimit, Zone
from ad_studio.drawn_regions import rectangle
from ad_studio.progress import SilentProgress
from ad_studio.reports.csv_report import write_csv
from ad_studio.reports.facts import image_facts, threshold_facts
from ad_studio.reports.formats import FORMATS
from ad_studio.reports.html_report import write_html
from ad_studio.reports.language import language
from tests.html_tree import parse
from tests.report_data import report

HEADER = (
    "file,path,verdict,score_sigma,machine,human,human_author,human_reason,human_at,error,"
    "review_sigma,ng_sigma,threshold_id,project,lot,operator,station,run,model,backbone,sha256,"
    "width,height,inspected_at,human_mark,ignore_version,ignore_regions,ignored_share,run_status,run_images,"
    "left_out,warning,audit_entry,audit_head,not_looked_at,"
    "machine_threshold_id,run_complete,serial,shift,"
    "video,event,event_start,event_end,frames,raw_sigma,part_type,"
    "size_limit_mm2,size_limit_pixel_mm,size_reason,size_limit_zones"
)
HEAD = "ab" * 32
BOX = rectangle(0.1, 0.1, 0.5, 0.5)
LINES = [
    f"part1.png,/line/lot 7/part1.png,OK,0.5000,OK,,,,,,3.0000,5.0000,3,Flange 12,L-7,M. Weber,"
    f"QA 3,4,1,starter,{1:064x},640,480,2025-03-04T05:06:07+00:00,,,0,0.0000,finished,"
    f"6,0,,17,{HEAD},,3,yes,,,,,,,,,,,,,",
    f"part2.png,/line/lot 7/part2.png,NG,6.5000,NG,NG,M. Weber,scratch,2025-03-04T05:06:07+00:00,,"
    f"3.0000,5.0000,3,Flange 12,L-7,M. Weber,QA 3,4,1,starter,{2:064x},640,480,"
    f"2025-03-04T05:06:07+00:00,,,0,0.0000,finished,6,0,,17,{HEAD},,3,yes,,,,,,,,,,,,,",
]
FAILED_LINE = (
    f"part6.png,/line/lot 7/part6.png,,,,,,,,The file is empty (0 bytes).,3.0000,5.0000,3,"
    f"Flange 12,L-7,M. Weber,QA 3,4,1,starter,{6:064x},640,480,2025-03-04T05:06:07+00:00,"
    f",,0,0.0000,finished,6,0,,17,{HEAD},,3,yes,,,,,,,,,,,,,"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    out = tmp_path_factory.mktemp("report") / "report.html"
    write_html(report(), out, progress=SilentProgress())
    return out.read_text(encoding="utf-8")


def test_csv_is_frozen(tmp_path):
    out = tmp_path / "report.csv"
    write_csv(report(), out, progress=SilentProgress())
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == HEADER
    assert lines[1:3] == LINES
    assert lines[6:] == [FAILED_LINE, ""]


def test_csv_says_which_frames_of_a_video_a_row_stands_for(tmp_path):
    data = report()
    item = data.items[0]
    span = FrameSpan(Path("/line/belt.mp4"), "ab" * 32, True, 2.5, 4.0, 3.0, 4, 7.25)
    of_video = replace(item, row=replace(item.row, span=span))
    out = tmp_path / "report.csv"
    write_csv(replace(data, items=[of_video, *data.items[1:]]), out, progress=SilentProgress())
    line = out.read_text(encoding="utf-8-sig").splitlines()[1]
    assert line.endswith(",/line/belt.mp4,yes,2.5000,4.0000,4,7.2500,,,,,")


def test_csv_and_facts_say_the_size_limit_and_what_is_review_by_it(tmp_path):
    data, limit = report(), SizeLimit(1.5, 0.05)
    pair = replace(data.thresholds.thresholds, size_limit=limit)
    small = replace(data.items[1], row=replace(data.items[1].row, limited={limit.area: 4.25}))
    data = replace(
        data,
        thresholds=replace(data.thresholds, thresholds=pair),
        items=[small, *data.items[2:]],
    )
    out = tmp_path / "report.csv"
    write_csv(data, out, progress=SilentProgress())
    line = out.read_text(encoding="utf-8-sig").splitlines()[1]
    why = "no region of 1.5 mm² or more reaches NG: 4.25 sigma at most"
    assert line.endswith(f",1.5000,0.0500,{why},")
    said = ("Size limit", "NG only from 1.5 mm² (a pixel is 0.05 mm)", "")
    assert said in threshold_facts(data)
    assert ("Size limit", why, "") in image_facts(data, small)
    german = replace(data, language=language("de"))
    assert threshold_facts(german)[2].value == "NG erst ab 1,5 mm² (ein Pixel ist 0,05 mm)"


def test_csv_with_semicolons_has_the_same_columns_and_decimal_commas(tmp_path):
    out = tmp_path / "report.csv"
    FORMATS["csv-semicolon"].write(report(), out, progress=SilentProgress())
    lines = out.read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines[0] == HEADER.replace(",", ";")
    cells = lines[2].split(";")
    assert (cells[3], cells[10], cells[27]) == ("6,5000", "3,0000", "0,0000")
    with out.open("rb") as file:
        assert FORMATS["csv-semicolon"].is_report(file)


def test_csv_reads_back(tmp_path):
    out = tmp_path / "report.csv"
    write_csv(report(), out, progress=SilentProgress())
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["verdict"] for row in rows] == ["OK", "NG", "NG", "REVIEW", "OK", ""]
    assert float(rows[2]["score_sigma"]) == 12.25
    assert datetime.fromisoformat(rows[0]["inspected_at"]).utcoffset() is not None


def test_html_structure_is_frozen(page):
    tree = parse(page)
    assert tree.one("body").attributes["data-report"] == "ad_studio/1"
    ids = [e.attributes["id"] for e in tree.one("main").walk() if "id" in e.attributes]
    assert ids == [
        *("head", "counts", "facts", "run", "model", "thresholds", "basis", "legend"),
        *("reference", "flagged", "errors", "others", "audit"),
    ]
    assert HEAD in tree.one(id="audit").text
    counts = {
        e.attributes["data-verdict"]: int(e.attributes["data-count"])
        for e in tree.one(id="counts").all("li")
        if "data-verdict" in e.attributes
    }
    assert counts == {"NG": 2, "REVIEW": 1, "OK": 2, "ERROR": 1}
    cards = [
        (int(e.attributes["data-result"]), e.attributes["data-verdict"])
        for e in tree.one(id="flagged").all("article")
    ]
    assert cards == [(3, "NG"), (2, "NG"), (4, "REVIEW"), (5, "OK")]
    assert [e.attributes["data-result"] for e in tree.one(id="errors").all("tr")[1:]] == ["6"]
    assert [e.attributes["data-result"] for e in tree.one(id="others").all("tr")[1:]] == ["1"]


def test_html_needs_nothing_from_elsewhere(page):
    tree = parse(page)
    for element in tree.walk():
        assert element.tag not in {"script", "link", "iframe", "object", "embed"}
        for name in ("src", "href"):
            assert element.attributes.get(name, "#").startswith(("data:", "#"))
    assert all(uri.startswith("data:") for uri in re.findall(r"url\(\"?([^)\"]*)", page))
    assert "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'; img-src data:" in page
    assert "@import" not in page


def test_csv_and_facts_say_the_zones(tmp_path):
    zones = (Zone("Sealing face", BOX, 0), Zone("Back", BOX, 5))
    limit = SizeLimit(0, 0.05, zones)
    data = report()
    pair = replace(data.thresholds.thresholds, size_limit=limit)
    small = replace(data.items[1], row=replace(data.items[1].row, limited={limit.key: 4.25}))
    data = replace(
        data, thresholds=replace(data.thresholds, thresholds=pair), items=[small, *data.items[2:]]
    )
    out = tmp_path / "report.csv"
    write_csv(data, out, progress=SilentProgress())
    _head, cells, *_others = csv.reader(out.read_text(encoding="utf-8-sig").splitlines())
    mm2, pixel_mm, reason, zoned = cells[-4:]
    why = "no region that is large enough for its zone reaches NG: 4.25 sigma at most"
    assert (mm2, pixel_mm, reason) == ("", "0.0500", why)
    assert json.loads(zoned) == {"Sealing face": 0, "Back": 5}
    place = "10 to 50 % across, 10 to 50 % down"
    said = (
        f"NG from any size (a pixel is 0.05 mm); in Sealing face ({place}) from any size; "
        f"in Back ({place}) from 5 mm²"
    )
    assert ("Size limit", said, "") in threshold_facts(data)
    turned = threshold_facts(replace(data, zones_stay=True))
    assert ("Size limit", f"{said}; zones do not turn with the part", "") in turned
    german = threshold_facts(replace(data, language=language("de")))[2].value
    place = "10 bis 50 % von links, 10 bis 50 % von oben"
    assert german == (
        f"NG ab jeder Größe (ein Pixel ist 0,05 mm); in Sealing face ({place}) ab jeder Größe; "
        f"in Back ({place}) ab 5 mm²"
    )
