"""A project whose runs are made without any detection."""

import pytest

from ad_studio.domain import RunStatus
from ad_studio.messages import plain
from ad_studio.store import NewResult
from tests.projects import add_model


@pytest.fixture
def inspected(project, tmp_path):
    """Adds a run of scores by content; None: could not be read, or not decoded where `damaged`.

    Returns results by content.
    """
    first = add_model(project.store)

    def add(scores, *, lot="", model=first, warned=(), damaged=(), shift=""):
        run = project.store.runs.start(
            model_id=model.id, folder=tmp_path, total=len(scores), lot=lot
        )
        batch = [
            NewResult(path=tmp_path / f"{name}.png", error=plain("Broken."))
            if score is None and name not in damaged
            else NewResult(
                path=tmp_path / f"{name}.png", sha256=name.zfill(64), error=plain("Damaged.")
            )
            if score is None
            else NewResult(
                path=tmp_path / f"{name}.png",
                sha256=name.zfill(64),
                score=score,
                shift=shift,
                warning=plain("dark" if name in warned else ""),
            )
            for name, score in scores.items()
        ]
        rows = project.store.results.add(run.id, batch).result()
        project.store.runs.finish(run.id, RunStatus.FINISHED)
        return {row.path.stem: row for row in rows}

    return add
