"""Training sets in versions, and which of them a model learned from.

Every reference so far was a training set of its own, so that is what the models get.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "training_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("reference_id", sa.Integer(), nullable=True),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "path IS NOT NULL OR result_id IS NOT NULL", name="ck_training_image_file"
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference_image.id"],
            name="fk_training_image_reference_id_reference_image",
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_training_image_result_id_result"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_training_image"),
    )
    op.create_table(
        "training_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_training_set"),
        sa.UniqueConstraint("number", name="uq_training_set_number"),
    )
    op.create_table(
        "training_set_image",
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id"], ["training_set.id"], name="fk_training_set_image_set_id_training_set"
        ),
        sa.ForeignKeyConstraint(
            ["image_id"],
            ["training_image.id"],
            name="fk_training_set_image_image_id_training_image",
        ),
        sa.PrimaryKeyConstraint("set_id", "image_id", name="pk_training_set_image"),
    )
    # Not through add_column: SQLite takes a foreign key on a new column only inline.
    op.execute(
        "ALTER TABLE model_version ADD COLUMN training_set_id INTEGER "
        "CONSTRAINT fk_model_version_training_set_id_training_set REFERENCES training_set (id)"
    )
    op.execute(
        "INSERT INTO training_image "
        "SELECT id, 'reference', path, sha256, id, NULL, '', created_at FROM reference_image"
    )
    op.execute(
        "INSERT INTO training_set "
        "SELECT id, row_number() OVER (ORDER BY id), '', '', created_at FROM reference_image"
    )
    op.execute("INSERT INTO training_set_image SELECT id, id FROM reference_image")
    op.execute("UPDATE model_version SET training_set_id = reference_id")
    for table in ("training_image", "training_set", "training_set_image"):
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
