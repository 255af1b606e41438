"""Files that look like images, whatever they are called."""

import pytest

from ad_studio.imaging.image_kinds import looks_like_image
from tests.bad_images import encoded, picture


@pytest.mark.parametrize(
    "kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF", "PPM", "JPEG2000", "PCX"]
)
@pytest.mark.parametrize("name", ["image", "image.tmp", ".hidden", "image.jpg~"])
def test_told_by_the_first_bytes(tmp_path, kind, name):
    path = tmp_path / name
    path.write_bytes(encoded(picture(), kind))
    assert looks_like_image(path) == (kind != "PCX")  # one byte tells too little


@pytest.mark.parametrize("name", ["photo.HEIC", "photo.avif", "photo.cr2"])
def test_told_by_the_ending(tmp_path, name):
    (tmp_path / name).touch()
    assert looks_like_image(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notes", b"Lot 42: see the other folder."),
        ("Thumbs", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("._part.jpg", b"\x00\x05\x16\x07\x00\x02\x00\x00"),
        ("BM", b"BMW is no bitmap, and this is a text"),
        ("P5", b"P5X"),
        ("sound.wav", b"RIFF\x24\x00\x00\x00WAVEfmt "),
        ("film", b"\x00\x00\x00\x18ftypmp42"),
        ("empty", b""),
    ],
)
def test_other_files(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert not looks_like_image(tmp_path / name)


def test_what_cannot_be_read_and_what_is_not_looked_into(tmp_path):
    (tmp_path / "image.xml").write_bytes(encoded(picture(), "PNG"))
    (tmp_path / "folder").mkdir()
    for name in ("image.xml", "folder", "gone"):
        assert not looks_like_image(tmp_path / name)
