"""Who acknowledged that a part is NG, and by what."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("means", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_acknowledgement_result_id_result"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_acknowledgement"),
        sa.UniqueConstraint("result_id", name="uq_acknowledgement_result_id"),
    )
    for name, event, condition in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        (
            "replace",
            "INSERT",
            "WHEN EXISTS (SELECT 1 FROM acknowledgement WHERE rowid = NEW.rowid) "
            "OR EXISTS (SELECT 1 FROM acknowledgement WHERE result_id = NEW.result_id) ",
        ),
    ):
        op.execute(
            f"CREATE TRIGGER acknowledgement_no_{name} BEFORE {event} ON acknowledgement "
            f"{condition}BEGIN SELECT RAISE(ABORT, 'acknowledgement is append-only'); END"
        )
