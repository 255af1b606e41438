import io
import signal
import threading
from pathlib import Path

import pytest

from ad_studio.cli.progress import TerminalProgress, terminal_progress
from ad_studio.domain import ResultRow, TrainUpdate
from ad_studio.messages import msg


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def failed_row(path):
    return ResultRow(
        id=1,
        run_id=1,
        path=Path(path),
        sha256="",
        width=0,
        height=0,
        score=None,
        machine=None,
        human=None,
        reason="",
        error=msg("The file is empty (0 bytes)."),
        timings={},
        inspected_at=None,
    )


def shown(stream):
    """What stands on the terminal's last line."""
    line = ""
    for part in stream.getvalue().split("\n")[-1].split("\r"):
        line = part + line[len(part) :]
    return line.rstrip()


def test_a_bar_on_a_terminal(clock, wide):
    stream = Terminal()
    progress = TerminalProgress(stream, clock=clock)
    progress.status("Inspecting")
    assert shown(stream) == "Inspecting"
    clock.now = 1
    progress.fraction(0.5)
    assert shown(stream) == f"Inspecting [{'#' * 12}{'.' * 12}] 50%"
    progress.fraction(0.6)
    assert shown(stream).endswith("50%"), "not drawn more often than the eye sees"
    progress.fraction(1)
    assert shown(stream).endswith("100%")
    progress.status("Done")
    assert shown(stream) == "Done", "nothing of the longer line is left"
    progress.clear()
    assert shown(stream) == ""
    assert "\n" not in stream.getvalue()


def test_a_bar_in_a_narrow_terminal(clock, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    stream = Terminal()
    progress = TerminalProgress(stream, clock=clock)
    progress.status("Measuring the reference's own spread")
    assert len(shown(stream)) == 19


def test_an_unknown_share_shows_no_bar(clock, wide):
    stream = Terminal()
    progress = TerminalProgress(stream, clock=clock)
    progress.status("Downloading")
    clock.now = 1
    progress.fraction(None)
    assert shown(stream) == "Downloading"


def test_lines_now_and_then_elsewhere(clock):
    stream = io.StringIO()
    progress = TerminalProgress(stream, clock=clock)
    progress.status("Inspecting")
    progress.status("Inspecting")
    for number in range(1000):
        clock.now += 0.1
        progress.fraction(number / 1000)
    lines = stream.getvalue().splitlines()
    assert lines[:3] == ["Inspecting", "Inspecting: 10%", "Inspecting: 20%"]
    assert len(lines) == 10
    assert "\r" not in stream.getvalue()


def test_a_quick_job_says_little(clock):
    stream = io.StringIO()
    progress = TerminalProgress(stream, clock=clock)
    progress.status("Writing")
    for number in range(100):
        progress.fraction(number / 100)
    assert stream.getvalue() == "Writing\n"


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_a_failed_image_is_reported_at_once(stream, wide):
    progress = TerminalProgress(stream)
    progress.status("Inspecting")
    progress.partial(failed_row("/lot/bad\n.png"))
    progress.partial(TrainUpdate(1, 2, 0.5, 0.5))
    assert stream.getvalue().endswith("/lot/bad\\n.png: The file is empty (0 bytes).\n")


def test_the_first_interrupt_cancels_and_the_second_stops():
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with terminal_progress() as progress:
            assert not progress.is_cancelled
            signal.raise_signal(signal.SIGINT)
            assert progress.is_cancelled
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_ignored_interrupt_stays_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with terminal_progress() as progress:
            signal.raise_signal(signal.SIGINT)
            assert not progress.is_cancelled
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_leaves_the_signals_alone():
    seen = []

    def work():
        with terminal_progress() as progress:
            seen.append(progress.is_cancelled)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [False]


def test_shares_of_a_whole_job_outlive_a_status_and_say_the_time_left(clock, wide):
    stream = Terminal()
    progress = TerminalProgress(stream, clock=clock, whole=True)
    progress.status("nut, seed 0")
    progress.fraction(0)
    clock.now = 30
    progress.fraction(0.25)
    progress.status("nut, seed 1")
    assert shown(stream).startswith("nut, seed 1 [######")
    assert shown(stream).endswith("25%, about 1 min 30 s left")


def test_the_time_left_in_lines(clock):
    stream = io.StringIO()
    progress = TerminalProgress(stream, clock=clock, whole=True)
    progress.status("nut")
    progress.fraction(0)
    clock.now = 10
    progress.fraction(0.5)
    clock.now = 20
    progress.fraction(1)
    assert stream.getvalue() == "nut\nnut: 50%, about 10 s left\nnut: 100%\n"
