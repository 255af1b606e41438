"""Zones with a size limit of their own, and what of a score is left by limits with zones."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "size_zone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("threshold_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mm2", sa.Double(), nullable=False),
        sa.Column("pixel_mm", sa.Double(), nullable=False),
        sa.Column("geometry", sa.JSON(), nullable=False),
        sa.CheckConstraint("0 <= mm2 AND 0 < pixel_mm", name="sizes"),
        sa.ForeignKeyConstraint(
            ["threshold_id"],
            ["threshold_version.id"],
            name="fk_size_zone_threshold_id_threshold_version",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_size_zone"),
        sa.UniqueConstraint("threshold_id", "name", name="uq_size_zone_threshold_id_name"),
    )
    op.create_table(
        "zoned_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("limit_sha256", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_zoned_score_result_id_result"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_zoned_score"),
        sa.UniqueConstraint(
            "result_id", "limit_sha256", name="uq_zoned_score_result_id_limit_sha256"
        ),
    )
    for table, same in (
        ("size_zone", "threshold_id = NEW.threshold_id AND name = NEW.name"),
        ("zoned_score", "result_id = NEW.result_id AND limit_sha256 = NEW.limit_sha256"),
    ):
        for name, event, condition in (
            ("update", "UPDATE", ""),
            ("delete", "DELETE", ""),
            (
                "replace",
                "INSERT",
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid) "
                f"OR EXISTS (SELECT 1 FROM {table} WHERE {same}) ",
            ),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
                f"{condition}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
