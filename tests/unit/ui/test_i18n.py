import re
import shutil
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSettings, QTranslator
from PySide6.QtWidgets import QLabel

from ad_studio.domain import Verdict
from ad_studio.ui import i18n
from ad_studio.ui.text import images, number, sigma, verdict_word, when
from ad_studio.ui.widgets.basics import SigmaBox
from tools import translations


@pytest.fixture
def german(qapp):
    i18n.install(qapp, "de")
    yield
    i18n.install(qapp, "en")


def messages():
    return [message for path in translations.catalogues() for message in translations.read(path)]


def test_the_choice_is_overruled_by_the_variable_and_overrules_the_system(monkeypatch):
    i18n.choose("de")
    assert i18n.current() == "en"
    monkeypatch.delenv("AD_STUDIO_LANG")
    assert i18n.current() == "de"
    QSettings().setValue("language", "klingon")
    assert i18n.current() in i18n.LANGUAGES
    monkeypatch.setenv("AD_STUDIO_LANG", "de_AT.UTF-8")
    assert i18n.current() == "de"


def test_every_language_but_english_has_a_catalogue():
    names = {path.stem for path in translations.catalogues()}
    assert names == {f"ad_studio_{code}" for code in i18n.LANGUAGES if code != "en"}


def test_no_translation_is_missing():
    left = [message.findtext("source") for message in messages()]
    assert left, "nothing to translate was found"
    left = [m.findtext("source") for m in messages() if not translations.is_finished(m)]
    assert not left


def test_the_catalogues_hold_the_texts_of_the_source(tmp_path):
    for catalogue in translations.catalogues():
        fresh = tmp_path / catalogue.name
        shutil.copy(catalogue, fresh)
        translations.update(fresh)
        assert texts(translations.read(fresh)) == texts(translations.read(catalogue))


def texts(found):
    return sorted(
        (m.get("context"), m.findtext("source"), m.findtext("comment", "")) for m in found
    )


def test_translations_keep_the_places_of_values():
    places = re.compile(r"\{\w*(?:![rs])?(?::[^{}]*)?\}|%L?n")
    for message in messages():
        source = message.findtext("source")
        for form in translations.forms(message):
            assert sorted(places.findall(form)) == sorted(places.findall(source)), source


def test_counts_are_known_to_qt_as_counts():
    for message in messages():
        source = message.findtext("source")
        assert ("%Ln" in source) == (message.get("numerus") == "yes"), source
        assert "%n" not in source.replace("%Ln", ""), source


def test_the_compiled_catalogues_say_what_the_sources_say():
    for catalogue in translations.catalogues():
        translator = QTranslator()
        assert translator.load(str(catalogue.with_suffix(".qm")))
        for message in translations.read(catalogue):
            key = [message.get("context"), message.findtext("source"), message.findtext("comment")]
            if message.get("numerus") == "yes":  # German has two forms
                said = [translator.translate(*key, count) for count in (1, 2)]
            else:
                said = [translator.translate(*key)]
            assert said == list(translations.forms(message)), key


def test_german_says_counts_numbers_and_dates_its_own_way(german):
    assert images(1) == "1 Bild"
    assert images(1200) == "1.200 Bilder"
    assert number(0.5, 1) == "0,5"
    assert sigma(-3.14159) == "\N{MINUS SIGN}3,14 σ"
    assert when(datetime(2026, 12, 2, 12, tzinfo=UTC)).startswith("2. Dez. 2026, ")
    assert verdict_word(Verdict.REVIEW) == "REVIEW"


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
