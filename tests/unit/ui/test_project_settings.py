"""What the open project is set to, changed beside the cards."""

from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from ad_studio.domain import (
    ActionSettings,
    MqttTarget,
    Operator,
    Role,
    Shift,
    Sorting,
    TraceField,
    TraceSettings,
)
from ad_studio.services.actions import settings as actions
from ad_studio.services.projects import pins
from ad_studio.services.projects.operators import operators, sign_in
from ad_studio.services.projects.pixel_size import pixel_size
from ad_studio.services.projects.traceability import trace_settings
from ad_studio.ui.projects.page import ProjectsPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, trained):
    """The page with the settings of the open project."""
    made = ProjectsPage(trained)
    qtbot.addWidget(made)
    made.show_settings()
    qtbot.waitUntil(lambda: not trained.jobs.busy)
    return made


def offers_settings(page):
    return page.settings_button.isEnabled()


def test_fields_are_stored_and_what_cannot_be_read_stays_to_be_mended(qtbot, trained, page):
    section = page.settings.fields
    section.required[TraceField.LOT].click()
    section.pattern.setText("cam1_{serial}")
    section.shifts.setText("early=6 o'clock")
    section.save.click()
    assert "NAME=HH:MM" in page.banner.text
    assert section.shifts.text() == "early=6 o'clock"
    section.shifts.setText("early=06:00")
    with qtbot.waitSignal(trained.changed):
        section.save.click()
    wanted = TraceSettings(frozenset({TraceField.LOT}), "cam1_{serial}", (Shift("early", time(6)),))
    assert trace_settings(trained.project) == trained.snapshot.trace == wanted
    assert "Saved." in page.banner.text


def test_actions_are_stored_and_shown_again(qtbot, trained, page, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "is_installed", lambda: True)
    section = page.settings.after
    assert not section.folder.isEnabled()
    section.sorting.setCurrentIndex(section.sorting.findData(Sorting.COPY))
    section.folder.setText(str(tmp_path / "sorted"))
    section.log.setText("log.csv")
    section.host.setText("broker")
    section.topic.setText("line/1")
    section.tls.click()
    section.save.click()
    qtbot.waitUntil(lambda: "not a full path" in page.banner.text)
    assert section.log.text() == "log.csv"
    section.log.setText(str(tmp_path / "log.csv"))
    with qtbot.waitSignal(trained.changed):
        section.save.click()
    wanted = ActionSettings(
        Sorting.COPY,
        tmp_path / "sorted",
        tmp_path / "log.csv",
        MqttTarget("broker", "line/1", tls=True),
    )
    assert actions.action_settings(trained.project) == wanted
    section.host.clear()
    page.show_settings()
    qtbot.waitUntil(lambda: section.host.text() == "broker")
    assert Path(section.folder.text()) == wanted.folder


def test_people_are_listed_and_only_an_engineer_gets_to_the_settings(
    qtbot, trained, page, monkeypatch
):
    monkeypatch.setattr(pins, "COST", 16)
    section, project = page.settings.people, trained.project
    section.required.click()
    qtbot.waitUntil(lambda: "no engineer on the list" in page.banner.text)
    assert not section.required.isChecked()
    for name, role, pin in (("Ann", Role.ENGINEER, "1111"), ("Ada", Role.OPERATOR, "2222")):
        section.name.setText(name)
        section.role.setCurrentIndex(section.role.findData(role))
        section.pin.setText(pin)
        with qtbot.waitSignal(trained.changed):
            section.add_person.click()
        assert section.pin.text() == ""
    assert operators(project) == [Operator("Ada", Role.OPERATOR), Operator("Ann", Role.ENGINEER)]
    with qtbot.waitSignal(trained.changed):
        section.required.click()
    assert project.asks_for_sign_in
    assert not offers_settings(page)
    assert page.settings.isHidden()
    for name, pin, offered in (("Ada", "2222", False), ("Ann", "1111", True)):
        sign_in(project, name, pin)
        with qtbot.waitSignal(trained.changed):
            trained.refresh()
        assert offers_settings(page) is offered
    page.show_settings()
    section.list.setCurrentRow(0)
    assert section.name.text() == "Ada"
    with qtbot.waitSignal(trained.changed):
        section.remove.click()
    assert operators(project) == [Operator("Ann", Role.ENGINEER)]


def test_a_length_is_drawn_on_the_reference(qtbot, trained, page):
    section = page.settings.pixels
    page.resize(1280, 720)
    page.show()
    page.settings.tabs.setCurrentIndex(3)
    view = section.view
    qtbot.waitUntil(lambda: view.has_picture)
    zoom = view.zoom / view.devicePixelRatioF()
    middle = view.viewport().rect().center()
    ends = middle - QPoint(30, 20), middle + QPoint(30, 60)
    qtbot.mousePress(view.viewport(), LEFT, pos=ends[0])
    qtbot.mouseMove(view.viewport(), pos=middle)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=ends[1])
    assert section.pixels.value() == pytest.approx(100 / zoom, abs=0.06)
    qtbot.mouseClick(view.viewport(), LEFT, pos=middle)
    assert section.pixels.value() > 0, "a click is no length"


def test_the_size_of_a_pixel_is_worked_out_of_a_known_length(qtbot, trained, page):
    section = page.settings.pixels
    assert not section.work_out.isEnabled()
    section.pixels.setValue(400)
    section.length.setValue(20)
    section.work_out.click()
    assert section.mm.value() == 0.05
    for mm in (0.05, None):
        section.mm.setValue(mm or 0)
        with qtbot.waitSignal(trained.changed):
            section.save.click()
        assert pixel_size(trained.project) == trained.snapshot.pixel_mm == mm
