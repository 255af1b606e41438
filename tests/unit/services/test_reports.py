"""Exporting from a real project folder."""

import base64
import csv
import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from sqlalchemy.event import listen, remove

from ad_studio.domain import (
    Basis,
    Mark,
    ResultMaps,
    RunStatus,
    SelfCheck,
    SizeLimit,
    Thresholds,
    TrendGrouping,
    Verdict,
    Zone,
)
from ad_studio.drawn_regions import rectangle
from ad_studio.errors import (
    Cancelled,
    ProjectError,
    ReportError,
    ReportExistsError,
    UsageError,
)
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.hashing import sha256_file
from ad_studio.messages import plain
from ad_studio.progress import SilentProgress
from ad_studio.services.projects.logo import has_logo, set_logo
from ad_studio.services.projects.references import set_reference
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.reports import export_report
from ad_studio.services.results.verdicts import record_mark, record_verdict, undo_last
from ad_studio.services.thresholds.versions import set_thresholds
from ad_studio.store.records import NewResult
from tests.bad_images import picture
from tests.html_tree import parse
from tests.pdf_text import pages

SCORES = {"good.png": 1.0, "odd.png": 4.0, "bad.png": 8.0, "worse.png": 12.0}
DONE = SilentProgress()


@pytest.fixture
def project(tmp_path):
    """A project with a reference and a model."""
    reference = tmp_path / "reference.png"
    picture(320, 240).save(reference)
    with Workspace(tmp_path / "ws").create("Flange 12", noun="flange") as project:
        set_reference(project, reference)
        project.store.models.add(
            folder=project.store.models.new_folder(),
            training_set_id=project.store.training_sets.current().id,
            detector="devprompt",
            backbone="starter",
            backbone_sha256="b" * 64,
            seed=0,
            device="cpu",
            train_seconds=30.0,
            self_check=SelfCheck(1.0, (1.0,), (8.0,)),
            thresholds=Thresholds(3.0, 5.0),
            basis=Basis.from_text("views of the reference"),
        )
        yield project


@pytest.fixture
def rows(project, tmp_path):
    """The results of one run over SCORES and a file that could not be read."""
    folder = tmp_path / "lot"
    folder.mkdir()
    batch = [NewResult(path=folder / "broken.png", error=plain("The file is empty (0 bytes)."))]
    for name, score in SCORES.items():
        path = folder / name
        picture(320, 240).save(path)
        sigma = np.zeros((12, 16), np.float32)
        sigma[2, 3] = score
        batch.append(
            NewResult(
                path=path,
                sha256=sha256_file(path),
                width=320,
                height=240,
                score=score,
                maps=ResultMaps(sigma, sigma, sigma),
            )
        )
    model = project.store.models.in_force()
    run = project.store.runs.start(model_id=model.id, folder=folder, total=len(batch), lot="L-7")
    stored = project.store.results.add(run.id, batch).result()
    project.store.runs.finish(run.id, RunStatus.FINISHED)
    return {row.path.name: row for row in stored}


def decoded(address):
    """The pixels of a picture within a page, as float."""
    data = base64.b64decode(address.split(",", 1)[1])
    return decode_bytes(data, path=Path("picture")).pixels.astype(float)


def html(project, tmp_path, **options):
    out = export_report(
        project, tmp_path / "r.html", format="html", replace=True, progress=DONE, **options
    )
    return parse(out.read_text(encoding="utf-8"))


def table(project, tmp_path, **options):
    out = export_report(
        project, tmp_path / "r.csv", format="csv", replace=True, progress=DONE, **options
    )
    with out.open(encoding="utf-8-sig", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_labels_of_the_scale_stand_apart_and_its_colours_belong_to_the_model(
    project, rows, tmp_path
):
    before = html(project, tmp_path)
    strip = before.one("style").text
    set_thresholds(project, Thresholds(5.0, 5.01))
    tree = html(project, tmp_path)
    marks = [one for one in tree.one(id="legend").all("span") if "mark" in one.attributes["class"]]
    places = [float(one.attributes["style"].split()[-1].rstrip("%")) for one in marks]
    assert [one.text.split()[0] for one in marks] == ["0", "5", "5.01", "10+"]
    assert all(after - one >= 16 for one, after in itertools.pairwise(places))
    assert places[0] >= 8
    assert places[-1] <= 92
    assert tree.one("style").text == strip


def names(tree):
    return [card.one("h3").text for card in tree.all("article")]


def embedded(image):
    import base64

    data = base64.b64decode(image.attributes["src"].partition(",")[2])
    return decode_bytes(data, path=Path("embedded")).pixels.astype(int)


def test_flagged_images_come_worst_first_with_heat_where_the_map_has_it(project, rows, tmp_path):
    tree = html(project, tmp_path)
    assert names(tree) == ["worse.png", "bad.png", "odd.png"]
    hot, bare = (embedded(image) for image in tree.all("article")[0].all("img"))
    changed = np.abs(hot - bare).max(axis=-1) > 60
    y, x = np.argwhere(changed).mean(axis=0)
    assert (round(y / 20 - 0.5), round(x / 20 - 0.5)) == (2, 3)
    assert "broken.png" in tree.one(id="errors").text
    assert "good.png" in tree.one(id="others").text
    assert len(tree.one(id="reference").all("img")) == 1


def test_a_reference_whose_file_was_changed_is_not_shown(project, rows, tmp_path):
    stored = project.store.references.current().path
    picture(80, 60).save(stored)
    (said,) = html(project, tmp_path).one(id="reference").all("p")
    assert "was changed" in said.text
    assert html(project, tmp_path).one(id="reference").all("img") == []


def test_what_is_ignored_is_hatched_and_its_version_said(project, rows, tmp_path):
    before = html(project, tmp_path)
    assert "Ignore regions" not in before.one(id="model").text
    old = project.store.models.in_force()
    region = rectangle(0.5, 0.5, 1, 1)
    version = project.store.ignore_regions.add(old.reference_id, (region,), author="Kim")
    model = project.store.models.add(
        folder=project.store.models.new_folder(),
        training_set_id=old.training_set_id,
        ignore_id=version.id,
        detector="devprompt",
        backbone="starter",
        backbone_sha256="b" * 64,
        seed=0,
        device="cpu",
        train_seconds=30.0,
        self_check=old.self_check,
        thresholds=Thresholds(3.0, 5.0),
        basis=Basis.from_text("views of the reference"),
    )
    row = rows["worse.png"]
    sigma = np.zeros((12, 16), np.float32)
    again = NewResult(
        path=row.path,
        sha256=row.sha256,
        width=320,
        height=240,
        score=9.0,
        maps=ResultMaps(sigma, sigma, sigma),
    )
    run = project.store.runs.start(model_id=model.id, folder=row.path.parent, total=1)
    project.store.results.add(run.id, [again]).result()
    tree = html(project, tmp_path)
    said = tree.one(id="model").text
    assert "version 1, 1 of them, 25.0 % of the image, hatched in the pictures" in said
    assert "Kim" in said
    assert "turn with the part" not in said
    (model.folder / "model.json").write_text('{"rotation_invariant": true}')
    assert "do not turn with the part" in html(project, tmp_path).one(id="model").text
    hot, bare = (embedded(image) for image in tree.all("article")[0].all("img"))
    changed = np.abs(hot - bare).max(axis=-1) > 60
    height, width = changed.shape
    assert changed[height // 2 + 8 :, width // 2 + 8 :].any()
    assert not changed[: height // 2 - 8].any()
    assert not changed[:, : width // 2 - 8].any()
    assert "Ignore regions" not in html(project, tmp_path, run_id=1).one(id="model").text


def test_only_some_verdicts(project, rows, tmp_path):
    assert names(html(project, tmp_path, only={Verdict.REVIEW})) == ["odd.png"]
    assert set(table(project, tmp_path, only=[Verdict.NG])) == {
        "bad.png",
        "worse.png",
        "broken.png",
    }
    assert len(table(project, tmp_path)) == 5


def test_a_deleted_or_changed_image_gets_a_card_without_picture(project, rows, tmp_path):
    rows["bad.png"].path.unlink()
    picture(64, 64).save(rows["odd.png"].path)
    cards = {card.one("h3").text: card for card in html(project, tmp_path).all("article")}
    assert "does not exist" in cards["bad.png"].text
    assert "changed after it had been inspected" in cards["odd.png"].text
    assert len(cards["worse.png"].all("img")) == 2


def test_a_human_mark_is_told_with_its_author(project, rows, tmp_path):
    record_verdict(project, rows["bad.png"].id, Verdict.OK, author="Ada", reason="dust")
    line = table(project, tmp_path)["bad.png"]
    assert (line["verdict"], line["machine"], line["human"]) == ("OK", "NG", "OK")
    assert (line["human_author"], line["human_reason"]) == ("Ada", "dust")
    assert "overridden to OK" in html(project, tmp_path).all("article")[-1].text


def test_a_mark_taken_back_is_gone(project, rows, tmp_path):
    record_verdict(project, rows["bad.png"].id, Verdict.OK, author="Ada", reason="dust")
    undo_last(project, run_ids=(rows["bad.png"].run_id,), author="Ada")
    line = table(project, tmp_path)["bad.png"]
    assert (line["verdict"], line["human"], line["human_author"]) == ("NG", "", "")


def test_new_thresholds_are_those_in_the_report(project, rows, tmp_path):
    set_thresholds(project, Thresholds(2.0, 10.0), author="Ada")
    assert table(project, tmp_path)["bad.png"]["verdict"] == "REVIEW"
    assert table(project, tmp_path)["bad.png"]["ng_sigma"] == "10.0000"


def test_a_reference_that_cannot_be_read_does_not_stop_the_report(project, rows, tmp_path):
    project.store.references.current().path.unlink()
    assert "cannot be read" in html(project, tmp_path).one(id="reference").text


def test_the_reference_is_the_one_trained_on(project, rows, tmp_path):
    trained_on = project.store.references.current()
    other = tmp_path / "other.png"
    picture(400, 300).save(other)
    set_reference(project, other)
    assert trained_on.sha256 in html(project, tmp_path).one(id="reference").text


def test_an_earlier_run(project, rows, tmp_path):
    run_id = project.store.runs.latest().id
    model = project.store.models.in_force()
    project.store.runs.start(model_id=model.id, folder=tmp_path, total=0)
    assert len(table(project, tmp_path, run_id=run_id)) == 5
    assert table(project, tmp_path) == {}


def test_before_any_run(project, tmp_path):
    with pytest.raises(ProjectError, match="Nothing has been inspected"):
        html(project, tmp_path)


def test_an_unknown_format(project, rows, tmp_path):
    with pytest.raises(UsageError, match="html or pdf or xlsx or csv or csv-semicolon"):
        export_report(project, tmp_path / "r.doc", format="doc", progress=DONE)


@pytest.mark.parametrize("name", ["project.html", "models/1/r.html", "references/r.html"])
def test_the_projects_own_files_are_out_of_reach(project, rows, name):
    out = project.info.folder / name
    with pytest.raises(UsageError, match="among the project's own files"):
        export_report(project, out, format="html", replace=True, progress=DONE)
    assert not out.exists()


def test_the_projects_folder_of_reports_is_free(project, rows):
    out = project.info.folder / "reports" / "lot 7" / "r.html"
    assert export_report(project, out, format="html", progress=DONE).is_file()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("victim.png", "html"), ("r.csv", "html"), ("r.html", "csv"), ("r", "csv"), ("r.db", "html")],
)
def test_a_name_that_does_not_fit_the_format(project, rows, tmp_path, name, kind):
    with pytest.raises(UsageError, match="must end in") as caught:
        export_report(project, tmp_path / name, format=kind, replace=True, progress=DONE)
    assert caught.value.path == tmp_path / name
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("kind", ["html", "csv"])
def test_a_file_that_is_no_report_is_never_replaced(project, rows, tmp_path, kind):
    out = tmp_path / f"mine.{kind}"
    out.write_text("file,price\n")
    with pytest.raises(ReportError, match="not a report of this program"):
        export_report(project, out, format=kind, replace=True, progress=DONE)
    assert out.read_text() == "file,price\n"


@pytest.mark.parametrize("kind", ["html", "csv"])
def test_an_earlier_report_is_replaced_only_when_told_so(project, rows, tmp_path, kind):
    out = tmp_path / f"r.{kind}"
    export_report(project, out, format=kind, progress=DONE)
    before = out.read_bytes()
    with pytest.raises(ReportExistsError):
        export_report(project, out, format=kind, only=[Verdict.OK], progress=DONE)
    assert out.read_bytes() == before
    export_report(project, out, format=kind, only=[Verdict.OK], replace=True, progress=DONE)
    assert out.read_bytes() != before


def test_cancelling_leaves_nothing(project, rows, tmp_path):
    class Stopped(SilentProgress):
        is_cancelled = True

    out = tmp_path / "out" / "r.html"
    with pytest.raises(Cancelled):
        export_report(project, out, format="html", progress=Stopped())
    assert not list(out.parent.iterdir())


def test_progress_rises_to_one(project, rows, tmp_path):
    heard = []

    class Listening(SilentProgress):
        def fraction(self, value):
            heard.append(value)

    export_report(project, tmp_path / "r.html", format="html", progress=Listening())
    assert heard == sorted(heard)
    assert heard[-1] == 1


def test_a_file_where_the_folder_should_be_is_said(project, rows, tmp_path):
    (tmp_path / "notes").touch()
    for out in (tmp_path / "notes" / "r.csv", tmp_path / "notes" / "deeper" / "r.csv"):
        with pytest.raises(ReportError, match="its folder is a file"):
            export_report(project, out, format="csv", progress=DONE)


def test_marks_are_told_in_both_formats(project, rows, tmp_path):
    record_mark(project, rows["good.png"].id, Mark.SKIPPED, author="Ada")
    record_mark(project, rows["bad.png"].id, Mark.UNSURE, author="Bo", reason="dark")
    lines = table(project, tmp_path)
    told = [lines["bad.png"][name] for name in ("human_mark", "human_author", "human_reason")]
    assert told == ["unsure", "Bo", "dark"]
    assert (lines["good.png"]["human_mark"], lines["odd.png"]["human_mark"]) == ("skipped", "")
    tree = html(project, tmp_path)
    assert "unsure: no verdict given" in tree.one(id="flagged").text
    assert "skipped: left for later, Ada" in tree.one(id="others").text


@pytest.fixture
def asked():
    """Every statement that a database is asked."""
    statements = []

    def note(connection, cursor, statement, *rest):
        statements.append(statement)

    listen(Engine, "before_cursor_execute", note)
    yield statements
    remove(Engine, "before_cursor_execute", note)


def test_the_store_is_asked_no_more_often_where_more_was_said(project, rows, tmp_path, asked):
    asked.clear()
    assert table(project, tmp_path)["good.png"]["human_author"] == ""
    before = len(asked)
    for row in rows.values():
        if row.score is not None:
            record_verdict(project, row.id, Verdict.OK, author="Ada")
    asked.clear()
    lines = table(project, tmp_path)
    assert [line["human_author"] for line in lines.values()] == ["", *["Ada"] * 4]
    assert len(asked) == before


def test_an_earlier_report_with_fewer_columns_is_replaced_when_told_so(project, rows, tmp_path):
    out = export_report(project, tmp_path / "r.csv", format="csv", progress=DONE)
    header, *lines = out.read_text(encoding="utf-8-sig").split("\n")
    out.write_text("\n".join([header.partition(",human_mark")[0], *lines]), encoding="utf-8-sig")
    assert len(table(project, tmp_path)) == 5


def test_that_a_report_was_written_is_recorded_with_its_hash(project, rows, tmp_path):
    head = project.store.audit.head()
    out = export_report(project, tmp_path / "r.html", format="html", progress=DONE)
    assert head.sha256 in out.read_text(encoding="utf-8")
    event = project.store.audit.records()[-1].event
    assert (event["name"], event["sha256"]) == ("r.html", sha256_file(out))
    with Workspace(project.info.folder.parent).open("Flange 12", write=False) as reading:
        export_report(reading, tmp_path / "again.csv", format="csv", progress=DONE)
    assert project.store.audit.head().entry == head.entry + 1


def said_in(path):
    return " ".join(pages(path))


def test_a_pdf_tells_where_the_image_deviates_and_in_which_language(project, rows, tmp_path):
    out = export_report(project, tmp_path / "r.pdf", format="pdf", code="de", progress=DONE)
    text = said_in(out)
    for words in ("Prüfbericht", "worse.png", "12,00 σ", "56, 36", "28 × 28"):
        assert words in text
    assert "broken.png" in text.replace(" ", "")  # the path to it takes more than one line


def test_a_workbook_tells_the_same_and_every_event(project, rows, tmp_path):
    record_verdict(project, rows["bad.png"].id, Verdict.OK, author="Ada", reason="dust")
    out = export_report(project, tmp_path / "r.xlsx", format="xlsx", progress=DONE)
    book = load_workbook(out)
    heads, *lines = book["Images"].iter_rows(values_only=True)
    found = {line[1]: dict(zip(heads, line, strict=True)) for line in lines}
    assert [line[1] for line in lines] == [
        "worse.png", "odd.png", "bad.png", "good.png", "broken.png",
    ]  # fmt: skip
    assert (found["worse.png"]["Left (pixels)"], found["worse.png"]["Top (pixels)"]) == (56, 36)
    assert found["worse.png"]["Peak (σ)"] == 12
    events = [line[2] for line in book["Events"].iter_rows(values_only=True)]
    assert events == ["Event", *["verdict of the machine"] * 4, "verdict"]


@pytest.mark.parametrize("kind", ["html", "pdf", "xlsx"])
def test_the_same_state_gives_the_same_bytes(project, rows, tmp_path, kind):
    folder = project.info.folder
    with Workspace(folder.parent).open("Flange 12", write=False) as reading:
        for name in ("a", "b"):
            export_report(reading, tmp_path / f"{name}.{kind}", format=kind, progress=DONE)
    assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_a_language_that_nobody_knows(project, rows, tmp_path):
    with pytest.raises(UsageError, match="en or de"):
        export_report(project, tmp_path / "r.html", format="html", code="fr", progress=DONE)


def test_the_logo_stands_at_the_top_until_it_is_taken_away(project, rows, tmp_path):
    assert not html(project, tmp_path).all("img", class_="logo")
    picture(900, 300).save(tmp_path / "logo.png")
    set_logo(project, tmp_path / "logo.png")
    assert has_logo(project)
    (shown,) = html(project, tmp_path).all("img", class_="logo")
    assert embedded(shown).shape[:2] == (200, 600)
    set_logo(project, None)
    assert not html(project, tmp_path).all("img", class_="logo")


def test_trends_go_in_only_when_asked_for(project, rows, tmp_path):
    assert not html(project, tmp_path).all("section", id="trends")
    trends = html(project, tmp_path, trends=TrendGrouping.LOT).one(id="trends").text
    assert "100.0 % (1 of 1; with 95 % confidence 2.5 % to 100.0 %)" in trends  # of the same bytes
    out = export_report(
        project, tmp_path / "r.pdf", format="pdf", trends=TrendGrouping.DAY, progress=DONE
    )
    assert "NG per million (DPPM) 1000000" in said_in(out)
    out = export_report(
        project, tmp_path / "r.xlsx", format="xlsx", trends=TrendGrouping.LOT, progress=DONE
    )
    cells = [line[:4] for line in load_workbook(out)["Trends"].iter_rows(values_only=True)]
    assert ("L-7", 1, 1, 1) in cells


def test_every_report_names_the_zones_and_where_a_region_lies(project, rows, tmp_path):
    """The spot of each image lies in the left half, some 100 square pixels large."""
    left = Zone("Back", rectangle(0, 0, 0.5, 1), 50)
    limit = SizeLimit(0, 0.1, (left, Zone("Sealing face", rectangle(0.6, 0, 1, 1), 0)))
    (plain,) = html(project, tmp_path).one(id="reference").all("img")
    set_thresholds(project, Thresholds(3, 5, limit), author="Ann")
    tree = html(project, tmp_path)
    (zoned,) = tree.one(id="reference").all("img")
    before, after = (decoded(one.attributes["src"]) for one in (plain, zoned))
    assert np.abs(after[20:, 159] - before[20:, 159]).mean() > 30, "the edge of Back is outlined"
    assert np.abs(after[20:200, 170] - before[20:200, 170]).mean() < 5, "beside it nothing is"
    said = str(limit.message)
    assert said in tree.one(id="thresholds").text
    cards = tree.one(id="flagged")
    assert {e.attributes["data-verdict"] for e in cards.all("article")} == {"REVIEW"}
    nearest = "The one that comes nearest lies in zone Back and has"
    assert nearest in cards.text and ", Back" in cards.text
    assert "Sealing face" not in cards.text
    found = {kind: tmp_path / f"r.{kind}" for kind in ("pdf", "xlsx")}
    for kind, out in found.items():
        export_report(project, out, format=kind, progress=DONE)
    whole = said_in(found["pdf"])
    assert "in Back (0 to 50 % across, 0 to 100 % down) from 50 mm²" in whole and ", Back" in whole
    book = load_workbook(found["xlsx"])
    head, *lines = book["Images"].iter_rows(values_only=True)
    zones = [line[head.index("Zone of the strongest region")] for line in lines]
    assert zones.count("Back") == 3
    assert [nearest in (line[head.index("Warning or error")] or "") for line in lines] == [
        (line[head.index("Score (σ)")] or 0) >= 5 for line in lines
    ]
    listed = json.loads(table(project, tmp_path)["bad.png"]["size_limit_zones"])
    assert listed == {"Back": 50, "Sealing face": 0}
    assert (
        project.store.audit.record_problems() == project.store.audit.denormalized_problems() == []
    )
