"""The project database as other versions of the program find it: a change needs a migration."""

import sqlite3
from contextlib import closing

from ad_studio.store import schema

TABLES = {
    "alembic_version": "version_num",
    "audit_entry": "id content login computer created_at clock_back previous sha256",
    "project": "id name noun defects created_at",
    "reference_image": "id path source sha256 width height hints created_at",
    "reference_depth": "reference_id bits",
    "ignore_version": "id reference_id number author created_at",
    "ignore_region": "id version_id geometry",
    "model_version": "id number reference_id detector backbone backbone_sha256 folder seed device "
    "train_seconds self_check created_at ignore_id training_set_id",
    "model_file": "model_id name sha256",
    "model_part_type": "id model_id number name path sha256",
    "model_in_force": "id model_id author note created_at",
    "training_image": "id role path sha256 reference_id result_id confirmed_by confirmed_at",
    "training_set": "id number author note created_at",
    "training_set_image": "set_id image_id",
    "threshold_version": "id model_id review ng basis author note created_at",
    "inspection_run": "id model_id folder lot operator station status total started_at finished_at "
    "scope left_out",
    "run_deletion": "run_id author reason created_at",
    "acknowledgement": "id result_id author means created_at",
    "operator_version": "id name role pin is_active author created_at",
    "sign_in": "id name succeeded created_at",
    "action_done": "id result_id action place created_at",
    "size_limit": "threshold_id mm2 pixel_mm",
    "limited_score": "id result_id area score",
    "size_zone": "id threshold_id name mm2 pixel_mm geometry",
    "zoned_score": "id result_id limit_sha256 score",
    "run_trace": "run_id serial shift",
    "run_images": "run_id paths",
    "result_trace": "result_id serial shift",
    "result_frames": "result_id video video_sha256 is_event start end shown frames raw",
    "setting_version": "id name value author created_at",
    "image": "id path sha256 size mtime_ns width height",
    "result": "id run_id image_id score machine human verdict human_reason error timings "
    "inspected_at taken_from mark warning",
    "result_part_type": "result_id type_id",
    "superseded_result": "id result_id by_id",
    "result_map": "result_id blob",
    "verdict_event": "id result_id source old new machine human human_reason author reason "
    "undoes_id model_id threshold_id sha256 created_at mark redoes_id",
    "challenge_sample": "id path source sha256 expected author created_at",
    "challenge_removal": "id sample_id author reason created_at",
    "challenge": "id model_id threshold_id passed author created_at",
    "challenge_result": "id challenge_id sample_id score verdict error",
    "study": "id name run_id seed rounds inspectors author created_at",
    "study_part": "id study_id result_id machine known",
    "study_answer": "id part_id inspector round verdict created_at",
}
INDEXES = {
    "ix_challenge_result_challenge_id",
    "ix_ignore_region_version_id",
    "ix_inspection_run_model_id",
    "ix_result_image_id",
    "ix_result_run_id_score",
    "ix_result_run_id_verdict",
    "ix_result_taken_over",
    "ix_sign_in_name",
    "ix_threshold_version_model_id",
    "ix_verdict_event_by_human",
    "ix_verdict_event_result_id",
    "uq_verdict_event_redoes_id",
    "uq_verdict_event_undoes_id",
}
APPEND_ONLY = set(TABLES) - {"alembic_version"}
"""Those of which three triggers refuse to change, remove and replace rows."""


def names(connection, kind):
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    return {name for (name,) in rows if not name.startswith("sqlite_")}


def test_the_database_of_the_current_schema(tmp_path):
    path = tmp_path / "project.db"
    schema.create(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x41445354,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        (revision,) = connection.execute("SELECT * FROM alembic_version").fetchall()
        assert revision == (schema.REVISIONS[-1],)
        assert names(connection, "table") == set(TABLES)
        for table, columns in TABLES.items():
            found = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
            assert [row[1] for row in found] == columns.split(), table
        assert names(connection, "index") == INDEXES
        assert names(connection, "trigger") == {
            f"{table}_no_{change}"
            for table in APPEND_ONLY
            for change in ("update", "delete", "replace")
        }
