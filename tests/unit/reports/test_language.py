"""Words, numbers and moments of a report in its language."""

from datetime import UTC, datetime

import pytest

from ad_studio.errors import UsageError
from ad_studio.messages import msg, plain
from ad_studio.reports.language import ENGLISH, LANGUAGES, language
from ad_studio.ui import i18n
from tools import messages


def test_numbers_and_shares():
    german = language("de")
    assert (german.number(1.25, 1), german.short(5.0), german.short(2.346)) == ("1,2", "5", "2,35")
    assert (german.percent(0.125), ENGLISH.percent(0.125)) == ("12,5 %", "12.5 %")
    assert (german.sigma(9.999), ENGLISH.sigma(-0.001)) == ("9,99 σ", "0.00 σ")


def test_moments_are_of_this_place_with_the_distance_from_utc():
    moment = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
    local = moment.astimezone()
    offset = local.strftime("%z")
    assert ENGLISH.moment(moment) == f"{local:%Y-%m-%d %H:%M:%S} {offset[:3]}:{offset[3:]}"
    assert language("de").moment(moment).startswith(f"{local:%d.%m.%Y %H:%M:%S} ")
    assert ENGLISH.moment(None) == ""


def test_messages_within_messages_are_said_in_german():
    words = msg("The folder does not exist.")
    assert language("de").words(words) == "Den Ordner gibt es nicht."
    assert (
        language("de")
        .words(msg("Writing {path}", path=words))
        .endswith("Den Ordner gibt es nicht.")
    )
    assert language("de").words(plain("as {it} stands")) == "as {it} stands"


def test_nothing_that_a_report_says_is_missing():
    translated = language("de").templates
    assert [one for one in messages.templates() if one not in translated] == []


def test_the_languages_are_those_of_the_window():
    assert set(LANGUAGES) == set(i18n.LANGUAGES)


def test_another_language_is_refused():
    with pytest.raises(UsageError, match="en or de"):
        language("fr")
