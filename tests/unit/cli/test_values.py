"""Text after an option becomes a value, or a clear usage error."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.cli.values import (
    between,
    file_path,
    integer,
    key_value,
    name_list,
    non_empty,
    number,
    percent,
    set_of,
)


@pytest.mark.parametrize(
    ("convert", "text", "value"),
    [
        (non_empty("a name"), "  left side ", "left side"),
        (file_path, "here", Path.cwd() / "here"),
        (integer(1, 9), "9", 9),
        (number, "-2.5", -2.5),
        (percent, "100", 100),
        (between(0, 1), "0.5", 0.5),
        (set_of("fruits", {"apple": 1, "pear": 2}), " Pear,apple ", {1, 2}),
        (set_of("fruits", {"apple": 1, "pear": 2}), "PEAR, pear", {2}),
        (name_list, " a , b", ("a", "b")),
        (key_value, "loss.margin = 3 ", ("loss.margin", "3")),
    ],
)
def test_a_value_is_read(convert, text, value):
    assert convert(text) == value


@pytest.mark.parametrize(
    ("convert", "text", "said"),
    [
        (non_empty("a name"), "  ", "a name is needed"),
        (file_path, "", "a path is needed"),
        (integer(1, 9), "0", "'0' is not a whole number, 1 to 9"),
        (integer(0), "1.5", "whole number, 0 to 2147483647"),
        (number, "nan", "not a number"),
        (number, "1e999", "not a number"),
        (percent, "nan", "percentage"),
        (percent, "-1", "percentage"),
        (between(0, 1), "1", "above 0 and below 1"),
        (between(0, 1), "half", "above 0 and below 1"),
        (set_of("fruits", {"apple": 1, "pear": 2}), "apple,,pear", "fruits; use apple, pear"),
        (set_of("fruits", {"apple": 1}), "plum", "fruits; use apple"),
        (name_list, "a,,b", "not a list of names"),
        (key_value, "=3", "KEY=VALUE"),
        (key_value, "margin", "KEY=VALUE"),
    ],
)
def test_what_is_none_is_said(convert, text, said):
    with pytest.raises(ArgumentTypeError, match=said):
        convert(text)


@given(st.text())
def test_any_text_is_a_value_or_a_usage_error(text):
    for convert in (integer(1, 9), number, percent, between(0, 1), set_of("fruits", {"apple": 1})):
        try:
            assert convert(text) is not None
        except ArgumentTypeError as error:
            assert repr(text) in str(error)
