"""Which model is in force, decision by decision.

Until now the newest model was in force from its training on, so that is what is recorded of every
model that there is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "model_in_force",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_model_in_force_model_id_model_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_model_in_force"),
    )
    op.execute("INSERT INTO model_in_force SELECT id, id, '', '', created_at FROM model_version")
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER model_in_force_no_{change.lower()} BEFORE {change} ON model_in_force "
            "BEGIN SELECT RAISE(ABORT, 'model_in_force is append-only'); END"
        )
