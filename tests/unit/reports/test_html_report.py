"""What the HTML report says, and that it is written whole or not at all."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from ad_studio.domain import LeftOut, LeftOutReason, Mark, RunStatus, Verdict, VerdictCounts
from ad_studio.errors import Cancelled, ReportError
from ad_studio.progress import SilentProgress
from ad_studio.reports.data import ItemPictures, Picture, Region
from ad_studio.reports.facts import human_words
from ad_studio.reports.html_report import write_html
from ad_studio.reports.language import language
from tests.html_tree import parse
from tests.report_data import every_kind, item, picture, report, result

SIGMA = "\N{GREEK SMALL LETTER SIGMA}"


@pytest.fixture
def written(tmp_path):
    def write(*args, **changes):
        out = tmp_path / "report.html"
        write_html(report(*args, **changes), out, progress=SilentProgress())
        return parse(out.read_text(encoding="utf-8"))

    return write


def card(tree, number):
    return tree.one("article", data_result=str(number))


def test_the_head_says_what_was_inspected_how(written):
    text = written().text
    for words in (
        *("Flange 12", "metal flange", "L-7", "M. Weber", "QA 3", "/line/lot 7"),
        *("starter", "b" * 64, "devprompt", "scratch, dent"),
        *(f"3.00 {SIGMA}", f"5.00 {SIGMA}", "views of the reference", "one reference image"),
        *("/line/good.png", "a" * 64, "The image is a little soft."),
        "2 of 6 images were checked by a person",
    ):
        assert words in text


def test_the_legend_marks_both_thresholds(written):
    legend = written().one(id="legend")
    marks = [e.text for e in legend.all("span") if "mark" in e.attributes["class"]]
    assert marks == [f"0 {SIGMA}", f"3 {SIGMA}REVIEW", f"5 {SIGMA}NG", f"10+ {SIGMA}"]


def test_a_card_has_both_pictures_the_score_and_the_mark(written):
    shown = card(written(), 2)
    assert len(shown.all("img")) == 2
    for words in ("NG", "part2.png", f"6.50 {SIGMA}", "confirmed NG", "scratch", "M. Weber"):
        assert words in shown.text
    assert f"{2:064x}" in shown.text
    assert "/line/lot 7/part2.png" in shown.text


def test_every_verdict_has_a_shape_and_a_word(written):
    for verdict in written().all("span", class_="verdict NG"):
        assert verdict.one("use").attributes["href"] == "#shape-NG"
        assert verdict.text == "NG"


def test_every_picture_has_a_text(written):
    assert all(image.attributes["alt"] for image in written().all("img"))


def test_a_missing_image_gives_a_card_that_says_why(written):
    shown = card(written(), 3)
    assert not shown.all("img")
    assert "No picture. The image does not exist" in shown.text


def test_no_map_gives_the_bare_picture(written):
    tree = written([item(result(1, score=9.0), lambda: ItemPictures(picture(), None))])
    assert len(card(tree, 1).all("img")) == 1


def test_what_a_person_overrode_is_shown(written):
    assert "overridden to OK" in card(written(), 5).text


def test_failed_images_are_listed_and_have_no_verdict(written):
    errors = written().one(id="errors")
    assert "The file is empty (0 bytes)." in errors.text
    assert "part6.png" in errors.text
    assert not errors.all("use")


def test_a_mark_on_a_failed_image_is_told(written):
    row = result(1, score=None, error="Broken.", human=Verdict.NG)
    assert "overridden to NG" in written([item(row)]).one(id="errors").text


def test_only_what_was_asked_for_has_a_card(written):
    items = [it for it in every_kind() if it.row.verdict in (Verdict.OK, None)]
    tree = written(items, only=frozenset({Verdict.OK}))
    assert [e.attributes["data-verdict"] for e in tree.all("article")] == ["OK", "OK"]
    assert "Only images with the verdict OK" in tree.one(id="head").text


def test_an_unfinished_run_says_so(written):
    run = replace(report().run, status=RunStatus.CANCELLED, total=100)
    assert "6 of 100 images were inspected" in written(run=run).one(id="head").text


def test_an_empty_run(written):
    tree = written([], run=replace(report().run, counts=VerdictCounts(), total=0))
    assert "None: no image reached the review threshold." in tree.one(id="flagged").text
    assert not tree.all(id="errors")


def test_a_reference_without_its_file(written):
    assert "cannot be read" in written(reference_picture=None).one(id="reference").text


def test_scores_beyond_the_scale_land_in_its_end_bars(written):
    tree = written([item(result(1, score=-4.0)), item(result(2, score=1e9))])
    bars = tree.one(id="legend").all("rect")
    assert [bar.attributes["x"] for bar in bars] == ["0.00", "98.00"]
    assert all(0 <= float(bar.attributes["y"]) <= 30 for bar in bars)


def test_nothing_typed_can_become_markup(written):
    evil = '<script>alert("x")</script>'
    row = result(1, score=9.0, human=Verdict.NG, reason=evil, name="<img src=x onerror=y>.png")
    project = replace(report().project, name=evil, defects=(evil,))
    tree = written([item(row)], project=project)
    assert not tree.all("script")
    assert evil in tree.text
    assert not [e for e in tree.walk() if "onerror" in e.attributes]


@pytest.mark.parametrize(
    ("score", "human", "words"),
    [
        (9.0, None, "not checked by a person"),
        (9.0, Verdict.NG, "confirmed NG"),
        (9.0, Verdict.OK, "overridden to OK"),
        (1.0, Verdict.OK, "confirmed OK"),
    ],
)
def test_human_state(score, human, words):
    assert str(human_words(result(1, score=score, human=human))) == words


def test_the_part_type_of_an_image_is_told(written):
    rows = [result(1, score=9.0), result(2, score=1.0), result(3, score=1.0)]
    types = ["Nut <M8>", "Bolt", ""]
    tree = written(
        [item(replace(row, part_type=one)) for row, one in zip(rows, types, strict=True)],
        model=replace(report().model, detector="part-types", part_types=("Nut <M8>", "Bolt")),
    )
    assert "Part type" in card(tree, 1).text
    assert "Nut <M8>" in card(tree, 1).text
    others = {e.attributes["data-result"]: e.text for e in tree.one(id="others").all("tr")[1:]}
    assert "part2.png (Bolt)" in others["2"]
    assert "(" not in others["3"].partition("1.00")[0]
    assert "part-types: Nut <M8>, Bolt" in tree.text


def test_what_a_person_was_unsure_of_or_skipped_is_told(written):
    evil = "<b>dark</b>"
    tree = written(
        [
            item(result(1, score=9.0, mark=Mark.UNSURE, reason=evil)),
            item(result(2, score=1.0, mark=Mark.UNSURE, reason=evil)),
            item(result(3, score=1.0, mark=Mark.SKIPPED)),
        ]
    )
    shown = card(tree, 1)
    for words in ("unsure: no verdict given", "M. Weber", evil):
        assert words in shown.text
    others = {e.attributes["data-result"]: e.text for e in tree.one(id="others").all("tr")[1:]}
    assert f"unsure: no verdict given, M. Weber ({evil})" in others["2"]
    assert "skipped: left for later, M. Weber" in others["3"]
    assert "0 of 3 images were checked by a person, 1 marked skipped, 2 marked unsure." in tree.text


def test_pictures_are_let_go_one_by_one(tmp_path):
    alive = []

    class Counted(bytes):
        def __del__(self):
            alive.pop()

    most = 0

    def make():
        nonlocal most
        data = Counted(picture().data)
        alive.append(1)
        most = max(most, len(alive))
        return ItemPictures(Picture(data, "image/jpeg", 8, 6), None)

    rows = [item(result(number, score=9.0), make) for number in range(50)]
    write_html(report(rows), tmp_path / "report.html", progress=SilentProgress())
    assert most <= 2


def test_an_earlier_report_stays_when_the_new_one_fails(tmp_path):
    out = tmp_path / "report.html"
    out.write_text("earlier")

    def stop():
        raise Cancelled

    with pytest.raises(Cancelled):
        write_html(report([item(result(1, score=9.0), stop)]), out, progress=SilentProgress())
    assert out.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "permission denied"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_what_hinders_writing_is_named(tmp_path, monkeypatch, error, words):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    out = tmp_path / "report.html"
    with pytest.raises(ReportError, match=words) as caught:
        write_html(report(), out, progress=SilentProgress())
    assert caught.value.path == out
    assert caught.value.hint
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_way_is_named(tmp_path):
    with pytest.raises(ReportError, match="folder of that name"):
        write_html(report(), tmp_path, progress=SilentProgress())


def test_missing_folders_are_made(tmp_path):
    out = tmp_path / "2025" / "lot 7" / "report.html"
    write_html(report(), out, progress=SilentProgress())
    assert out.is_file()


def test_what_was_not_looked_at_is_said(written):
    assert "Not looked at" not in written().text
    left = LeftOut(LeftOutReason.ENDING, ".tmp", 2, 1, (Path("/line/lot 7/d.tmp"),))
    head = written(run=replace(report().run, left_out=(left,))).one(id="head")
    assert "Not looked at." in head.text
    assert "2 file(s) with the ending .tmp (1 with images): d.tmp, ..." in head.text


def test_a_model_that_learned_from_parts_is_not_said_to_have_seen_one_image_only(written):
    assert "has seen no other part" in written().one(id="basis").text
    basis = written(learned=12).one(id="basis").text
    assert "has seen no other part" not in basis
    assert "12 further part(s)" in basis


def test_regions_and_room_to_sign(written):
    region = Region(left=1, top=2, width=30, height=40, share=0.5, peak=9.999)
    tree = written([item(result(1, score=9.0), regions=[region] * 6)])
    rows = card(tree, 1).one("table").all("tr")[1:]
    assert [cell.text for cell in rows[0].all("td")] == ["1, 2", "30 × 40", "50.00 %", "9.99 σ"]
    assert len(rows) == 5
    assert "and 1 more" in card(tree, 1).text
    assert "Signature" in tree.text


def test_sizes_are_in_millimetres_too_where_it_is_known_how_large_a_pixel_is(written):
    region = Region(left=1, top=2, width=30, height=40, share=0.5, peak=9.999)
    bad = item(result(1, score=9.0), regions=[region])
    assert "mm" not in card(written([bad]), 1).text
    tree = written([bad], pixel_mm=0.05, language=language("de"))
    assert "30 × 40 (1,50 × 2,00 mm)" in card(tree, 1).text
    assert "0,05 mm" in tree.text


def test_it_is_german(written):
    tree = written(language=language("de"))
    assert tree.one("html").attributes["lang"] == "de"
    for words in ("Prüfbericht", "3,00 σ", "04.03.2025", "nicht von einem Menschen geprüft"):
        assert words in tree.text
    for words in ("Inspection", "checked", "Flagged", "threshold"):
        assert words not in tree.text
