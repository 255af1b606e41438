import threading

import pytest

from ad_studio.domain import ActionKind, Outstanding, RunScope
from ad_studio.errors import ActionError
from ad_studio.messages import msg
from ad_studio.services.actions.action import Action
from ad_studio.services.actions.runner import ActionRunner
from ad_studio.store import NewResult
from tests.projects import add_model


class Recorder(Action):
    """Fails as often as it was told to; remembers what it did."""

    def __init__(self, kind=ActionKind.LOG, *, failures=(), is_final=False):
        self.kind = kind
        self.done = []
        self.failures = list(failures)
        self.is_final = is_final
        self.tried = threading.Event()
        self.why = msg("The disk is full.")

    def carry_out(self, row):
        self.tried.set()
        if row.id in self.failures:
            self.failures.remove(row.id)
            raise ActionError(self.why, is_final=self.is_final)
        self.done.append(row.id)


class Clock:
    """Seconds that go on by a minute at each look: no failure is waited for."""

    now = 0.0

    def __call__(self):
        self.now += 60
        return self.now


@pytest.fixture
def stored(project, run):
    return lambda kind: project.store.actions.done(run.id, kind)


def ids(rows):
    return [row.id for row in rows]


def test_every_action_is_carried_out_in_order_and_recorded(project, rows, stored):
    log, mqtt = Recorder(), Recorder(ActionKind.MQTT)
    runner = ActionRunner(project, [log, mqtt])
    runner.add(rows[:2])
    runner.add(rows[2:])
    assert runner.close() == 0
    assert log.done == mqtt.done == ids(rows)
    assert stored(ActionKind.LOG) == stored(ActionKind.MQTT) == set(ids(rows))


def test_what_fails_is_tried_again_while_other_actions_go_on(project, rows, stored):
    log, mqtt = Recorder(failures=[rows[0].id] * 3), Recorder(ActionKind.MQTT)
    runner = ActionRunner(project, [log, mqtt], clock=Clock())
    runner.add(rows)
    while len(log.done) < len(rows):
        threading.Event().wait(0.001)
    assert runner.close() == 0
    assert log.done == mqtt.done == ids(rows)
    assert not runner.trouble


def test_trouble_is_said_and_what_is_left_is_counted_at_the_end(project, rows, stored):
    log = Recorder(failures=[rows[1].id] * 99)
    runner = ActionRunner(project, [log, Recorder(ActionKind.MQTT)])
    runner.add(rows)
    assert runner.close() == 2
    assert str(runner.trouble) == "The disk is full. It is tried again."
    assert runner.outstanding == Outstanding(2, msg("The disk is full."))
    assert stored(ActionKind.LOG) == {rows[0].id}
    assert stored(ActionKind.MQTT) == set(ids(rows))


def test_each_action_that_fails_is_named(project, rows):
    log = Recorder(failures=[rows[0].id] * 99)
    mqtt = Recorder(ActionKind.MQTT, failures=[rows[1].id] * 99)
    mqtt.why = msg("The broker is away.")
    runner = ActionRunner(project, [log, mqtt])
    runner.add(rows)
    assert runner.close() == 3
    assert str(runner.outstanding.why) == "The disk is full. The broker is away."
    assert str(runner.trouble) == "The disk is full. The broker is away. It is tried again."


def test_what_can_never_be_done_is_passed_over_and_counted(project, rows, stored):
    log = Recorder(failures=[rows[0].id], is_final=True)
    runner = ActionRunner(project, [log])
    runner.add(rows)
    assert runner.close() == 1
    assert log.done == ids(rows)[1:]
    assert runner.outstanding.images == 1


def test_what_failed_is_tried_at_once_when_somebody_asks(project, rows, stored):
    log = Recorder(failures=[rows[0].id], is_final=True)
    mqtt = Recorder(ActionKind.MQTT, failures=[rows[1].id])
    runner = ActionRunner(project, [log, mqtt], clock=lambda: 0.0)  # nothing becomes due by itself
    runner.add(rows)
    while len(log.done) + len(mqtt.done) < len(rows):
        threading.Event().wait(0.001)
    assert runner.outstanding == Outstanding(3, msg("The disk is full."))
    runner.try_again()
    while runner.outstanding:
        threading.Event().wait(0.001)
    assert log.done == [*ids(rows)[1:], rows[0].id]
    assert mqtt.done == ids(rows)
    assert runner.close() == 0


def test_what_two_actions_lack_for_an_image_counts_once_until_both_are_done(project, rows):
    first = rows[0].id
    log = Recorder(failures=[first])
    mqtt = Recorder(ActionKind.MQTT, failures=[first, first], is_final=True)
    runner = ActionRunner(project, [log, mqtt], clock=lambda: 0.0)
    runner.add(rows[:1])
    runner.add(rows[1:])
    while len(mqtt.done) < len(rows) - 1 or len(log.failures):
        threading.Event().wait(0.001)
    assert runner.outstanding.images == len(rows), "the others wait for the first"
    assert runner.outstanding is runner.outstanding, "nothing is counted when it is asked for"
    runner.try_again()
    while len(log.done) < len(rows) or mqtt.failures or runner.outstanding.images > 1:
        threading.Event().wait(0.001)
    assert runner.outstanding == Outstanding(1, msg("The disk is full."))
    assert runner.close() == 1


def test_the_last_try_can_be_broken_off(project, rows):
    log = Recorder(failures=[rows[0].id])
    runner = ActionRunner(
        project,
        [log],
        clock=lambda: 0.0,  # nothing becomes due by itself
        should_stop=lambda: bool(log.done),
    )
    runner.add(rows)
    while not runner.outstanding:
        threading.Event().wait(0.001)
    assert runner.close() == len(rows) - 1
    assert log.done == [rows[0].id]


def test_without_actions_or_results_no_thread_is_started(project, rows):
    before = threading.active_count()
    runner = ActionRunner(project, [])
    runner.add(rows)
    assert threading.active_count() == before
    assert runner.close() == 0
    assert ActionRunner(project, [Recorder()]).close() == 0


def test_what_nobody_expected_does_not_stop_the_other_actions(project, rows, stored, expected_log):
    expected_log("an action failed unexpectedly")

    class Broken(Recorder):
        def carry_out(self, row):
            raise LookupError("no such thing")

    broken, log = Broken(ActionKind.MQTT), Recorder()
    runner = ActionRunner(project, [broken, log], clock=Clock())
    runner.add(rows)
    assert runner.close() == len(rows)
    assert "no such thing" in str(runner.trouble)
    assert stored(ActionKind.LOG) == set(ids(rows))


def test_actions_go_image_by_image(project, rows):
    order = []

    class Noted(Recorder):
        def carry_out(self, row):
            order.append((row.id, self.kind))

    runner = ActionRunner(project, [Noted(ActionKind.COPY), Noted(ActionKind.LOG)])
    runner.add(rows)
    runner.close()
    assert [row_id for row_id, _ in order[:2]] == [rows[0].id] * 2


def test_a_file_under_the_name_of_one_that_was_moved_away_is_another_part(project, images):
    store = project.store
    scope = RunScope((images,), watch=True)
    run = store.runs.start(model_id=add_model(store).id, folder=images, scope=scope, total=1)
    path = images / "a.png"

    def inspected(sha256):
        return store.results.add(run.id, [NewResult(path=path, sha256=sha256, score=1.0)]).result()

    (first,) = inspected("1" * 64)
    (second,) = inspected("2" * 64)
    assert second.supersedes == first.id
    store.actions.add(second.id, ActionKind.MOVE, place=images / "OK" / "a.png")
    (third,) = inspected("3" * 64)
    assert third.supersedes is None
    assert {row.id for row in store.results.of_run(run.id)} == {second.id, third.id}
