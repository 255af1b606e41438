"""Projects with made-up models and results, for tests that need no detection."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from ad_studio.domain import Basis, ModelInfo, ResultMaps, ResultRow, RunInfo, SelfCheck, Thresholds
from ad_studio.store import NewResult, ProjectStore

DEFAULT = Thresholds(review=3, ng=5)


def make_store(folder: Path) -> ProjectStore:
    """Make a project in a new folder and open it for writing."""
    folder.mkdir()
    ProjectStore.create(folder, name="Metal nut", noun="metal nut", defects=("scratch",))
    return ProjectStore(folder, write=True)


def add_model(
    store: ProjectStore,
    thresholds: Thresholds = DEFAULT,
    *,
    folder: Path | None = None,
    reference: bytes = b"bytes",
    bit_depth: int | None = None,
) -> ModelInfo:
    """Add a reference and a model that cannot score."""
    source = Path("nut.png")
    store.references.add(
        reference, source=source, width=64, height=48, hints=(), bit_depth=bit_depth
    )
    if folder is None:
        folder = store.models.new_folder()
        (folder / "model.json").write_text("{}")
    return store.models.add(
        folder=folder,
        training_set_id=store.training_sets.current().id,
        detector="devprompt",
        backbone="starter",
        backbone_sha256="ab" * 32,
        seed=0,
        device="cpu",
        train_seconds=1.5,
        self_check=SelfCheck(reference_score=0.5, view_scores=(1.0, 2.0), defect_scores=(9.0,)),
        thresholds=thresholds,
        basis=Basis.from_text("reference views"),
    )


def start_run(store: ProjectStore, model: ModelInfo, total: int = 0) -> RunInfo:
    """Start a run of a model."""
    return store.runs.start(model_id=model.id, folder=Path("/lot"), total=total, lot="L1")


def add_scores(store: ProjectStore, run: RunInfo, scores: Sequence[float]) -> list[ResultRow]:
    """Store one result per score, without maps."""
    batch = [
        NewResult(path=Path(f"/lot/{i}.png"), sha256=f"{i:064x}", score=score)
        for i, score in enumerate(scores)
    ]
    return store.results.add(run.id, batch).result()


def tamper(store: ProjectStore, *statements: str) -> None:
    """Change a database behind its triggers, as somebody with an editor would: no trace is left."""
    with closing(sqlite3.connect(store.database.path, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, *_ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        for _, table, sql in triggers:
            if table in tables:
                connection.execute(sql)


def some_maps(height: int = 4, width: int = 6) -> ResultMaps:
    """Make three maps of different values."""
    grid = np.arange(height * width, dtype=np.float32).reshape(height, width)
    return ResultMaps(text=grid, visual=grid + 0.5, fused=-grid)
