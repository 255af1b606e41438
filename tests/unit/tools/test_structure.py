"""Lines, files, docstrings and uses of private names of a package made for the purpose."""

from tools import structure
from tools.structure import as_table, measure


def checkout(folder, **files):
    for name, text in files.items():
        file = folder / name.replace("__", "/")
        file = file.with_name(f"{file.name}.py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "tests").mkdir(exist_ok=True)
    return folder


def test_files_and_lines_are_counted_by_layer(tmp_path):
    root = checkout(
        tmp_path,
        ad_studio__errors="x = 1\n",
        ad_studio__store__rows="a = 1\n\nb = 2\n",
        ad_studio__store__deep__keys="c = 3\n",
    )
    found = measure(root)
    assert found["layers"] == {"*.py": {"files": 1, "lines": 1}, "store": {"files": 2, "lines": 4}}
    assert (found["files"], found["lines"]) == (3, 5)
    assert found["largest"] == {"file": "store/rows.py", "lines": 3}


def test_docstrings_are_counted_of_what_is_public(tmp_path):
    source = '''"""Said."""

class Told:
    """Said."""

    def silent(self): ...

    def _hidden(self): ...

class _Hidden:
    def also_hidden(self): ...
'''
    assert measure(checkout(tmp_path, ad_studio__one=source))["public_docstrings"] == 0.6667


def test_uses_of_private_names_in_tests_are_counted(tmp_path):
    root = checkout(
        tmp_path,
        ad_studio__one='"""Said."""\n',
        tests__test_one="def test_it(thing):\n    assert thing._inside == thing.outside\n",
    )
    assert measure(root)["private_accesses_in_tests"] == 1


def test_a_layer_that_is_gone_keeps_its_row(tmp_path):
    before = measure(checkout(tmp_path / "a", ad_studio__old__one="x = 1\n"))
    after = measure(checkout(tmp_path / "b", ad_studio__new__one="x = 1\n"))
    rows = as_table(after, before).splitlines()
    assert "| `old` | 1 in 1 |  |" in rows
    assert "| `new` |  | 1 in 1 |" in rows


def test_a_table_is_written_between_its_marks(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text("above\n<!-- structure -->\nold\n<!-- /structure -->\nbelow\n")
    monkeypatch.setattr(structure, "PAGE", page)
    structure.write("structure", "| new |\n")
    assert page.read_text() == "above\n<!-- structure -->\n| new |\n<!-- /structure -->\nbelow\n"
