"""How the window behaves: its keys, its language, and what it remembers."""

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSplitter

from ad_studio.ui import i18n, palette
from ad_studio.ui.app import Shell, build
from ad_studio.ui.bindings import combination
from ad_studio.ui.key_map import KeyMap
from ad_studio.ui.rail import Rail, Step
from ad_studio.ui.theme import Theme, ThemeChoice


@pytest.fixture
def opened(trained_window):
    """The window with a project that is trained."""
    return trained_window


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


# ---- the map of the keys


def test_the_map_shows_every_key_of_the_page_and_of_the_window(qtbot, opened):
    opened.go(Step.INSPECT)
    key_map = opened.findChild(KeyMap)
    qtbot.keyClick(opened, "?")
    assert key_map.isVisible()
    shown = words(key_map)
    groups = (*opened.page(Step.INSPECT).keys, opened._keys)
    assert len(groups) > 3
    for group in groups:
        assert group.title in shown
        for binding in group.bindings:
            assert binding.words in shown
            assert set(binding.key_names()) <= set(shown)


def test_no_key_has_two_meanings(opened):
    groups = (*opened.page(Step.INSPECT).keys, opened._keys)
    keys = [
        combination(key).toCombined()
        for group in groups
        for binding in group.bindings
        for key in binding.keys
    ]
    assert len(keys) == len(set(keys))


def test_the_map_follows_the_page_and_leaves_it_in_use(qtbot, opened):
    key_map = opened.findChild(KeyMap)
    opened.go(Step.TRAIN)
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    assert "Judge" not in words(key_map)
    qtbot.keyClick(opened, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert opened.step is Step.INSPECT
    assert "Judge" in words(key_map)
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert key_map.isHidden()
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    assert key_map.isHidden()


def test_the_map_stays_within_a_small_window(opened):
    opened.resize(opened.minimumSize())
    opened.go(Step.INSPECT)
    opened.toggle_key_map()
    key_map = opened.findChild(KeyMap)
    assert key_map.parentWidget().rect().contains(key_map.geometry())


def test_a_question_mark_is_typed_into_a_field(qtbot, opened):
    opened.go(Step.INSPECT)
    field = opened.page(Step.INSPECT).run_bar.findChildren(QLineEdit)[0]
    field.setFocus()
    field.clear()
    qtbot.keyClick(field, "?")
    assert field.text() == "?"
    assert opened.findChild(KeyMap).isHidden()


def test_a_step_that_makes_no_sense_yet_is_not_entered_by_key(qtbot, window):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.step is Step.PROJECTS


# ---- the language


def pick(window, language):
    (action,) = [a for a in window.findChildren(QAction) if a.text() == language]
    action.trigger()


def test_another_language_is_spoken_at_once_on_the_same_project(
    qtbot, qapp, tmp_path, slow_services, monkeypatch
):
    shell = Shell(qapp, tmp_path / "workspace")
    first = shell.window
    with qtbot.waitSignal(first.session.changed):
        first.session.create("Nut M8", noun="metal nut", defects=())
    pick(first, "English")
    pick(first, "Deutsch")
    qtbot.waitUntil(lambda: shell.window is not first)
    second = shell.window
    qtbot.waitUntil(lambda: second.session.snapshot is not None)
    assert second.session.snapshot.info.name == "Nut M8"
    assert second.step is Step.REFERENCE
    assert second.page(Step.REFERENCE).title.text() == "Referenz"
    assert second.findChild(Rail).button(Step.PROJECTS).accessibleName() == "Projekte"
    monkeypatch.delenv("AD_STUDIO_LANG")
    assert i18n.current() == "de"
    second.close()
    second.deleteLater()
    shell.deleteLater()
    i18n.install(qapp, "en")


def test_no_other_language_while_work_cannot_be_left(qtbot, opened, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(opened.session, "still_running", lambda: "A training is still running.")
        with qtbot.assertNotEmitted(opened.language_chosen):
            pick(opened, "Deutsch")
    assert "A training is still running." in words(opened.page(opened.step).banner)


# ---- what it remembers


@pytest.fixture
def anew(qtbot, qapp):
    """Makes a window as the next start of the program would; closed at the end."""
    made = []

    def start(workspace):
        window = build(qapp, workspace)
        made.append(window)
        window.show()
        window.resume()
        return window

    yield start
    for window in made:
        window.close()
        window.deleteLater()


def test_the_next_start_goes_on_where_the_last_one_ended(qtbot, opened, anew):
    opened.go(Step.INSPECT)
    splitter = opened.findChild(QSplitter, "inspect")
    opened.page(Step.INSPECT).view.set_open(True)
    splitter.setSizes([400, 500, 300])
    opened.go(Step.TRAIN)
    opened.resize(800, 650)
    opened.close()
    again = anew(opened.session.root)
    qtbot.waitUntil(lambda: again.session.snapshot is not None)
    assert again.step is Step.TRAIN
    assert (again.width(), again.height()) == (800, 650)
    again.page(Step.INSPECT).view.set_open(True)
    assert again.findChild(QSplitter, "inspect").saveState() == splitter.saveState()


def test_a_project_that_is_gone_is_not_missed(qtbot, opened, anew, tmp_path):
    opened.close()
    again = anew(tmp_path / "elsewhere")
    assert again.session.snapshot is None
    assert again.step is Step.PROJECTS
    assert again.page(Step.PROJECTS).banner.isHidden()


@pytest.mark.parametrize("rubbish", ["nonsense", 7, QByteArray(b"rubbish")])
def test_settings_that_make_no_sense_do_no_harm(rubbish, qapp, anew, tmp_path, slow_services):
    for name in (
        "window/geometry",
        "window/project",
        "window/step",
        "window/panes/inspect",
        "theme",
    ):
        QSettings().setValue(name, rubbish)
    window = anew(tmp_path / "workspace")
    assert window.step is Step.PROJECTS
    assert window.findChild(Theme).choice is ThemeChoice.SYSTEM


def test_a_window_from_a_large_screen_comes_up_on_a_small_one(qtbot, qapp, tmp_path, anew):
    room = QGuiApplication.primaryScreen().availableGeometry()
    first = anew(tmp_path / "workspace")
    first.setGeometry(4000, 3000, 2 * room.width(), 2 * room.height())
    first.close()
    second = anew(tmp_path / "workspace")
    assert room.contains(second.geometry())
    assert second.minimumWidth() <= room.width()


# ---- the look


def test_the_system_theme_follows_the_desktop(qtbot, themed, monkeypatch):
    def desktop(dark):  # offscreen there is none that could change
        monkeypatch.setattr("ad_studio.ui.theme._desktop_is_dark", lambda: dark)
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)

    themed.choose(ThemeChoice.SYSTEM)
    desktop(dark=True)
    assert palette.colors() is palette.DARK
    desktop(dark=False)
    assert palette.colors() is palette.LIGHT
    themed.choose(ThemeChoice.DARK)
    desktop(dark=False)
    assert palette.colors() is palette.DARK
    themed.choose(ThemeChoice.LIGHT)
    desktop(dark=True)
    assert QApplication.palette().window().color().name().upper() == palette.LIGHT.background
