"""Values as the window says them."""

from datetime import datetime

from ad_studio.domain import Verdict, VerdictCounts


def when(moment: datetime) -> str:
    """A moment in local time: "22 Nov 2026, 18:44"."""
    return f"{moment.astimezone():%d %b %Y, %H:%M}".lstrip("0")


def sigma(score: float | None) -> str:
    """A deviation: "3.20 σ", with a true minus; a dash when there is none."""
    return "–" if score is None else f"{score:z.2f} σ".replace("-", "\N{MINUS SIGN}")


def plural(count: int, noun: str, nouns: str = "") -> str:
    """A count with its noun: "1 image", "1 200 images"."""
    shown = f"{count:,}".replace(",", "\u202f")
    return f"{shown} {noun if count == 1 else nouns or noun + 's'}"


def verdict_word(verdict: Verdict | None) -> str:
    """The verdict's own word; of an image that could not be scored: "ERROR"."""
    return "ERROR" if verdict is None else verdict.value


def share(part: int, whole: int) -> str:
    """A part of a whole in percent: "12 %"; "<1 %" rather than a false nought."""
    if not whole:
        return "–"
    percent = 100 * part / whole
    return "<1 %" if 0 < percent < 1 else f"{percent:.0f} %"


def counts_line(counts: VerdictCounts) -> str:
    """All counts in one line: "40 OK · 3 REVIEW · 5 NG"."""
    parts = [f"{counts.ok} OK", f"{counts.review} REVIEW", f"{counts.ng} NG"]
    if counts.error:
        parts.append(plural(counts.error, "error"))
    return "  ·  ".join(parts)
