"""Thumbnails on disk: found again, bounded, never in the way."""

import os

from ad_studio.services.results.thumbnail_cache import ThumbnailCache


def sha(number):
    return f"{number:064x}"


def test_what_was_kept_comes_back_and_nothing_else(tmp_path):
    cache = ThumbnailCache(tmp_path / "thumbs")
    assert cache.get(sha(1), None) is None
    cache.put(sha(1), None, b"one")
    assert cache.get(sha(1), None) == b"one"
    assert cache.get(sha(2), None) is None
    assert ThumbnailCache(tmp_path / "thumbs").get(sha(1), None) == b"one"


def test_an_image_has_a_thumbnail_for_each_bit_depth_that_was_given(tmp_path):
    cache = ThumbnailCache(tmp_path / "thumbs")
    for depth in (None, 10, 12):
        cache.put(sha(1), depth, str(depth).encode())
    assert [cache.get(sha(1), depth) for depth in (None, 10, 12, 14)] == [
        b"None",
        b"10",
        b"12",
        None,
    ]


def test_a_key_that_is_no_hash_is_never_a_path(tmp_path):
    cache = ThumbnailCache(tmp_path / "thumbs")
    for key in ("", "../../x", "A" * 64, sha(1) + "/"):
        cache.put(key, None, b"x")
        assert cache.get(key, None) is None
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_go_when_there_are_too_many(tmp_path):
    folder = tmp_path / "thumbs"
    cache = ThumbnailCache(folder, limit=10_000)
    for number in range(20):
        cache.put(sha(number), None, bytes(1000))
        os.utime(folder / "00" / f"{sha(number)}.jpg", (number, number))
    ThumbnailCache(folder, limit=10_000).put(
        sha(20), None, bytes(1000)
    )  # looks at the size at once
    left = {path.stem for path in folder.glob("??/*.jpg")}
    assert len(left) == 8
    assert sha(20) in left
    assert sha(0) not in left


def test_a_folder_that_cannot_be_written_is_no_reason_to_complain(tmp_path):
    (tmp_path / "thumbs").write_bytes(b"a file in the way")
    cache = ThumbnailCache(tmp_path / "thumbs")
    cache.put(sha(1), None, b"one")
    assert cache.get(sha(1), None) is None
