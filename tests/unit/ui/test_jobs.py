import threading

import pytest

from ad_studio.errors import AdStudioError, ImageError
from ad_studio.progress import raise_if_cancelled
from ad_studio.ui.jobs import Jobs


class Heard:
    """Writes down everything a lane says."""

    def __init__(self, tasks):
        self.said = []
        for name in ("status", "fraction", "partials", "finished", "failed"):
            getattr(tasks, name).connect(lambda job, value, name=name: self.add(name, job, value))
        tasks.cancelled.connect(lambda job: self.add("cancelled", job, None))
        tasks.busy_changed.connect(lambda busy: self.add("busy", 0, busy))

    def add(self, name, job, value):
        self.said.append((name, job, value))

    def of(self, name):
        return [(job, value) for kind, job, value in self.said if kind == name]


@pytest.fixture
def tasks(jobs):
    return jobs.queue("test")


@pytest.fixture
def ordered(jobs):
    return jobs.queue("ordered", latest_only=False)


def test_a_result_arrives_with_its_id_on_the_event_loop(qtbot, tasks):
    heard, got = Heard(tasks), []
    main = threading.current_thread()

    def work(progress):
        assert threading.current_thread() is not main
        progress.status("Counting")
        progress.fraction(0.5)
        return 42

    def then(result):
        assert threading.current_thread() is main
        got.append(result)

    job = tasks.start(work, then)
    assert tasks.busy
    qtbot.waitUntil(lambda: not tasks.busy)
    assert got == [42]
    assert heard.of("status") == [(job, "Counting")]
    assert heard.of("fraction") == [(job, 0.5)]
    assert heard.of("finished") == [(job, 42)]
    assert [value for _, value in heard.of("busy")] == [True, False]


def test_a_flood_of_results_arrives_as_a_few_lists_in_order(qtbot, tasks):
    heard = Heard(tasks)

    def work(progress):
        for number in range(1000):
            progress.partial(number)
            progress.status(str(number))

    tasks.start(work)
    qtbot.waitUntil(lambda: not tasks.busy)
    lists = [values for _, values in heard.of("partials")]
    assert [number for values in lists for number in values] == list(range(1000))
    assert len(lists) < 50
    assert heard.of("status")[-1][1] == "999"


def test_an_error_for_the_user_arrives_as_it_is(qtbot, tasks, tmp_path):
    heard = Heard(tasks)
    error = ImageError("It is torn.", path=tmp_path, hint="Tape it.")

    def work(_progress):
        raise error

    job = tasks.start(work)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert heard.of("failed") == [(job, error)]
    assert error.__traceback__ is None  # it would hold what the job worked on


def test_an_unexpected_error_is_logged_and_said_in_plain_words(qtbot, tasks, expected_log):
    expected_log("background job failed unexpectedly")
    heard = Heard(tasks)

    def work(_progress):
        raise ValueError("seven")

    tasks.start(work)
    qtbot.waitUntil(lambda: not tasks.busy)
    ((_, error),) = heard.of("failed")
    assert isinstance(error, AdStudioError)
    assert "ValueError: seven" in str(error.message)
    assert error.hint


def test_cancel_stops_the_work_and_says_so(qtbot, tasks):
    heard, started = Heard(tasks), threading.Event()

    def work(progress):
        started.set()
        while True:
            raise_if_cancelled(progress)

    job = tasks.start(work)
    assert started.wait(5)
    tasks.cancel()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert heard.of("cancelled") == [(job, None)]
    assert not heard.of("failed")


def test_a_newer_job_silences_the_one_before(qtbot, tasks):
    heard, got = Heard(tasks), []
    gate = threading.Event()

    def stale(progress):
        progress.partial("stale")
        gate.wait(5)
        progress.partial("stale, too")
        return "stale"

    tasks.start(stale, got.append)
    job = tasks.start(lambda progress: progress.partial("fresh") or "fresh", got.append)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert got == ["fresh"]
    assert {number for _, number, _ in heard.said if number} == {job}


def test_a_job_that_was_superseded_before_it_began_never_runs(qtbot, tasks):
    ran, gate = [], threading.Event()
    tasks.start(lambda _progress: gate.wait(5))
    tasks.start(lambda _progress: ran.append("never"))
    tasks.start(lambda _progress: ran.append("last"))
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ran == ["last"]


def test_in_a_queue_every_job_counts_in_order(qtbot, ordered):
    got = []
    for number in range(20):
        ordered.start(lambda _progress, number=number: number, got.append)
    qtbot.waitUntil(lambda: not ordered.busy)
    assert got == list(range(20))


def test_ends_are_told_in_order_although_several_jobs_end_while_one_is_told_of(qtbot, ordered):
    heard, told, third = Heard(ordered), threading.Event(), threading.Event()

    def first(progress):
        progress.partial("a result")
        told.wait()

    def let_them_end(_job, _results):
        told.set()
        third.wait()  # by now the first and the second have ended

    ordered.partials.connect(let_them_end)
    jobs = [
        ordered.start(first),
        ordered.start(lambda _: None),
        ordered.start(lambda _: third.set()),
    ]
    qtbot.waitUntil(lambda: not ordered.busy)
    assert [job for job, _ in heard.of("finished")] == jobs


def test_a_job_that_waits_is_taken_out_and_never_runs(qtbot, ordered):
    heard, ran, gate = Heard(ordered), [], threading.Event()
    first = ordered.start(lambda _progress: gate.wait(5))
    waiting = ordered.start(lambda _progress: ran.append("never"))
    assert not ordered.take_out(first), "it goes on"
    assert ordered.take_out(waiting)
    gate.set()
    qtbot.waitUntil(lambda: not ordered.busy)
    assert ran == []
    assert heard.of("finished") == [(first, True)]
    assert not heard.of("cancelled")


def test_a_job_that_has_begun_unheard_is_cancelled_and_says_so(qtbot, ordered):
    heard, begun = Heard(ordered), threading.Event()

    def work(progress):
        begun.set()
        while True:
            raise_if_cancelled(progress)

    first = ordered.start(lambda _progress: None)
    job = ordered.start(work)
    assert begun.wait(5)
    assert ordered.current == first, "its end was not heard of yet"
    assert not ordered.take_out(job)
    qtbot.waitUntil(lambda: not ordered.busy)
    assert heard.of("cancelled") == [(job, None)]


def test_a_slot_may_drop_the_job_it_hears_of(qtbot, tasks):
    got = []
    tasks.partials.connect(lambda _job, _values: tasks.drop())
    tasks.start(lambda progress: progress.partial(1), got.append)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert got == []


def test_then_may_start_the_next_job(qtbot, tasks):
    heard, got = Heard(tasks), []
    tasks.start(lambda _p: 1, lambda _one: tasks.start(lambda _p: 2, got.append))
    qtbot.waitUntil(lambda: got == [2])
    assert [value for _, value in heard.of("busy")] == [True, False]


def test_nothing_runs_after_the_shutdown(qtbot, jobs):
    ran, tasks = [], jobs.queue("late")
    tasks.busy_changed.connect(lambda busy: busy or tasks.start(lambda _p: ran.append("again")))
    tasks.start(lambda _progress: ran.append("first"))
    jobs.shutdown()
    tasks.start(lambda _progress: ran.append("late"))
    assert not tasks.busy
    assert "late" not in ran
    assert "again" not in ran


def test_shutdown_cancels_and_waits_for_every_thread(qtbot):
    jobs = Jobs()
    heard = []
    ended = threading.Event()
    tasks = jobs.queue("slow")
    tasks.finished.connect(lambda *said: heard.append(said))
    started = threading.Event()

    def work(progress):
        started.set()
        while not progress.is_cancelled:
            pass
        ended.set()

    tasks.start(work)
    assert started.wait(5)
    assert jobs.busy
    jobs.shutdown()
    assert ended.is_set()
    assert not jobs.busy
    assert not [t for t in threading.enumerate() if t.name.startswith("ad_studio-slow")]
    qtbot.wait(1)  # one turn of the event loop
    assert heard == []
