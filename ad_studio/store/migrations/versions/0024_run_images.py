"""Which image files a run took in."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "run_images",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("paths", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["inspection_run.id"], name="fk_run_images_run_id_inspection_run"
        ),
        sa.PrimaryKeyConstraint("run_id", name="pk_run_images"),
    )
    for name, event, condition in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        ("replace", "INSERT", "WHEN EXISTS (SELECT 1 FROM run_images WHERE rowid = NEW.rowid) "),
    ):
        op.execute(
            f"CREATE TRIGGER run_images_no_{name} BEFORE {event} ON run_images "
            f"{condition}BEGIN SELECT RAISE(ABORT, 'run_images is append-only'); END"
        )
