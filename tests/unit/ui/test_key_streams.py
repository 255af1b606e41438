"""Whatever is typed, at whatever speed, while results stream in: no verdict on an unseen image.

The test notes by itself when an image is painted, and when keys go down. From that alone it works
out which verdicts count; the audit trail must say exactly those, in that order.
"""

import random
import threading

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ad_studio.domain import EventKind, RunStatus, Source, Verdict
from ad_studio.services import results
from ad_studio.services.results import verdicts
from ad_studio.services.results.filters import Filters
from ad_studio.ui.inspect.page import InspectPage
from tests.keyboard import CLOCK, send
from tests.unit.ui import fakes

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
AHEAD = 70_000  # of the desktop's clock
MEANING = {
    "o": (EventKind.VERDICT, Verdict.OK),
    "n": (EventKind.VERDICT, Verdict.NG),
    "r": (EventKind.VERDICT, Verdict.REVIEW),
    "u": (EventKind.UNSURE, None),
}


class Painted(QObject):
    """Notes since when the image on the screen has been painted."""

    def __init__(self, page):
        super().__init__(page)
        self._viewer = page.view.viewer
        self.since = {}
        page.state.image.shown.connect(lambda _id: self.since.clear())
        self._viewer.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint and self._viewer.shown_id is not None:
            self.since.setdefault(self._viewer.shown_id, CLOCK.ms)
        return False


class Hands:
    """A person, a scanner and a cat on the keyboard; a busy machine comes to the keys late."""

    def __init__(self, page, seed):
        self.page = page
        self.draw = random.Random(seed)
        self.painted = Painted(page)
        self.expected = []
        self.scanned = []
        self.stamp = CLOCK.ms

    def press(self, kind, text, *, after, auto=False):
        self.stamp += after
        CLOCK.ms = max(CLOCK.ms, self.stamp)
        send(self.page, kind, text, at=self.stamp + AHEAD, auto=auto)

    def be_late(self):
        """The machine is busy: what is pressed from here on is handled later."""
        CLOCK.ms += self.draw.choice((0, 0, 90, 400))

    def rest(self):
        self.stamp = CLOCK.ms = max(CLOCK.ms, self.stamp) + 100
        self.page.key_filter.settle()

    def _counts(self, text):
        """Whether a key that goes down now is about an image that was seen; which one."""
        shown, since = self.page.view.viewer.shown_id, self.painted.since
        here = shown is not None and shown == self.page.state.image.requested_id
        seen = here and shown in since and self.stamp - since[shown] >= 150
        return shown if text in MEANING and seen else None

    def tap(self):
        text = self.draw.choice("onruonrujkqc")
        self.be_late()
        self.press(PRESS, text, after=self.draw.randint(1, 60))
        counts = self._counts(text)
        self.press(RELEASE, text, after=self.draw.randint(0, 90))
        self.decide(text, counts)

    def decide(self, text, counts):
        image = self.page.state.image
        if counts is not None and image.shown_id == image.requested_id == counts:
            self.expected.append((counts, *MEANING[text]))
        self.rest()

    def hold(self):
        text = self.draw.choice("onru")
        self.press(PRESS, text, after=120)
        self.decide(text, self._counts(text))
        leaks = self.draw.random() < 0.5
        self.stamp += 200
        for _ in range(self.draw.randint(1, 30)):
            self.press(RELEASE, text, after=30, auto=not leaks)
            self.press(PRESS, text, after=0, auto=not leaks)
            if self.draw.random() < 0.2:
                QApplication.processEvents()
        self.press(RELEASE, text, after=20)
        self.rest()

    def scan(self):
        code = "".join(self.draw.choices("onrusjkq017-", k=self.draw.randint(3, 10)))
        with_enter = self.draw.random() < 0.7
        gap = (3, 75) if with_enter else (3, 35)
        self.be_late()
        for text in code:
            self.press(PRESS, text, after=self.draw.randint(*gap))
            self.press(RELEASE, text, after=0)
        if with_enter:
            self.stamp += 10
            event = QKeyEvent(PRESS, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            event.setTimestamp(int(self.stamp + AHEAD))
            QApplication.sendEvent(self.page.view.list.view, event)
        self.scanned.append(code)
        self.rest()
        assert self.page.view.list.bar.field.text() == code
        self.page.state.results.set_filters(Filters())

    def step(self):
        self.draw.choice((self.tap, self.tap, self.tap, self.hold, self.scan))()


def drip(turn, parts):
    """An inspection that hands out a result each time it is told to."""

    def inspect(project, _scope, *, progress, **_rest):
        run = project.store.runs.start(
            model_id=project.store.models.in_force().id, folder=parts, total=12
        )
        for path in sorted(parts.rglob("*.png")):
            assert turn.acquire(timeout=30)
            (row,) = project.store.results.add(run.id, [fakes.score(path)]).result()
            progress.partial(row)
        return project.store.runs.finish(run.id, RunStatus.FINISHED)

    return inspect


@pytest.mark.parametrize("seed", range(6))
def test_only_seen_images_are_judged_and_scans_go_to_the_search(
    qtbot, trained, parts, monkeypatch, seed
):
    turn = threading.Semaphore(0)
    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", drip(turn, parts))
    page = InspectPage(trained, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(page)
    page.resize(1280, 820)
    page.show()
    page.activateWindow()
    scanned = []
    page.key_filter.scanned.connect(scanned.append)
    page.run_bar.set_folder(parts)
    page.run_bar.start()
    hands = Hands(page, seed)
    for number in range(12):
        turn.release()
        qtbot.waitUntil(lambda number=number: len(page.state.results.table) > number)
        page.view.list.view.setFocus()
        for _ in range(hands.draw.randint(2, 6)):
            hands.step()
            if hands.draw.random() < 0.6:
                QApplication.processEvents()
                CLOCK.ms += hands.draw.choice((0, 100, 200, 800))
    qtbot.waitUntil(lambda: page.state.run is not None and not page.session.jobs.busy)
    events = [e for e in verdicts.events(page.session.project) if e.source is Source.HUMAN]
    assert [(e.result_id, e.kind, e.human) for e in events] == hands.expected
    assert hands.expected, "some counted"
    assert scanned == hands.scanned
    stored = {row.id: (row.human, row.mark) for row in results.results(page.session.project)}
    shown = {row.id: (row.human, row.mark) for row in page.state.results.results()}
    assert stored == shown
