"""Dataclasses to and from JSON, so strictly that nothing is guessed."""

import json
from typing import Any, TypeVar

import cattrs

T = TypeVar("T")

_CONVERTER = cattrs.Converter()


def to_json(value: object) -> Any:  # noqa: ANN401 - what JSON has
    """A dataclass, or anything made of them, as JSON has it."""
    return json.loads(json.dumps(_CONVERTER.unstructure(value)))


def from_json(kind: type[T], found: object) -> T:
    """A dataclass of this kind; the inverse of `to_json`.

    Raises:
        ValueError: A field is missing, unknown, or of another type.
    """
    try:
        value = _CONVERTER.structure(found, kind)
    except Exception as error:  # of any kind: cattrs groups them, attributes check themselves
        raise ValueError(f"no {kind.__name__}") from error
    if to_json(value) != found:  # a default that was filled in, a field passed over, "1" for 1
        raise ValueError(f"not exactly a {kind.__name__}")
    return value
