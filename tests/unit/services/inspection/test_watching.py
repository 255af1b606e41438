import os
from pathlib import Path

import pytest
from PIL import Image

from ad_studio.errors import Cancelled, ProjectError
from ad_studio.services.inspection import watching
from ad_studio.services.inspection.watching import Watcher


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def watched(folder):
    """A watcher of the folder, and a look that comes a second after the one before."""
    clock = Clock()
    watcher = Watcher(lambda: sorted(folder.glob("*.png")), inspected={}, clock=clock)

    def look(after=1.0):
        clock.now += after
        return [path.name for path in watcher.poll()]

    look.watcher = watcher
    return look


def put(path, *, grey=90, share=1.0):
    """Write an image, or the beginning of it."""
    Image.new("RGB", (64, 48), (grey, grey, grey)).save(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return data


def test_a_file_is_handed_out_once_it_was_the_same_at_two_looks(folder, watched):
    put(folder / "a.png")
    assert [watched(), watched(), watched()] == [[], ["a.png"], []]


def test_two_looks_in_quick_succession_are_not_enough(folder, watched):
    put(folder / "a.png")
    assert [watched(), watched(0.2), watched(0.2), watched(0.6)] == [[], [], [], ["a.png"]]


def test_a_half_copied_file_is_not_read(folder, watched):
    whole = put(folder / "a.png", share=0.5)
    assert [watched() for _ in range(5)] == [[]] * 5, "unchanged, but it does not decode"
    (folder / "a.png").write_bytes(whole)
    assert [watched(), watched()] == [[], ["a.png"]]


def test_a_file_that_grows_is_waited_for(folder, watched):
    whole = put(folder / "a.png")
    for size in range(10, len(whole), 20):
        (folder / "a.png").write_bytes(whole[:size])
        assert watched(5) == []
    (folder / "a.png").write_bytes(whole)
    assert [watched(), watched()] == [[], ["a.png"]]


def test_a_file_that_stays_unreadable_is_handed_out_at_last_and_once(folder, watched):
    put(folder / "a.png", share=0.5)
    handed_out = [watched() for _ in range(14)]
    assert handed_out == [[]] * 10 + [["a.png"]] + [[]] * 3


def test_a_file_with_new_bytes_is_handed_out_again(folder, watched):
    put(folder / "a.png", grey=10)
    assert [watched(), watched()] == [[], ["a.png"]]
    put(folder / "a.png", grey=200)
    assert [watched(), watched()] == [[], ["a.png"]]


def test_a_file_that_was_only_touched_is_not(folder, watched):
    put(folder / "a.png")
    watched.watcher.inspected.update(_inspected(folder / "a.png"))
    os.utime(folder / "a.png", ns=(1, 1))
    assert [watched() for _ in range(4)] == [[]] * 4


def test_many_files_come_a_few_at_a_time(folder, watched):
    for number in range(20):
        put(folder / f"{number:02}.png")
    assert watched() == []
    looks = [watched(1), watched(0), watched(0)]
    assert [len(names) for names in looks] == [8, 8, 4]
    handed_out = [name for names in looks for name in names]
    assert handed_out == sorted(path.name for path in folder.iterdir())


def test_where_a_watch_goes_on_new_files_do_not_wait_for_all_that_are_known(
    folder, watched, monkeypatch
):
    monkeypatch.setattr(watching, "_MOST_READ", 8)
    decoded = []
    monkeypatch.setattr(watching, "decode_bytes", lambda *_args, path, **_: decoded.append(path))
    for number in range(20):
        put(folder / f"{number:02}.png")
        watched.watcher.inspected.update(_inspected(folder / f"{number:02}.png"))
    put(folder / "new.png")
    looks = [(watched(after), watched.watcher.is_behind) for after in (1, 1, 0, 0, 1)]
    assert looks == [([], False), ([], True), ([], True), (["new.png"], False), ([], False)]
    assert decoded == [folder / "new.png"]  # the others are known by their bytes


def test_what_was_never_handed_out_is_left_at_the_end(folder, watched):
    for name, share in (("whole.png", 1.0), ("half.png", 0.5)):
        put(folder / name, share=share)
    assert [watched(), watched()] == [[], ["whole.png"]]
    put(folder / "new.png")
    assert names(watched.watcher.left()) == ["half.png", "new.png"]
    put(folder / "whole.png", grey=10, share=0.7)
    assert names(watched.watcher.left()) == ["half.png", "new.png", "whole.png"]
    (folder / "half.png").unlink()
    assert names(watched.watcher.left()) == ["new.png", "whole.png"]


def test_looking_for_what_is_left_can_be_stopped_between_two_files(folder, watched):
    for name in ("a.png", "b.png", "c.png"):
        put(folder / name)
    asked = iter((False, True))
    with pytest.raises(Cancelled):
        watched.watcher.left(lambda: next(asked))


def test_what_an_earlier_watch_inspected_is_not_left(folder, watched):
    put(folder / "a.png")
    watched.watcher.inspected.update(_inspected(folder / "a.png"))
    assert watched.watcher.left() == []
    put(folder / "a.png", grey=10)
    assert names(watched.watcher.left()) == ["a.png"]


def test_a_file_that_has_earlier_bytes_again_is_left(folder, watched):
    first = put(folder / "a.png", grey=10)
    inspected = watched.watcher.inspected
    assert [watched(), watched()] == [[], ["a.png"]]
    inspected.update(_inspected(folder / "a.png"))
    put(folder / "a.png", grey=200)
    assert [watched(), watched()] == [[], ["a.png"]]
    inspected[folder / "a.png"] += _inspected(folder / "a.png")[folder / "a.png"]
    assert watched.watcher.left() == []
    (folder / "a.png").write_bytes(first)
    assert names(watched.watcher.left()) == ["a.png"]
    assert [watched(), watched()] == [[], []]
    assert names(watched.watcher.left()) == ["a.png"], "what counts is not what is there"


def test_what_is_left_in_a_folder_that_is_away_is_what_was_seen(folder):
    def find():
        if not (folder / "a.png").exists():
            raise ProjectError("The folder does not exist.")
        return [folder / "a.png"]

    watcher = Watcher(find, inspected={})
    put(folder / "a.png", share=0.5)
    assert watcher.poll() == []
    assert names(watcher.left()) == ["a.png"]
    (folder / "a.png").unlink()
    assert watcher.left() == []


def names(paths):
    return [path.name for path in paths]


def test_a_file_that_goes_away_is_forgotten(folder):
    watcher = Watcher(lambda: [folder / "gone.png"], inspected={})
    assert watcher.poll() == []


def _inspected(path: Path):
    from ad_studio.imaging.hashing import sha256_file

    return {path: [sha256_file(path)]}
