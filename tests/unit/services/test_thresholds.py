import pytest

from ad_studio.domain import Thresholds, Verdict
from ad_studio.errors import ProjectError
from ad_studio.services import thresholds as service
from tests.projects import add_model, add_scores, start_run


def test_before_training(project):
    with pytest.raises(ProjectError, match="no trained model"):
        service.current_thresholds(project)


def test_set_and_look_back(project):
    add_model(project.store)
    assert service.current_thresholds(project).thresholds == Thresholds(3, 5)
    new = service.set_thresholds(project, Thresholds(2, 4), author="Ann")
    assert (new.basis, new.author, new.note) == ("set by hand", "Ann", "")
    assert service.current_thresholds(project) == new
    assert [version.id for version in service.threshold_history(project)] == [2, 1]


def test_results_of_an_older_model_are_judged_by_its_own(project):
    old = add_model(project.store)
    run = start_run(project.store, old)
    add_scores(project.store, run, [4.0])
    add_model(project.store, Thresholds(1, 2))
    assert service.current_thresholds(project, model_id=old.id).thresholds == Thresholds(3, 5)
    service.set_thresholds(project, Thresholds(3, 4), model_id=old.id)
    assert project.store.results(run.id)[0].machine is Verdict.NG
    assert len(service.threshold_history(project, model_id=old.id)) == 2
    assert len(service.threshold_history(project)) == 1


def test_thresholds_set_by_hand_are_not_left_behind_in_silence(project):
    assert service.left_behind(project, add_model(project.store)) == ""
    assert service.left_behind(project, add_model(project.store)) == ""
    service.set_thresholds(project, Thresholds(3.5, 6))
    assert service.left_behind(project, add_model(project.store)) == (
        "The thresholds set by hand for model 2 (3.5 / 6) do not apply to model 3."
    )
    assert service.left_behind(project, add_model(project.store)) == ""
