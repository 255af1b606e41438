"""The bit depth that was given with a reference image, for files that do not declare theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "reference_depth",
        sa.Column("reference_id", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference_image.id"],
            name="fk_reference_depth_reference_id_reference_image",
        ),
        sa.PrimaryKeyConstraint("reference_id", name="pk_reference_depth"),
    )
    for name, event, condition in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        (
            "replace",
            "INSERT",
            "WHEN EXISTS (SELECT 1 FROM reference_depth WHERE rowid = NEW.rowid) ",
        ),
    ):
        op.execute(
            f"CREATE TRIGGER reference_depth_no_{name} BEFORE {event} ON reference_depth "
            f"{condition}BEGIN SELECT RAISE(ABORT, 'reference_depth is append-only'); END"
        )
