"""A typical image of a folder becomes the reference."""

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from ad_studio.errors import UsageError
from ad_studio.imaging.files import list_images


@pytest.fixture
def page(reference_page):
    return reference_page


@pytest.fixture
def folder(parts):
    return parts / "good"


def choose(page, monkeypatch, folder):
    monkeypatch.setattr("ad_studio.ui.reference.page.choose_folder", lambda _parent: folder)
    press(page, "Find a typical image in a folder…")


def press(page, text):
    (found,) = (one for one in page.findChildren(QPushButton) if one.text() == text)
    found.click()


def tiles(page):
    return [one for one in page.first_look.findChildren(QToolButton) if one.property("path")]


def test_the_typical_image_is_offered_first_and_taken(qtbot, page, folder, monkeypatch):
    images = list_images(folder)
    choose(page, monkeypatch, folder)
    qtbot.waitUntil(lambda: bool(tiles(page)))
    assert page.first_look.isVisible()
    shown = tiles(page)
    assert [one.property("path") for one in shown] == [
        str(images[number]) for number in (1, 0, 2, 3, 4, 5)
    ]
    assert [one.isChecked() for one in shown] == [True] + [False] * 5
    assert (shown[0].text(), shown[1].text()) == ("typical", "9.00 σ")
    assert shown[0].hasFocus(), "the arrow keys go from image to image"
    page.first_look.take.setFocus()
    with qtbot.waitSignal(page.session.changed):
        press(page, "Take as reference")
    qtbot.waitUntil(page.hasFocus)  # not what comes next: the first step of the rail
    assert page.session.snapshot.reference.source == images[1]
    assert not page.first_look.isVisible()


def test_another_image_can_be_taken_or_none(qtbot, page, folder, monkeypatch):
    choose(page, monkeypatch, folder)
    qtbot.waitUntil(lambda: bool(tiles(page)))
    page.first_look.leave()
    assert not page.first_look.isVisible()
    choose(page, monkeypatch, folder)
    qtbot.waitUntil(lambda: bool(tiles(page)))
    tiles(page)[2].click()
    with qtbot.waitSignal(page.session.changed):
        press(page, "Take as reference")
    assert page.session.snapshot.reference.source == list_images(folder)[2]


def test_a_folder_with_too_few_images_is_said(qtbot, page, folder, monkeypatch):
    def refuse(_paths, *, progress):
        raise UsageError("Too few images can be looked at: 2.")

    monkeypatch.setattr("ad_studio.ui.reference.first_look.first_look", refuse)
    choose(page, monkeypatch, folder)
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    assert "Too few images" in page.banner.accessibleName()
    assert not page.first_look.isVisible()
