import pytest

from ad_studio.domain import ChallengeResult, Verdict

OK, REVIEW, NG = Verdict


@pytest.mark.parametrize(
    ("expected", "verdict", "is_as_expected"),
    [
        (OK, OK, True),
        (OK, REVIEW, False),
        (OK, NG, False),
        (OK, None, False),
        (NG, OK, False),
        (NG, REVIEW, True),
        (NG, NG, True),
        (NG, None, False),
    ],
)
def test_what_is_stopped_was_caught_and_only_what_is_ok_was_let_through(
    expected, verdict, is_as_expected
):
    score = None if verdict is None else 4.0
    assert ChallengeResult(1, expected, score, verdict).is_as_expected is is_as_expected
