"""Challenges: known samples, and what the machine said about them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

# For each new table: its unique keys beside the row's id.
_KEYS = {
    "challenge_sample": [],
    "challenge_removal": ["sample_id"],
    "challenge": [],
    "challenge_result": [],
}


def upgrade() -> None:
    op.create_table(
        "challenge_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("expected", sa.String(16), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_sample"),
    )
    op.create_table(
        "challenge_removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"],
            ["challenge_sample.id"],
            name="fk_challenge_removal_sample_id_challenge_sample",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_removal"),
        sa.UniqueConstraint("sample_id", name="uq_challenge_removal_sample_id"),
    )
    op.create_table(
        "challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("threshold_id", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_challenge_model_id_model_version"
        ),
        sa.ForeignKeyConstraint(
            ["threshold_id"],
            ["threshold_version.id"],
            name="fk_challenge_threshold_id_threshold_version",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge"),
    )
    op.create_table(
        "challenge_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("verdict", sa.String(16), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name="fk_challenge_result_challenge_id_challenge"
        ),
        sa.ForeignKeyConstraint(
            ["sample_id"],
            ["challenge_sample.id"],
            name="fk_challenge_result_sample_id_challenge_sample",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_result"),
    )
    op.create_index("ix_challenge_result_challenge_id", "challenge_result", ["challenge_id"])
    for table, keys in _KEYS.items():
        _make_append_only(table, keys)


def _make_append_only(table: str, keys: list[str]) -> None:
    exists = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})" for key in ("rowid", *keys)
    )
    for name, event, condition in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        ("replace", "INSERT", f"WHEN {exists} "),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
            f"{condition}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
