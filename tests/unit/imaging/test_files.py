"""Finding image files and hashing them."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ad_studio.errors import ImageError, ProjectError
from ad_studio.image_names import natural_order
from ad_studio.imaging import files
from ad_studio.imaging.files import SUFFIXES, list_images, read_bytes
from ad_studio.imaging.hashing import read_hashed, sha256_file


def touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def listed(folder, **options):
    return [path.relative_to(folder).as_posix() for path in list_images(folder, **options)]


def test_names_come_in_natural_order(tmp_path):
    touch(tmp_path, "part10.png", "part2.png", "Part1.png", "part2b.png", "part02.png")
    assert listed(tmp_path) == ["Part1.png", "part02.png", "part2.png", "part2b.png", "part10.png"]


def test_only_images_that_are_not_hidden(tmp_path):
    touch(tmp_path, "a.PNG", ".b.png", "c.txt", "d", "e.tiff", "Thumbs.db", "f.svg")
    (tmp_path / "folder.png").mkdir()
    assert listed(tmp_path) == ["a.PNG", "e.tiff"]


def test_subfolders_only_when_asked(tmp_path):
    touch(tmp_path, "b.png", "lot2/a.png", "lot10/a.png", ".trash/a.png")
    assert listed(tmp_path) == ["b.png"]
    assert listed(tmp_path, recursive=True) == ["b.png", "lot2/a.png", "lot10/a.png"]


def test_every_suffix_has_a_decoder():
    assert set(SUFFIXES) - {".jfi"} <= set(Image.registered_extensions())  # it is a JFIF


def test_a_missing_folder(tmp_path):
    with pytest.raises(ProjectError, match="does not exist") as caught:
        list_images(tmp_path / "gone")
    assert caught.value.path == tmp_path / "gone"


def test_a_file_in_place_of_a_folder(tmp_path):
    touch(tmp_path, "a.png")
    with pytest.raises(ProjectError, match="not a folder"):
        list_images(tmp_path / "a.png")


def test_a_folder_without_images_says_what_was_looked_for(tmp_path):
    touch(tmp_path, "a.txt")
    with pytest.raises(ProjectError) as caught:
        list_images(tmp_path)
    for suffix in SUFFIXES:
        assert suffix in str(caught.value.message)


def test_a_folder_whose_images_lie_deeper_says_that_they_are_not_looked_at(tmp_path):
    (tmp_path / "station 1").mkdir()
    (tmp_path / "station 1" / "a.png").touch()
    with pytest.raises(ProjectError, match="Images in its subfolders are not looked at"):
        list_images(tmp_path)


def test_a_folder_that_cannot_be_listed(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(ProjectError, match="Permission denied"):
        list_images(tmp_path)


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_names_can_be_ordered(first, second):
    keys = [natural_order(files.Path(f"x{name}")) for name in (first, second)]
    sorted(keys)


def test_too_large_a_file(tmp_path, monkeypatch):
    touch(tmp_path, "a.png")
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 0)
    with pytest.raises(ImageError, match="larger than"):
        read_bytes(tmp_path / "a.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(ImageError, match="not a file"):
        read_bytes(tmp_path / "pipe.png")


def test_hashes_are_of_the_bytes(tmp_path):
    path = tmp_path / "a.png"
    data = os.urandom(3_000_000)
    path.write_bytes(data)
    hashed = read_hashed(path)
    assert hashed.data == data
    assert hashed.sha256 == sha256_file(path) == hashlib.sha256(data).hexdigest()


def test_hashing_a_missing_file(tmp_path):
    with pytest.raises(ImageError) as caught:
        sha256_file(tmp_path / "gone.png")
    assert caught.value.path == tmp_path / "gone.png"
