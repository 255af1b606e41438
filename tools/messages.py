"""Finds the templates of `msg("...")` below the window: what layers without Qt say to the user."""

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from ad_studio import errors

PACKAGE = Path(__file__).parents[1] / "ad_studio"
_COMMAND_LINE_ONLY = ("cli", "evaluation")
_MAKERS = ("msg", "template")
_ERRORS = {name for name in vars(errors) if name.endswith("Error")}


@dataclass(frozen=True)
class Call:
    """One call of `msg` or `template`.

    Attributes:
        where: File and line.
        maker: The function called.
        template: Its literal; None where it is none.
        names: The names of its values; none for `template`, whose values come later.
    """

    where: str
    maker: str
    template: str | None
    names: frozenset[str]


def calls() -> Iterator[Call]:
    """Every call of `msg` and `template` in the package."""
    for where, node in _calls(PACKAGE):
        maker = getattr(node.func, "id", "")
        if maker in _MAKERS:
            first = node.args[0] if node.args else None
            value = first.value if isinstance(first, ast.Constant) else None
            text = value if isinstance(value, str) else None
            names = frozenset(keyword.arg or "**" for keyword in node.keywords)
            yield Call(where, maker, text, names)


def places(template: str) -> set[str]:
    """The names of a template's places."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def templates() -> list[str]:
    """What has to be translated, in alphabetical order: templates with words of their own."""
    found = {call.template for call in calls() if not _is_command_line(call.where)}
    return sorted(text for text in found if text and _has_words(text))


def as_source() -> str:
    """A Python module that lists the templates for lupdate, in the context of `localized`."""
    lines = (
        f'QT_TRANSLATE_NOOP("Service", {json.dumps(text, ensure_ascii=False)})\n'
        for text in templates()
    )
    return "".join(lines)


def untranslatable() -> Iterator[str]:
    """Where an error, a hint or progress that the window may show is a text in the source."""
    for where, node in _calls(PACKAGE):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in {*_ERRORS, "status"} or _is_command_line(where) or "/ui/" in where:
            continue
        hints = [keyword.value for keyword in node.keywords if keyword.arg == "hint"]
        for words in (*node.args[:1], *hints):
            if any(_is_text(part) for part in _choices(words)):
                yield where


def _calls(folder: Path) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{place}:{node.lineno}", node


def _choices(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return [*_choices(node.body), *_choices(node.orelse)]
    if isinstance(node, ast.BinOp):
        return [*_choices(node.left), *_choices(node.right)]
    return [node]


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)
    )


def _is_command_line(where: str) -> bool:
    return Path(where).parts[1] in _COMMAND_LINE_ONLY


def _has_words(template: str) -> bool:
    return any(letter.isalpha() for text, *_ in Formatter().parse(template) for letter in text)
