from ad_studio.domain import Challenge, ChallengeResult, Verdict
from ad_studio.reports.facts import run_facts
from tests.report_data import WHEN, report


def challenge(score, *, passed):
    result = ChallengeResult(1, Verdict.NG, score, Verdict.NG if passed else Verdict.OK)
    return Challenge(1, 2, 3, passed, "Ann", WHEN, (result,))


def fact(data):
    return {one.label: one.value for one in run_facts(data)}.get("Challenge before it")


def test_a_run_names_the_challenge_before_it():
    assert fact(report(challenge=challenge(9.0, passed=True))).startswith(
        "passed: 1 of 1 known samples as expected, 2025-03-04"
    )
    assert fact(report(challenge=challenge(1.0, passed=False))).startswith("FAILED: 0 of 1")


def test_without_a_challenge_nothing_is_said():
    assert fact(report()) is None
