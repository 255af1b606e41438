"""How many bits the camera delivers: asked in the window where the reference is set."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton

from ad_studio.services.projects import references
from tests.unit.ui import fakes


@pytest.fixture
def page(reference_page):
    return reference_page


@pytest.fixture
def deep(tmp_path):
    """Makes an image of so many bits in a file of 16 that does not say so."""

    def make(bits, name="deep.png"):
        values = np.random.default_rng(0).integers(0, 1 << bits, (72, 96)).astype(np.uint16)
        values[0, 0] = (1 << bits) - 1
        Image.fromarray(values).save(tmp_path / name)
        return tmp_path / name

    return make


def asked(qtbot, page, image):
    """Offers an image, and waits for what each choice makes of it."""
    question = page.depth_question
    page.offer(image)
    replace = [b for b in page.findChildren(QPushButton) if b.text() == "Replace"]
    for button in replace:
        button.click()
    qtbot.waitUntil(lambda: question.isVisible() and bool(possible(question)))
    return question


def possible(question):
    return [bits for bits, choice in question.choices.items() if choice.isEnabled()]


def test_the_choices_show_the_image_and_one_of_them_is_taken(qtbot, page, deep):
    question = asked(qtbot, page, deep(12))
    assert question.isVisible()
    assert possible(question) == [12, 14, 16]
    assert "end at 1023" in question.choices[10].toolTip()
    brightness = [_brightness(question.choices[bits]) for bits in (12, 14, 16)]
    assert brightness == sorted(brightness, reverse=True)
    assert brightness[0] > 3 * brightness[1]
    with qtbot.waitSignal(page.session.changed):
        question.choices[12].click()
    assert page.session.snapshot.reference.bit_depth == 12
    qtbot.waitUntil(lambda: page.drawing.canvas.has_picture)
    assert not question.isVisible()


def test_leaving_the_question_changes_nothing(qtbot, page, deep):
    question = asked(qtbot, page, deep(12))
    question.leave.click()
    assert not question.isVisible()
    assert page.session.snapshot.reference is None


def test_the_depth_is_asked_once_and_can_be_changed(qtbot, page, deep):
    session = page.session
    with qtbot.waitSignal(session.changed):
        asked(qtbot, page, deep(10)).choices[12].click()
    (change,) = (b for b in page.findChildren(QPushButton) if b.text() == "Change bit depth…")
    change.click()
    question = page.depth_question
    qtbot.waitUntil(question.choices[10].isEnabled)
    with qtbot.waitSignal(session.changed):
        question.choices[10].click()
    assert session.snapshot.reference.bit_depth == 10
    assert session.snapshot.reference.source.name == "deep.png"
    page.offer(deep(10, "other.png"))
    with qtbot.waitSignal(session.changed):
        (replace,) = (b for b in page.findChildren(QPushButton) if b.text() == "Replace")
        replace.click()
    assert session.snapshot.reference.source.name == "other.png"
    assert session.snapshot.reference.bit_depth == 10


def test_an_image_of_more_bits_is_asked_about_again(qtbot, page, deep):
    session = page.session
    with qtbot.waitSignal(session.changed):
        asked(qtbot, page, deep(12)).choices[12].click()
    question = asked(qtbot, page, deep(14, "deeper.png"))
    assert possible(question) == [14, 16]


def test_another_project_has_no_question_open(qtbot, page, deep):
    question = asked(qtbot, page, deep(12))
    with qtbot.waitSignal(page.session.changed):
        page.session.create("Bolt", noun="bolt", defects=())
    assert not question.isVisible()


def test_a_file_of_8_bits_is_not_asked_about(qtbot, page, picture):
    with qtbot.waitSignal(page.session.changed):
        page.offer(picture())
    assert page.session.snapshot.reference.bit_depth is None
    assert not page.depth_question.isVisible()


def test_the_depth_can_be_said_with_a_file_of_8_bits(qtbot, page, picture):
    with qtbot.waitSignal(page.session.changed):
        page.offer(picture())
    (change,) = (b for b in page.findChildren(QPushButton) if b.text() == "Change bit depth…")
    change.click()
    question = page.depth_question
    qtbot.waitUntil(lambda: question.isVisible() and bool(possible(question)))
    assert possible(question) == [10, 12, 14, 16]
    with qtbot.waitSignal(page.session.changed):
        question.choices[14].click()
    assert page.session.snapshot.reference.bit_depth == 14


def test_models_of_before_are_said_to_stay(qtbot, page, deep):
    session = page.session
    references.set_reference(session.project, deep(12), bit_depth=12)
    fakes.train_and_use(session.project)
    with qtbot.waitSignal(session.changed):
        session.refresh()
    (change,) = (b for b in page.findChildren(QPushButton) if b.text() == "Change bit depth…")
    change.click()
    assert "Models already trained stay as they are" in page.depth_question.note.text()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert session.bit_depth(session.snapshot.model.id) == 12


def _brightness(choice):
    image = choice.icon().pixmap(64, 64).toImage()
    return np.mean([image.pixelColor(x, 32).lightness() for x in range(10, 54)])
