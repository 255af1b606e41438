"""A file that is read again in a run: its later result counts, both stay."""

from contextlib import closing
from pathlib import Path

import pytest

from ad_studio.domain import RunScope, Verdict, VerdictCounts
from ad_studio.messages import plain
from ad_studio.store import NewResult, ProjectStore
from tests.projects import add_model, tamper
from tests.unit.store.test_upgrade import make_0001


@pytest.fixture
def model(store):
    return add_model(store)


def start_run(store, model, *, watch=True):
    scope = RunScope((Path("/lot"),), watch=watch)
    return store.runs.start(model_id=model.id, folder=Path("/lot"), total=0, scope=scope)


def add(store, run, *readings, path="/lot/a.png"):
    """Store one result per reading: a score and a SHA-256, or an error."""
    batch = [
        NewResult(path=Path(path), sha256=sha256, error=plain("torn"))
        if score is None
        else NewResult(path=Path(path), sha256=sha256, score=score)
        for score, sha256 in readings
    ]
    return store.results.add(run.id, batch).result()


def ids(rows):
    return [row.id for row in rows]


def test_the_later_result_of_a_file_counts(store, model):
    run = start_run(store, model)
    (early,) = add(store, run, (None, "half"))
    (other,) = add(store, run, (1.0, "other"), path="/lot/b.png")
    (late,) = add(store, run, (9.0, "whole"))
    assert (early.supersedes, other.supersedes, late.supersedes) == (None, None, early.id)
    assert ids(store.results.of_run(run.id)) == [other.id, late.id]
    assert store.results.of_run(run.id, superseded=True) == [early, other, late]
    assert store.results.columns([run.id]).ids == [other.id, late.id]
    expected = VerdictCounts(ok=1, ng=1)
    assert store.runs.get(run.id).counts == store.runs.all()[0].counts == expected
    assert store.results.inspected_files(run.id) == {
        Path("/lot/a.png"): ["half", "whole"],
        Path("/lot/b.png"): ["other"],
    }


def test_each_reading_supersedes_the_one_before_also_in_one_batch(store, model):
    run = start_run(store, model)
    first, second, third = add(store, run, (None, ""), (2.0, "half"), (9.0, "whole"))
    assert [first.supersedes, second.supersedes, third.supersedes] == [None, first.id, second.id]
    assert ids(store.results.of_run(run.id)) == [third.id]
    assert store.runs.get(run.id).counts == VerdictCounts(ng=1)


def test_the_result_of_another_run_is_not_superseded(store, model):
    runs = [start_run(store, model) for _ in range(2)]
    for run in runs:
        add(store, run, (1.0, f"bytes of run {run.id}"))
    assert [run.counts.total for run in store.runs.all()] == [1, 1]


def test_only_watched_files_are_read_again(store, model):
    run = start_run(store, model, watch=False)
    rows = add(store, run, (1.0, "one"), (2.0, "another"))
    assert store.results.of_run(run.id) == rows
    assert store.runs.get(run.id).counts.total == 2


def test_what_was_said_of_an_earlier_reading_teaches_nothing(store, model):
    run = start_run(store, model)
    (early,) = add(store, run, (9.0, "half"))
    store.verdicts.record(early.id, Verdict.NG, author="Ann", reason="")
    assert len(store.results.verified_scores()) == len(store.results.confirmed_parts()) == 1
    add(store, run, (1.0, "whole"))
    assert store.results.verified_scores() == store.results.confirmed_parts() == []
    assert [event.author for event in store.verdicts.events(early.id)] == ["", "Ann"]


def test_images_that_runs_share_are_those_that_count(store, model):
    first, second = start_run(store, model), start_run(store, model)
    add(store, first, (1.0, "half"), (1.0, "whole"))
    add(store, second, (1.0, "half"))
    assert store.runs.sharing_images(second.id) == {}
    add(store, second, (1.0, "whole"))
    assert store.runs.sharing_images(second.id) == {first.id: 1}


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM superseded_result", "INSERT INTO superseded_result VALUES (2, 2, 3)"],
)
def test_which_results_count_is_sealed(store, model, statement):
    run = start_run(store, model)
    add(store, run, (None, "half"), (9.0, "whole"))
    add(store, run, (9.0, "other"), path="/lot/b.png")
    assert store.audit.record_problems() == []
    tamper(store, statement)
    assert store.audit.record_problems() != []


def test_readings_of_earlier_versions_of_the_program_are_told_apart(tmp_path):
    make_0001(
        tmp_path,
        "INSERT INTO image VALUES (2, '/lot/a.png', 'bb', 10, 20, 8, 6)",
        "INSERT INTO result (id, run_id, image_id, score, machine, human_reason, error, timings, "
        "inspected_at) VALUES (2, 1, 2, 1.0, 'OK', '', '', '{}', '2026-11-22 10:00:00')",
        "INSERT INTO verdict_event VALUES (3, 2, 'machine', NULL, 'OK', 'OK', NULL, '', '', '', "
        "NULL, 1, 1, 'bb', '2026-11-22 10:00:00')",
    )
    with closing(ProjectStore(tmp_path, write=True)) as store:
        (row,) = store.results.of_run(1)
        assert (row.id, row.supersedes) == (2, 1)
        assert store.runs.get(1).counts == VerdictCounts(ok=1)
        assert store.audit.record_problems() == store.audit.chain_problems() == []
