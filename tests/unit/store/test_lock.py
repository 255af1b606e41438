"""Who holds a project, asked without taking its lock."""

import json
import os
import subprocess
import sys

import pytest

from ad_studio.store import lock
from ad_studio.store.lock import HOLDER_NAME, ProjectLock, is_held


@pytest.fixture
def note(tmp_path):
    """Writes what a holder says, changed in some places."""

    def write(**changes):
        held = ProjectLock(tmp_path)
        path = tmp_path / HOLDER_NAME
        who = json.loads(path.read_text())
        held.release()
        path.write_text(json.dumps(who | changes))

    return write


def test_a_lock_that_is_held_and_one_that_is_not(tmp_path):
    assert not is_held(tmp_path)
    held = ProjectLock(tmp_path)
    assert is_held(tmp_path)
    held.release()
    assert not is_held(tmp_path)


def test_asking_never_takes_the_lock(tmp_path, note, monkeypatch):
    note(pid=0)
    monkeypatch.setattr(lock, "FileLock", lambda *_, **__: pytest.fail("touched the lock"))
    before = sorted(path.name for path in tmp_path.iterdir())
    is_held(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_holder_that_ended_holds_nothing(tmp_path, note):
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    note(pid=ended.pid)
    assert not is_held(tmp_path)


def test_a_later_process_with_the_number_of_the_holder_holds_nothing(tmp_path, note):
    note(pid=os.getpid(), since="2001-01-01T00:00:00+00:00")
    assert not is_held(tmp_path)


def test_a_holder_on_another_computer_cannot_be_asked(tmp_path, note):
    note(host="elsewhere", pid=1)
    assert is_held(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "1",
        "null",
        "{}",
        '{"host": 1}',
        "[" * 100_000,
        "\udcff",
        '{"host": "HOST", "pid": "x", "since": "2026-01-01T00:00:00+00:00"}',
        '{"host": "HOST", "pid": -1, "since": "2026-01-01T00:00:00+00:00"}',
        '{"host": "HOST", "pid": 1e400, "since": "2026-01-01T00:00:00+00:00"}',
        '{"host": "HOST", "pid": PID, "since": "yesterday"}',
        '{"host": "HOST", "pid": PID, "since": 12}',
    ],
)
def test_a_note_that_says_nothing_is_no_reason_to_fail(tmp_path, text):
    text = text.replace("HOST", lock.computer_name()).replace("PID", str(os.getpid()))
    (tmp_path / HOLDER_NAME).write_bytes(text.encode(errors="surrogateescape"))
    assert is_held(tmp_path), "it cannot be found out"
    ProjectLock(tmp_path).release()
    assert not is_held(tmp_path)
