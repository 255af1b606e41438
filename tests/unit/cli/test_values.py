"""Text after an option becomes a value, or a clear usage error."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.cli.values import (
    between,
    file_path,
    names,
    number,
    percent,
    setting,
    some_of,
    some_text,
    whole,
    words,
)


@pytest.mark.parametrize(
    ("convert", "text", "value"),
    [
        (some_text("a name"), "  left side ", "left side"),
        (file_path, "here", Path.cwd() / "here"),
        (whole(1, 9), "9", 9),
        (number, "-2.5", -2.5),
        (percent, "100", 100),
        (between(0, 1), "0.5", 0.5),
        (words("fruits", ("apple", "pear")), " Pear,apple ", ["pear", "apple"]),
        (some_of("fruits", {"apple": 1, "pear": 2}), "PEAR, pear", {2}),
        (names, " a , b", ("a", "b")),
        (setting, "loss.margin = 3 ", ("loss.margin", "3")),
    ],
)
def test_a_value_is_read(convert, text, value):
    assert convert(text) == value


@pytest.mark.parametrize(
    ("convert", "text", "said"),
    [
        (some_text("a name"), "  ", "a name is needed"),
        (file_path, "", "a path is needed"),
        (whole(1, 9), "0", "'0' is not a whole number, 1 to 9"),
        (whole(0), "1.5", "whole number, 0 to 2147483647"),
        (number, "nan", "not a number"),
        (number, "1e999", "not a number"),
        (percent, "nan", "percentage"),
        (percent, "-1", "percentage"),
        (between(0, 1), "1", "above 0 and below 1"),
        (between(0, 1), "half", "above 0 and below 1"),
        (words("fruits", ("apple", "pear")), "apple,,pear", "fruits; use apple, pear"),
        (some_of("fruits", {"apple": 1}), "plum", "fruits; use apple"),
        (names, "a,,b", "not a list of names"),
        (setting, "=3", "KEY=VALUE"),
        (setting, "margin", "KEY=VALUE"),
    ],
)
def test_what_is_none_is_said(convert, text, said):
    with pytest.raises(ArgumentTypeError, match=said):
        convert(text)


@given(st.text())
def test_any_text_is_a_value_or_a_usage_error(text):
    for convert in (whole(1, 9), number, percent, between(0, 1), words("fruits", ("apple",))):
        try:
            assert convert(text) is not None
        except ArgumentTypeError as error:
            assert repr(text) in str(error)
