"""Projects with made-up models and results, for tests that need no detection."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from ad_studio.domain import (
    Basis,
    Challenge,
    ChallengeResult,
    ModelInfo,
    ResultMaps,
    ResultRow,
    RunInfo,
    SelfCheck,
    Study,
    StudyPart,
    Thresholds,
    Verdict,
)
from ad_studio.store import NewPartType, NewResult, NewStudyPart, ProjectStore
from ad_studio.store import tables as t

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
    part_types: Sequence[NewPartType] = (),
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
        part_types=part_types,
    )


def start_run(
    store: ProjectStore, model: ModelInfo, total: int = 0, images: Sequence[Path] | None = None
) -> RunInfo:
    """Start a run of a model."""
    return store.runs.start(
        model_id=model.id, folder=Path("/lot"), total=total, lot="L1", images=images
    )


def add_scores(store: ProjectStore, run: RunInfo, scores: Sequence[float]) -> list[ResultRow]:
    """Store one result per score, without maps."""
    batch = [
        NewResult(path=Path(f"/lot/{i}.png"), sha256=f"{i:064x}", score=score)
        for i, score in enumerate(scores)
    ]
    return store.results.add(run.id, batch).result()


def add_parts(
    store: ProjectStore, run: RunInfo, folder: Path, scores: Sequence[float]
) -> list[ResultRow]:
    """As `add_scores`, of files that are there."""
    folder.mkdir(exist_ok=True)
    batch = []
    for number, score in enumerate(scores):
        path, data = folder / f"{number}.png", f"part {number}".encode()
        path.write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        batch.append(NewResult(path=path, sha256=sha256, score=score))
    return store.results.add(run.id, batch).result()


def add_challenge(store: ProjectStore, model: ModelInfo, *scores: float) -> Challenge:
    """Record a challenge of an OK and an NG sample by Ann, which got these scores."""
    found = []
    for data, expected, score in zip((b"good", b"bad"), ("OK", "NG"), scores, strict=True):
        sample = store.challenges.add_sample(
            data, source=Path(f"/known/{expected}.png"), expected=Verdict(expected), author="Ann"
        )
        verdict = DEFAULT.verdict(score)
        found.append(ChallengeResult(sample.id, sample.expected, score, verdict))
    return store.challenges.record(
        found,
        model_id=model.id,
        threshold_id=store.thresholds.current(model.id).id,
        passed=all(one.is_as_expected for one in found),
        author="Ann",
    )


def add_study(store: ProjectStore, run: RunInfo, *, known: Sequence[Verdict | None]) -> Study:
    """Plan a study by Ann on the first results of a run: what is known of each; Ann and Bob."""
    rows = store.results.of_run(run.id)
    return store.studies.add(
        "Gauge",
        run_id=run.id,
        seed=0,
        rounds=2,
        inspectors=("Ann", "Bob"),
        author="Ann",
        parts=[
            NewStudyPart(result_id=row.id, machine=row.machine or Verdict.OK, known=one)
            for row, one in zip(rows, known, strict=False)
        ],
    )


def answer_all(
    store: ProjectStore, study: Study, rule: Callable[[StudyPart, str, int], Verdict]
) -> None:
    """Answer a whole study at once: what the rule says of part, inspector and round."""
    answers = [
        t.StudyAnswer(
            part_id=part.id,
            inspector=inspector,
            round=number,
            verdict=rule(part, inspector, number),
            created_at=study.created_at,
        )
        for inspector in study.inspectors
        for number in range(1, study.rounds + 1)
        for part in study.parts
    ]
    store.database.write(lambda session: session.add_all(answers))


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
