from datetime import UTC, datetime

import pytest

from ad_studio.domain import Study, StudyAnswer, StudyPart, Verdict
from ad_studio.services.study.agreement import agreement

OK, REVIEW, NG = Verdict
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def evaluate(rule, *, known=lambda number: OK if number <= 15 else NG, names=("Ann", "Bob")):
    """Evaluate a study of thirty parts, judged by the machine OK, REVIEW, NG in turn.

    Args:
        rule: What is said of a part by an inspector in a round.
        known: What is known of a part, by its number; parts 1 to 15 are OK, the others NG.
        names: The inspectors.
    """
    machine = (OK, REVIEW, NG) * 10
    parts = tuple(StudyPart(n, n, machine[n - 1], known(n)) for n in range(1, 31))
    study = Study(1, "Gauge", 1, 0, 2, names, "", NOW, parts)
    answers = [
        StudyAnswer(0, part.id, name, number, rule(part, name, number), NOW)
        for name in names
        for number in (1, 2)
        for part in parts
    ]
    return agreement(study, answers)


def test_who_is_always_right_agrees_with_everybody_who_is():
    found = evaluate(lambda part, inspector, number: part.known)
    assert (found.between.value, found.all_known.value) == (1, 1)
    for one in found.inspectors:
        assert (one.within.count, one.within.total) == (30, 30)
        assert (one.known.effectiveness.value, one.known.kappa.value) == (1, 1)
        assert (one.known.misses.count, one.known.misses.total) == (0, 30)
        assert (one.known.false_alarms.count, one.known.false_alarms.total) == (0, 30)


def test_misses_false_alarms_and_changes_of_mind_are_counted():
    def rule(part, inspector, number):
        if inspector == "Bob" and part.id == 1:
            return NG  # a false alarm in both rounds
        if inspector == "Bob" and part.id in (16, 17) and number == 2:
            return OK  # two misses in one round
        return part.known

    found = evaluate(rule)
    ann, bob = found.inspectors
    assert (ann.inspector, ann.within.count) == ("Ann", 30)
    assert (bob.inspector, bob.within.count) == ("Bob", 28)
    assert (bob.known.misses.count, bob.known.misses.total) == (2, 30)
    assert (bob.known.false_alarms.count, bob.known.false_alarms.total) == (2, 30)
    assert bob.known.effectiveness.count == 27
    assert (found.all_known.count, found.between.count) == (27, 27)
    (pair,) = found.pairs
    assert (pair.first, pair.second) == ("Ann", "Bob")
    assert (pair.agreement.count, pair.agreement.total) == (56, 60)
    # 56 of 60 agree; Ann says NG 30 times, Bob 30: chance is one half
    assert pair.kappa.value == pytest.approx((56 / 60 - 0.5) / 0.5)
    assert pair.kappa.low < pair.kappa.value < pair.kappa.high


def test_what_the_machine_puts_in_review_is_stopped():
    found = evaluate(lambda part, inspector, number: OK if part.machine is OK else NG)
    for one in found.inspectors:
        assert (one.machine.count, one.machine.total) == (60, 60)
        assert one.machine_kappa.value == 1
    assert (found.machine.misses.count, found.machine.misses.total) == (5, 15)
    assert (found.machine.false_alarms.count, found.machine.false_alarms.total) == (10, 15)
    assert found.machine.effectiveness.count == 15


def test_where_nothing_is_known_only_agreement_is_told():
    found = evaluate(
        lambda part, inspector, number: NG,
        known=lambda number: None,
        names=("Ann", "Bob", "Cid"),
    )
    assert (found.all_known, found.machine) == (None, None)
    assert [one.known for one in found.inspectors] == [None] * 3
    assert [(one.first, one.second) for one in found.pairs] == [
        ("Ann", "Bob"),
        ("Ann", "Cid"),
        ("Bob", "Cid"),
    ]
    assert found.between.value == 1
    assert found.between_kappa.value is None, "everything said is the same"


def test_parts_of_which_nothing_is_known_count_against_nobody():
    found = evaluate(
        lambda part, inspector, number: NG, known=lambda number: NG if number < 3 else None
    )
    known = found.inspectors[0].known
    assert (known.effectiveness.count, known.effectiveness.total) == (2, 2)
    assert (known.misses.total, known.false_alarms) == (4, None)
