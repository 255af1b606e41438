"""Frames of video files: which ones, what they look like, and files that are none or broken."""

import os
from fractions import Fraction

import numpy as np
import pytest

from ad_studio.errors import Cancelled, ImageError
from ad_studio.imaging import child_process
from ad_studio.imaging.decode_pool import Limits
from ad_studio.imaging.video import video_frames
from ad_studio.progress import never
from tests.videos import set_matrix, write_grey16, write_sound, write_video

GREYS = [20, 60, 100, 140, 180, 220] * 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("videos")


@pytest.fixture(scope="module")
def video(folder):
    """12 frames in 1.2 s."""
    return write_video(folder / "belt.mp4", GREYS)


def read(path, rate=10.0, **about):
    return list(video_frames(path, rate=rate, should_stop=never, **about))


def greys(frames):
    return [float(np.median(frame.pixels)) for frame in frames]


@pytest.mark.parametrize("ending", ["mp4", "mkv", "avi"])
def test_every_frame_at_the_videos_own_rate(folder, ending):
    frames = read(write_video(folder / f"own.{ending}", GREYS))
    assert [frame.seconds for frame in frames] == pytest.approx([i / 10 for i in range(12)])
    assert greys(frames) == pytest.approx(GREYS, abs=6)
    assert {frame.pixels.shape for frame in frames} == {(32, 64, 3)}
    assert [frame.share for frame in frames] == pytest.approx([i / 12 for i in range(12)], abs=0.01)


@pytest.mark.parametrize(
    ("rate", "expected"), [(2.0, [0, 5, 10]), (4.0, [0, 3, 5, 8, 10]), (1000.0, range(12))]
)
def test_frames_at_a_rate_are_the_first_ones_from_each_time_on(video, rate, expected):
    frames = read(video, rate)
    assert [round(frame.seconds * 10) for frame in frames] == list(expected)
    assert greys(frames) == pytest.approx([GREYS[i] for i in expected], abs=6)


def test_a_video_is_told_by_its_content_not_by_its_name(folder, video):
    other = folder / "part.dat"
    other.write_bytes(video.read_bytes())
    assert len(read(other)) == 12


def broken(folder, what):
    path = folder / f"{what}.mkv"
    match what:
        case "text":
            path.write_text("no video at all, but long enough to look into\n" * 50)
        case "picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
        case "playlist":
            path.write_text("#EXTM3U\n#EXTINF:1,\nother.ts\n")
        case "sound":
            path = write_sound(folder / "sound.mkv")
        case "header alone":
            whole = write_video(folder / "whole.mp4", GREYS).read_bytes()
            path.write_bytes(whole[: len(whole) // 2])
    return path


@pytest.mark.parametrize("what", ["text", "picture", "playlist", "sound", "header alone"])
def test_what_is_no_video_is_said_so(folder, what):
    words = "no video file, or an incomplete one, or of a kind that is not read"
    with pytest.raises(ImageError, match=words):
        read(broken(folder, what))


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_an_empty_file_is_said_to_be_empty(folder, ending):
    path = folder / f"empty.{ending}"
    path.touch()
    with pytest.raises(ImageError, match=r"The file is empty \(0 bytes\)\. Copy it again"):
        read(path)


def test_a_video_that_ends_too_early_hands_out_what_it_has(folder):
    whole = write_video(folder / "long.mkv", GREYS * 4).read_bytes()
    cut = folder / "cut.mkv"
    cut.write_bytes(whole[: len(whole) // 2])
    found = []
    with pytest.raises(ImageError, match=r"ends after 1\.\d s and should be 4\.8 s long") as caught:
        for frame in video_frames(cut, rate=10, should_stop=never):
            found.append(frame)
    assert greys(found) == pytest.approx((GREYS * 4)[: len(found)], abs=6)
    assert 10 <= len(found) <= 20
    assert caught.value.path == cut


@pytest.mark.parametrize(("ending", "codec"), [("mkv", "mpeg4"), ("mkv", "ffv1")])
def test_a_damaged_video_hands_out_what_is_sound_before_the_damage(folder, ending, codec):
    data = bytearray(write_video(folder / f"{codec}.{ending}", GREYS * 4, codec=codec).read_bytes())
    middle = len(data) // 2
    data[middle : middle + 300] = b"\xa5" * 300
    damaged = folder / f"damaged.{ending}"
    damaged.write_bytes(data)
    found = []
    with pytest.raises(ImageError, match=r"is damaged (after|\(Invalid data found)"):
        for frame in video_frames(damaged, rate=10, should_stop=never):
            found.append(frame)
    assert greys(found) == pytest.approx((GREYS * 4)[: len(found)], abs=6)


@pytest.mark.parametrize("fps", [Fraction(1, 2), Fraction(1, 5)])
@pytest.mark.parametrize("ending", ["mp4", "mkv", "avi"])
def test_a_slow_video_is_whole(folder, ending, fps):
    frames = read(write_video(folder / f"slow.{ending}", GREYS[:4], fps=fps))
    assert [frame.seconds for frame in frames] == [i / fps for i in range(4)]
    assert {frame.missing_since for frame in frames} == {None}


def test_a_gap_is_told_at_any_rate(folder):
    times = [0, 0.1, 0.2, 0.3, 0.4, 5.0, 5.1, 5.2, 5.9, 6.0]
    gappy = write_video(folder / "gap.mkv", GREYS[:10], codec="ffv1", times=times)
    for rate in (0.1, 2.0, 10.0):
        gaps = [(f.missing_since, f.seconds) for f in read(gappy, rate) if f.missing_since]
        assert gaps == [(0.4, 5.0)]


def cut(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def test_a_video_with_sound_is_as_long_as_its_pictures_should_be(folder):
    whole = write_video(folder / "sound.mkv", GREYS * 4, sound="pcm_s16le")
    assert len(read(whole)) == 48
    with pytest.raises(ImageError, match=r"ends after [12]\.\d s and should be 4\.8 s long"):
        read(cut(whole))


def test_where_the_sound_may_be_longer_than_the_pictures_there_is_a_doubt(folder):
    video = write_video(folder / "sound.flv", GREYS * 4, codec="flv1", sound="pcm_s16le")
    doubts = []
    assert len(read(video, on_doubt=doubts.append)) == 48
    assert doubts == []
    read(cut(video), on_doubt=doubts.append)
    (doubt,) = doubts
    assert str(doubt).startswith("It may be cut off: The video ends after")


def test_grey_values_of_unknown_depth_are_refused(folder):
    with pytest.raises(ImageError, match="does not say how many count"):
        read(write_grey16(folder / "deep.mkv"))


@pytest.mark.parametrize(
    "matrix",
    [(1, 0, 0, 1), (-1, 0, 0, 1), (1, 0, 0, -1), (0, 1, -1, 0), (0, -1, 1, 0), (0, 1, 1, 0)],
)
def test_frames_are_turned_and_mirrored_as_the_video_says(tmp_path, matrix):
    """What lies in one corner is shown in the corner that the matrix sends it to."""
    a, b, c, d = matrix
    path = write_video(tmp_path / "turned.mp4", [20], fps=1, size=(64, 32), has_corner=True)
    (frame,) = read(set_matrix(path, *matrix))
    height, width = frame.pixels.shape[:2]
    assert (width, height) == ((64, 32) if a else (32, 64))
    quarters = frame.pixels.reshape(2, height // 2, 2, width // 2, 3).mean(axis=(1, 3, 4))
    assert np.argwhere(quarters > 128).tolist() == [[int(b + d < 0), int(a + c < 0)]]


def test_a_child_that_sends_no_frame_is_not_believed(video, monkeypatch):
    real = child_process.ChildProcess.receive_json
    for about in ({"shape": [32, 64, 4]}, {"shape": [1 << 20, 1 << 20, 3]}, {"share": 2}):
        monkeypatch.setattr(
            child_process.ChildProcess, "receive_json", lambda self, about=about: real(self) | about
        )
        with pytest.raises(ImageError, match="broke down"):
            read(video)


def test_a_missing_file_a_folder_and_a_pipe_are_not_waited_for(tmp_path):
    paths = [tmp_path / "gone.mp4", tmp_path]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        paths.append(tmp_path / "pipe")
    for path in paths:
        with pytest.raises(ImageError, match="not a file"):
            read(path)


def test_whoever_stops_gets_rid_of_the_process(video):
    frames = video_frames(video, rate=10, should_stop=never)
    assert next(frames).seconds == 0
    frames.close()
    with pytest.raises(Cancelled):
        list(video_frames(video, rate=10, should_stop=lambda: True, limits=Limits(patience=0)))


def test_a_decoder_that_takes_too_much_memory_is_ended(video):
    with pytest.raises(ImageError, match="Not enough memory"):
        read(video, limits=Limits(memory=1))
