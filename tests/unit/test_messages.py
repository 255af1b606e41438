from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.errors import AdStudioError
from ad_studio.messages import NOTHING, Message, as_message, msg, plain

texts = st.text()
values = st.one_of(texts, st.integers(), st.floats(allow_nan=False))


def test_the_text_of_a_message_is_its_template_with_its_values():
    inner = msg("highest {score:.2f} sigma", score=2.346)
    assert str(msg("model {number}: {basis}", number=3, basis=inner)) == (
        "model 3: highest 2.35 sigma"
    )


def test_only_an_empty_message_is_false():
    assert not NOTHING
    assert not msg("")
    assert msg("set by hand")


@given(texts)
def test_a_plain_text_is_said_as_it_stands(text):
    assert str(plain(text)) == text
    assert str(as_message(text)) == text
    assert as_message(plain(text)) == plain(text)


@given(st.dictionaries(st.from_regex(r"[a-z]+", fullmatch=True), values))
def test_a_stored_message_comes_back(found):
    template = " ".join(f"{{{name}}}" for name in found)
    one = Message(f"values {template}", found)
    both = msg("{message} {hint}", message=one, hint=plain("{Try} again."))
    for message in (one, both):
        assert Message.from_text(message.to_text()) == message


def test_what_is_no_text_or_number_is_stored_as_text():
    stored = msg("Writing {path}", path=Path("a.html")).to_text()
    assert Message.from_text(stored) == msg("Writing {path}", path="a.html")


@given(texts.filter(lambda text: not text.startswith("{")))
def test_a_stored_text_that_was_no_message_stands_as_it_is(text):
    assert str(Message.from_text(text)) == text


@pytest.mark.parametrize(
    ("hint", "advice"), [("Copy it again.", "It is empty. Copy it again."), ("", "It is empty.")]
)
def test_an_error_says_what_happened_and_what_to_do(tmp_path, hint, advice):
    error = AdStudioError(msg("It is empty."), path=tmp_path, hint=hint)
    assert str(error) == f"{tmp_path}: {advice}"
    assert str(error.advice) == advice
