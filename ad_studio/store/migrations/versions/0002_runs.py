"""Runs over several folders, results taken over from earlier runs, and deleted runs.

Columns are added with plain ALTER TABLE: rebuilding `result` would drop a table that the
append-only verdict events refer to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("inspection_run", sa.Column("scope", sa.JSON(), nullable=True))
    op.execute(
        "ALTER TABLE result ADD COLUMN taken_from INTEGER "
        "CONSTRAINT fk_result_taken_from_result REFERENCES result (id)"
    )
    op.create_index(
        "ix_result_taken_over",
        "result",
        ["run_id"],
        sqlite_where=sa.text("taken_from IS NOT NULL"),
    )
    op.create_table(
        "run_deletion",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["inspection_run.id"], name="fk_run_deletion_run_id_inspection_run"
        ),
        sa.PrimaryKeyConstraint("run_id", name="pk_run_deletion"),
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER run_deletion_no_{change.lower()} BEFORE {change} ON run_deletion "
            "BEGIN SELECT RAISE(ABORT, 'run_deletion is append-only'); END"
        )
