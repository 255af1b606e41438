"""Measures how the package is built: lines and files of each layer, largest file, docstrings.

    python -m tools.structure                    # beside docs/structure-before.json
    python -m tools.structure --write            # and into docs/architecture.md
    python -m tools.structure --root ../other --json other.json    # of another checkout

Lines are all lines of the Python files, with comments and blank ones. Docstrings are counted of all
that is public: modules, and classes, functions and methods without an underscore before their names
and those of the classes around them.
"""

import argparse
import ast
import json
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = "ad_studio"
PAGE = ROOT / "docs" / "architecture.md"
BEFORE = ROOT / "docs" / "structure-before.json"


def measure(root: Path) -> dict[str, Any]:
    """Measure the package of a checkout.

    Returns:
        Ready for JSON: the date, files and lines of each layer and in all, the largest file, the
        share of public names with a docstring, accesses to private names in the tests.
    """
    package = root / PACKAGE
    lines: dict[str, list[int]] = {}
    largest = (0, "")
    public: list[bool] = []
    for file in sorted(package.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        count = len(text.splitlines())
        name = file.relative_to(package)
        lines.setdefault(name.parts[0] if len(name.parts) > 1 else "*.py", []).append(count)
        largest = max(largest, (count, name.as_posix()))
        public += [ast.get_docstring(node) is not None for node in _public(ast.parse(text))]
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "layers": {
            name: {"files": len(counts), "lines": sum(counts)} for name, counts in lines.items()
        },
        "files": sum(len(counts) for counts in lines.values()),
        "lines": sum(sum(counts) for counts in lines.values()),
        "largest": {"file": largest[1], "lines": largest[0]},
        "public_docstrings": round(sum(public) / len(public), 4),
        "private_accesses_in_tests": private_accesses(root / "tests"),
    }


def private_accesses(folder: Path) -> int:
    """Count where Python files use a private name of another object (ruff's rule SLF001)."""
    command = ["ruff", "check", "--isolated", "--select", "SLF001", "--output-format", "json"]
    found = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    return len(json.loads(found.stdout))


Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(node: Documented) -> Iterator[Documented]:
    """The node itself and all public classes, functions and methods in it."""
    yield node
    if isinstance(node, ast.Module | ast.ClassDef):
        for child in node.body:
            if isinstance(child, Documented) and not child.name.startswith("_"):
                yield from _public(child)


def as_table(measured: Mapping[str, Any], before: dict[str, Any] | None = None) -> str:
    """Return what was measured as a Markdown table, with a column more for what was before."""
    columns = [_column(measured)]
    if before is not None:
        columns.insert(0, _column(before | {"date": f"before, {before['date']}"}))
    rows = list(dict.fromkeys(row for column in columns for row in column))
    table = [[row, *(column.get(row, "") for column in columns)] for row in rows]
    table.insert(1, ["---"] * len(table[0]))
    return "\n".join("| " + " | ".join(line) + " |" for line in table) + "\n"


def _column(measured: Mapping[str, Any]) -> dict[str, str]:
    """Texts of one column by the texts of the first one."""

    def size(of: Mapping[str, int]) -> str:
        return f"{of['lines']:,} in {of['files']}"

    largest = measured["largest"]
    return {
        "lines in files": measured["date"],
        **{f"`{name}`": size(of) for name, of in measured["layers"].items()},
        "all": size(measured),
        "largest file": f"{largest['file']}, {largest['lines']:,} lines",
        "public names with a docstring": f"{measured['public_docstrings']:.1%}",
        "private names used by tests": str(measured["private_accesses_in_tests"]),
    }


def earlier() -> dict[str, Any]:
    """Return what was measured before the package was rebuilt (issue 11)."""
    found: dict[str, Any] = json.loads(BEFORE.read_text(encoding="utf-8"))
    return found


def write(name: str, table: str) -> None:
    """Put a table between its marks in docs/architecture.md."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(start)
    PAGE.write_text(f"{before}{start}{table}{end}{rest.partition(end)[2]}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to measure")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--write", action="store_true", help="write the table into the page")
    args = parser.parse_args()
    measured = measure(args.root)
    if args.json:
        args.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    table = as_table(measured, earlier())
    print(table)
    if args.write:
        write("structure", table)


if __name__ == "__main__":
    main()
