"""Texts from below the window, said in its language.

Services, store and detection know no Qt and speak English. What they say is recognised here by the
texts of the source with gaps for values, translated, and given its values back.
"""

import re
from functools import cache

from ad_studio.errors import AdStudioError
from ad_studio.messages import Message
from ad_studio.ui.i18n import installed, translate
from ad_studio.ui.messages import localized
from ad_studio.ui.service_texts import TEXTS

_GAP = re.compile(r"\{\w+(?:![rs])?(?::[^{}]*)?\}")


def said(text: Message | str) -> str:
    """A text from below the window in its language; English where nobody has translated it."""
    if isinstance(text, Message):
        text = localized(text) if text.values else str(text)
    if installed() == "en" or not text:
        return text
    whole = translate("Service", text)
    if whole != text:
        return whole
    for pattern, template in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return _filled(template, [said(part) for part in found.groups()])
    return text


def error_words(error: AdStudioError) -> str:
    """What happened and what to do, in one piece."""
    return f"{said(error.message)} {said(error.hint)}".strip()


def _filled(template: str, values: list[str]) -> str:
    order = dict(zip(_GAP.findall(template), values, strict=True))
    return _GAP.sub(lambda gap: order[gap[0]], translate("Service", template))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The texts with gaps, those with the most words of their own first."""
    gapped = [text for text in TEXTS if _GAP.search(text)]
    gapped.sort(key=lambda text: len(_GAP.sub("", text)), reverse=True)
    return [(_pattern(text), text) for text in gapped]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("(.*)".join(re.escape(part) for part in _GAP.split(text)), re.DOTALL)
