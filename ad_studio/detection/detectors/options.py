"""Settings of a detector from what stands on the command line."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ad_studio.errors import UsageError
from ad_studio.messages import msg


def settings_from_options(
    kind: type[Any], options: Mapping[str, str], common: Mapping[str, object], *, detector: str
) -> Any:  # noqa: ANN401 - of the dataclass `kind`
    """Make settings.

    Args:
        kind: A dataclass whose fields all have defaults.
        options: By name, as text; a dot leads into nested settings ("loss.margin").
        common: Values for those fields of these names that there are.
        detector: Its name, for messages.

    Raises:
        UsageError: There is no such setting, or the text is not a value of its kind.
    """
    known = {field.name for field in fields(kind)}
    settings = kind(**{name: value for name, value in common.items() if name in known})
    for name, text in options.items():
        settings = _with(settings, name.split("."), text, detector=detector)
    return settings


def _with(settings: Any, path: list[str], text: str, *, detector: str) -> Any:  # noqa: ANN401
    """Settings with one of them replaced."""
    name, *rest = path
    known = [field.name for field in fields(settings)]
    if name not in known:
        raise UsageError(
            msg('{method} has no setting "{name}".', method=detector, name=name),
            hint=msg("It has {known}.", known=", ".join(sorted(known))),
        )
    old = getattr(settings, name)
    if is_dataclass(old):
        new = _with(old, rest or [""], text, detector=detector)
    elif rest:
        raise UsageError(
            msg('The setting "{name}" of {method} has no parts.', name=name, method=detector)
        )
    else:
        new = _converted(text, old, name=name)
    return replace(settings, **{name: new})


def _converted(text: str, old: object, *, name: str) -> object:
    """Text as a value of the kind of the old one."""
    word = text.strip().lower()
    try:
        if isinstance(old, bool):
            return {"true": True, "false": False, "1": True, "0": False}[word]
        if isinstance(old, int):
            return int(word)
        if isinstance(old, float):
            return float(word)
        if isinstance(old, tuple):
            return tuple(int(part) for part in word.split(","))
        if old is None:
            return None if word == "none" else int(word)
    except (KeyError, ValueError):
        kind = msg("true or false") if isinstance(old, bool) else msg("a number")
        raise UsageError(
            msg(
                'The setting "{name}" must be {kind}, not "{text}".',
                name=name,
                kind=kind,
                text=text,
            )
        ) from None
    return text
