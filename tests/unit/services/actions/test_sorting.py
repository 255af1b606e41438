import os
from pathlib import Path

import pytest

from ad_studio.domain import Sorting
from ad_studio.errors import ActionError
from ad_studio.services.actions import sorting
from ad_studio.services.actions.sorting import Sort


@pytest.fixture
def target(tmp_path):
    return tmp_path / "sorted"


def test_files_are_moved_by_their_verdict(rows, images, target, found):
    before = found(images)
    places = [Sort(Sorting.MOVE, target).carry_out(row) for row in rows]
    assert places == [target / "OK/a.png", target / "REVIEW/b.png", target / "NG/c.png"]
    assert found(images) == {}
    assert found(target) == {
        "NG/c.png": before["c.png"],
        "OK/a.png": before["a.png"],
        "REVIEW/b.png": before["b.png"],
    }


def test_copied_files_stay_where_they_are(rows, images, target, found):
    before = found(images)
    assert Sort(Sorting.COPY, target).carry_out(rows[0]) == target / "OK/a.png"
    assert found(images) == before


def test_nothing_is_overwritten_and_trying_again_makes_no_second_copy(rows, images, target, found):
    (target / "OK").mkdir(parents=True)
    (target / "OK/a.png").write_bytes(b"another part")
    sort = Sort(Sorting.COPY, target)
    assert sort.carry_out(rows[0]) == sort.carry_out(rows[0]) == target / "OK/a-2.png"
    assert found(target)["OK/a.png"] == b"another part"
    assert len(found(target)) == 2


def test_a_move_that_broke_off_after_the_copy_is_finished(rows, images, target, found):
    Sort(Sorting.COPY, target).carry_out(rows[0])
    move = Sort(Sorting.MOVE, target)
    assert move.carry_out(rows[0]) == target / "OK/a.png"
    assert not (images / "a.png").exists()
    assert move.carry_out(rows[0]) == target / "OK/a.png"  # and again after the removal
    assert list(found(target)) == ["OK/a.png"]


def test_a_file_that_was_written_to_since_stays_and_so_does_one_that_is_gone(rows, images, target):
    (images / "a.png").write_bytes(b"another part")
    (images / "b.png").unlink()
    for row, words in ((rows[0], "not what was inspected"), (rows[1], "is gone")):
        with pytest.raises(ActionError, match=words) as caught:
            Sort(Sorting.MOVE, target).carry_out(row)
        assert caught.value.is_final
    assert (images / "a.png").read_bytes() == b"another part"
    assert not any(path.is_file() for path in target.rglob("*"))


def test_a_file_written_to_between_copy_and_removal_stays(rows, images, target, monkeypatch):
    sync = sorting.sync

    def sync_and_write(path):
        sync(path)
        if path == target / "OK":  # the copy has its name
            (images / "a.png").write_bytes(b"another part")

    monkeypatch.setattr(sorting, "sync", sync_and_write)
    with pytest.raises(ActionError, match="not what was inspected"):
        Sort(Sorting.MOVE, target).carry_out(rows[0])
    assert (images / "a.png").read_bytes() == b"another part"


def test_a_copy_that_is_not_the_same_on_the_disk_removes_nothing(
    rows, images, target, monkeypatch, found
):
    monkeypatch.setattr(
        sorting.shutil, "copyfile", lambda source, copy: Path(copy).write_bytes(b"torn")
    )
    before = found(images)
    with pytest.raises(ActionError, match="not what was inspected"):
        Sort(Sorting.MOVE, target).carry_out(rows[0])
    assert found(images) == before
    assert found(target) == {}


def test_a_folder_that_cannot_be_written_is_tried_again(rows, target, images):
    target.write_bytes(b"a file in its place")
    with pytest.raises(ActionError, match="could not be put") as caught:
        Sort(Sorting.MOVE, target).carry_out(rows[0])
    assert not caught.value.is_final
    assert (images / "a.png").exists()


def test_a_full_disk_leaves_nothing_behind(rows, target, images, monkeypatch, found):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ActionError, match="No space"):
        Sort(Sorting.MOVE, target).carry_out(rows[0])
    assert found(target) == {}
    assert (images / "a.png").exists()
