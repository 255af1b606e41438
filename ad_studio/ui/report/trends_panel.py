"""How the project goes over its runs: charts, groups, reasons; each leads to its images."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidgetItem, QPushButton, QWidget

from ad_studio.domain import (
    CountedResults,
    Proportion,
    ReasonCount,
    TrendGroup,
    TrendGrouping,
    Trends,
    Verdict,
)
from ad_studio.ui.messages import localized
from ad_studio.ui.report.trend_plots import ScoreChart, ShareChart
from ad_studio.ui.text import grouped, number, sigma, tooltip
from ad_studio.ui.widgets.basics import ComboBox, button, clear_layout, label, scrolling
from ad_studio.ui.widgets.layouts import FlowLayout, ReflowRow, hbox, vbox
from ad_studio.ui.widgets.line_list import Row, fill, make_list

_SIDE_BY_SIDE = 640  # pixels of width from which the charts stand beside each other
_MOST_RUNS = 12  # buttons of one group, of its newest runs
_MOST_REASONS = 10
_REASONS_HIGH = 146  # pixels: three of them; the others are scrolled to


class TrendsPanel(QFrame):
    """Shows trends.

    Signals:
        grouping_changed(TrendGrouping): Parts are to be put together otherwise.
        run_asked(int): The images of a run are wanted.
        images_asked(Sequence[CountedResults], str): These images are wanted, which are what the
            words say.
    """

    grouping_changed = Signal(object)
    run_asked = Signal(int)
    images_asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._groups: Sequence[TrendGroup] = ()
        self._given: Mapping[str, Sequence[CountedResults]] = {}  # by the reason
        self.grouping = ComboBox(
            name=self.tr("Put parts together by"),
            tip=self.tr("What stands at one place of the charts"),
        )
        for one in TrendGrouping:
            self.grouping.addItem(localized(one.message), one)
        self.grouping.activated.connect(lambda _at: self.grouping_changed.emit(self.wanted()))
        self.shares = {verdict: ShareChart(verdict) for verdict in (Verdict.NG, Verdict.REVIEW)}
        self.scores = ScoreChart()
        words = self.tr(
            "Parts at {verdict} of those that were scored. Dashed: what chance alone leaves (three "
            "standard deviations). A square lies beyond. Click a point to see its images."
        )
        for verdict, chart in self.shares.items():
            chart.setToolTip(tooltip(words.format(verdict=verdict)))
            chart.picked.connect(partial(self._ask_group, verdict))
        self.scores.setToolTip(
            self.tr(
                "Median score with its quartiles. A change without bad parts is one of camera, "
                "light or material. Scores of two models cannot be compared."
            )
        )
        self._totals = label(wrap=True)
        self._reasons_title = label(role="strong", wrap=True)
        self._reasons = make_list(
            name=self.tr("Reasons given with NG"),
            tip=self.tr("Choose a reason to see the images that it was given for (Enter)"),
        )
        self._reasons.setMaximumHeight(_REASONS_HIGH)
        for chosen in (self._reasons.itemActivated, self._reasons.itemClicked):
            chosen.connect(self._ask_reason)
        self._list = make_list(
            name=self.tr("Lots, days or shifts"),
            tip=self.tr("Choose one to see which runs it is of"),
        )
        self._list.currentRowChanged.connect(self._show_runs)
        self._list.itemActivated.connect(lambda _item: self._ask_newest())
        runs = QWidget()
        self._runs = FlowLayout(runs, spacing=6)
        top = hbox(spacing=12)
        top.addWidget(label(self.tr("Trends"), role="heading"), 1)
        top.addWidget(self.grouping)
        content = QWidget()
        column = vbox(content, spacing=12, margins=(24, 24, 24, 16))
        column.addLayout(top)
        column.addWidget(
            ReflowRow(
                *(
                    _titled(self.tr("Share of {verdict}").format(verdict=verdict), chart)
                    for verdict, chart in self.shares.items()
                ),
                _titled(self.tr("Scores"), self.scores),
                from_width=_SIDE_BY_SIDE,
            )
        )
        column.addWidget(self._totals)
        column.addWidget(self._reasons_title)
        column.addWidget(self._reasons)
        column.addWidget(self._list, 1)
        column.addWidget(runs)
        outer = vbox(self)
        outer.addWidget(scrolling(content))

    def wanted(self) -> TrendGrouping:
        """What parts are to be put together by."""
        return TrendGrouping(self.grouping.currentData())  # a list of Qt keeps the word alone

    def show_trends(self, trends: Trends) -> None:
        """Show the trends of a project."""
        self.grouping.setCurrentIndex(self.grouping.findData(trends.grouping))
        for chart in self.shares.values():
            chart.show_trends(trends)
        self.scores.show_trends(trends)
        self._totals.setText(self._total_words(trends))
        self._given = {one.reason: one.counted for one in trends.reasons}
        fill(self._reasons, self._reason_rows(trends.reasons))
        self._reasons_title.setText(self._reason_words(len(trends.reasons)))
        for part in (self._reasons_title, self._reasons):
            part.setVisible(bool(trends.reasons))
        self._groups = trends.groups[::-1]  # the newest first
        fill(self._list, [(self._lines(one), one.key, True) for one in self._groups])
        self._show_runs(self._list.currentRow())

    def _lines(self, group: TrendGroup) -> list[str]:
        shares = self.tr("{parts} parts, NG {ng}, REVIEW {review}").format(
            parts=grouped(group.parts), ng=_percent(group.ng_share),
            review=_percent(group.review_share),
        )  # fmt: skip
        limits = self.tr("limits {low} to {high}").format(
            low=_percent(group.ng_limits.lower), high=_percent(group.ng_limits.upper)
        )
        beyond = self.tr("beyond the limits: {verdicts}").format(
            verdicts=", ".join(group.out_of_control)
        )
        medians = self.tr("median {scores}").format(
            scores=" / ".join(sigma(span.median) for span in group.scores)
        )
        beyond = beyond if group.out_of_control else ""
        second = [shares, limits, beyond, medians if group.scores else ""]
        return [self._name(group), "  ·  ".join(part for part in second if part)]

    def _name(self, group: TrendGroup) -> str:
        return group.key or self.tr("none")

    def _total_words(self, trends: Trends) -> str:
        if not trends.groups:
            return self.tr("Nothing has been inspected yet.")
        lines = [
            self.tr("NG: {share}").format(share=self._share_words(trends.ng)),
            self.tr("REVIEW: {share}").format(share=self._share_words(trends.review)),
            self.tr("Overkill: {share}").format(share=self._share_words(trends.overkill)),
            self.tr("Escape: {share}").format(share=self._share_words(trends.escape)),
        ]
        if trends.dppm is not None:
            lines.insert(
                1,
                self.tr("NG per million (DPPM): {dppm} ({low} to {high})").format(
                    dppm=grouped(round(trends.dppm)),
                    low=grouped(round(1e6 * trends.ng.low)),
                    high=grouped(round(1e6 * trends.ng.high)),
                ),
            )
        return "\n".join(lines)

    def _share_words(self, one: Proportion) -> str:
        if one.share is None:
            return self.tr("not known: no such part was judged")
        words = self.tr("{share} ({hits} of {count}; with 95 % confidence {low} to {high})")
        return words.format(
            share=_percent(one.share),
            hits=grouped(one.hits),
            count=grouped(one.count),
            low=_percent(one.low),
            high=_percent(one.high),
        )

    def _reason_words(self, count: int) -> str:
        words = self.tr("Reasons given with NG, the most frequent first")
        if count <= _MOST_REASONS:
            return words
        some = self.tr("{words} ({shown} of {all})")
        return some.format(words=words, shown=_MOST_REASONS, all=grouped(count))

    def _reason_rows(self, reasons: Sequence[ReasonCount]) -> list[Row]:
        words = self.tr("{count} ({share} together)")
        return [
            (
                [
                    one.reason or self.tr("no reason given"),
                    words.format(count=grouped(one.count), share=_percent(one.cumulative)),
                ],
                one.reason,
                True,
            )
            for one in reasons[:_MOST_REASONS]
        ]

    def _ask_reason(self, item: QListWidgetItem) -> None:
        reason = item.data(Qt.ItemDataRole.UserRole)
        words = self.tr("Reason: {reason}").format(reason=reason or self.tr("no reason given"))
        self.images_asked.emit(self._given[reason], words)

    def _ask_group(self, verdict: Verdict, group: TrendGroup) -> None:
        """Ask for what stands at a verdict in a group; without any, only choose the group."""
        self._list.setCurrentRow(self._groups.index(group))
        if group.counted[verdict]:
            words = f"{localized(self.wanted().message)}: {self._name(group)}, {verdict}"
            self.images_asked.emit(group.counted[verdict], words)

    def _show_runs(self, row: int) -> None:
        """Offer the runs of the chosen group, the newest first."""
        clear_layout(self._runs)
        if not 0 <= row < len(self._groups):
            return
        for verdict in self.shares:
            self._runs.addWidget(self._verdict_button(verdict, self._groups[row]))
        run_ids = self._groups[row].run_ids[::-1]
        for run_id in run_ids[:_MOST_RUNS]:
            self._runs.addWidget(self._run_button(run_id))
        if more := len(run_ids[_MOST_RUNS:]):
            words = self.tr("and %Ln earlier run(s), to be chosen in the Inspect step", "", more)
            self._runs.addWidget(label(words, role="muted"))

    def _verdict_button(self, verdict: Verdict, group: TrendGroup) -> QPushButton:
        made = button(
            self.tr("Images at {verdict}").format(verdict=verdict),
            icon=f"verdict-{verdict.lower()}",
            tip=self.tr("Show them in the Inspect step"),
            on=lambda: self._ask_group(verdict, group),
        )
        made.setEnabled(bool(group.counted[verdict]))
        return made

    def _run_button(self, run_id: int) -> QPushButton:
        return button(
            self.tr("Images of run {number}").format(number=run_id),
            icon="inspect",
            tip=self.tr("Show them in the Inspect step"),
            on=lambda: self.run_asked.emit(run_id),
        )

    def _ask_newest(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._groups):
            self.run_asked.emit(self._groups[row].run_ids[-1])


def _titled(title: str, chart: QWidget) -> QWidget:
    box = QWidget()
    column = vbox(box, spacing=4)
    column.addWidget(label(title, role="strong"))
    column.addWidget(chart)
    return box


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{number(100 * share, 1)} %"
