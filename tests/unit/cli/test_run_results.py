"""How images are named in the tables of results."""

from pathlib import Path

import pytest

from ad_studio.cli.run_results import inside
from ad_studio.domain import RunScope


@pytest.mark.parametrize(
    ("path", "sources", "shown"),
    [
        ("/d/lot/dark/1.png", ["/d/lot"], "dark/1.png"),
        ("/elsewhere/1.png", ["/d/lot"], "/elsewhere/1.png"),
        ("/d/belt.mp4", ["/d/belt.mp4"], "belt.mp4"),
        ("/d/belt.mp4", ["/d/belt.mp4", "/d/b/belt.mp4"], "belt.mp4"),
        ("/d/b/belt.mp4", ["/d/belt.mp4", "/d/b/belt.mp4"], "b/belt.mp4"),
        ("/d/a/1.png", ["/d/a", "/d/b"], "a/1.png"),
        ("/d/a/dark/1.png", ["/d/a", "/d/a/dark"], "a/dark/1.png"),
        ("/d/a", ["/d/a", "/d/a/dark"], "a"),
        ("/elsewhere/1.png", ["/d/a", "/d/b"], "/elsewhere/1.png"),
        ("/a/1.png", ["/a", "/b"], "/a/1.png"),
    ],
)
def test_an_image_is_named_as_seen_from_its_run(path, sources, shown):
    assert inside(Path(path), RunScope(tuple(map(Path, sources)))) == Path(shown)
