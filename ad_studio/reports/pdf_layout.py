"""How a report for people lies on the pages of a PDF."""

from ad_studio.progress import Progress, stop_between
from ad_studio.reports.content import Card, Content, headings
from ad_studio.reports.pdf_page import FAINT, INK, NOTICE, RULE, WELL, Page
from ad_studio.reports.pdf_trends import draw_trends

_HEADING = 10.0  # height in mm
_GAP = 6  # mm between columns


class Layout:
    """Sets the content of a report on pages, part after part."""

    def __init__(self, page: Page, content: Content) -> None:
        self._page, self._content = page, content
        self._data, self._words = content.data, headings(content)
        self._width = page.epw

    def draw(self, progress: Progress) -> None:
        """Draw everything.

        Raises:
            Cancelled: The user asked to stop.
        """
        page = self._page
        page.add_page()
        self._head()
        self._tally()
        self._notes()
        self._thresholds()
        self._scale()
        self._release()
        page.add_page()
        self._details()
        self._flagged(progress)
        self._errors()
        self._others(progress)
        if self._content.trends is not None:
            page.add_page()
            draw_trends(page, self._content.trends)

    # the cover

    def _head(self) -> None:
        page, data = self._page, self._data
        width = self._width
        if data.logo is not None:
            page.set_xy(page.l_margin + width - 50, page.t_margin)
            page.picture(data.logo, width=50, height=18)
            width -= 50 + _GAP
            page.set_xy(page.l_margin, page.t_margin)
        page.use_font(9, colour=FAINT)
        page.text_block(self._content.kind, width)
        page.use_font(22, strong=True)
        page.text_block(data.project.name, width, line=9)
        page.use_font(10, colour=FAINT)
        page.text_block(self._content.lead, width, line=5)
        if data.logo is not None:
            page.set_y(max(page.get_y(), page.t_margin + 20))
        page.ln(4)

    def _tally(self) -> None:
        page, counts = self._page, self._content.counts
        height, gap = 21, 3
        width = (self._width - gap * (len(counts) - 1)) / len(counts)
        top = page.get_y()
        for at, one in enumerate(counts):
            left = page.l_margin + at * (width + gap)
            page.set_xy(left, top)
            page.box(width, height, WELL)
            page.set_xy(left + 3, top + 2)
            page.use_font(18, strong=True)
            page.cell(width - 6, 8, str(one.images))
            page.set_xy(left + 3, top + 10.5)
            if one.name:
                page.badge(one.name, words=one.label, points=9)
            else:
                page.use_font(9, strong=True, colour=FAINT)
                page.cell(width - 6, 4, one.label)
            if one.share is not None:
                page.set_xy(left + 3, top + 15.5)
                page.use_font(8, colour=FAINT)
                page.cell(width - 6, 4, self._data.language.percent(one.share))
        page.set_xy(page.l_margin, top + height + 3)

    def _notes(self) -> None:
        page = self._page
        for note in self._content.notes:
            page.use_font(9)
            text = "\n".join((f"{note.strong} {note.text}", *(f"– {one}" for one in note.lines)))
            height = page.height_of(text, self._width - 6) + 4
            page.need(min(height, 100))
            top = page.get_y()
            if top + height < page.page_bottom:
                page.box(self._width, height, NOTICE)
            page.set_xy(page.l_margin + 3, top + 2)
            page.text_block(text, self._width - 6)
            page.set_xy(page.l_margin, page.get_y() + 4)

    def _thresholds(self) -> None:
        page, basis = self._page, self._content.basis
        page.heading(self._words["thresholds"])
        page.facts(self._content.threshold_facts, self._width)
        page.ln(1)
        page.use_font(8)
        page.text_block(f"{basis.strong} {basis.text}", self._width, line=4)
        page.ln(3)

    def _scale(self) -> None:
        page, scale = self._page, self._data.scale
        high, strip = 16.0, 4.0
        page.need(high + strip + 30)
        left, top, width = page.l_margin, page.get_y(), self._width
        page.set_fill_color(*FAINT)
        for bar in self._content.bars:
            tall = 0.5 + (high - 0.5) * bar.share
            page.rect(
                left + bar.fraction * width, top + high - tall, 0.017 * width, tall, style="F"
            )
        page.set_xy(left, top + high + 0.6)
        self._strip(strip)
        page.set_draw_color(*INK)
        for mark in scale.marks:
            if mark.label:
                at = left + mark.fraction * width
                page.line(at, top, at, top + high + strip + 0.6)
        for number, mark in enumerate(scale.marks):
            words = self._content.scale_end(mark.sigma, last=number == len(scale.marks) - 1)
            middle = min(max(left + mark.place * width, left + 10), left + width - 10)
            for line, text, strong in ((0, words, False), (3.6, mark.label, True)):
                page.set_xy(middle - 15, top + high + strip + 1.4 + line)
                page.use_font(8, strong=strong)
                page.cell(30, 3.6, text, align="C")
        page.set_xy(left, top + high + strip + 10)
        page.use_font(7.5, colour=FAINT)
        page.text_block(self._content.legend, width, line=3.8)
        page.ln(2)

    def _release(self) -> None:
        page, audit = self._page, self._content.audit
        page.need(62)
        page.heading(self._words["release"])
        width = (self._width - 3 * _GAP) / 4
        top = page.get_y() + 14
        page.set_draw_color(*INK)
        for at, words in enumerate(self._content.signatures):
            left = page.l_margin + at * (width + _GAP)
            page.line(left, top, left + width, top)
            page.set_xy(left, top + 1)
            page.use_font(8, colour=FAINT)
            page.cell(width, 4, page.fitted(words, width))
        page.set_xy(page.l_margin, top + 8)
        page.use_font(8)
        page.text_block(self._content.written, self._width, line=4)
        if audit is not None:
            words = f"{audit.label}, SHA-256 {audit.value}. {self._content.audit_use}"
            page.text_block(words, self._width, line=4)

    # what was inspected with what

    def _details(self) -> None:
        page, data = self._page, self._data
        for name, facts in (
            ("run", self._content.run_facts),
            ("model", self._content.model_facts),
        ):
            page.heading(self._words[name])
            page.facts(facts, self._width)
        page.heading(self._words["reference"])
        side = 60.0
        page.need(side)
        number, top, left = page.page, page.get_y(), page.l_margin
        if data.reference_picture is not None:
            page.picture(data.reference_picture, width=side, height=side)
        else:
            page.use_font(8, colour=FAINT)
            page.text_block(self._content.no_reference, side, line=4)
        page.set_xy(left + side + _GAP, top)
        page.facts(self._content.reference_facts, self._width - side - _GAP, label=20)
        low = page.get_y() if page.page != number else max(page.get_y(), top + side)
        page.set_xy(left, low + 2)

    # images

    def _flagged(self, progress: Progress) -> None:
        page, content = self._page, self._content
        heading = f"{content.shown_heading} ({len(content.shown)})"
        if not content.shown:
            page.heading(heading)
            page.text_block(content.none_shown, self._width)
        for card in content.cards(progress):
            self._card(card, heading=heading)
            heading = ""

    def _card(self, card: Card, *, heading: str) -> None:
        """One image, on one page where it can be; the first has the heading over it."""
        page, content, row = self._page, self._content, card.item.row
        left, half = page.l_margin, (self._width - _GAP) / 2
        facts = content.image_facts(card.item)
        wide = [fact for fact in facts if fact.kind]
        narrow = [fact for fact in facts if not fact.kind]
        regions = card.item.regions()
        table = self._region_table(card)
        widths = [half * part for part in (0.29, 0.27, 0.24, 0.2)]
        pictures = self._pictures_height(card, half)
        side = page.rows_height(*table, widths) + 10 if regions else 0.0
        below = max(page.facts_height(narrow, half, label=22), side)
        height = 9 + pictures + 10 + below + page.facts_height(wide, self._width, label=22)
        height += _HEADING if heading else 0
        if page.get_y() + height > page.page_bottom and page.get_y() > 40:
            page.add_page()
        if heading:
            page.heading(heading)
        top = page.get_y()
        page.set_draw_color(*RULE)
        page.line(left, top, left + self._width, top)
        page.set_xy(left, top + 2)
        page.badge(row.verdict or "ERROR")
        page.set_xy(left + 32, top + 2)
        page.use_font(10, strong=True)
        page.cell(self._width - 60, 5, page.fitted(page.shown(row.path.name), self._width - 62))
        page.use_font(12, strong=True)
        page.cell(28, 5, self._data.language.sigma(row.score or 0), align="R")
        page.set_xy(left, top + 9)
        self._card_pictures(card, half, pictures)
        page.set_xy(left, top + 9 + pictures + 3)
        self._gauge(row.score or 0)
        start, number = top + 9 + pictures + 10, page.page
        low = start
        if regions:
            page.set_xy(left + half + _GAP, start)
            page.use_font(8, colour=FAINT)
            page.text_block(self._words["regions"], half, line=4)
            page.rows(*table, widths)
            if more := content.more_regions(regions):
                page.use_font(8, colour=FAINT)
                page.text_block(more, half, line=4)
            low = page.get_y()
        page.set_xy(left, start)
        page.facts(narrow, half, label=22)
        page.set_xy(left, max(low, page.get_y()) if page.page == number else page.get_y())
        page.facts(wide, self._width, label=22)
        page.ln(4)

    def _region_table(self, card: Card) -> tuple[list[str], list[tuple[str, ...]]]:
        heads = [self._words[name] for name in ("position", "size", "share", "peak")]
        return heads, [tuple(one) for one in self._content.places(card.item.regions())]

    def _pictures_height(self, card: Card, width: float) -> float:
        if card.pictures is None:
            return 12.0
        return min(58.0, width * card.pictures.bare.height / card.pictures.bare.width)

    def _card_pictures(self, card: Card, width: float, height: float) -> None:
        page = self._page
        if card.pictures is None:
            top = page.get_y()
            page.box(self._width, height - 2, WELL)
            page.set_xy(page.l_margin + 3, top + 3)
            page.use_font(8)
            page.text_block(f"{self._words['no_picture']} {card.missing}", self._width - 6, line=4)
            return
        top = page.get_y()
        for at, picture in enumerate((card.pictures.heat, card.pictures.bare)):
            if picture is not None:
                page.set_xy(page.l_margin + at * (width + _GAP), top)
                page.picture(picture, width=width, height=height)

    def _gauge(self, score: float) -> None:
        page, scale = self._page, self._data.scale
        left, top, width = page.l_margin, page.get_y(), self._width
        self._strip(2.5)
        page.set_draw_color(*INK)
        for mark in scale.marks:
            if mark.label:
                at = left + mark.fraction * width
                page.line(at, top - 0.8, at, top + 3.3)
        at = left + min(max(score / scale.top, 0), 1) * width
        page.set_fill_color(*INK)
        page.polygon([(at - 1.4, top - 2), (at + 1.4, top - 2), (at, top)], style="F")

    def _strip(self, height: float) -> None:
        page, strip = self._page, self._data.scale.strip
        page.box(self._width, height, WELL)
        page.stretched(strip, width=self._width, height=height)

    def _errors(self) -> None:
        page, content, words = self._page, self._content, self._words
        if not content.errors:
            return
        page.heading(f"{words['errors']} ({len(content.errors)})")
        page.text_block(words["errors_text"], self._width)
        page.rows(
            [words["image"], words["why"], words["mark"]],
            [
                (str(one.row.path), content.words(one.row.error), content.said(one))
                for one in content.errors
            ],
            [self._width * part for part in (0.45, 0.35, 0.2)],
        )

    def _others(self, progress: Progress) -> None:
        page, content, words = self._page, self._content, self._words
        if not content.others:
            return
        page.heading(f"{words['others']} ({len(content.others)})")
        language = self._data.language
        page.rows(
            [words[name] for name in ("image", "score", "verdict", "mark", "inspected")],
            [
                (
                    one.row.path.name,
                    language.sigma(one.row.score or 0),
                    one.row.verdict or "",
                    content.said(one),
                    language.moment(one.row.inspected_at),
                )
                for one in content.others
            ],
            [self._width * part for part in (0.3, 0.1, 0.1, 0.22, 0.28)],
            between=stop_between(progress),
        )
