"""Databases of earlier releases are brought up to date without loss."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config

from ad_studio.domain import EventKind, RunScope, RunStatus, TrainingRole, Verdict, VerdictCounts
from ad_studio.store import ProjectStore
from ad_studio.store.database import writing_engine
from ad_studio.store.project_store import DATABASE_NAME

_DAY = "'2026-11-22 10:00:00'"
_CONTENTS = (
    f"INSERT INTO project VALUES (1, 'Nut', 'nut', '[]', {_DAY})",
    f"INSERT INTO reference_image VALUES (1, 'references/1.png', 'n.png', 'r', 8, 6, '[]', {_DAY})",
    "INSERT INTO model_version VALUES (1, 1, 1, 'devprompt', 'starter', 'b', 'models/1', 0, 'cpu', "
    '1.0, \'{"reference_score": 0.5, "view_scores": [], "defect_scores": []}\', '
    f"{_DAY})",
    f"INSERT INTO threshold_version VALUES (1, 1, 3.0, 5.0, 'views', '', '', {_DAY})",
    "INSERT INTO inspection_run VALUES (1, 1, '/lot', 'L7', 'Kim', '', 'finished', 1, "
    f"{_DAY}, {_DAY})",
    "INSERT INTO image VALUES (1, '/lot/a.png', 'aa', 10, 20, 8, 6)",
    "INSERT INTO result (id, run_id, image_id, score, machine, human, human_reason, error, "
    f"timings, inspected_at) VALUES (1, 1, 1, 9.0, 'NG', 'OK', 'dust', '', '{{}}', {_DAY})",
    "INSERT INTO result_map VALUES (1, x'00')",
    "INSERT INTO verdict_event VALUES (1, 1, 'machine', NULL, 'NG', 'NG', NULL, '', '', '', NULL, "
    f"1, 1, 'aa', {_DAY})",
    "INSERT INTO verdict_event VALUES (2, 1, 'human', 'NG', 'OK', 'NG', 'OK', 'dust', 'Kim', "
    f"'dust', NULL, 1, 1, 'aa', {_DAY})",
)


_SECOND_MODEL = (
    "INSERT INTO model_version SELECT 2, 2, reference_id, detector, backbone, backbone_sha256, "
    "'models/2', seed, device, train_seconds, self_check, '2026-11-23 09:00:00' FROM model_version",
    f"INSERT INTO threshold_version VALUES (2, 2, 3.0, 5.0, 'views', '', '', {_DAY})",
)


def make_0001(folder, *more):
    """A project as the first release left it: one run with one image that a human overrode."""
    config = Config()
    config.set_main_option("script_location", "ad_studio.store:migrations")
    engine = writing_engine(folder / DATABASE_NAME, create=True)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection, connection:
        for statement in (*_CONTENTS, *more):
            connection.execute(statement)


def test_a_project_of_schema_0001_keeps_everything(tmp_path):
    make_0001(tmp_path)
    with closing(ProjectStore(tmp_path, write=True)) as store:
        (run,) = store.runs.all()
        assert (run.lot, run.status, run.counts) == ("L7", RunStatus.FINISHED, VerdictCounts(ok=1))
        assert run.scope == RunScope((Path("/lot"),))
        assert store.runs.images(1) is None
        (row,) = store.results.of_run(1)
        assert (row.score, row.verdict, row.reason) == (9.0, Verdict.OK, "dust")
        assert (row.reused_from, row.mark) == (None, None)
        kinds = [event.kind for event in store.verdicts.events()]
        assert kinds == [EventKind.MACHINE, EventKind.VERDICT]
        assert [event.new for event in store.verdicts.events()] == [Verdict.NG, Verdict.OK]
        assert store.results.known_scores(1)[row.path, "aa"].score == 9.0
        assert store.verdicts.undo_last(run_ids=(1,), author="Ada").undoes_id == 2
        assert store.verdicts.redo_last(run_ids=(1,), author="Ada").human is Verdict.OK
        store.verdicts.record(1, Verdict.NG, author="Ada", reason="")
        assert store.runs.delete(1, author="Ada", reason="old").deletion.author == "Ada"
        assert len(store.verdicts.events()) == 5
        model = store.models.in_force()
        assert model.ignore_id is None
        learned = store.training_sets.get(model.training_set_id)
        assert learned == store.training_sets.current()
        (image,) = learned.images
        assert (learned.number, image.role, image.sha256) == (1, TrainingRole.REFERENCE, "r")
        assert image.path == store.references.current().path == tmp_path / "references/1.png"
        assert image.reference_id == model.reference_id == 1
        assert image.confirmed_at == learned.created_at == store.references.current().created_at
        (put,) = store.models.in_force_history()
        assert (put.model_id, put.author, put.note) == (model.id, "", "")
        assert put.created_at == model.created_at
        assert store.ignore_regions.current(1) is None
        assert store.ignore_regions.add(1, (), author="Ada").number == 1


def test_the_files_of_models_are_recorded_as_they_are_found(tmp_path):
    make_0001(tmp_path, *_SECOND_MODEL)
    (tmp_path / "models/1/more").mkdir(parents=True)
    (tmp_path / "models/1/model.json").write_bytes(b"{}")
    (tmp_path / "models/1/more/a.bin").write_bytes(b"a")
    with closing(ProjectStore(tmp_path, write=True)) as store:
        assert store.models.get(1).files == {
            "model.json": hashlib.sha256(b"{}").hexdigest(),
            "more/a.bin": hashlib.sha256(b"a").hexdigest(),
        }
        assert store.models.get(2).files == {}


def test_the_newest_model_stays_in_force_and_the_others_were_before_it(tmp_path):
    make_0001(tmp_path, *_SECOND_MODEL)
    with closing(ProjectStore(tmp_path, write=True)) as store:
        assert store.models.in_force() == store.models.get(2)
        assert [put.model_id for put in store.models.in_force_history()] == [2, 1]
        assert store.models.put_in_force(1, author="Ada", note="").id == 3
        assert store.models.in_force() == store.models.get(1)
