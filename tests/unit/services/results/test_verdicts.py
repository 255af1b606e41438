from pathlib import Path

import pytest

from ad_studio.domain import Verdict
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import plain
from ad_studio.services.results import verdicts as service
from ad_studio.store import NewResult
from tests.projects import add_model, add_scores, start_run


def test_say_and_take_back(project):
    run = start_run(project.store, add_model(project.store))
    first, second = add_scores(project.store, run, [1.0, 9.0])
    service.record_verdict(project, first.id, Verdict.NG, author="Ann", reason="dent")
    service.record_verdict(project, second.id, Verdict.OK)
    service.record_verdict(project, second.id, None, reason="no")
    undone = [service.undo_last(project, run_ids=(run.id,), author="Bob") for _ in range(3)]
    assert [event.new for event in undone] == [Verdict.OK, Verdict.NG, Verdict.OK]
    assert service.undo_last(project, run_ids=(run.id,)) is None
    assert [row.human for row in project.store.results.of_run(run.id)] == [None, None]
    assert len(service.events(project)) == 2 + 3 + 3
    assert {event.result_id for event in service.events(project, first.id)} == {first.id}


def test_undo_stays_within_its_run(project):
    model = add_model(project.store)
    earlier, later = (start_run(project.store, model) for _ in range(2))
    (old,) = add_scores(project.store, earlier, [1.0])
    add_scores(project.store, later, [1.0])
    service.record_verdict(project, old.id, Verdict.NG)
    assert service.undo_last(project, run_ids=(later.id,)) is None
    assert project.store.results.get(old.id).human is Verdict.NG
    assert service.undo_last(project, run_ids=(earlier.id,)).result_id == old.id


def test_an_image_that_could_not_be_scored_gets_no_verdict(project):
    run = start_run(project.store, add_model(project.store))
    torn = NewResult(path=Path("/lot/torn.png"), error=plain("The file is empty (0 bytes)."))
    (row,) = project.store.results.add(run.id, [torn]).result()
    with pytest.raises(UsageError, match="gets no verdict: The file is empty"):
        service.record_verdict(project, row.id, Verdict.OK)
    assert project.store.results.get(row.id).human is None


def test_a_verdict_on_nothing(project):
    with pytest.raises(ProjectError, match="no result 99"):
        service.record_verdict(project, 99, Verdict.OK)
