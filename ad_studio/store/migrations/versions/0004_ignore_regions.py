"""Ignore regions in versions, and which of them a model was trained with.

No program has ever filled the table `ignore_region` of the first schema, so it is made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "ignore_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference_image.id"],
            name="fk_ignore_version_reference_id_reference_image",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ignore_version"),
        sa.UniqueConstraint("reference_id", "number", name="uq_ignore_version_reference_id_number"),
    )
    op.drop_index("ix_ignore_region_reference_id", "ignore_region")
    op.drop_table("ignore_region")
    op.create_table(
        "ignore_region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("geometry", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["ignore_version.id"], name="fk_ignore_region_version_id_ignore_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ignore_region"),
    )
    op.create_index("ix_ignore_region_version_id", "ignore_region", ["version_id"])
    # Not through add_column: SQLite takes a foreign key on a new column only inline.
    op.execute(
        "ALTER TABLE model_version ADD COLUMN ignore_id INTEGER "
        "CONSTRAINT fk_model_version_ignore_id_ignore_version REFERENCES ignore_version (id)"
    )
    for table in ("ignore_version", "ignore_region"):
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
