"""A run whose images lie on the disk."""

from pathlib import Path

import pytest

from ad_studio.domain import RunStatus
from ad_studio.files import sha256_of
from ad_studio.store import NewResult
from tests.projects import add_model


@pytest.fixture
def images(tmp_path):
    """Three files: the names by the scores that they get."""
    folder = tmp_path / "lot"
    folder.mkdir()
    for name in ("a.png", "b.png", "c.png"):
        (folder / name).write_bytes(name.encode() * 1000)
    return folder


@pytest.fixture
def run(project, images):
    """A finished run: a.png is OK, b.png REVIEW, c.png NG."""
    store = project.store
    model = add_model(store)
    run = store.runs.start(
        model_id=model.id, folder=images, total=3, lot="L7", operator="Ada", station="QA 3"
    )
    scores = {"a.png": 1.0, "b.png": 4.0, "c.png": 9.0}
    store.results.add(
        run.id,
        [
            NewResult(
                path=images / name,
                sha256=sha256_of(images / name),
                score=score,
                serial=f"N-{name[0]}",
                shift="late",
            )
            for name, score in scores.items()
        ],
    ).result()
    return store.runs.finish(run.id, RunStatus.FINISHED)


@pytest.fixture
def rows(project, run):
    return project.store.results.of_run(run.id)


@pytest.fixture
def found():
    """The files below a folder with their contents, by their names as seen from it."""

    def find(folder: Path):
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return find
