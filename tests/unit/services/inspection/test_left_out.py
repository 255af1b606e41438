"""What a run passes over is counted and named."""

from pathlib import Path

import pytest

from ad_studio.domain import LeftOutReason, RunScope
from ad_studio.services.inspection.left_out import came_later, find_left_out, still_changing
from tests.bad_images import encoded, picture

PNG = encoded(picture(), "PNG")


@pytest.fixture
def lot(tmp_path):
    """A folder with all that is passed over, beside one image."""
    for name, data in {
        "a.png": PNG,
        "b.tmp": PNG,
        "c.tmp": b"log",
        "d": PNG,
        "e.heic": b"",
        "notes.txt": b"lot 7",
        "more.txt": b"lot 7",
        ".f.png": PNG,
        "._a.png": b"\0\5\x16\7",
        "sub/g.png": PNG,
        "deep/er/h.png": PNG,
        "empty/notes.txt": b"",
        ".trash/i.png": PNG,
        ".git/config": b"",
    }.items():
        path = tmp_path / "lot" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "lot"


def found(lot, **options):
    groups = find_left_out(RunScope((lot,), **options))
    return {
        (group.reason.value, group.ending): (
            group.count,
            group.images,
            [path.relative_to(lot).as_posix() for path in group.examples],
        )
        for group in groups
    }


def test_everything_is_counted_and_named_images_first(lot):
    assert found(lot) == {
        ("ending", ""): (1, 1, ["d"]),
        ("ending", ".heic"): (1, 1, ["e.heic"]),
        ("ending", ".tmp"): (2, 1, ["b.tmp", "c.tmp"]),
        ("ending", ".txt"): (2, 0, ["more.txt", "notes.txt"]),
        ("hidden", ""): (1, 1, [".trash"]),
        ("hidden", ".png"): (2, 1, [".f.png", "._a.png"]),
        ("subfolder", ""): (3, 2, ["deep", "sub", "empty"]),
    }


def test_subfolders_that_are_looked_into_are_not(lot):
    (lot / "sub" / "link").symlink_to(lot / "deep")
    assert found(lot, recursive=True)["subfolder", ""] == (1, 1, ["sub/link"])
    assert found(lot, recursive=True)["ending", ".txt"][0] == 3


def test_what_the_patterns_shut_out_is_not(lot):
    assert found(lot, include=("*.png",)) == {
        ("hidden", ""): (1, 1, [".trash"]),
        ("hidden", ".png"): (2, 1, [".f.png", "._a.png"]),
        ("subfolder", ""): (2, 2, ["deep", "sub"]),
    }
    left = found(lot, exclude=("sub/*", "deep/*", "*.tmp"))
    assert left["subfolder", ""] == (1, 0, ["empty"])
    assert ("ending", ".tmp") not in left


def test_a_subfolder_that_is_a_folder_of_the_run_is_not(lot):
    groups = find_left_out(RunScope((lot, lot / "sub", lot / "deep", lot / "empty")))
    assert [
        (path.name, group.images)
        for group in groups
        for path in group.examples
        if group.reason is LeftOutReason.SUBFOLDER
    ] == [("er", 1)]


def test_many_files_have_a_few_examples(lot):
    for number in range(30):
        (lot / f"{number}.xml").touch()
    groups = find_left_out(RunScope((lot,)))
    (group,) = [group for group in groups if group.ending == ".xml"]
    assert group.count == 30
    assert str(group.message) == (
        "30 file(s) with the ending .xml: 0.xml, 1.xml, 2.xml, 3.xml, 4.xml, ..."
    )


def test_a_run_of_the_images_of_another_one_leaves_out_nothing(lot):
    assert find_left_out(RunScope((lot,), images_of=1)) == ()


def test_a_folder_that_is_gone_has_nothing_in_it(tmp_path):
    assert find_left_out(RunScope((tmp_path / "gone",))) == ()


def test_files_that_were_still_changing():
    assert still_changing([]) == ()
    (group,) = still_changing([Path("/lot/b.png"), Path("/lot/a.png")])
    assert (group.count, group.images) == (2, 2)
    words = "2 file(s) that were still changing (2 with images): a.png, b.png"
    assert str(group.message) == words


def test_images_that_came_later_are_counted_as_images(lot):
    before = [lot / "a.png"]
    assert came_later(before, taken_in=[*before, lot / "gone.png"]) == ()
    (group,) = came_later([*before, lot / "x2.png", lot / "x10.png"], taken_in=before)
    assert (group.reason, group.count, group.images) == (LeftOutReason.LATER, 2, 2)
    assert str(group.message) == (
        "2 file(s) that came after the run had begun (2 with images): x2.png, x10.png"
    )
