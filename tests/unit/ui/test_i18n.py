import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel

from ad_studio.ui import i18n
from ad_studio.ui.widgets.basics import SigmaBox


@pytest.fixture
def german(qapp):
    i18n.install(qapp, "de")
    yield
    i18n.install(qapp, "en")


def test_the_choice_is_overruled_by_the_variable_and_overrules_the_system(monkeypatch):
    i18n.choose("de")
    assert i18n.current() == "en"
    monkeypatch.delenv("AD_STUDIO_LANG")
    assert i18n.current() == "de"
    QSettings().setValue("language", "klingon")
    assert i18n.current() in i18n.LANGUAGES
    monkeypatch.setenv("AD_STUDIO_LANG", "de_AT.UTF-8")
    assert i18n.current() == "de"


def test_a_text_without_translation_stays_english(german, qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    assert label.tr("No such text") == "No such text"
    assert label.tr("%Ln such thing(s)", "", 2) == "2 such things"
    assert label.tr("%Ln such thing(s)", "", 1) == "1 such thing"


@pytest.mark.parametrize("typed", ["3.25", "3,25"])
def test_a_decimal_point_may_be_typed_in_every_language(qtbot, german, typed):
    box = SigmaBox(name="NG", tip="")
    qtbot.addWidget(box)
    box.selectAll()
    qtbot.keyClicks(box.lineEdit(), typed)
    box.interpretText()
    assert box.value() == 3.25
    assert box.text() == "3,25 σ"
