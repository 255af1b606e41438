from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain.basis import BY_HAND, Basis, BasisKind
from ad_studio.errors import ImageError
from ad_studio.messages import Message, msg, plain
from ad_studio.ui import i18n
from ad_studio.ui.messages import localized
from ad_studio.ui.widgets.banner import Banner
from tools import messages


@pytest.fixture
def german(qapp):
    i18n.install(qapp, "de")
    yield
    i18n.install(qapp, "en")


def test_in_english_a_message_says_its_text(qapp):
    assert localized(msg("There is no run {run}.", run=7)) == "There is no run 7."
    assert localized(plain("as {it} stands")) == "as {it} stands"
    assert localized("as {it} stands") == "as {it} stands"


def test_texts_and_values_within_them_are_said_in_german(german):
    assert localized(msg("The folder does not exist.")) == "Den Ordner gibt es nicht."
    assert localized(msg("There is no run {run}.", run=7)) == "Es gibt keinen Lauf 7."
    restored = Basis(BasisKind.RESTORED, {"version": 3}, of=BY_HAND)
    assert localized(restored.message) == "Fassung 3 wiederhergestellt (von Hand gesetzt)"
    name = 'There is no project "{name}" in this workspace.'
    assert localized(msg(name, name="Nut {M8}")) == (
        "In diesem Arbeitsbereich gibt es kein Projekt „Nut {M8}“."
    )


def test_numbers_have_the_decimal_point_of_the_language(german):
    basis = Basis(BasisKind.HIGHEST_OK, {"ok": 20, "highest": 3.0, "margin": 0.5})
    assert "(3,00 Sigma) plus 0,5 Sigma" in localized(basis.message)
    assert localized(msg("From {origin}.", origin=Path("a.b"))).endswith("a.b.")


@pytest.mark.parametrize("text", ["", "Nobody ever wrote this one.", "bolt", "C:\\parts\\7.png"])
def test_what_nobody_translated_stays(german, text):
    assert localized(Message(text)) == text
    assert localized(text) == text


def test_an_error_reaches_the_screen_in_german(german, qtbot, tmp_path):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_error(
        ImageError(
            msg("The file is empty (0 bytes)."), path=tmp_path, hint=msg("Choose an image file.")
        )
    )
    name = banner.accessibleName()
    assert name.startswith("Fehler: Die Datei ist leer (0 Bytes).")
    assert name.endswith("Wählen Sie eine Bilddatei.")


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_every_message_can_be_said_in_every_language(qapp, code):
    """With values of any kind that its places take."""
    i18n.install(qapp, code)
    try:
        for template in messages.templates():
            values = dict.fromkeys(messages.places(template), 12)
            said = localized(Message(template, values))
            assert said.count("12") >= len(values), template
            assert "{" not in said, template
    finally:
        i18n.install(qapp, "en")


@given(st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.text())
def test_values_survive(qapp, name, value):
    message = msg("Writing {path}", path=value)
    assert localized(message) == f"Writing {value}"
    assert localized(Message(f"<{{{name}}}>", {name: message})) == f"<Writing {value}>"
