"""What lies where on a page."""

import pytest

from ad_studio.reports.pdf_page import LINE, WIDTH, Page
from tests.pdf_text import pages


@pytest.fixture
def page():
    made = Page(head="Head", foot="Foot")
    made.add_page()
    return made


def said(page, out):
    page.output(str(out))
    return pages(out)


@pytest.mark.parametrize("left", [1, LINE, 3 * LINE])
def test_a_table_that_begins_near_the_foot_begins_on_the_next_page(page, tmp_path, left):
    page.set_y(page.page_bottom - left)
    heads, row = [f"head{number}" for number in range(5)], ["a cell of several words"] * 5
    page.rows(heads, [row, row], [WIDTH / 8] * 5)
    first, *others = said(page, tmp_path / "t.pdf")
    assert "head" not in first
    (second,) = others
    assert all(second.count(head) == 1 for head in heads)
    assert second.count("several") == 10


def test_a_table_goes_on_where_it_fits(page, tmp_path):
    page.set_y(page.page_bottom - 30)
    page.rows(["head"], [["one"], ["two"]], [WIDTH])
    (text,) = said(page, tmp_path / "t.pdf")
    assert "two" in text


def test_letters_that_are_written_from_right_to_left_are_numbers(page, tmp_path):
    page.text_block("\u05d0b \u0627 \ufefc \u00e4\u03a9\u0416 12", WIDTH)
    assert r"\u05d0b \u0627 \ufefc äΩЖ 12" in said(page, tmp_path / "t.pdf")[0]
