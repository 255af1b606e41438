"""A format that only this test knows: the one place to add it is the table."""

import pytest
from PySide6.QtWidgets import QRadioButton

from ad_studio.cli.parser import build_parser
from ad_studio.errors import Cancelled, ReportError, ReportExistsError, UsageError
from ad_studio.messages import msg
from ad_studio.progress import SilentProgress
from ad_studio.reports.formats import FORMATS, check_target, find_format, without_suffix
from ad_studio.reports.report_format import ReportFormat
from ad_studio.reports.writing import new_file
from ad_studio.ui.report.form import ReportForm
from tests.report_data import item, report, result


def write_scores(data, out, *, progress):
    with new_file(out) as new:
        new.write_bytes(b"scores\n" + b"".join(b"%g\n" % one.row.score for one in data.items))


SCORES = ReportFormat(
    id="scores",
    title="Score list",
    about=msg("Scores and nothing else"),
    suffixes=(".score-list", ".sl"),
    is_report=lambda file: file.read(6) == b"scores",
    write=write_scores,
)


@pytest.fixture(autouse=True)
def one_more(monkeypatch):
    monkeypatch.setitem(FORMATS, "scores", SCORES)


def test_the_command_line_takes_it():
    wanted = ["export", "part", "--format", "scores", "--out", "x.sl"]
    assert build_parser().parse_args(wanted).format == "scores"


def test_the_window_offers_it_and_names_the_file_after_it(qtbot, tmp_path):
    form = ReportForm()
    qtbot.addWidget(form)
    form.suggest(tmp_path, "lot")
    choices = {choice.text(): choice for choice in form.findChildren(QRadioButton)}
    assert list(choices) == ["HTML", "PDF", "XLSX", "CSV", "CSV (;)", "Score list"]
    choices["Score list"].click()
    assert form.request().format == "scores"
    assert form.request().out == tmp_path / "lot.score-list"
    choices["HTML"].click()
    assert form.request().out == tmp_path / "lot.html"
    (tmp_path / "lot.score-list").touch()
    form.suggest(tmp_path, "lot")
    assert form.request().out == tmp_path / "lot-2.html"


def test_it_is_written_and_replaced_as_the_others(tmp_path):
    out = tmp_path / "new" / "lot.sl"
    check_target(out, find_format("scores"), replace=False)
    find_format("scores").write(
        report([item(result(1, score=2.5))]), out, progress=SilentProgress()
    )
    assert out.read_bytes() == b"scores\n2.5\n"
    with pytest.raises(ReportExistsError):
        check_target(out, SCORES, replace=False)
    check_target(out, SCORES, replace=True)
    out.write_bytes(b"something else")
    with pytest.raises(ReportError, match="not a report of this program"):
        check_target(out, SCORES, replace=True)
    with pytest.raises(UsageError, match=r"Score list report must end in \.score-list or \.sl\."):
        check_target(tmp_path / "lot.html", SCORES, replace=True)


def test_a_report_takes_the_place_of_one_in_another_format(tmp_path):
    out = tmp_path / "lot.csv"
    out.write_bytes(b"scores\n")
    check_target(out, find_format("csv"), replace=True)


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.html", "a"), ("a.HTM", "a"), ("lot.3", "lot.3"), ("lot.3.sl", "lot.3"), ("csv", "csv")],
)
def test_the_end_of_a_name_goes(name, stem):
    assert without_suffix(name) == stem


def test_an_unknown_format_is_named():
    words = "use html or pdf or xlsx or csv or csv-semicolon or scores"
    with pytest.raises(UsageError, match=f'"doc" is not a report format: {words}'):
        find_format("doc")


@pytest.mark.parametrize("name", ["html", "pdf", "xlsx", "csv"])
def test_cancel_is_heard_while_the_many_images_without_a_picture_are_listed(name, tmp_path):
    """A hundred thousand OK images in a table take half a minute."""

    class StopLate(SilentProgress):
        asked = 0

        @property
        def is_cancelled(self):
            self.asked += 1
            return self.asked > 40

    rows = [item(result(number, score=1.0)) for number in range(1, 81)]
    out = tmp_path / "report"
    with pytest.raises(Cancelled):
        FORMATS[name].write(report(rows), out, progress=StopLate())
    assert list(tmp_path.iterdir()) == []
