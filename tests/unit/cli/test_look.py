"""`look`."""

import json

import numpy as np
import pytest

from ad_studio.cli import look
from ad_studio.cli.codes import ExitCode
from ad_studio.messages import msg
from ad_studio.services.first_look import FirstLook, FirstLookImage


@pytest.fixture
def looked(monkeypatch, tmp_path):
    """A made-up first look; returns its folder and what it was asked for."""
    asked = []
    heat, pixels = np.zeros((2, 2), np.float32), np.zeros((4, 4, 3), np.uint8)
    odd = FirstLookImage(tmp_path / "b", pixels, 9.1, heat)
    plain = FirstLookImage(tmp_path / "a", pixels, 2, heat)

    def first_look(paths, **options):
        asked.append((paths, options))
        deeper = any(path.parent != tmp_path for path in paths)
        unreadable = ((tmp_path / "c", msg("It is cut off.")),) if deeper else ()
        return FirstLook((odd, plain), plain.path, 70, unreadable)

    (tmp_path / "more").mkdir()
    for name in ("a.png", "more/c.png"):
        (tmp_path / name).touch()
    monkeypatch.setattr(look, "first_look", first_look)
    return tmp_path, asked


def test_the_oddest_first_and_what_to_take(run, looked):
    folder, asked = looked
    code, out, err = run("look", folder, "--bit-depth", 12)
    assert (code, err) == (ExitCode.DONE, "")
    lines = out.splitlines()
    assert lines[1].split() == ["9.10", f"{folder}/b"]
    assert lines[2].split() == ["2.00", f"{folder}/a"]
    assert lines[3] == "Looked at 2 of 70 images."
    assert lines[4] == f"Most typical, to take as reference: {folder}/a"
    ((paths, options),) = asked
    assert (paths, options["bit_depth"]) == ([folder / "a.png"], 12)


def test_where_pictures_cannot_lie_nothing_is_looked_at(run, looked):
    folder, asked = looked
    for out, more, why in (
        (folder, (), "among the images"),
        (folder / "more", ("--recursive",), "among the images"),
        (folder / "a.png", (), "cannot be written"),
    ):
        code, _, err = run("look", folder, "--heat", out, *more)
        assert code == ExitCode.USAGE
        assert why in err
    assert not asked


def test_as_json_and_with_what_could_not_be_read(run, looked):
    folder, _ = looked
    code, out, err = run("look", folder, "--recursive", "--json")
    found = json.loads(out)
    assert code == ExitCode.UNREADABLE
    assert "c: It is cut off." in err
    assert [one["score"] for one in found["images"]] == [9.1, 2]
    assert (found["typical"], found["found"]) == (f"{folder}/a", 70)
    assert found["unreadable"] == [{"path": f"{folder}/c", "reason": "It is cut off."}]
