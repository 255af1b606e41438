from datetime import timedelta

import pytest

from ad_studio.domain import (
    BY_HAND,
    ChallengeRule,
    Shift,
    Thresholds,
    TraceSettings,
)
from ad_studio.errors import ProjectError, UsageError
from ad_studio.services.challenge.rule import (
    SETTING,
    challenge_rule,
    require_challenge,
    set_challenge_rule,
    why_due,
)
from ad_studio.services.inspection import inspector
from ad_studio.services.projects.traceability import set_trace_settings
from tests.progress_log import ProgressLog
from tests.projects import add_challenge, add_model


@pytest.fixture
def model(project):
    return add_model(project.store)


def test_by_default_inspections_need_no_challenge(project, model):
    assert challenge_rule(project) == ChallengeRule()
    assert not why_due(project)
    require_challenge(project, model)


def test_a_rule_holds_until_another_one_is_set(project, model):
    set_challenge_rule(project, ChallengeRule(8), author=" Ann ")
    assert challenge_rule(project) == ChallengeRule(8)
    assert project.store.settings.current(SETTING).author == "Ann"
    assert str(why_due(project)) == "There was no challenge yet."
    set_challenge_rule(project, ChallengeRule(0))
    assert not why_due(project)


@pytest.mark.parametrize("hours", [-1, 745])
def test_hours_out_of_range_are_refused(project, hours):
    with pytest.raises(UsageError, match="not a number of hours"):
        set_challenge_rule(project, ChallengeRule(hours))


def test_a_pass_allows_inspections_for_so_many_hours_and_not_before_it(project, model):
    set_challenge_rule(project, ChallengeRule(8))
    at = add_challenge(project.store, model, 1.0, 9.0).created_at
    assert not why_due(project)
    assert not why_due(project, now=at + timedelta(hours=8))
    for now in (at + timedelta(hours=8, seconds=1), at - timedelta(seconds=1)):
        assert str(why_due(project, now=now)).endswith("within the last 8 h.")


def test_a_pass_allows_inspections_until_its_shift_is_over(project, model):
    set_challenge_rule(project, ChallengeRule(each_shift=True))
    at = add_challenge(project.store, model, 1.0, 9.0).created_at.astimezone()
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    assert not why_due(project, now=midnight - timedelta(microseconds=1))
    assert str(why_due(project, now=midnight)) == "No challenge passed today."
    begins = (at + timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
    shifts = Shift("early", begins.time()), Shift("late", (begins + timedelta(hours=9)).time())
    set_trace_settings(project, TraceSettings(shifts=shifts))
    assert not why_due(project, now=begins - timedelta(seconds=1))
    assert str(why_due(project, now=begins)) == "No challenge passed since this shift began."


def test_the_rule_of_a_project_of_before_is_read(project):
    project.store.settings.add(SETTING, {"hours": 8}, author="Ann")
    assert challenge_rule(project) == ChallengeRule(8)


def test_a_failure_takes_the_pass_before_it_back(project, model):
    set_challenge_rule(project, ChallengeRule(8))
    passed = add_challenge(project.store, model, 1.0, 9.0)
    project.store.challenges.record(
        passed.results, model_id=model.id, threshold_id=passed.threshold_id, passed=False, author=""
    )
    assert str(why_due(project)) == "The latest challenge failed."


def test_a_pass_counts_for_its_model_and_thresholds_only(project, model):
    set_challenge_rule(project, ChallengeRule(8))
    add_challenge(project.store, model, 1.0, 9.0)
    store = project.store
    store.thresholds.add(Thresholds(2, 4), basis=BY_HAND, author="", note="")
    assert str(why_due(project)).startswith("Other thresholds are in force")
    other = add_model(store)
    store.models.put_in_force(other.id, author="Ann", note="")
    assert str(why_due(project)).startswith("Another model is in force")


def test_no_inspection_starts_while_one_is_due(project, model, tmp_path):
    set_challenge_rule(project, ChallengeRule(8))
    with pytest.raises(ProjectError, match="No inspection starts before") as caught:
        inspector.inspect(project, tmp_path, progress=ProgressLog())
    assert "ad-studio challenge metal-nut --run" in str(caught.value.hint)
    assert project.store.runs.all() == []


def test_a_candidate_may_be_tried(project, model):
    set_challenge_rule(project, ChallengeRule(8))
    require_challenge(project, add_model(project.store))
