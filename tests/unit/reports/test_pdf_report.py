"""The PDF report: what it says, that nothing is cut off, and that it can be repeated."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ad_studio.domain import LeftOut, LeftOutReason, RunStatus, Thresholds, Verdict, VerdictCounts
from ad_studio.progress import SilentProgress
from ad_studio.reports import pdf_report
from ad_studio.reports.data import Picture, Region
from ad_studio.reports.language import LANGUAGES, language
from ad_studio.reports.pdf_report import PDF, write_pdf
from ad_studio.services.reports.pictures import colour_scale_picture
from tests.pdf_text import boxes_outside, overlapping, pages
from tests.report_data import WHEN, every_kind, gone, item, picture, report, result

LONG = "a very long name with blanks and_without_" * 6 + ".png"
REGION = Region(left=12, top=34, width=56, height=78, share=0.0125, peak=9.876)


@pytest.fixture
def written(tmp_path):
    def write(*args, **changes):
        out = tmp_path / "report.pdf"
        out.unlink(missing_ok=True)
        write_pdf(report(*args, **changes), out, progress=SilentProgress())
        return out

    return write


def test_the_cover_says_the_result_what_it_rests_on_and_leaves_room_to_sign(written):
    cover = pages(written())[0]
    for words in (
        *("Inspection report", "Flange 12", "metal flange", "lot L-7", "2 NG", "1 REVIEW"),
        *("33.3 %", "REVIEW from", "3.00 σ", "5.00 σ", "views of the reference"),
        *("What this rests on.", "one reference image", "2 of 6 images were checked by a person"),
        *("10+ σ", "Checked and released", "Decision", "Signature", "ab" * 32),
    ):
        assert words in cover


def test_flagged_images_have_regions_reason_and_who_said_it(written):
    row = result(2, score=6.5, human=Verdict.NG, reason="scratch")
    text = " ".join(pages(written([item(row, regions=[REGION] * 7)])))
    for words in (
        *("Flagged images (1)", "part2.png", "6.50 σ", "confirmed NG", "scratch", "M. Weber"),
        *("12, 34", "56 × 78", "1.25 %", "9.87 σ", "and 2 more", "/line/lot 7/part2.png"),
    ):
        assert words in text


def test_no_flagged_image_and_none_inspected(written):
    counts = VerdictCounts(ok=1)
    run = replace(report().run, counts=counts, total=1)
    text = " ".join(pages(written([item(result(1, score=0.5))], run=run)))
    assert "None: no image reached the review threshold." in text
    empty = replace(report().run, counts=VerdictCounts(), total=0)
    assert "0 images" in pages(written([], run=empty))[0]


def test_an_image_that_is_gone_and_one_that_failed_say_why(written):
    text = " ".join(pages(written()))
    assert "No picture. The image does not exist" in text
    assert "The file is empty (0 bytes)." in text
    assert "Not inspected (1)" in text


def test_everything_is_german_numbers_and_dates_too(written):
    out = written(language=language("de"))
    text = " ".join(pages(out))
    for words in ("Prüfbericht", "Los L-7", "3,00 σ", "33,3 %", "04.03.2025", "Unterschrift"):
        assert words in text
    for words in ("Inspection", "checked", "Reason", "Flagged", "images", "version"):
        assert words not in text


def test_any_name_is_shown_and_what_no_font_has_as_its_number(written):
    name = "Prüfung Ωж 部品検査 부품 \U0001f9ff \x07\u202e.png"
    text = " ".join(pages(written([item(result(1, score=9.0, name=name))])))
    for part in ("Prüfung Ωж", "部品検査", "\\ubd80\\ud488", "\\u1f9ff", "\\x07", "\\u202e"):
        assert part in text


def test_nothing_is_cut_off_however_long_names_are(written):
    project = replace(report().project, name="Gehäuse " * 20, defects=(LONG,) * 3)
    left = LeftOut(LeftOutReason.ENDING, ".tmp", 9, 9, (Path(LONG),) * 5)
    run = replace(
        report().run, lot=LONG, operator=LONG, folder=Path("/", LONG * 4), left_out=(left,) * 4,
        status=RunStatus.CANCELLED,
    )  # fmt: skip
    rows = [
        item(result(1, score=9.0, human=Verdict.NG, reason=LONG * 9, name=LONG), gone),
        item(result(2, score=4.0, name=LONG), regions=[REGION] * 9),
        item(result(3, score=None, error=LONG * 3, name=LONG)),
        item(result(4, score=0.2, human=Verdict.OK, reason=LONG * 3, name=LONG)),
    ]
    out = written(rows, project=project, run=run, only=frozenset(Verdict), logo=picture())
    assert boxes_outside(out, margin=14) == []
    text = "".join(pages(out)).replace(" ", "")
    assert (LONG * 9).replace(" ", "")[-60:] in text


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("lines", [(4.0, 4.05), (0.01, 0.02), (9.9, 300.0)])
def test_no_letter_lies_on_another_one_in_the_legend_or_elsewhere(written, lines, code):
    """Wherever the thresholds lie on the scale that a model came with."""
    limits = Thresholds(*lines)
    version = replace(report().thresholds, thresholds=limits)
    out = written(
        thresholds=version,
        scale=colour_scale_picture(limits, Thresholds(3.0, 5.0)),
        language=language(code),
    )
    assert overlapping(out) == []


def test_a_reason_longer_than_a_page_goes_on(written):
    words = " ".join(f"word{number}" for number in range(3000))
    out = written([item(result(1, score=9.0, human=Verdict.NG, reason=words))])
    text = " ".join(pages(out))
    assert "word0" in text
    assert "word2999" in text
    assert boxes_outside(out, margin=14) == []


def test_heads_and_page_numbers(written):
    found = pages(written([item(result(number, score=9.0)) for number in range(1, 6)]))
    for number, text in enumerate(found, start=1):
        assert f"{number} / {len(found)}" in text
    assert all("Flange 12, lot L-7: inspection report" in text for text in found[1:])


def test_the_same_state_gives_the_same_bytes_and_another_one_does_not(written):
    first = written().read_bytes()
    assert written().read_bytes() == first
    later = replace(report().audit_head, created_at=WHEN + timedelta(hours=1))
    assert written(audit_head=later).read_bytes() != first


def test_it_is_recognised_and_another_pdf_is_not(written, tmp_path):
    import fpdf

    out = written()
    with out.open("rb") as file:
        assert PDF.is_report(file)
    other = tmp_path / "other.pdf"
    page = fpdf.FPDF()
    page.add_page()
    page.output(str(other))
    (tmp_path / "broken.pdf").write_bytes(out.read_bytes()[:-40])
    for name in ("other.pdf", "broken.pdf"):
        with (tmp_path / name).open("rb") as file:
            assert not PDF.is_report(file)


def test_pictures_of_any_shape_fit(written):
    def made(width, height):
        import numpy as np

        from ad_studio.imaging.encode import encode_jpeg
        from ad_studio.reports.data import ItemPictures

        pixels = np.full((height, width, 3), 90, np.uint8)
        one = Picture(encode_jpeg(pixels), "image/jpeg", width, height)
        return lambda: ItemPictures(one, one)

    rows = [
        item(result(number, score=9.0), made(*size))
        for number, size in enumerate([(640, 8), (8, 640), (200, 200)], start=1)
    ]
    assert len(pages(written(rows))) <= 5


def test_more_pictures_than_fit_in_memory_are_left_out_and_that_is_said(written, monkeypatch):
    monkeypatch.setattr(pdf_report, "MOST_PICTURES", 2)
    rows = [item(result(number, score=9.0)) for number in range(1, 4)]
    found = pages(written(rows))
    reason = "Only the first 2 images have pictures"
    assert f"Pictures left out. {reason}" in found[0]
    assert " ".join(found).count(f"No picture. {reason}") == 1
    monkeypatch.setattr(pdf_report, "MOST_PICTURES", 3)
    assert reason not in " ".join(pages(written(rows)))


def test_every_kind_fits_on_few_pages(written):
    assert len(pages(written(every_kind()))) <= 5


def test_the_heading_of_the_flagged_images_is_on_the_page_of_the_first_one(written):
    """However much stands before it."""
    for lines in range(0, 24, 4):
        project = replace(report().project, defects=("a defect of many words",) * 9 * lines)
        rows = [item(result(1, score=9.0, name="first.png"), regions=[REGION])]
        (page,) = (one for one in pages(written(rows, project=project)) if "(1)" in one)
        assert "first.png" in page
