"""Agreement studies, and what was said in them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

# For each new table: its unique keys beside the row's id.
_KEYS = {
    "study": [],
    "study_part": ["study_id, result_id"],
    "study_answer": ["part_id, inspector, round"],
}


def upgrade() -> None:
    op.create_table(
        "study",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("inspectors", sa.JSON(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["inspection_run.id"], name="fk_study_run_id_inspection_run"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_study"),
    )
    op.create_table(
        "study_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("machine", sa.String(16), nullable=False),
        sa.Column("known", sa.String(16), nullable=True),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_study_part_study_id_study"),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_study_part_result_id_result"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_study_part"),
        sa.UniqueConstraint("study_id", "result_id", name="uq_study_part_study_id_result_id"),
    )
    op.create_table(
        "study_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("inspector", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["part_id"], ["study_part.id"], name="fk_study_answer_part_id_study_part"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_study_answer"),
        sa.UniqueConstraint(
            "part_id", "inspector", "round", name="uq_study_answer_part_id_inspector_round"
        ),
    )
    for table, keys in _KEYS.items():
        _make_append_only(table, keys)


def _make_append_only(table: str, keys: list[str]) -> None:
    exists = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE "
        + " AND ".join(f"{column} = NEW.{column}" for column in key.split(", "))
        + ")"
        for key in ("rowid", *keys)
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
