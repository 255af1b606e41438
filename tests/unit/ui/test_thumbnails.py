"""Thumbnails belong to bytes: a file that was written anew is another picture."""

import pytest
from PIL import Image

from ad_studio.imaging.hashing import sha256_file
from ad_studio.services.results.thumbnail_cache import ThumbnailCache
from ad_studio.ui.thumbnails import Thumbnails


def write(path, color):
    Image.new("RGB", (40, 30), color).save(path)
    return sha256_file(path)


@pytest.fixture
def shown(qtbot, jobs, tmp_path):
    """The colour of a thumbnail, once it is here; None if it is empty."""

    def show(path, sha256, *, session=None):
        made = session or Thumbnails(jobs, cache=ThumbnailCache(tmp_path / "cache"))
        qtbot.waitUntil(lambda: made.get(path, sha256) is not None)
        image = made.get(path, sha256).toImage()
        return None if image.isNull() else image.pixelColor(5, 5).name()

    return show


def near(color, wanted):
    return all(
        abs(int(color[at : at + 2], 16) - part) < 8
        for at, part in zip((1, 3, 5), wanted, strict=True)
    )


def test_a_file_written_anew_gets_a_thumbnail_of_its_own(jobs, shown, tmp_path):
    path, red, blue = tmp_path / "latest.png", (200, 0, 0), (0, 0, 200)
    thumbnails = Thumbnails(jobs, cache=ThumbnailCache(tmp_path / "cache"))
    first = write(path, red)
    assert near(shown(path, first, session=thumbnails), red)
    second = write(path, blue)
    assert near(shown(path, second, session=thumbnails), blue)
    assert near(shown(path, first), red), "that of the bytes inspected is kept on disk"


def test_other_bytes_are_neither_shown_nor_kept_as_those_inspected(shown, tmp_path):
    path, green = tmp_path / "latest.png", (0, 200, 0)
    inspected = write(path, green)
    write(path, (200, 0, 0))
    assert shown(path, inspected) is None
    assert write(path, green) == inspected
    assert near(shown(path, inspected), green)


def test_a_file_that_cannot_be_decoded_gives_an_empty_one(qtbot, jobs, tmp_path):
    thumbnails, path = Thumbnails(jobs), tmp_path / "torn.png"
    path.write_bytes(b"\x89PNG rubbish")
    qtbot.waitUntil(lambda: thumbnails.get(path) is not None)
    assert thumbnails.get(path).isNull()


def test_a_video_is_not_read_for_a_picture(qtbot, jobs, tmp_path):
    path = tmp_path / "belt.mp4"
    Image.new("RGB", (8, 8)).save(path, "PNG")  # so that a picture would come if it were read
    thumbnails = Thumbnails(jobs)
    qtbot.waitUntil(lambda: thumbnails.get(path) is not None)
    assert thumbnails.get(path).isNull()


def test_a_damaged_one_on_disk_is_made_anew(shown, tmp_path):
    path, red = tmp_path / "latest.png", (200, 0, 0)
    sha256 = write(path, red)
    kept = ThumbnailCache(tmp_path / "cache")
    kept.put(sha256, None, b"<svg rubbish")
    assert near(shown(path, sha256), red)
    assert kept.get(sha256, None) != b"<svg rubbish"
