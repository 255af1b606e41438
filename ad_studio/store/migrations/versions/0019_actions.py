"""What was done after an image was inspected, and where its file was moved to."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "action_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_action_done_result_id_result"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_action_done"),
        sa.UniqueConstraint("result_id", "action", name="uq_action_done_result_id_action"),
    )
    for name, event, condition in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        (
            "replace",
            "INSERT",
            "WHEN EXISTS (SELECT 1 FROM action_done WHERE rowid = NEW.rowid) "
            "OR EXISTS (SELECT 1 FROM action_done "
            "WHERE result_id = NEW.result_id AND action = NEW.action) ",
        ),
    ):
        op.execute(
            f"CREATE TRIGGER action_done_no_{name} BEFORE {event} ON action_done "
            f"{condition}BEGIN SELECT RAISE(ABORT, 'action_done is append-only'); END"
        )
