import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from ad_studio.domain import RunScope, RunStatus, Verdict
from ad_studio.errors import ProjectError, UsageError
from ad_studio.messages import plain
from ad_studio.store import NewResult, ProjectStore
from ad_studio.store.project_store import DATABASE_NAME
from tests.projects import add_model, some_maps, start_run


@pytest.fixture
def model(store):
    return add_model(store)


def scored(store, run, name="a.png", **fields):
    new = NewResult(path=Path("/lot", name), sha256="aa" * 32, width=8, height=6, **fields)
    (row,) = store.results.add(run.id, [new]).result()
    return row


def test_a_run_remembers_all_that_it_takes_in(store, model):
    scope = RunScope(
        (Path("/lot"), Path("/odd \udcff")),
        recursive=True,
        include=("*.png",),
        exclude=("*/dark/*", "x*"),
        changed_only=True,
        images_of=4,
    )
    run = store.runs.start(model_id=model.id, folder=scope.folders[0], total=1, scope=scope)
    assert run.scope == scope
    assert store.runs.get(run.id).scope == scope


def test_a_run_without_a_scope_takes_in_its_folder(store, model):
    assert start_run(store, model).scope == RunScope((Path("/lot"),))


def test_a_run_is_held_and_gone_on_with(store, model):
    run = start_run(store, model, total=3)
    assert store.runs.set_status(run.id, RunStatus.PAUSED).status is RunStatus.PAUSED
    store.runs.finish(run.id, RunStatus.CANCELLED)
    gone_on = store.runs.set_status(run.id, RunStatus.RUNNING, total=7)
    assert (gone_on.status, gone_on.total, gone_on.finished_at) == (RunStatus.RUNNING, 7, None)


def test_a_run_that_was_paused_when_the_program_ended_stays_paused(store, model):
    run = start_run(store, model)
    store.runs.set_status(run.id, RunStatus.PAUSED)
    store.close()
    with closing(ProjectStore(store.folder, write=True)) as again:
        assert again.runs.get(run.id).status is RunStatus.PAUSED


def test_the_files_of_a_run(store, model):
    run = start_run(store, model)
    row = scored(store, run, score=1.0)
    assert store.results.inspected_files(run.id) == {row.path: [row.sha256]}


def test_a_score_that_is_taken_over(store, model):
    before = scored(store, start_run(store, model), score=9.0, maps=some_maps())
    known = store.results.known_scores(model.id)[before.path, before.sha256]
    assert (known.result_id, known.score, known.width, known.height) == (before.id, 9.0, 8, 6)
    run = start_run(store, model)
    row = scored(store, run, score=known.score, reused_from=known.result_id)
    assert (row.reused_from, row.machine, before.reused_from) == (before.id, Verdict.NG, None)
    np.testing.assert_array_equal(store.results.maps(row.id).fused, some_maps().fused)
    (event,) = store.verdicts.events(row.id)
    assert event.reason == f"unchanged: score of result {before.id} in run 1 taken over"
    assert [run.reused for run in store.runs.all()] == [1, 0]
    assert store.results.known_scores(model.id)[row.path, row.sha256].result_id == row.id


def test_another_model_knows_nothing(store, model):
    scored(store, start_run(store, model), score=9.0)
    assert store.results.known_scores(add_model(store).id) == {}


def test_an_image_that_could_not_be_read_is_not_known(store, model):
    scored(store, start_run(store, model), error=plain("torn"))
    assert store.results.known_scores(model.id) == {}


def test_a_deleted_run_leaves_the_lists_but_not_the_audit_trail(store, model):
    kept, gone = start_run(store, model), start_run(store, model)
    row = scored(store, gone, score=9.0, maps=some_maps())
    store.verdicts.record(row.id, Verdict.OK, author="Kim", reason="dust")
    store.runs.finish(gone.id, RunStatus.FINISHED)
    events = store.verdicts.events()
    done = store.runs.delete(gone.id, author="Ada", reason="wrong lot")
    assert (done.deletion.author, done.deletion.reason) == ("Ada", "wrong lot")
    assert [run.id for run in store.runs.all()] == [kept.id]
    assert store.runs.latest().id == kept.id
    assert store.runs.deleted() == [done] == [store.runs.get(gone.id)]
    assert store.verdicts.events() == events
    assert store.results.of_run(gone.id) == [store.results.get(row.id)]
    assert store.results.maps(row.id) is None
    assert store.results.known_scores(model.id) == {}
    assert store.results.verified_scores(model.id) == []


def test_what_cannot_be_deleted(store, model):
    run = start_run(store, model)
    with pytest.raises(UsageError, match="still running"):
        store.runs.delete(run.id, author="", reason="x")
    store.runs.finish(run.id, RunStatus.CANCELLED)
    store.runs.delete(run.id, author="", reason="x")
    with pytest.raises(UsageError, match="deleted before"):
        store.runs.delete(run.id, author="", reason="x")
    with pytest.raises(ProjectError, match="no run 99"):
        store.runs.delete(99, author="", reason="x")


@pytest.mark.parametrize("change", ["DELETE FROM run_deletion", "UPDATE run_deletion SET author=1"])
def test_a_deletion_cannot_be_undone_in_the_database(store, model, change):
    run = start_run(store, model)
    store.runs.finish(run.id, RunStatus.CANCELLED)
    store.runs.delete(run.id, author="", reason="x")
    with (
        closing(sqlite3.connect(store.folder / DATABASE_NAME)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(change)
