"""Results of files that were read again later in the same run: the later result counts."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "superseded_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_superseded_result_result_id_result"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["result.id"], name="fk_superseded_result_by_id_result"),
        sa.PrimaryKeyConstraint("id", name="pk_superseded_result"),
        sa.UniqueConstraint("result_id", name="uq_superseded_result_result_id"),
        sa.UniqueConstraint("by_id", name="uq_superseded_result_by_id"),
    )
    # Each but the last of the results of one file in one run, by the next one.
    op.execute(
        "INSERT INTO superseded_result (result_id, by_id) SELECT id, next_id FROM ("
        "SELECT result.id AS id, lead(result.id) OVER "
        "(PARTITION BY result.run_id, image.path ORDER BY result.id) AS next_id "
        "FROM result JOIN image ON image.id = result.image_id) "
        "WHERE next_id IS NOT NULL ORDER BY id"
    )
    for name, event, condition in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        (
            "replace",
            "INSERT",
            "WHEN EXISTS (SELECT 1 FROM superseded_result WHERE rowid = NEW.rowid) "
            "OR EXISTS (SELECT 1 FROM superseded_result WHERE result_id = NEW.result_id) "
            "OR EXISTS (SELECT 1 FROM superseded_result WHERE by_id = NEW.by_id) ",
        ),
    ):
        op.execute(
            f"CREATE TRIGGER superseded_result_no_{name} BEFORE {event} ON superseded_result "
            f"{condition}BEGIN SELECT RAISE(ABORT, 'superseded_result is append-only'); END"
        )
