"""Finds the texts below `ad_studio/ui` that reach the screen, and lists them for translation.

Errors, progress, remarks about images and reasons of thresholds are made where no Qt is known. They
are read from the source: a literal of several words, or an f-string, whose values become `{0}`,
`{1}` and so on. `ad_studio/ui/said.py` recognises them again when they are shown.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tools import messages

_PACKAGE = Path(__file__).parents[1] / "ad_studio"
TARGET = _PACKAGE / "ui" / "service_texts.py"
_LEFT_OUT = re.compile(r"ui|cli|evaluation\w*|migrations|reports|prompts|doctor|eta|messages")
_WORDS = re.compile(r"[A-Za-z0-9{\"][^\n]* [^\n]*")
_WORD = re.compile(r"[A-Za-z]{2}")
_CODE = re.compile(r"PRAGMA|BEGIN|SELECT|NULL| AND |coalesce|\bphoto\b|\{:| = | \| |\{\}")
_FOR_PROGRAMMERS = {"ValueError", "IndexError", "RuntimeError", "TypeError"}
_HEADING = '''"""Texts from below the window, for the catalogues; made by tools/translations.py."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

TEXTS = (
'''


def find() -> list[str]:
    """Every such text once, in alphabetical order."""
    found: set[str] = set(messages.templates())
    for path in sorted(_PACKAGE.rglob("*.py")):
        parts = path.relative_to(_PACKAGE).with_suffix("").parts
        if parts == ("services", "reports") or not any(map(_LEFT_OUT.fullmatch, parts)):
            found.update(_texts(ast.parse(path.read_text(encoding="utf-8"))))
    return sorted(found)


def source() -> str:
    """The module that lists them."""
    lines = (
        f'    QT_TRANSLATE_NOOP("Service", {json.dumps(text, ensure_ascii=False)}),\n'
        for text in find()
    )
    return f"{_HEADING}{''.join(lines)})\n"


def _texts(tree: ast.Module) -> Iterator[str]:
    passed_over = {id(part) for node in ast.walk(tree) for part in _no_text(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "status":
            yield from filter(_WORD.search, _shown(node.args[0]))  # one word may be enough
        text = "" if id(node) in passed_over else _template(node)
        of_its_own = re.sub(r"\{\d\}", "", text)
        if _WORDS.fullmatch(text) and _WORD.search(of_its_own) and not _CODE.search(text):
            yield text


def _no_text(node: ast.AST) -> Iterator[ast.AST]:
    """What below a node is documentation, meant for programmers, or counted with the node."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "msg":
        yield from ast.walk(node)
    elif isinstance(node, ast.JoinedStr):
        yield from (part for part in ast.walk(node) if part is not node)
    elif isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
        yield from ast.walk(node.annotation)  # a type may be written as text
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in _FOR_PROGRAMMERS:
        yield from ast.walk(node)


def _shown(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_shown(node.body), *_shown(node.orelse)]
    return [_template(node)]


def _template(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    text, number = "", 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        else:
            text += f"{{{number}}}"
            number += 1
    return text
