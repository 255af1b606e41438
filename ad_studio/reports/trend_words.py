"""The trends of a project in words of a report's language."""

from dataclasses import dataclass

from ad_studio.domain import ControlLimits, Proportion, TrendGroup, Trends, Verdict
from ad_studio.messages import Message, msg
from ad_studio.reports.facts import Fact
from ad_studio.reports.language import Language


@dataclass(frozen=True, slots=True)
class TrendWords:
    """What a report says of trends.

    Attributes:
        trends: Of which project.
        language: Of the words.
    """

    trends: Trends
    language: Language

    @property
    def title(self) -> str:
        """Over all of it."""
        return self._words(msg("Trends of the project"))

    @property
    def about(self) -> str:
        """What counts, and how the limits are to be read."""
        return self._words(
            msg(
                "All runs of the project. A part whose image was inspected again counts once. The "
                "limits are those of a p-chart: three standard deviations around the share of all "
                "parts. Overkill and escape are of the parts that people judged."
            )
        )

    @property
    def facts(self) -> list[Fact]:
        """Figures over all groups."""
        found = [
            Fact(self._words(words), self.proportion(one))
            for words, one in (
                (msg("NG"), self.trends.ng),
                (msg("REVIEW"), self.trends.review),
                (msg("Overkill"), self.trends.overkill),
                (msg("Escape"), self.trends.escape),
            )
        ]
        if self.trends.dppm is not None:
            ng = self.trends.ng
            dppm = msg(
                "{dppm} ({low} to {high})",
                dppm=round(self.trends.dppm),
                low=round(1e6 * ng.low),
                high=round(1e6 * ng.high),
            )
            found.append(Fact(self._words(msg("NG per million (DPPM)")), self._words(dppm)))
        return found

    def share_title(self, verdict: Verdict) -> str:
        """Over the chart of a share."""
        is_ng = verdict is Verdict.NG
        return self._words(msg("Share of NG") if is_ng else msg("Share of REVIEW"))

    @property
    def heads(self) -> list[str]:
        """Titles of the columns of `rows`."""
        return [
            self._words(words)
            for words in (
                self.trends.grouping.message,
                msg("Parts"),
                msg("NG"),
                msg("Share of NG"),
                msg("Limits"),
                msg("Share of REVIEW"),
                msg("Limits"),
                msg("Median score"),
                msg("Beyond the limits"),
            )
        ]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """A row for each group, in the order of time."""
        return [self._row(one) for one in self.trends.groups]

    @property
    def reason_heads(self) -> list[str]:
        """Titles of the columns of `reason_rows`."""
        return [self._words(words) for words in (msg("Reason"), msg("NG"), msg("Together"))]

    @property
    def reason_rows(self) -> list[tuple[str, ...]]:
        """A row for each reason, the most frequent first."""
        return [
            (
                one.reason or self._words(msg("no reason given")),
                str(one.count),
                self.language.percent(one.cumulative),
            )
            for one in self.trends.reasons
        ]

    def proportion(self, one: Proportion) -> str:
        """A share with what it is of, and its interval."""
        if one.share is None:
            return self._words(msg("not known: no such part was judged"))
        return self._words(
            msg(
                "{share} ({hits} of {count}; with 95 % confidence {low} to {high})",
                share=self.language.percent(one.share),
                hits=one.hits,
                count=one.count,
                low=self.language.percent(one.low),
                high=self.language.percent(one.high),
            )
        )

    def _row(self, group: TrendGroup) -> tuple[str, ...]:
        return (
            group.key or self._words(msg("none")),
            str(group.parts),
            str(group.ng),
            self._percent(group.ng_share),
            self._limits(group.ng_limits),
            self._percent(group.review_share),
            self._limits(group.review_limits),
            " / ".join(self.language.sigma(span.median) for span in group.scores),
            ", ".join(group.out_of_control),
        )

    def _limits(self, limits: ControlLimits) -> str:
        return f"{self.language.percent(limits.lower)} – {self.language.percent(limits.upper)}"

    def _percent(self, share: float | None) -> str:
        return "–" if share is None else self.language.percent(share)

    def _words(self, words: Message) -> str:
        return self.language.words(words)
