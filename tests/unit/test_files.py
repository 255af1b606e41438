import errno
import os
import time

import pytest

from ad_studio import files


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "a.txt"
    files.write_atomic(path, b"one")
    files.write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    files.write_atomic(path, b"one")

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        files.write_atomic(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_whether_files_can_be_made_is_tried_and_leaves_nothing(tmp_path):
    files.try_to_write(tmp_path / "new" / "newer")
    assert not any(tmp_path.iterdir())
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"file"):
        files.try_to_write(tmp_path / "file" / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_leftovers_are_cleared_and_nothing_else(tmp_path):
    files.temporary(tmp_path).write_bytes(b"half")
    (files.temporary(tmp_path) / "inside").mkdir(parents=True)
    (tmp_path / "kept").mkdir()
    files.clear_temporaries(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_block_that_fails_keeps_the_old_file_and_leaves_nothing(tmp_path):
    path = tmp_path / "a.txt"
    files.write_atomic(path, b"one")
    with pytest.raises(KeyboardInterrupt), files.replacing(path) as new:
        new.write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_abandoned_in_any_folder_goes_with_the_next_write(tmp_path):
    half, inside = files.temporary(tmp_path), files.temporary(tmp_path, suffix=".pt")
    half.write_bytes(b"half")
    (inside / "inside").mkdir(parents=True)
    (tmp_path / ".new-year").write_bytes(b"of the user")
    (tmp_path / ".new-year").touch()
    files.write_atomic(tmp_path / "a.txt", b"one")
    assert half.exists(), "another program may be writing it"
    assert inside.exists()
    two_days_ago = time.time() - 2 * 86_400
    for path in (half, inside, tmp_path / ".new-year"):
        os.utime(path, (two_days_ago, two_days_ago))
    files.write_atomic(tmp_path / "a.txt", b"two")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new-year", "a.txt"]


def test_a_link_that_was_abandoned_takes_nothing_with_it(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    files.temporary(tmp_path).symlink_to(tmp_path / "kept")
    files.clear_temporaries(tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["kept", "file"]


def test_a_folder_that_is_not_there_has_nothing_to_clear(tmp_path):
    files.clear_temporaries(tmp_path / "missing")
    assert files.temporary(tmp_path / "missing").parent == tmp_path / "missing"


@pytest.mark.parametrize(
    ("code", "full"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EROFS, False)]
)
def test_a_full_disk_is_told_from_other_failures(code, full):
    assert files.is_disk_full(OSError(code, "reason")) is full
