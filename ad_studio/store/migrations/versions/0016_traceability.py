"""Settings of a project in versions; serial and shift of runs and results."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "setting_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting_version"),
    )
    op.create_table(
        "run_trace",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("shift", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["inspection_run.id"], name="fk_run_trace_run_id_inspection_run"
        ),
        sa.PrimaryKeyConstraint("run_id", name="pk_run_trace"),
    )
    op.create_table(
        "result_trace",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("shift", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_result_trace_result_id_result"
        ),
        sa.PrimaryKeyConstraint("result_id", name="pk_result_trace"),
    )
    for table in ("setting_version", "run_trace", "result_trace"):
        for name, event, condition in (
            ("update", "UPDATE", ""),
            ("delete", "DELETE", ""),
            ("replace", "INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid) "),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
                f"{condition}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
