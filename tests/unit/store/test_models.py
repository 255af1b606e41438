import errno
import hashlib
import os
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ad_studio.domain import BY_HAND, Source, Thresholds, Verdict
from ad_studio.errors import ProjectError, StoreError
from tests.projects import add_model, add_scores, start_run

OK, REVIEW, NG = Verdict.OK, Verdict.REVIEW, Verdict.NG


def commit(store, review, ng, **options):
    fields = {"basis": BY_HAND, "author": "Ann", "note": ""}
    return store.thresholds.add(Thresholds(review, ng), **(fields | options))


def test_a_model_gets_a_number_a_folder_and_first_thresholds(store):
    first, second = add_model(store), add_model(store, Thresholds(2, 4))
    assert (first.number, second.number) == (1, 2)
    assert second.folder == store.folder / "models" / "2"
    assert (second.folder / "model.json").is_file()
    assert second.self_check.view_scores == (1.0, 2.0)
    assert store.models.all() == [second, first]
    assert second.files == {"model.json": hashlib.sha256(b"{}").hexdigest()}
    assert store.thresholds.current(second.id).thresholds == Thresholds(2, 4)
    assert str(store.thresholds.current(second.id).basis) == "reference views"
    assert store.thresholds.current(first.id).thresholds == Thresholds(3, 5)


def test_the_first_model_is_in_force_and_stays_so_until_another_one_is_put_in_force(store):
    first, second = add_model(store), add_model(store, Thresholds(2, 4))
    assert store.models.in_force() == first
    assert store.thresholds.current().thresholds == Thresholds(3, 5)
    put = store.models.put_in_force(second.id, author="Ann", note="finds more")
    assert (put.model_id, put.author, put.note) == (second.id, "Ann", "finds more")
    assert store.models.in_force() == second
    assert store.thresholds.current().thresholds == Thresholds(2, 4)
    store.models.put_in_force(first.id, author="Kim", note="")
    assert store.models.in_force() == first
    newest, *_, oldest = store.models.in_force_history()
    assert (newest.model_id, newest.author) == (first.id, "Kim")
    assert (oldest.model_id, oldest.author, oldest.note) == (first.id, "", "")


@pytest.mark.parametrize("change", ["UPDATE model_in_force SET model_id = 2", "DELETE FROM {}"])
def test_what_was_in_force_is_never_rewritten(store, change):
    add_model(store)
    before = store.models.in_force_history()
    with pytest.raises(IntegrityError, match="append-only"):
        store.database.write(lambda session: session.execute(text(change.format("model_in_force"))))
    assert store.models.in_force_history() == before


def test_a_model_that_is_not_there_cannot_be_put_in_force(store):
    model = add_model(store)
    with pytest.raises(IntegrityError):
        store.models.put_in_force(9, author="Ann", note="")
    assert store.models.in_force() == model


def test_a_model_is_on_the_disk_before_the_database_says_so(store, monkeypatch):
    synced = []
    real = os.fsync

    def fsync(handle):
        synced.append(Path(f"/proc/self/fd/{handle}").resolve())
        real(handle)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not tell which file a handle is of")
    monkeypatch.setattr("os.fsync", fsync)
    model = add_model(store)
    of_model = synced[-3:]
    assert [path.name for path in of_model][::2] == ["model.json", "models"]
    assert of_model[1].parent == model.folder.parent
    assert of_model[1].name.startswith(".new-")


def test_a_folder_left_by_a_crash_is_not_overwritten(store):
    leftover = store.folder / "models" / "1"
    leftover.mkdir()
    assert add_model(store).number == 2


def test_a_model_folder_that_is_gone_stores_nothing(store):
    gone = store.folder / "gone"
    with pytest.raises(StoreError, match="store the model") as caught:
        add_model(store, folder=gone)
    assert caught.value.path == gone
    assert store.models.all() == store.models.in_force_history() == []
    assert store.models.in_force() is None


def test_a_full_disk_when_training_begins(store, monkeypatch):
    def refuse(self, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(StoreError, match="disk is full"):
        store.models.new_folder()


def test_before_training_there_are_no_thresholds(store):
    for call in (
        store.thresholds.current,
        store.thresholds.history,
        lambda: commit(store, 1, 2),
    ):
        with pytest.raises(ProjectError, match="no trained model yet") as caught:
            call()
        assert str(caught.value.hint) == "Train first."
    assert store.models.in_force() is None


def test_an_unknown_model(store):
    add_model(store)
    with pytest.raises(ProjectError, match="no model 9"):
        store.thresholds.current(9)
    with pytest.raises(ProjectError, match="no model 9"):
        commit(store, 1, 2, model_id=9)


def test_every_commit_is_a_version(store):
    add_model(store)
    second = commit(store, 1, 2, note="tighter")
    third = commit(store, 1, 2)
    assert [v.id for v in store.thresholds.history()] == [third.id, second.id, 1]
    assert (second.author, second.note, second.basis) == ("Ann", "tighter", BY_HAND)


def test_new_thresholds_judge_every_result_of_the_model_again(store):
    model = add_model(store)
    runs = [start_run(store, model) for _ in range(2)]
    for run in runs:
        add_scores(store, run, [1.0, 3.0, 4.5, 5.0, 9.0])
    commit(store, 4.5, 9.0)
    for run in runs:
        assert [r.machine for r in store.results.of_run(run.id)] == [OK, OK, REVIEW, REVIEW, NG]
        counts = store.runs.get(run.id).counts
        assert (counts.ok, counts.review, counts.ng) == (2, 2, 1)


def test_only_flips_get_an_event(store):
    run = start_run(store, add_model(store))
    ok, review, ng = add_scores(store, run, [1.0, 4.0, 9.0])
    version = commit(store, 3, 4)
    assert len(store.verdicts.events(ok.id)) == len(store.verdicts.events(ng.id)) == 1
    _, flip = store.verdicts.events(review.id)
    assert (flip.source, flip.old, flip.new) == (Source.MACHINE, REVIEW, NG)
    assert (flip.threshold_id, flip.model_id) == (version.id, run.model_id)
    assert (flip.author, flip.sha256) == ("Ann", review.sha256)
    assert flip.reason == "thresholds now 3 and 4 sigma: set by hand"
    assert flip.created_at == version.created_at


def test_results_of_other_models_stay(store):
    old = add_model(store)
    (row,) = add_scores(store, start_run(store, old), [4.0])
    commit(store, 1, 2, model_id=add_model(store).id)
    assert store.results.of_run(row.run_id)[0].machine is REVIEW
    commit(store, 1, 2, model_id=old.id)
    assert store.results.of_run(row.run_id)[0].machine is NG


def test_a_human_verdict_stands_when_the_machine_changes_its_mind(store):
    (row,) = add_scores(store, start_run(store, add_model(store)), [4.0])
    store.verdicts.record(row.id, OK, author="Ann", reason="dust")
    commit(store, 1, 2)
    (now,) = store.results.of_run(row.run_id)
    assert (now.machine, now.human, now.verdict, now.reason) == (NG, OK, OK, "dust")
    flip = store.verdicts.events(row.id)[-1]
    assert (flip.source, flip.old, flip.new) == (Source.MACHINE, OK, OK)
