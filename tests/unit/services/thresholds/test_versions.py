import pytest

from ad_studio.domain import BY_HAND, Basis, SizeLimit, Thresholds, Verdict
from ad_studio.errors import ProjectError, UsageError
from ad_studio.services import thresholds as service
from tests.projects import add_model, add_scores, start_run


def test_before_training(project):
    with pytest.raises(ProjectError, match="no trained model"):
        service.current_thresholds(project)


def test_set_and_look_back(project):
    add_model(project.store)
    assert service.current_thresholds(project).thresholds == Thresholds(3, 5)
    new = service.set_thresholds(project, Thresholds(2, 4), author="Ann")
    assert (new.basis, new.author, new.note) == (BY_HAND, "Ann", "")
    assert service.current_thresholds(project) == new
    assert [version.id for version in service.threshold_history(project)] == [2, 1]


def test_thresholds_that_two_decimals_do_not_say_are_refused(project):
    add_model(project.store)
    with pytest.raises(UsageError, match="at most two decimals"):
        service.set_thresholds(project, Thresholds(2.001, 4))
    assert service.current_thresholds(project).thresholds == Thresholds(3, 5)


def test_results_of_an_older_model_are_judged_by_its_own(project):
    old = add_model(project.store)
    run = start_run(project.store, old)
    add_scores(project.store, run, [4.0])
    newer = add_model(project.store, Thresholds(1, 2))
    project.store.models.put_in_force(newer.id, author="Ann", note="")
    assert service.current_thresholds(project, model_id=old.id).thresholds == Thresholds(3, 5)
    service.set_thresholds(project, Thresholds(3, 4), model_id=old.id)
    assert project.store.results.of_run(run.id)[0].machine is Verdict.NG
    assert len(service.threshold_history(project, model_id=old.id)) == 2
    assert len(service.threshold_history(project)) == 1


def test_thresholds_set_by_hand_are_not_left_behind_in_silence(project):
    first = add_model(project.store)
    assert not service.left_behind(project, first)
    assert not service.left_behind(project, add_model(project.store))
    service.set_thresholds(project, Thresholds(3.5, 6))
    assert not service.left_behind(project, first)
    third = add_model(project.store)
    assert str(service.left_behind(project, third)) == (
        "The thresholds set by hand for model 1 (3.5 / 6) do not apply to model 3."
    )
    project.store.models.put_in_force(third.id, author="Ann", note="")
    assert not service.left_behind(project, add_model(project.store))


def test_a_size_limit_alone_leaves_what_the_lines_rest_on(project):
    add_model(project.store)
    first = service.current_thresholds(project)
    limited = Thresholds(3, 5, SizeLimit(1.5, 0.1))
    version = service.set_thresholds(project, limited, author="Ann")
    assert (version.basis, version.author) == (first.basis, "Ann")
    assert first.basis != BY_HAND
    assert str(service.left_behind(project, add_model(project.store))).startswith(
        "The thresholds set for model 1 (3 / 5, NG only from 1.5 mm"
    )
    assert service.set_thresholds(project, limited, basis=BY_HAND).basis == BY_HAND, (
        "if one says so"
    )
    assert service.set_thresholds(project, Thresholds(3, 4)).basis == BY_HAND
    assert service.set_thresholds(project, Thresholds(3, 5)).basis == BY_HAND


def test_thresholds_from_a_suggestion_are_not_left_behind_either(project):
    add_model(project.store)
    service.set_thresholds(project, Thresholds(3.5, 6), basis=Basis.from_text("largest F1"))
    assert str(service.left_behind(project, add_model(project.store))) == (
        "The thresholds set for model 1 (3.5 / 6) do not apply to model 2."
    )


def test_an_earlier_version_is_restored_as_a_new_one(project):
    model = add_model(project.store)
    run = start_run(project.store, model)
    add_scores(project.store, run, [4.0])
    service.set_thresholds(project, Thresholds(2, 3))
    add_model(project.store)
    back = service.restore(project, 1, author="Ann", note="too many NG")
    assert back.thresholds == Thresholds(3, 5)
    assert str(back.basis) == "version 1 restored (reference views)"
    assert (back.author, back.note, back.model_id) == ("Ann", "too many NG", model.id)
    assert [one.id for one in service.threshold_history(project, model_id=model.id)] == [4, 2, 1]
    assert project.store.results.of_run(run.id)[0].machine is Verdict.REVIEW
    with pytest.raises(ProjectError, match="no threshold version 99"):
        service.restore(project, 99)
