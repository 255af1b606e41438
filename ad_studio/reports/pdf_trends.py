"""The page of trends in a PDF: two p-charts, their table, and the reasons. Lengths in mm."""

from ad_studio.domain import Trends, Verdict
from ad_studio.reports.pdf_page import FAINT, HUES, INK, RULE, Page
from ad_studio.reports.trend_words import TrendWords

_CHART = 48.0
_NAMED = 12  # groups whose names have room below the chart
_AXIS = 14.0  # width of the numbers at its left


def draw_trends(page: Page, words: TrendWords) -> None:
    """Draw the trends from the present place down."""
    width = page.epw
    page.heading(words.title)
    page.use_font(8)
    page.text_block(words.about, width, line=4)
    page.ln(2)
    page.facts(words.facts, width, label=44)
    page.ln(2)
    if words.trends.groups:
        for verdict in (Verdict.NG, Verdict.REVIEW):
            _chart(page, words, verdict)
    parts = (0.15, 0.07, 0.06, 0.1, 0.145, 0.1, 0.145, 0.1, 0.13)
    page.rows(words.heads, words.rows, [width * part for part in parts])
    if words.reason_rows:
        page.ln(4)
        page.rows(words.reason_heads, words.reason_rows, [width * part for part in (0.6, 0.2, 0.2)])


def _chart(page: Page, words: TrendWords, verdict: Verdict) -> None:
    """The share of NG, or of REVIEW, of each group, with centre line and limits."""
    page.need(_CHART + 18)
    trends = words.trends
    top = _top(trends, verdict)
    page.use_font(8)
    page.cell(page.epw, 4, words.share_title(verdict), new_x="LMARGIN", new_y="NEXT")
    left, base, width = page.l_margin + _AXIS, page.get_y() + _CHART, page.epw - _AXIS
    step = width / len(trends.groups)

    def height(share: float) -> float:
        return base - share / top * (_CHART - 4)

    page.use_font(7, colour=FAINT)
    page.set_draw_color(*RULE)
    for mark in (0.0, top / 2, top):
        page.line(left, height(mark), left + width, height(mark))
        page.set_xy(page.l_margin, height(mark) - 1.5)
        page.cell(_AXIS - 1, 3, words.language.percent(mark), align="R")
    page.set_draw_color(*FAINT)
    centre = height(trends.proportion(verdict).share or 0)
    page.line(left, centre, left + width, centre)
    page.set_dash_pattern(dash=1.2, gap=1)
    for at, group in enumerate(trends.groups):
        limits = group.limits(verdict)
        for limit in (min(limits.lower, top), min(limits.upper, top)):
            page.line(left + at * step, height(limit), left + (at + 1) * step, height(limit))
    page.set_dash_pattern()
    before = None
    for at, group in enumerate(trends.groups):
        share, is_beyond = group.share(verdict), group.is_out_of_control(verdict)
        if share is None:
            continue
        x, y = left + (at + 0.5) * step, height(share)
        page.set_draw_color(*INK)
        if before is not None:
            page.line(*before, x, y)
        page.set_fill_color(*(HUES[verdict] if is_beyond else INK))
        side = 2.2 if is_beyond else 1.4
        page.rect(x - side / 2, y - side / 2, side, side, style="F")
        before = (x, y)
    if len(trends.groups) <= _NAMED:
        page.use_font(7, colour=FAINT)
        for at, row in enumerate(words.rows):
            page.set_xy(left + at * step, base + 1.6)
            page.cell(step, 3, page.fitted(page.shown(row[0]), step - 1), align="C")
    page.set_xy(page.l_margin, base + 6)


def _top(trends: Trends, verdict: Verdict) -> float:
    """The highest share that the chart shows: above all points, and the limits of most groups."""
    shares = [group.share(verdict) or 0 for group in trends.groups]
    limits = sorted(group.limits(verdict).upper for group in trends.groups)
    return min(1.0, 1.1 * max(*shares, limits[len(limits) // 2], 0.01))
