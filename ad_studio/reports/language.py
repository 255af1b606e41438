"""The language of a report: words, numbers and moments as its readers write them.

Words come from the catalogues of the window (`resources/i18n`), read without Qt, so that a report
says the same from the window and from the command line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from xml.etree import ElementTree

from ad_studio import paths
from ad_studio.domain import shown_score
from ad_studio.errors import UsageError
from ad_studio.messages import Message, as_message, msg, render

_CONTEXT = "Service"  # under which the catalogues list what stands below the window


@dataclass(frozen=True, slots=True)
class Language:
    """How a report speaks.

    Attributes:
        code: As in `lang` of HTML: "en".
        decimal_point: What stands in numbers for it.
        day: How a day is written, for `strftime`.
        templates: Translations by their English template; what is missing is said in English.
    """

    code: str
    decimal_point: str
    day: str
    templates: Mapping[str, str] = field(default_factory=dict, hash=False)

    def words(self, words: Message | str) -> str:
        """A message in this language; a text as it stands."""
        return render(
            as_message(words),
            translate=lambda template: self.templates.get(template, template),
            decimal_point=self.decimal_point,
        )

    def number(self, value: float, digits: int) -> str:
        """A number with so many decimals: "3.20"."""
        return f"{value:.{digits}f}".replace(".", self.decimal_point)

    def short(self, value: float) -> str:
        """A number with at most two decimals: "3.2", "5"."""
        return f"{round(value, 2):g}".replace(".", self.decimal_point)

    def percent(self, share: float, digits: int = 1) -> str:
        """A share of 1 in percent: "12.5 %"."""
        return f"{self.number(100 * share, digits)} %"

    def sigma(self, score: float) -> str:
        """A deviation, never rounded up: "9.97 σ"."""
        return f"{self.number(shown_score(score), 2)} σ"

    def moment(self, moment: datetime | None) -> str:
        """A moment in the time zone of this computer, with its distance from UTC; "" for none."""
        if moment is None:
            return ""
        local = moment.astimezone()
        offset = local.isoformat(timespec="seconds")[19:]
        return f"{local.strftime(self.day)} {local:%H:%M:%S} {offset}"


ENGLISH = Language("en", ".", "%Y-%m-%d")
LANGUAGES = ("en", "de")
"""Codes of the languages that a report can be written in."""


def language(code: str) -> Language:
    """Return the language of a code.

    Raises:
        UsageError: Reports are not written in it.
    """
    if code == "en":
        return ENGLISH
    if code == "de":
        return Language("de", ",", "%d.%m.%Y", _templates("de"))
    raise UsageError(
        msg(
            'Reports are not written in "{code}": use {codes}.',
            code=code,
            codes=" or ".join(LANGUAGES),
        )
    )


@cache
def _templates(code: str) -> Mapping[str, str]:
    """The finished translations of a catalogue."""
    catalogue = paths.resources() / "i18n" / f"ad_studio_{code}.ts"
    found = {}
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        if context.findtext("name") == _CONTEXT:
            for message in context.iter("message"):
                translated = message.findtext("translation")
                if translated:
                    found[message.findtext("source", "")] = translated
    return found
