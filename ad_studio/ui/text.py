"""Values as the window says them, in its language."""

import textwrap
from datetime import datetime

from PySide6 import QtGui
from PySide6.QtCore import QDate, QDateTime, QLocale

from ad_studio.domain import ModelInForce, ModelState, Verdict, VerdictCounts, shown_score
from ad_studio.ui.i18n import tr, translate

_TIP_WIDTH = 120  # characters


def when(moment: datetime) -> str:
    """A moment in local time: "22 Nov 2026, 18:44"."""
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(local, translate("Text", "d MMM yyyy, HH:mm", "date and time"))


def clock(moment: datetime) -> str:
    """The time of a moment, with its day where that is not today: "18:44:05"."""
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    if local.date() == QDate.currentDate():
        return local.toString("HH:mm:ss")
    return QLocale().toString(local, translate("Text", "d MMM, HH:mm:ss", "date and time"))


def number(value: float, digits: int) -> str:
    """A number with so many decimals: "3.20", with a true minus and never a minus nought."""
    shown = QLocale().toString(round(value, digits) + 0.0, "f", digits)
    return shown.replace("-", "\N{MINUS SIGN}")


def short_number(value: float, digits: int) -> str:
    """A number with so many decimals at most, without noughts at the end: "0.05"."""
    shown, point = number(value, digits), QLocale().decimalPoint()
    return shown.rstrip("0").removesuffix(point) if point in shown else shown


def grouped(count: int) -> str:
    """A whole number with its digits in groups: "100,000"."""
    return QLocale().toString(count)


def sigma(score: float | None) -> str:
    """A deviation: "3.20 σ", never rounded up; a dash when there is none."""
    return "–" if score is None else f"{number(shown_score(score), 2)} σ"


def share_of_image(part: float) -> str:
    """A part of an image, given as 0 to 1: "1.25 %"; a dash when it is not known (NaN)."""
    return "–" if part != part else f"{number(100 * part, 2)} %"  # noqa: PLR0124 - NaN


def images(count: int) -> str:
    """A count of images: "1 image", "1,200 images"."""
    return tr("%Ln image(s)", "", count)


def signed(text: str, author: str) -> str:
    """What someone did: "22 Nov 2026, 18:44 by Eve"; without a name just the text."""
    words = translate("Text", "{text} by {author}", "who did or decided it")
    return words.format(text=text, author=author) if author else text


def put_words(put: ModelInForce) -> str:
    """When a model was put in force, and by whom: "22 Nov 2026, 18:44 by Eve"."""
    if put.author:
        return signed(when(put.created_at), put.author)
    return translate("Text", "{when}, automatically").format(when=when(put.created_at))


def verdict_word(verdict: Verdict | None) -> str:
    """The verdict's own word, the same in every language; without a score: "ERROR"."""
    return "ERROR" if verdict is None else verdict.value


def state_word(state: ModelState) -> str:
    """How a model stands: "in force"."""
    return {
        ModelState.IN_FORCE: translate("Text", "in force", "a model"),
        ModelState.CANDIDATE: translate("Text", "candidate", "a model"),
        ModelState.EARLIER: translate("Text", "earlier", "a model"),
    }[state]


def share(part: int, whole: int) -> str:
    """A part of a whole in percent: "12 %"; "<1 %" rather than a false nought."""
    if not whole:
        return "–"
    percent = 100 * part / whole
    return "<1 %" if 0 < percent < 1 else f"{percent:.0f} %"


def percent(part: float) -> str:
    """A part of what is to be done, given as 0 to 1: "36 %"; "100 %" only once all is done."""
    return f"{int(100 * part)} %"


def one_line(text: str) -> str:
    """What people wrote, in the one line that a cell or a button has."""
    return " ".join(text.split())


def tooltip(text: str) -> str:
    """A text for a tooltip, said as it stands: a file name or a reason may look like HTML.

    Lines too long for a screen are broken; Qt does that for HTML only.
    """
    if len(text) > _TIP_WIDTH:
        text = "\n".join(_wrapped(line) for line in text.splitlines())
    is_html = QtGui.Qt.mightBeRichText(text)
    return QtGui.Qt.convertFromPlainText(text) if is_html else text


def _wrapped(line: str) -> str:
    """At spaces only: a path stays in one piece."""
    return textwrap.fill(
        line,
        _TIP_WIDTH,
        replace_whitespace=False,
        expand_tabs=False,
        break_long_words=False,
        break_on_hyphens=False,
    )


def counts_line(counts: VerdictCounts) -> str:
    """All counts in one line: "40 OK · 3 REVIEW · 5 NG"."""
    parts = [f"{counts.ok} OK", f"{counts.review} REVIEW", f"{counts.ng} NG"]
    if counts.error:
        parts.append(tr("%Ln error(s)", "", counts.error))
    return "  ·  ".join(parts)
