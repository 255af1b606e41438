"""Converters of option values: text becomes a value, or a usage error.

Every converter raises `argparse.ArgumentTypeError`, whose text argparse shows.
"""

import math
from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")


def non_empty(what: str) -> Callable[[str], str]:
    """Return a converter that strips a text and refuses an empty one.

    Args:
        what: What is missing then, for the message: "a name".
    """

    def convert(text: str) -> str:
        if not text.strip():
            raise ArgumentTypeError(f"{what} is needed, this is empty")
        return text.strip()

    return convert


def file_path(text: str) -> Path:
    """A path, made absolute."""
    if not text:
        raise ArgumentTypeError("a path is needed, this is empty")
    return Path(text).absolute()


def integer(low: int, high: int = 2**31 - 1) -> Callable[[str], int]:
    """Return a converter for whole numbers from `low` to `high`."""

    def convert(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise ArgumentTypeError(f"{text!r} is not a whole number, {low} to {high}")
        return value

    return convert


def integers(low: int, high: int) -> Callable[[str], tuple[int, ...]]:
    """Return a converter for whole numbers with commas between, each from `low` to `high`."""
    one = integer(low, high)
    return lambda text: tuple(one(part) for part in text.split(","))


def number(text: str) -> float:
    """Any finite number; NaN would let nothing pass and not say why."""
    value = _float(text)
    if not math.isfinite(value):
        raise ArgumentTypeError(f"{text!r} is not a number")
    return value


def extent(text: str) -> tuple[float, str]:
    """A length above 0 and its unit, "px" or "mm": 16, 16px or 0.4mm."""
    unit = "mm" if text.strip().endswith("mm") else "px"
    value = _float(text.strip().removesuffix(unit))
    if not 0 < value < math.inf:
        raise ArgumentTypeError(f"{text!r} is no length, such as 16px or 0.4mm")
    return value, unit


def percent(text: str) -> float:
    """A number from 0 to 100."""
    value = _float(text)
    if not 0 <= value <= 100:
        raise ArgumentTypeError(f"{text!r} is not a percentage, 0 to 100")
    return value


def between(low: float, high: float) -> Callable[[str], float]:
    """Return a converter for numbers above `low` and below `high`."""

    def convert(text: str) -> float:
        value = _float(text)
        if not low < value < high:
            raise ArgumentTypeError(f"{text!r} is not a number above {low:g} and below {high:g}")
        return value

    return convert


def set_of(what: str, known: Mapping[str, _T]) -> Callable[[str], frozenset[_T]]:
    """Return a converter for known words with commas between, in any case: "ng, Review".

    Args:
        what: What the words are, for the message: "verdicts".
        known: What they stand for, by the words in lower case.
    """

    def convert(text: str) -> frozenset[_T]:
        found = {word.strip().lower() for word in text.split(",")}
        if not found <= set(known):
            raise ArgumentTypeError(
                f"{text!r} is not a list of {what}; use {', '.join(known)}, with commas between "
                "them"
            )
        return frozenset(known[word] for word in found)

    return convert


def name_list(text: str) -> tuple[str, ...]:
    """Names with commas between; which ones there are is asked later."""
    found = tuple(name.strip() for name in text.split(","))
    if not all(found):
        raise ArgumentTypeError(f"{text!r} is not a list of names with commas between")
    return found


def key_value(text: str) -> tuple[str, str]:
    """KEY=VALUE: a setting of a detector, by name and as text."""
    name, equals, value = text.partition("=")
    if not (name.strip() and equals):
        raise ArgumentTypeError(f"{text!r} is not of the form KEY=VALUE")
    return name.strip(), value.strip()


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
