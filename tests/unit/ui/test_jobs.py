import threading

import pytest

from ad_studio.errors import AdStudioError, ImageError
from ad_studio.progress import raise_if_cancelled
from ad_studio.ui.jobs import Jobs


class Heard:
    """Writes down everything a lane says."""

    def __init__(self, lane):
        self.said = []
        for name in ("status", "fraction", "partials", "finished", "failed"):
            getattr(lane, name).connect(lambda job, value, name=name: self.add(name, job, value))
        lane.cancelled.connect(lambda job: self.add("cancelled", job, None))
        lane.busy_changed.connect(lambda busy: self.add("busy", 0, busy))

    def add(self, name, job, value):
        self.said.append((name, job, value))

    def of(self, name):
        return [(job, value) for kind, job, value in self.said if kind == name]


@pytest.fixture
def lane(jobs):
    return jobs.lane("test")


@pytest.fixture
def queue(jobs):
    return jobs.lane("queue", latest_only=False)


def test_a_result_arrives_with_its_id_on_the_event_loop(qtbot, lane):
    heard, got = Heard(lane), []
    main = threading.current_thread()

    def work(progress):
        assert threading.current_thread() is not main
        progress.status("Counting")
        progress.fraction(0.5)
        return 42

    def then(result):
        assert threading.current_thread() is main
        got.append(result)

    job = lane.start(work, then)
    assert lane.busy
    qtbot.waitUntil(lambda: not lane.busy)
    assert got == [42]
    assert heard.of("status") == [(job, "Counting")]
    assert heard.of("fraction") == [(job, 0.5)]
    assert heard.of("finished") == [(job, 42)]
    assert [value for _, value in heard.of("busy")] == [True, False]


def test_a_flood_of_results_arrives_as_a_few_lists_in_order(qtbot, lane):
    heard = Heard(lane)

    def work(progress):
        for number in range(1000):
            progress.partial(number)
            progress.status(str(number))

    lane.start(work)
    qtbot.waitUntil(lambda: not lane.busy)
    lists = [values for _, values in heard.of("partials")]
    assert [number for values in lists for number in values] == list(range(1000))
    assert len(lists) < 50
    assert heard.of("status")[-1][1] == "999"


def test_an_error_for_the_user_arrives_as_it_is(qtbot, lane, tmp_path):
    heard = Heard(lane)
    error = ImageError("It is torn.", path=tmp_path, hint="Tape it.")

    def work(_progress):
        raise error

    job = lane.start(work)
    qtbot.waitUntil(lambda: not lane.busy)
    assert heard.of("failed") == [(job, error)]


def test_an_unexpected_error_is_logged_and_said_in_plain_words(qtbot, lane, expected_log):
    expected_log("background job failed unexpectedly")
    heard = Heard(lane)

    def work(_progress):
        raise ValueError("seven")

    lane.start(work)
    qtbot.waitUntil(lambda: not lane.busy)
    ((_, error),) = heard.of("failed")
    assert isinstance(error, AdStudioError)
    assert "ValueError: seven" in str(error.message)
    assert error.hint


def test_cancel_stops_the_work_and_says_so(qtbot, lane):
    heard, started = Heard(lane), threading.Event()

    def work(progress):
        started.set()
        while True:
            raise_if_cancelled(progress)

    job = lane.start(work)
    assert started.wait(5)
    lane.cancel()
    qtbot.waitUntil(lambda: not lane.busy)
    assert heard.of("cancelled") == [(job, None)]
    assert not heard.of("failed")


def test_a_newer_job_silences_the_one_before(qtbot, lane):
    heard, got = Heard(lane), []
    gate = threading.Event()

    def stale(progress):
        progress.partial("stale")
        gate.wait(5)
        progress.partial("stale, too")
        return "stale"

    lane.start(stale, got.append)
    job = lane.start(lambda progress: progress.partial("fresh") or "fresh", got.append)
    gate.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert got == ["fresh"]
    assert {number for _, number, _ in heard.said if number} == {job}


def test_a_job_that_was_superseded_before_it_began_never_runs(qtbot, lane):
    ran, gate = [], threading.Event()
    lane.start(lambda _progress: gate.wait(5))
    lane.start(lambda _progress: ran.append("never"))
    lane.start(lambda _progress: ran.append("last"))
    gate.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert ran == ["last"]


def test_in_a_queue_every_job_counts_in_order(qtbot, queue):
    got = []
    for number in range(20):
        queue.start(lambda _progress, number=number: number, got.append)
    qtbot.waitUntil(lambda: not queue.busy)
    assert got == list(range(20))


def test_a_slot_may_drop_the_job_it_hears_of(qtbot, lane):
    got = []
    lane.partials.connect(lambda _job, _values: lane.drop())
    lane.start(lambda progress: progress.partial(1), got.append)
    qtbot.waitUntil(lambda: not lane.busy)
    assert got == []


def test_then_may_start_the_next_job(qtbot, lane):
    heard, got = Heard(lane), []
    lane.start(lambda _p: 1, lambda _one: lane.start(lambda _p: 2, got.append))
    qtbot.waitUntil(lambda: got == [2])
    assert [value for _, value in heard.of("busy")] == [True, False]


def test_nothing_runs_after_the_shutdown(qtbot, jobs):
    ran, lane = [], jobs.lane("late")
    lane.busy_changed.connect(lambda busy: busy or lane.start(lambda _p: ran.append("again")))
    lane.start(lambda _progress: ran.append("first"))
    jobs.shutdown()
    lane.start(lambda _progress: ran.append("late"))
    assert not lane.busy
    assert "late" not in ran
    assert "again" not in ran


def test_shutdown_cancels_and_waits_for_every_thread(qtbot):
    jobs = Jobs()
    heard = []
    ended = threading.Event()
    lane = jobs.lane("slow")
    lane.finished.connect(lambda *said: heard.append(said))
    started = threading.Event()

    def work(progress):
        started.set()
        while not progress.is_cancelled:
            pass
        ended.set()

    lane.start(work)
    assert started.wait(5)
    assert jobs.busy
    jobs.shutdown()
    assert ended.is_set()
    assert not jobs.busy
    assert not [t for t in threading.enumerate() if t.name.startswith("ad_studio-slow")]
    qtbot.wait(1)  # one turn of the event loop
    assert heard == []
