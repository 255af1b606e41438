"""The part types that a model knows, and the one that an image was taken for."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "model_part_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_model_part_type_model_id_model_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_model_part_type"),
        sa.UniqueConstraint("model_id", "number", name="uq_model_part_type_model_id_number"),
        sa.UniqueConstraint("model_id", "name", name="uq_model_part_type_model_id_name"),
    )
    op.create_table(
        "result_part_type",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_result_part_type_result_id_result"
        ),
        sa.ForeignKeyConstraint(
            ["type_id"], ["model_part_type.id"], name="fk_result_part_type_type_id_model_part_type"
        ),
        sa.PrimaryKeyConstraint("result_id", name="pk_result_part_type"),
    )
    for table in ("model_part_type", "result_part_type"):
        for name, event, condition in (
            ("update", "UPDATE", ""),
            ("delete", "DELETE", ""),
            ("replace", "INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid) "),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
                f"{condition}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
