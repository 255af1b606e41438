import numpy as np
import pytest

from ad_studio.domain import VerdictCounts
from ad_studio.errors import ProjectError
from ad_studio.services import results as service
from ad_studio.store import NewResult
from tests.projects import add_model, add_scores, some_maps, start_run


def test_nothing_yet(project):
    assert service.runs(project) == []
    assert service.results(project) == []


def test_the_latest_run_is_meant_when_none_is_named(project):
    model = add_model(project.store)
    first, second = (start_run(project.store, model) for _ in range(2))
    old = add_scores(project.store, first, [1.0, 9.0])
    new = add_scores(project.store, second, [4.0])
    assert service.results(project) == new
    assert service.results(project, first.id) == old
    assert [run.id for run in service.runs(project)] == [second.id, first.id]
    assert service.counts(project, first.id) == VerdictCounts(ok=1, ng=1)


def test_an_unknown_run(project):
    for call in (service.results, service.counts):
        with pytest.raises(ProjectError, match="no run 7"):
            call(project, 7)


def test_maps(project):
    run = start_run(project.store, add_model(project.store))
    new = NewResult(path=project.info.folder / "a.png", score=1.0, maps=some_maps())
    (row,) = project.store.results.add(run.id, [new]).result()
    np.testing.assert_array_equal(service.maps(project, row.id).fused, some_maps().fused)
    assert service.maps(project, 99) is None
