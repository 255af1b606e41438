"""How large a deviating region must be for NG, and what of a score is left by that."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "size_limit",
        sa.Column("threshold_id", sa.Integer(), nullable=False),
        sa.Column("mm2", sa.Double(), nullable=False),
        sa.Column("pixel_mm", sa.Double(), nullable=False),
        sa.CheckConstraint("0 < mm2 AND 0 < pixel_mm", name="ck_size_limit_above_0"),
        sa.ForeignKeyConstraint(
            ["threshold_id"],
            ["threshold_version.id"],
            name="fk_size_limit_threshold_id_threshold_version",
        ),
        sa.PrimaryKeyConstraint("threshold_id", name="pk_size_limit"),
    )
    op.create_table(
        "limited_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.Double(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_limited_score_result_id_result"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_limited_score"),
        sa.UniqueConstraint("result_id", "area", name="uq_limited_score_result_id_area"),
    )
    for table, same in (
        ("size_limit", ""),
        (
            "limited_score",
            "OR EXISTS (SELECT 1 FROM limited_score "
            "WHERE result_id = NEW.result_id AND area = NEW.area) ",
        ),
    ):
        for name, event, condition in (
            ("update", "UPDATE", ""),
            ("delete", "DELETE", ""),
            (
                "replace",
                "INSERT",
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid) {same}",
            ),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
                f"{condition}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
