"""What people say that is no verdict (unsure, skipped), and redo.

The columns are only added: for every event and result of before, their defaults are the truth.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("result", sa.Column("mark", sa.String(16), nullable=True))
    op.add_column("verdict_event", sa.Column("mark", sa.String(16), nullable=True))
    # Not through add_column: SQLite takes a foreign key on a new column only inline.
    op.execute(
        "ALTER TABLE verdict_event ADD COLUMN redoes_id INTEGER "
        'CONSTRAINT "fk_verdict_event_redoes_id_verdict_event" REFERENCES verdict_event (id)'
    )
    op.create_index(
        "uq_verdict_event_redoes_id",
        "verdict_event",
        ["redoes_id"],
        unique=True,
        sqlite_where=sa.text("redoes_id IS NOT NULL"),
    )
