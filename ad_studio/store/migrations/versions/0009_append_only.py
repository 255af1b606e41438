"""Every record is append-only by triggers, and the SHA-256 of each file of a model is stored.

INSERT OR REPLACE passes a trigger on DELETE, so a third trigger refuses to insert a row whose key
is there already. Of tables with columns that may change, the triggers hold the other columns.
"""

import hashlib
from pathlib import Path

import sqlalchemy as sa
from alembic import context, op

revision = "0009"
down_revision = "0008"

# For each table: its unique keys beside the row's id.
_KEYS = {
    "reference_image": [],
    "ignore_version": ["reference_id, number"],
    "ignore_region": [],
    "training_image": [],
    "training_set": ["number"],
    "training_set_image": ["set_id, image_id"],
    "model_version": ["number"],
    "model_file": ["model_id, name"],
    "model_in_force": [],
    "threshold_version": [],
    "inspection_run": [],
    "run_deletion": [],
    "image": ["path, sha256"],
    "result": ["run_id, image_id"],
    "result_map": [],
    "verdict_event": ["undoes_id", "redoes_id"],
}

# Of tables of which some columns may change: those that may not.
_FIXED = {
    "project": "id name created_at",
    "inspection_run": "id model_id folder lot operator station started_at scope",
    "image": "id path sha256",
    "result": "id run_id image_id score error timings inspected_at taken_from warning",
}

_WITH_TRIGGERS = (
    "ignore_version",
    "ignore_region",
    "training_image",
    "training_set",
    "training_set_image",
    "model_in_force",
    "run_deletion",
    "verdict_event",
)
"""Those that refuse every UPDATE and DELETE already."""


def upgrade() -> None:
    op.create_table(
        "model_file",
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_model_file_model_id_model_version"
        ),
        sa.PrimaryKeyConstraint("model_id", "name", name="pk_model_file"),
    )
    _hash_models()
    for table, keys in _KEYS.items():
        _refuse_existing(table, keys)
        if table not in _WITH_TRIGGERS:
            _refuse_changes(table)
    _trigger("project", "replace", "INSERT", when="EXISTS (SELECT 1 FROM project)")
    _refuse_changes("project")


def _hash_models() -> None:
    """Record the files of the models that there are, as they are now."""
    folder: Path = context.config.attributes["folder"]
    connection = op.get_bind()
    for model_id, inside in connection.exec_driver_sql("SELECT id, folder FROM model_version"):
        for path in sorted((folder / inside).rglob("*")):
            if path.is_file():
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                name = path.relative_to(folder / inside).as_posix()
                connection.exec_driver_sql(
                    "INSERT INTO model_file VALUES (?, ?, ?)", (model_id, name, digest)
                )


def _refuse_existing(table: str, keys: list[str]) -> None:
    same_row = f"EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid)"
    same_key = (
        f"EXISTS (SELECT 1 FROM {table} WHERE "
        + " AND ".join(f"{column} = NEW.{column}" for column in key.split(", "))
        + ")"
        for key in keys
    )
    _trigger(table, "replace", "INSERT", when=" OR ".join([same_row, *same_key]))


def _refuse_changes(table: str) -> None:
    fixed = _FIXED.get(table)
    changed = fixed and " OR ".join(f"NEW.{one} IS NOT OLD.{one}" for one in fixed.split())
    _trigger(table, "update", "UPDATE", when=changed)
    # The maps of a deleted run are freed.
    kept = (
        "NOT EXISTS (SELECT 1 FROM result JOIN run_deletion ON run_deletion.run_id = result.run_id "
        "WHERE result.id = OLD.result_id)"
        if table == "result_map"
        else None
    )
    _trigger(table, "delete", "DELETE", when=kept)


def _trigger(table: str, name: str, event: str, *, when: str | None) -> None:
    condition = f"WHEN {when} " if when else ""
    op.execute(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
