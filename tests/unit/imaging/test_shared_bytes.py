import errno
import os
from contextlib import closing

import pytest

from ad_studio.imaging import shared_bytes
from ad_studio.imaging.shared_bytes import SharedBytes

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no files in memory here")


@pytest.fixture
def shared():
    with closing(SharedBytes.make()) as made:
        yield made


def test_what_is_put_in_comes_out_and_the_next_content_replaces_it(shared):
    for data in (b"a long content", b"short", b""):
        assert shared.put(data)
        assert shared.get(len(data)) == data


def test_the_content_also_fills_bytes_that_are_there(shared):
    assert shared.put(memoryview(b"123456"))
    there = bytearray(4)
    shared.fill(memoryview(there))
    assert there == b"1234"


def test_more_than_fits_never_comes_out(shared, monkeypatch):
    with pytest.raises(ValueError, match="different"):
        shared.fill(memoryview(bytearray(shared_bytes.MOST + 1)))


def test_what_is_too_much_or_has_no_memory_is_not_taken(shared, monkeypatch):
    monkeypatch.setattr(shared_bytes, "MOST", 3)
    assert not shared.put(b"1234")
    monkeypatch.undo()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    assert not shared.put(b"1234")


def test_nobody_can_make_it_smaller(monkeypatch):
    files, real = [], os.memfd_create

    def noted(*options):
        files.append(real(*options))
        return files[-1]

    monkeypatch.setattr(os, "memfd_create", noted)
    with closing(SharedBytes.make()), pytest.raises(PermissionError):
        os.ftruncate(files[0], 0)


def test_where_there_are_no_files_in_memory_there_is_none(monkeypatch):
    monkeypatch.delattr(os, "memfd_create")
    assert SharedBytes.make() is None
