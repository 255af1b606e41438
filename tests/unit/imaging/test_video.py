"""Frames of video files: which ones, what they look like, and files that are none or broken."""

import os

import numpy as np
import pytest

from ad_studio.errors import Cancelled, ImageError
from ad_studio.imaging.decode import never
from ad_studio.imaging.decode_pool import Limits
from ad_studio.imaging.video import video_frames
from tests.videos import write_sound, write_video

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
        case "empty":
            path.write_bytes(b"")
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


@pytest.mark.parametrize("what", ["text", "empty", "picture", "playlist", "sound", "header alone"])
def test_what_is_no_video_is_said_so(folder, what):
    with pytest.raises(ImageError, match="no video file, or of a kind that is not read"):
        read(broken(folder, what))


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
