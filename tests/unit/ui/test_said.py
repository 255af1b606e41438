import pytest

from ad_studio.errors import ImageError
from ad_studio.ui import i18n
from ad_studio.ui.said import said
from ad_studio.ui.service_texts import TEXTS
from ad_studio.ui.widgets.banner import Banner
from tools import service_texts


@pytest.fixture
def german(qapp):
    i18n.install(qapp, "de")
    yield
    i18n.install(qapp, "en")


def test_the_list_is_that_of_the_source():
    assert service_texts.TARGET.read_text(encoding="utf-8") == service_texts.source()
    assert "The folder does not exist." in TEXTS
    assert "There is no run {0}." in TEXTS


def test_in_english_a_text_is_said_as_it_is():
    assert said("The folder does not exist.") == "The folder does not exist."


def test_texts_and_values_within_them_are_said_in_german(german):
    assert said("The folder does not exist.") == "Den Ordner gibt es nicht."
    assert said("There is no run 7.") == "Es gibt keinen Lauf 7."
    assert said("version 3 restored (set by hand)") == (
        "Fassung 3 wiederhergestellt (von Hand gesetzt)"
    )
    assert said('There is no project "Nut {M8}" in this workspace.') == (
        "In diesem Arbeitsbereich gibt es kein Projekt „Nut {M8}“."
    )


@pytest.mark.parametrize("text", ["", "Nobody ever wrote this one.", "bolt", "C:\\parts\\7.png"])
def test_what_is_not_known_stays(german, text):
    assert said(text) == text


def test_an_error_reaches_the_screen_in_german(german, qtbot, tmp_path):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_error(
        ImageError("The file is empty (0 bytes).", path=tmp_path, hint="Choose an image file.")
    )
    name = banner.accessibleName()
    assert name.startswith("Fehler: Die Datei ist leer (0 Bytes).")
    assert name.endswith("Wählen Sie eine Bilddatei.")
