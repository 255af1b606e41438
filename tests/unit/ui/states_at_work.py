"""What the window shows while something goes on or waits, of a video, and where people sign in."""

from pathlib import Path

from ad_studio.domain import FrameSpan, Role, RunScope, RunStatus, TraceField
from ad_studio.services.projects import pins, references
from ad_studio.services.projects.operators import add_operator, ask_for_sign_in
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store.records import NewResult
from ad_studio.ui.inspect.waiting_runs import AskedRun, WaitingRuns
from ad_studio.ui.rail import Step
from ad_studio.ui.sign_in import SignInBar
from tests.projects import some_maps
from tests.unit.ui import fakes

_PIN = "2222"


def training(qtbot, window, settle):
    """A training half-way, and the question before it is broken off."""
    page = window.page(Step.TRAIN)
    fakes.GATE.clear()
    with qtbot.waitSignal(page.work.partials):
        page.start()
    settle()
    yield "a training that goes on"
    assert not window.close()
    settle()
    yield "a training to be broken off?"
    page.banner.clear()
    fakes.GATE.set()


def part_types(window, reference, idle):
    """Another project whose parts one model could know, too."""
    with Workspace(window.session.root).create("Bolt M8", noun="bolt") as bolt:
        references.set_reference(bolt, reference)
    page = window.page(Step.TRAIN)
    page.part_types.look()
    idle()
    page.part_types.card.fold.setChecked(True)
    page.part_types.card.list.setCurrentRow(0)
    idle()
    yield "one model for several parts"
    page.part_types.card.fold.setChecked(False)


def left_waiting(window, parts, idle):
    """Inspections that waited when the program was closed; the page is not built yet."""
    asked = AskedRun(RunScope((parts,), recursive=True), None, dict.fromkeys(TraceField, ""))
    WaitingRuns(window.session.snapshot.info).keep([asked])
    window.go(Step.INSPECT)
    idle()
    page = window.page(Step.INSPECT)
    assert page.waiting_runs.isVisible()
    yield "inspections that waited"
    page.waiting_runs.clear()
    page.state.queues.runs.forget_left(window.session.project)


def inspecting(qtbot, window, parts, settle):
    """A watched folder half-way: paused, with another one that waits, in the shop floor view."""
    page = window.page(Step.INSPECT)
    fakes.GATE.clear()
    page.run_bar.started.emit(RunScope((parts / "scratched",), watch=True))
    qtbot.waitUntil(lambda: page.state.results.rowCount() >= 3)
    qtbot.waitUntil(lambda: page.view.viewer.shown_id is not None)
    settle()
    yield "an inspection that goes on"
    page.run_bar.pause_buttons.hold.click()
    settle()
    yield "a paused inspection"
    page.run_bar.pause_buttons.hold.click()
    page.run_bar.started.emit(RunScope((parts / "good",)))
    settle()
    (waiting,) = page.state.queues.runs.waiting
    yield "an inspection that waits"
    assert not window.close()
    settle()
    yield "inspections to be broken off?"
    page.banner.clear()
    page.state.queues.runs.take_out(waiting)
    page.layout_controller.set_floor(True)
    qtbot.waitUntil(page.layout_controller.floor.view.acknowledge.isVisible)
    settle()
    yield "an NG part that waits on the shop floor"
    page.layout_controller.set_floor(False)
    fakes.GATE.set()


def video(window, idle):
    """Events of a video, one on the screen; its file is gone."""
    store, session = window.session.project.store, window.session
    belt = Path("/line/belt.mp4")
    run = store.runs.start(
        model_id=store.models.in_force().id,
        folder=belt,
        scope=RunScope((belt,), rate=2.0),
        total=9,
    )
    for start, score in ((1.5, 7.2), (61.0, 12.4)):
        span = FrameSpan(belt, "ab" * 32, True, start, start + 2, start + 1, 5, score + 1)
        frame = belt.with_name(f"belt-{start}.png")
        event = NewResult(path=frame, score=score, maps=some_maps(), span=span)
        store.results.add(run.id, [event]).result()
    store.runs.finish(run.id, RunStatus.FINISHED)
    session.refresh()
    window.go(Step.INSPECT)
    idle()
    yield "events of a video"


def signing_in(qtbot, window, idle):
    """People with PINs: nobody signed in, a wrong PIN, an engineer."""
    session, bar = window.session, window.findChild(SignInBar)
    cost, pins.COST = pins.COST, 16  # as it is kept with each PIN
    try:
        add_operator(session.project, "Ada Lovelace", Role.OPERATOR, pin="1111")
        add_operator(session.project, "Ann", Role.ENGINEER, pin=_PIN)
    finally:
        pins.COST = cost
    ask_for_sign_in(session.project, True)
    session.refresh()
    qtbot.waitUntil(bar.isVisible)
    idle()
    yield "nobody signed in"
    bar.name.setCurrentText("Ann")
    bar.pin.setText("9999")
    bar.enter.click()
    idle()
    yield "a wrong PIN"
    bar.pin.setText(_PIN)
    bar.enter.click()
    qtbot.waitUntil(bar.leave.isVisible)
    idle()
    yield "signed in"
