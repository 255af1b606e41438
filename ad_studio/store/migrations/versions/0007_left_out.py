"""What lay in the folders of a run and was not looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("inspection_run", sa.Column("left_out", sa.JSON(), nullable=True))
