"""The whole job by keys alone, each pressed where the focus is: no mouse, no call of a page."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ad_studio import paths
from ad_studio.domain import RunStatus, Source, Verdict
from ad_studio.services import results, thresholds
from ad_studio.services.results import verdicts
from ad_studio.ui.rail import Step
from tests.keyboard import Fingers, is_seen

_SAMPLE = paths.resources() / "sample"
_MINUTES = 5 * 60_000
_Key = Qt.Key


@pytest.fixture
def folder(tmp_path):
    """Four parts of the sample, good ones and bad ones."""
    made = tmp_path / "lot 7"
    made.mkdir()
    for image in sorted((_SAMPLE / "inspect").iterdir())[:4]:
        shutil.copy(image, made)
    return made


class Person:
    """Somebody without a mouse: knows the names of things, and waits until the window rests."""

    def __init__(self, qtbot, window):
        self.window = window
        self.session = window.session
        self.fingers = Fingers(window)
        self._qtbot = qtbot

    @property
    def project(self):
        return self.session.project

    def until(self, reached):
        self._qtbot.waitUntil(reached, timeout=_MINUTES)

    def settle(self):
        self.until(lambda: not self.session.jobs.busy)

    def go(self, name, key=_Key.Key_Return, **how):
        """Tab to what has this name, and press it."""
        self.fingers.tab_to(name, **how)
        self.fingers.press(key)

    def look(self):
        self.settle()
        self.until(lambda: is_seen(self.window.page(Step.INSPECT)))

    def judge(self, key):
        """A key for the image on the screen, once it has been seen."""
        self.look()
        self.fingers.press(key)
        page = self.window.page(Step.INSPECT)
        self.until(lambda: not page.key_filter.is_waiting)
        self.settle()


def make_project(person):
    """The form is open, as there is no project yet; Enter goes from field to field."""
    fingers = person.fingers
    person.until(lambda: fingers.on == "Part name")
    for words in ("Flange 7", "metal flange", "scratch"):
        fingers.type(words)
        fingers.press(_Key.Key_Return)
    person.go("Create project")
    person.until(lambda: person.session.snapshot is not None)
    info = person.session.snapshot.info
    assert (info.name, info.noun, info.defects) == ("Flange 7", "metal flange", ("scratch",))


def train(person):
    """From the image of a good part to a model, with few steps and a small input."""
    fingers, session = person.fingers, person.session
    person.go("Choose an image…", _Key.Key_Space)
    person.until(lambda: session.snapshot.reference is not None)
    person.go("Continue to training")
    person.go("Advanced", _Key.Key_Space)
    fingers.tab_to("Steps")
    fingers.type("3")
    person.go("Input size", _Key.Key_Down)  # 224 px
    person.go("Train")
    person.until(lambda: session.snapshot.model is not None)
    person.settle()
    person.go("Continue to inspection")


def inspect(person, folder):
    person.fingers.tab_to("Folder")
    person.fingers.type(str(folder))
    person.fingers.press(_Key.Key_Return)
    person.until(lambda: (run := person.session.snapshot.run) and run.status is RunStatus.FINISHED)
    person.look()


def review(person):
    """All that is not OK is NG by key; the last was a slip, and is said again by a button."""
    page = person.window.page(Step.INSPECT)
    person.fingers.press(_Key.Key_Q)
    person.until(lambda: page.state.results.queue is not None)
    person.settle()
    left = len(page.state.results.queue)
    assert left > 1
    for _image in range(left):
        person.judge(_Key.Key_N)
    assert page.view.list.notice.isVisible(), "the end of the review leads on"
    person.fingers.press(_Key.Key_Backspace)
    person.look()
    person.go("scratch", _Key.Key_Space)
    person.go("Say OK; now", _Key.Key_Space, part=True)
    person.settle()
    person.go("Leave review", back=True)
    return left


def commit_thresholds(person):
    """NG moves up by two steps of the field; the buttons appear, and are come to by Tab."""
    fingers = person.fingers
    person.go("NG threshold in sigma", _Key.Key_Up)
    fingers.press(_Key.Key_Up)
    fingers.tab_to("Note")
    fingers.type("one NG was a good part")
    person.go("Commit", _Key.Key_Space)
    person.settle()


def test_from_a_name_to_a_report_without_a_mouse(qtbot, window, folder, monkeypatch):
    reference = str(_SAMPLE / "reference.jpg")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (reference, ""))
    person = Person(qtbot, window)
    make_project(person)
    assert window.step is Step.REFERENCE
    train(person)
    assert window.step is Step.INSPECT
    inspect(person, folder)
    assert person.session.snapshot.run.counts.total == 4

    judged = review(person)
    assert person.fingers.on == "Results", "the keys act on the images again"
    said = [e for e in verdicts.events(person.project) if e.source is Source.HUMAN]
    stands = [row.human for row in results.results(person.project) if row.human is not None]
    assert len(said) >= judged + 1, "all that was said is kept"
    assert sorted(stands) == sorted([Verdict.NG] * (judged - 1) + [Verdict.OK])

    before = thresholds.current_thresholds(person.project)
    commit_thresholds(person)
    now = thresholds.current_thresholds(person.project)
    assert now.thresholds.ng == pytest.approx(before.thresholds.ng + 0.2)
    assert now.note == "one NG was a good part"
    assert person.fingers.on == "Results", "not on a button that is gone"

    person.fingers.press(_Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.step is Step.REPORT
    person.settle()
    person.go("Export")
    person.settle()
    assert person.fingers.on == "Export", "where it was before"
    person.fingers.tab_to("Open", most=16, back=True)
    (report,) = (person.project.info.folder / "reports").glob("*.html")
    words = report.read_text(encoding="utf-8")
    ng = [row.path.name for row in results.results(person.project) if row.verdict is Verdict.NG]
    assert ng
    assert all(name in words for name in ng)
