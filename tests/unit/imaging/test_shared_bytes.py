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


def test_less_than_was_asked_for_is_an_end(shared):
    assert shared.put(b"1234")
    with pytest.raises(EOFError):
        shared.get(5)


def test_what_is_too_much_or_has_no_memory_is_not_taken(shared, monkeypatch):
    monkeypatch.setattr(shared_bytes, "MOST", 3)
    assert not shared.put(b"1234")
    monkeypatch.undo()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    assert not shared.put(b"1234")


def test_much_memory_is_given_back(shared):
    data = bytes(80 << 20)
    assert shared.put(data)
    assert shared.get(len(data)) == data
    shared.trim()
    with pytest.raises(EOFError):
        shared.get(len(data))


def test_where_there_are_no_files_in_memory_there_is_none(monkeypatch):
    monkeypatch.delattr(os, "memfd_create")
    assert SharedBytes.make() is None
