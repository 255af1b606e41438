"""Finds the templates of `msg("...")` below the window: what layers without Qt say to the user."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

PACKAGE = Path(__file__).parents[1] / "ad_studio"
_COMMAND_LINE_ONLY = ("cli", "evaluation")


@dataclass(frozen=True)
class Call:
    """One call of `msg`.

    Attributes:
        where: File and line.
        template: Its literal; None where it is none.
        names: The names of its values.
    """

    where: str
    template: str | None
    names: frozenset[str]


def calls() -> Iterator[Call]:
    """Every call of `msg` in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE.parent)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "msg":
                first = node.args[0] if node.args else None
                text = first.value if isinstance(first, ast.Constant) else None
                names = frozenset(keyword.arg or "**" for keyword in node.keywords)
                yield Call(f"{place}:{node.lineno}", text, names)


def places(template: str) -> set[str]:
    """The names of a template's places."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def templates() -> list[str]:
    """What has to be translated, in alphabetical order: templates with words of their own."""
    found = {call.template for call in calls() if not _is_command_line(call)}
    return sorted(text for text in found if text and _has_words(text))


def _is_command_line(call: Call) -> bool:
    return Path(call.where).parts[1] in _COMMAND_LINE_ONLY


def _has_words(template: str) -> bool:
    return any(
        character.isalpha() for text, *_ in Formatter().parse(template) for character in text
    )
