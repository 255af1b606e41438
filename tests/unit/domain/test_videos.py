from pathlib import Path

import pytest

from ad_studio.domain.videos import FrameSpan, clock


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0:00.0"), (9.96, "0:10.0"), (59.94, "0:59.9"), (59.96, "1:00.0"), (754.25, "12:34.2"),
     (3600, "1:00:00.0"), (7325.5, "2:02:05.5")],
)  # fmt: skip
def test_times_within_a_video(seconds, words):
    assert clock(seconds) == words


@pytest.mark.parametrize(
    ("is_event", "words"),
    [
        (True, "Event from 1:01.0 to 1:03.0 in belt.mp4, 5 frames; shown is 1:02.0, 7.19 sigma by "
         "itself."),
        (False, "5 frames of belt.mp4 outside of events; shown is 1:02.0, 7.19 sigma by itself."),
    ],
)  # fmt: skip
def test_which_frames_in_words(is_event, words):
    span = FrameSpan(Path("/line/belt.mp4"), "", is_event, 61, 63, 62, 5, 7.199)
    assert str(span.message) == words
