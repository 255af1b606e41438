import json
import os
import shutil
import subprocess
import sys
import threading

import pytest

from ad_studio.domain import BY_HAND, RunStatus, Thresholds, Verdict
from ad_studio.errors import ProjectBusyError, StoreError
from ad_studio.store import ProjectStore
from tests.projects import add_model, add_scores, make_store, start_run

HOLD = """
import sys
from pathlib import Path
from ad_studio.store import NewResult, ProjectStore
from tests.projects import add_model, add_scores, start_run
store = ProjectStore(Path(sys.argv[1]), write=True)
run = start_run(store, add_model(store), total=10)
add_scores(store, run, [1.0, 9.0])
store.models.new_folder()
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(store):
    """Another program, in the middle of a run; `store` is closed so that it can write."""
    store.close()
    command = [sys.executable, "-c", HOLD, str(store.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().strip() == b"ready"
        yield process
        process.kill()


def test_a_dead_run_reads_as_interrupted_before_anybody_writes_again(store, holder):
    reader = ProjectStore(store.folder, write=False)
    assert reader.runs.latest().status is RunStatus.RUNNING
    assert [run.status for run in reader.runs.all()] == [RunStatus.RUNNING]
    holder.kill()
    holder.wait()
    assert reader.runs.latest().status is RunStatus.INTERRUPTED
    assert [run.status for run in reader.runs.all()] == [RunStatus.INTERRUPTED]
    assert reader.runs.all()[0].counts.total == 2
    reader.close()
    ProjectStore(store.folder, write=True).close()  # looking has not taken the lock


def test_what_is_stored_is_there_after_reopening(store):
    model = add_model(store)
    run = start_run(store, model, total=2)
    rows = add_scores(store, run, [1.0, 9.0])
    store.runs.finish(run.id, RunStatus.FINISHED)
    store.close()
    again = ProjectStore(store.folder, write=False)
    assert again.project.get().name == "Metal nut"
    assert again.models.all() == [model]
    assert again.results.of_run(run.id) == rows
    again.close()


def test_a_copied_folder_works_at_its_new_place(store, tmp_path):
    model = add_model(store)
    add_scores(store, start_run(store, model), [4.0])
    store.close()
    shutil.copytree(store.folder, tmp_path / "copy")
    shutil.rmtree(store.folder)
    copy = ProjectStore(tmp_path / "copy", write=True)
    assert copy.project.get().slug == "copy"
    assert copy.references.current().path.read_bytes() == b"bytes"
    assert (copy.models.in_force().folder / "model.json").is_file()
    assert copy.models.in_force().folder == tmp_path / "copy" / "models" / "1"
    assert copy.thresholds.add(Thresholds(1, 2), basis=BY_HAND, author="", note="").id == 2
    copy.close()


def test_a_second_writer_is_told_who_holds_the_project(store):
    with pytest.raises(ProjectBusyError, match=str(os.getpid())) as caught:
        ProjectStore(store.folder, write=True)
    assert caught.value.path == store.folder
    note = json.loads((store.folder / ".lock.json").read_text())
    assert set(note) == {"pid", "host", "program", "since"}


def test_another_program_is_named_and_can_be_read_beside(holder, store):
    with pytest.raises(ProjectBusyError, match=f"process {holder.pid}"):
        ProjectStore(store.folder, write=True)
    reader = ProjectStore(store.folder, write=False)
    assert [row.machine for row in reader.results.of_run(1)] == [Verdict.OK, Verdict.NG]
    assert reader.runs.get(1).status is RunStatus.RUNNING
    with pytest.raises(StoreError, match="for reading only"):
        reader.runs.finish(1, RunStatus.FINISHED)
    reader.close()


def test_a_killed_program_leaves_the_project_usable(holder, store):
    holder.kill()
    holder.wait()
    assert list((store.folder / "models").glob(".new-*"))
    again = ProjectStore(store.folder, write=True)
    assert again.runs.get(1).status is RunStatus.INTERRUPTED
    assert again.runs.get(1).finished_at is None
    assert len(again.results.of_run(1)) == 2
    assert not list((store.folder / "models").glob(".new-*"))
    again.close()
    assert not (store.folder / ".lock.json").exists()


def test_a_project_that_cannot_be_opened_leaves_no_lock_and_no_thread(store):
    store.close()
    (store.folder / "project.db").write_bytes(b"junk" * 1000)
    before = threading.active_count()
    for _ in range(2):
        with pytest.raises(StoreError, match="damaged"):
            ProjectStore(store.folder, write=True)
    assert threading.active_count() == before


def test_it_can_be_closed_twice_and_by_another_thread(tmp_path):
    store = make_store(tmp_path / "a")
    thread = threading.Thread(target=store.close)
    thread.start()
    thread.join()
    store.close()
    ProjectStore(tmp_path / "a", write=True).close()


def test_reading_leaves_nothing_behind(store):
    store.close()
    before = sorted(path.name for path in store.folder.iterdir())
    reader = ProjectStore(store.folder, write=False)
    reader.project.get()
    reader.close()
    assert sorted(path.name for path in store.folder.iterdir()) == before


def test_a_folder_that_cannot_be_locked(store, monkeypatch):
    store.close()

    def refuse(self, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ad_studio.store.lock.FileLock.acquire", refuse)
    with pytest.raises(StoreError, match="open the project for writing: Permission denied"):
        ProjectStore(store.folder, write=True)
