"""Command line and window read and write through services: neither knows the store."""

import ast
from pathlib import Path

import pytest

import ad_studio

PACKAGE = Path(ad_studio.__file__).parent


def knows_the_store(node):
    match node:
        case ast.Attribute(attr="store"):  # project.store
            return True
        case ast.ImportFrom(module=str(module)):
            return module.startswith("ad_studio.store")
        case ast.Import(names=names):
            return any(one.name.startswith("ad_studio.store") for one in names)
    return False


@pytest.mark.parametrize("front_end", ["cli", "ui"])
def test_front_ends_know_services_only(front_end):
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted((PACKAGE / front_end).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if knows_the_store(node)
    ]
    assert found == []
