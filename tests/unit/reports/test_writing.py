from pathlib import Path

import pytest

from ad_studio.domain import Verdict
from ad_studio.progress import SilentProgress
from ad_studio.reports.csv_report import write_csv
from ad_studio.reports.html_report import write_html
from ad_studio.reports.writing import readable
from tests.report_data import item, report, result


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain \u00fc \u691c\u67fb", "plain \u00fc \u691c\u67fb"),
        ("teil_\udcfcber.jpg", r"teil_\xfcber.jpg"),
        ("\ud800", r"\ud800"),
        ("a\ufffe\uffff", r"a\ufffe\uffff"),
        ("a\u202egpj.exe", r"a\u202egpj.exe"),
        ("a\x1b[31m\x00", r"a\x1b[31m\x00"),
        ("two\nlines\tand\ra tab", "two\nlines\tand\ra tab"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
    ],
)
def test_what_cannot_be_shown_is_escaped(text, shown):
    assert readable(text) == shown


@pytest.mark.parametrize(("write", "kind"), [(write_csv, "csv"), (write_html, "html")])
def test_a_name_in_latin_1_does_not_cost_the_report(tmp_path, write, kind):
    rows = [
        result(1, score=9.0, human=Verdict.NG, reason="\udce9", name="teil_\udcfcber.jpg"),
        result(2, score=8.0, name="good.png"),
    ]
    out = tmp_path / f"r.{kind}"
    write(report([item(row) for row in rows]), out, progress=SilentProgress())
    said = out.read_text(encoding="utf-8-sig")
    assert r"teil_\xfcber.jpg" in said
    assert r"\xe9" in said
    assert "good.png" in said
    assert Path(out).read_bytes().decode("utf-8")
