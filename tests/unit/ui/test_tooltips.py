"""Tooltips say names as they stand, whatever Qt would take for HTML."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt, QTextDocument

from ad_studio import ui
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import ComboBox, button, tool_button

_SOURCES = sorted(Path(ui.__file__).parent.rglob("*.py"))
_HOSTILE = "<b>part</b> & <img src='x'>"


def shown(tip):
    """The text that Qt shows for a tooltip."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def words(text):
    """A text without its white space, which HTML and the breaking of long lines change."""
    return text.split()


_INVISIBLE = ("Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Co", "Cn")
names = st.text(st.characters(exclude_categories=_INVISIBLE), min_size=1)


@given(st.lists(names, min_size=1), st.sampled_from(["{}", "<b>{}</b>", "</p>{}<x y"]))
def test_any_name_is_shown_as_it_stands(parts, form):
    text = form.format(" ".join(parts))
    assert words(shown(tooltip(text))) == words(text)


@pytest.mark.parametrize(
    "make",
    [
        lambda: button("Go", tip=_HOSTILE),
        lambda: tool_button("close", name="Go", tip=_HOSTILE),
        lambda: ComboBox(name="Go", tip=_HOSTILE),
    ],
)
def test_what_is_made_with_a_tip_says_it_as_it_stands(qtbot, make):
    made = make()
    qtbot.addWidget(made)
    assert shown(made.toolTip()) == _HOSTILE


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: path.stem)
def test_only_fixed_words_are_set_without_the_helper(source):
    """Where a value goes into a tooltip, `tooltip` makes it: elsewhere it could be HTML."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    tips = [call.args[0] for call in calls if _name(call) == "setToolTip"]
    tips += [
        call.args[1]
        for call in calls
        if _name(call) == "setItemData" and "ToolTipRole" in ast.unparse(call)
    ]
    unsafe = [f"line {tip.lineno}: {ast.unparse(tip)}" for tip in tips if not _is_safe(tip)]
    assert unsafe == []


def _name(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def _is_safe(tip):
    """Whether it is the helper, words that stand in the source, or a choice between such."""
    if isinstance(tip, ast.IfExp):
        return _is_safe(tip.body) and _is_safe(tip.orelse)
    return isinstance(tip, ast.Call) and _name(tip) in ("tooltip", "tr", "translate", "super")
