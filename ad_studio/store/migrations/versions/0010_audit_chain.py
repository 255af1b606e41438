"""The audit chain: entries that seal what is recorded; the first one seals what there is."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("computer", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("clock_back", sa.Boolean(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
        sa.UniqueConstraint("sha256", name="uq_audit_entry_sha256"),
    )
    for name, event, condition in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        (
            "replace",
            "INSERT",
            "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE rowid = NEW.rowid) "
            "OR EXISTS (SELECT 1 FROM audit_entry WHERE sha256 = NEW.sha256) ",
        ),
    ):
        op.execute(
            f"CREATE TRIGGER audit_entry_no_{name} BEFORE {event} ON audit_entry {condition}"
            "BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"
        )
