"""What the audit trail says of settings."""

from datetime import time
from pathlib import Path

import pytest

from ad_studio.domain import (
    ActionSettings,
    ChallengeRule,
    MqttTarget,
    Role,
    Shift,
    Sorting,
    TraceField,
    TraceSettings,
)
from ad_studio.services.actions.settings import set_action_settings
from ad_studio.services.audit.setting_words import SETTINGS, setting_words, what_was_set
from ad_studio.services.audit.trail import trail
from ad_studio.services.challenge.rule import set_challenge_rule
from ad_studio.services.projects import pins
from ad_studio.services.projects.operators import add_operator, ask_for_sign_in
from ad_studio.services.projects.pixel_size import set_pixel_size
from ad_studio.services.projects.traceability import set_trace_settings

SORTED = Path("/line/sorted")


def said(project):
    """What the newest entry about a setting says."""
    names = {str(what_was_set(name)) for name in SETTINGS}
    return str(next(entry for entry in trail(project) if str(entry.what) in names).new)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            TraceSettings(frozenset({TraceField.SERIAL, TraceField.LOT}), "cam_{serial}"),
            "required: lot, serial; serial from the file name: cam_{serial}",
        ),
        (
            TraceSettings(shifts=(Shift("early", time(6)), Shift("late", time(14)))),
            "no field required; shifts: early=06:00, late=14:00",
        ),
    ],
)
def test_fields(project, settings, words):
    set_trace_settings(project, settings)
    assert said(project) == words


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (ActionSettings(Sorting.MOVE, SORTED), f"files are moved to {SORTED}"),
        (
            ActionSettings(
                Sorting.COPY,
                SORTED,
                log=Path("/line/log.csv"),
                mqtt=MqttTarget("broker", "line/1", tls=True),
            ),
            f"files are copied to {SORTED}; a line in {Path('/line/log.csv')}; "
            "a message to line/1 at broker:1883, encrypted",
        ),
        (
            ActionSettings(mqtt=MqttTarget("broker", "line/1", port=99)),
            "a message to line/1 at broker:99",
        ),
    ],
)
def test_actions(project, settings, words):
    set_action_settings(project, settings)
    assert said(project) == words
    set_action_settings(project, ActionSettings())
    assert said(project) == "nothing"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (ChallengeRule(8), "within 8 h"),
        (ChallengeRule(each_shift=True), "once a shift"),
        (ChallengeRule(8, each_shift=True), "once a shift, within 8 h"),
    ],
)
def test_the_rule_for_challenges(project, rule, words):
    set_challenge_rule(project, rule)
    assert said(project) == words
    set_challenge_rule(project, ChallengeRule())
    assert said(project) == "not required"


def test_the_size_of_a_pixel(project):
    set_pixel_size(project, 0.05)
    assert said(project) == "0.05 mm"
    set_pixel_size(project, None)
    assert said(project) == "not known"


def test_signing_in(project, monkeypatch):
    monkeypatch.setattr(pins, "COST", 16)
    add_operator(project, "Ann", Role.ENGINEER, pin="2222")
    ask_for_sign_in(project, True)
    assert said(project) == "asked for"


@pytest.mark.parametrize("name", [*SETTINGS, "of a later version"])
def test_what_cannot_be_read_is_said_as_it_is_stored(name):
    assert str(setting_words(name, {"other": "Ä"})) == '{"other": "Ä"}'
