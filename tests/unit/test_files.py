import os

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
