"""The frames of a video or image sequence that a result stands for."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "result_frames",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("video", sa.Text(), nullable=False),
        sa.Column("video_sha256", sa.Text(), nullable=False),
        sa.Column("is_event", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Double(), nullable=False),
        sa.Column("end", sa.Double(), nullable=False),
        sa.Column("shown", sa.Double(), nullable=False),
        sa.Column("frames", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_result_frames_result_id_result"
        ),
        sa.PrimaryKeyConstraint("result_id", name="pk_result_frames"),
    )
    for name, event, condition in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        (
            "replace",
            "INSERT",
            "WHEN EXISTS (SELECT 1 FROM result_frames WHERE rowid = NEW.rowid) ",
        ),
    ):
        op.execute(
            f"CREATE TRIGGER result_frames_no_{name} BEFORE {event} ON result_frames "
            f"{condition}BEGIN SELECT RAISE(ABORT, 'result_frames is append-only'); END"
        )
