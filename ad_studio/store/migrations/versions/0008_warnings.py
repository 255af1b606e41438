"""Warnings: why an image may show no part, whatever its score."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column(
        "result", sa.Column("warning", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
