"""A page of a PDF report: its fonts, and the few things that are drawn on it again and again.

Lengths are millimetres.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from fpdf import FPDF
from fpdf.fonts import TTFFont

from ad_studio import paths
from ad_studio.domain import Verdict
from ad_studio.progress import Between, go_on
from ad_studio.reports.data import Picture
from ad_studio.reports.facts import Fact
from ad_studio.reports.writing import readable

MARGIN = 15
WIDTH = 210 - 2 * MARGIN
BOTTOM = 18  # of the page: the foot stands there
LINE = 4.6  # height of a line of text of 9 points

Colour = tuple[int, int, int]
INK: Colour = (27, 31, 36)
FAINT: Colour = (91, 101, 112)
RULE: Colour = (200, 206, 212)
WELL: Colour = (240, 242, 245)
NOTICE: Colour = (255, 244, 214)
HUES: dict[str, Colour] = {
    Verdict.OK: (11, 110, 105),
    Verdict.REVIEW: (138, 82, 0),
    Verdict.NG: (168, 31, 23),
    "ERROR": (84, 96, 110),
}
_FAMILY, _WIDE = "text", "wide"
_WIDE_FROM = 0x2E7F  # up to here there is no script of the second font
_LEFTWARDS = ("R", "AL")  # Hebrew, Arabic and others, as Unicode classes them
_PAGES = "\x7fpages"  # stands for how many there are; no text has it, see `readable`


class Page(FPDF):
    """A document of A4 pages with head and foot.

    Latin, Greek, Cyrillic and some more are set by the first font, Chinese and Japanese by the
    second one, which is read when it is needed. A character that neither has is shown as its
    number, as are those that cannot be seen, and letters that are written from right to left: text
    is set from left to right only.
    """

    def __init__(self, *, head: str, foot: str) -> None:
        """Make a document without a page.

        Args:
            head: At the top of every page but the first.
            foot: At the bottom of every page, before its number.
        """
        super().__init__(format="A4")
        fonts = paths.resources() / "fonts"
        self._wide_font = fonts / "DroidSansFallbackFull.ttf"
        self.add_font(_FAMILY, "", fonts / "DejaVuSans.ttf")
        self.add_font(_FAMILY, "B", fonts / "DejaVuSans-Bold.ttf")
        self._known: dict[str, bool] = {}
        self._widths: dict[tuple[str, str], float] = {}
        self.c_margin = 0  # text begins where a cell does
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, BOTTOM)
        self.alias_nb_pages(_PAGES)
        self._head, self._foot = self.shown(head), self.shown(foot)
        self.use_font(9)

    def header(self) -> None:
        """The head of a page."""
        if self.page_no() > 1:
            self.set_xy(MARGIN, 8)
            self.use_font(8, colour=FAINT)
            self.cell(WIDTH, 4, self.fitted(self._head, WIDTH))
            self.set_xy(MARGIN, MARGIN)
            self.use_font(9)

    def footer(self) -> None:
        """The foot of a page."""
        self.set_xy(MARGIN, -12)
        self.use_font(7, colour=FAINT)
        self.cell(WIDTH - 24, 4, self.fitted(self._foot, WIDTH - 24))
        self.cell(24, 4, f"{self.page_no()} / {_PAGES}", align="R")

    # text

    def shown(self, text: str) -> str:
        """Text that the fonts can set: other characters become their numbers."""
        return "".join(
            one if one == "\n" or self._has(one) else f"\\u{ord(one):04x}"
            for one in readable(text).replace("\t", " ").replace("\r", "")
        )

    @contextmanager
    def fonts_closed(self) -> Iterator[None]:
        """Close the files of the fonts at the end; a document that is complete has done so."""
        try:
            yield
        finally:
            for font in self.fonts.values():
                if isinstance(font, TTFFont):
                    font.close()

    def use_font(self, points: float, *, strong: bool = False, colour: Colour = INK) -> None:
        """Choose how the next text is set."""
        self.set_font(_FAMILY, "B" if strong else "", points)
        self.set_text_color(*colour)

    def fitted(self, text: str, width: float) -> str:
        """Text on one line, its middle left out where it is too long: both ends of a name tell."""
        text = " ".join(text.split())
        kept = text
        while len(text) > 1 and self.get_string_width(kept) > width:
            text = text[: (len(text) - 1) // 2] + text[(len(text) + 1) // 2 :]
            kept = f"{text[: len(text) // 2]}…{text[len(text) // 2 :]}"
        return kept

    def text_block(self, text: str, width: float, *, line: float = LINE) -> None:
        """Text with line breaks as needed, at the present place; the next one stands below it."""
        left = self.get_x()
        for one in self._lines(text, width):
            self.need(line)
            self.set_x(left)
            self.cell(width, line, one)
            self.set_xy(left, self.get_y() + line)

    def height_of(self, text: str, width: float, *, line: float = LINE) -> float:
        """How high `text_block` will be, set as chosen now."""
        return line * len(self._lines(text, width))

    def heading(self, text: str) -> None:
        """A title over what follows; not alone at the end of a page."""
        self.need(24)
        self.ln(3)
        self.use_font(12, strong=True)
        self.text_block(text, WIDTH, line=6)
        self.ln(1)
        self.use_font(9)

    def facts(self, facts: Sequence[Fact], width: float, *, label: float = 28) -> None:
        """Named values below each other, from the present place down."""
        left = self.get_x()
        for fact in facts:
            self.need(min(self._fact_height(fact, width, label=label), 60))
            page, top = self.page, self.get_y()
            self.set_x(left)
            self.use_font(8, colour=FAINT)
            self.text_block(fact.label, label - 2, line=4)
            below = self.get_y()
            self.set_xy(left + label, top)
            self._use_value_font(fact)
            self.text_block(fact.value, width - label, line=4)
            low = max(below, self.get_y()) if self.page == page else self.get_y()
            self.set_xy(left, low + 0.6)
        self.use_font(9)

    def facts_height(self, facts: Sequence[Fact], width: float, *, label: float = 28) -> float:
        """How high `facts` will be."""
        return sum(self._fact_height(fact, width, label=label) for fact in facts)

    def rows(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        between: Between = go_on,
    ) -> None:
        """A table from the present place down; its headings are repeated on every page.

        Args:
            heads: Of the columns.
            rows: There may be a hundred thousand, which takes half a minute.
            widths: Of the columns.
            between: Called before each row with the share that is done.
        """
        left = self.get_x()
        self.need(min(self.rows_height(heads, rows[:1], widths), 60))
        self.set_x(left)
        self._row(heads, widths, strong=True)
        for number, row in enumerate(rows):
            between(number / len(rows))
            self.use_font(8)
            if self.get_y() + self._row_height(row, widths) > self.page_bottom:
                self.add_page()
                self.set_x(left)
                self._row(heads, widths, strong=True)
            self._row(row, widths, strong=False)
        self.use_font(9)

    def rows_height(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> float:
        """How high `rows` will be on one page."""
        self.use_font(8, strong=True)
        height = self._row_height(heads, widths)
        self.use_font(8)
        return height + sum(self._row_height(row, widths) for row in rows)

    # places

    @property
    def page_bottom(self) -> float:
        """Where the text of a page ends."""
        return float(self.h - BOTTOM)

    def need(self, height: float) -> None:
        """Go to the next page unless so much fits on this one."""
        if self.get_y() + height > self.page_bottom:
            self.add_page()

    # drawing

    def picture(self, picture: Picture, *, width: float, height: float) -> None:
        """A picture within a box at the present place, in the middle of its width."""
        shown_width, shown_height = fitted_size(picture, width, height)
        self.image(
            BytesIO(picture.data),
            x=self.get_x() + (width - shown_width) / 2,
            y=self.get_y(),
            w=shown_width,
            h=shown_height,
        )

    def stretched(self, picture: Picture, *, width: float, height: float) -> None:
        """A picture over a whole box at the present place, whatever its aspect."""
        self.image(BytesIO(picture.data), x=self.get_x(), y=self.get_y(), w=width, h=height)

    def box(self, width: float, height: float, colour: Colour) -> None:
        """A filled box at the present place."""
        self.set_fill_color(*colour)
        self.rect(self.get_x(), self.get_y(), width, height, style="F")

    def badge(self, verdict: str, *, words: str = "", points: float = 11) -> None:
        """The shape and the word of a verdict, or other words, at the present place."""
        hue = HUES[verdict]
        x, y, side = self.get_x(), self.get_y() + 0.6, points * 0.3
        self.set_fill_color(*hue)
        if verdict == Verdict.OK:
            self.ellipse(x, y, side, side, style="F")
        elif verdict == Verdict.REVIEW:
            self.polygon([(x, y + side), (x + side, y + side), (x + side / 2, y)], style="F")
        elif verdict == Verdict.NG:
            self.rect(x, y, side, side, style="F")
        else:
            half = side / 2
            self.polygon(
                [(x + half, y), (x + side, y + half), (x + half, y + side), (x, y + half)],
                style="F",
            )
        self.set_x(x + side + 1.5)
        self.use_font(points, strong=True, colour=hue)
        self.cell(24, side + 1.2, words or verdict)
        self.use_font(9)

    def _lines(self, text: str, width: float) -> list[str]:
        """Break a text at blanks, and within words that are longer than a line.

        The library can do that, too, but takes ten times as long.
        """
        lines = []
        for paragraph in self.shown(text).split("\n"):
            start, blank, used = 0, -1, 0.0
            for at, one in enumerate(paragraph):
                used += self._width_of(one)
                if used > width:
                    end = blank if blank > start else max(at, start + 1)
                    lines.append(paragraph[start:end])
                    start = end + 1 if end == blank else end
                    used = sum(self._width_of(char) for char in paragraph[start : at + 1])
                if one == " ":
                    blank = at
            lines.append(paragraph[start:])
        return lines

    def _width_of(self, character: str) -> float:
        """Its width as type is chosen now; kept for a size of 1 point."""
        key = self.font_style, character
        if key not in self._widths:
            self._widths[key] = self.get_string_width(character) / self.font_size_pt
        return self._widths[key] * self.font_size_pt

    def _row(self, cells: Sequence[str], widths: Sequence[float], *, strong: bool) -> None:
        self.use_font(8, strong=strong, colour=FAINT if strong else INK)
        height = self._row_height(cells, widths)
        left, top = self.get_x(), self.get_y()
        at = left
        for text, width in zip(cells, widths, strict=True):
            self.set_xy(at, top + 0.8)
            self.text_block(text, width - 2, line=4)
            at += width
        self.set_draw_color(*RULE)
        self.line(left, top + height, at, top + height)
        self.set_xy(left, top + height)

    def _row_height(self, cells: Sequence[str], widths: Sequence[float]) -> float:
        return 1.6 + max(
            self.height_of(text, width - 2, line=4)
            for text, width in zip(cells, widths, strict=True)
        )

    def _fact_height(self, fact: Fact, width: float, *, label: float = 28) -> float:
        """How high a named value will be."""
        self.use_font(8)
        name = self.height_of(fact.label, label - 2, line=4)
        self._use_value_font(fact)
        return max(name, self.height_of(fact.value, width - label, line=4)) + 0.6

    def _use_value_font(self, fact: Fact) -> None:
        self.use_font(7 if fact.kind in ("hash", "path") else 8)

    def _has(self, character: str) -> bool:
        """Whether a font can set it; the second font is read when the first has it not."""
        if character not in self._known:
            leftwards = unicodedata.bidirectional(character) in _LEFTWARDS
            known = not leftwards and all(
                self._covers(key, character) for key in (_FAMILY, f"{_FAMILY}B")
            )
            if not known and not leftwards and ord(character) > _WIDE_FROM:
                if _WIDE not in self.fonts:
                    self.add_font(_WIDE, "", self._wide_font)
                    self.set_fallback_fonts([_WIDE], exact_match=False)
                known = self._covers(_WIDE, character)
            self._known[character] = known
        return self._known[character]

    def _covers(self, key: str, character: str) -> bool:
        font = self.fonts[key]
        return isinstance(font, TTFFont) and ord(character) in font.cmap


def fitted_size(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """The largest size of a picture in a box, in its aspect."""
    scale = min(width / picture.width, height / picture.height)
    return picture.width * scale, picture.height * scale
