from ad_studio.domain import Verdict
from ad_studio.services import verdicts as service
from tests.projects import add_model, add_scores, start_run


def test_say_and_take_back(project):
    run = start_run(project.store, add_model(project.store))
    first, second = add_scores(project.store, run, [1.0, 9.0])
    service.record_verdict(project, first.id, Verdict.NG, author="Ann", reason="dent")
    service.record_verdict(project, second.id, Verdict.OK)
    service.record_verdict(project, second.id, None, reason="no")
    undone = [service.undo_last(project, author="Bob") for _ in range(3)]
    assert [event.new for event in undone] == [Verdict.OK, Verdict.NG, Verdict.OK]
    assert service.undo_last(project) is None
    assert [row.human for row in project.store.results(run.id)] == [None, None]
    assert len(service.events(project)) == 2 + 3 + 3
    assert {event.result_id for event in service.events(project, first.id)} == {first.id}
