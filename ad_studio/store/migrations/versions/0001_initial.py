"""The first schema of a project database.

Column types are written out as SQLite sees them, so that later changes in the program's classes
cannot change what this revision makes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x41445354


def upgrade() -> None:
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    op.create_table(
        "image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mtime_ns", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_image"),
        sa.UniqueConstraint("path", "sha256", name="uq_image_path_sha256"),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("defects", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
    )
    op.create_table(
        "reference_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reference_image"),
    )
    op.create_table(
        "ignore_region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference_id", sa.Integer(), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("geometry", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference_image.id"],
            name="fk_ignore_region_reference_id_reference_image",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ignore_region"),
    )
    op.create_index("ix_ignore_region_reference_id", "ignore_region", ["reference_id"])
    op.create_table(
        "model_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference_id", sa.Integer(), nullable=False),
        sa.Column("detector", sa.Text(), nullable=False),
        sa.Column("backbone", sa.Text(), nullable=False),
        sa.Column("backbone_sha256", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("train_seconds", sa.Double(), nullable=False),
        sa.Column("self_check", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference_image.id"],
            name="fk_model_version_reference_id_reference_image",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_model_version"),
        sa.UniqueConstraint("number", name="uq_model_version_number"),
    )
    op.create_table(
        "inspection_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.String(16),
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_inspection_run_model_id_model_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inspection_run"),
    )
    op.create_index("ix_inspection_run_model_id", "inspection_run", ["model_id"])
    op.create_table(
        "threshold_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("review", sa.Double(), nullable=False),
        sa.Column("ng", sa.Double(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("0 < review AND review <= ng", name="ck_threshold_version_order"),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_threshold_version_model_id_model_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_threshold_version"),
    )
    op.create_index("ix_threshold_version_model_id", "threshold_version", ["model_id"])
    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("machine", sa.String(16), nullable=True),
        sa.Column("human", sa.String(16), nullable=True),
        sa.Column(
            "verdict",
            sa.String(16),
            sa.Computed("coalesce(human, machine)", persisted=False),
            nullable=True,
        ),
        sa.Column("human_reason", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("timings", sa.JSON(), nullable=False),
        sa.Column("inspected_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_result_image_id_image"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["inspection_run.id"], name="fk_result_run_id_inspection_run"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_result"),
        sa.UniqueConstraint("run_id", "image_id", name="uq_result_run_id_image_id"),
    )
    op.create_index("ix_result_image_id", "result", ["image_id"])
    op.create_index("ix_result_run_id_score", "result", ["run_id", "score"])
    op.create_index("ix_result_run_id_verdict", "result", ["run_id", "verdict"])
    op.create_table(
        "result_map",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_result_map_result_id_result"
        ),
        sa.PrimaryKeyConstraint("result_id", name="pk_result_map"),
    )
    op.create_table(
        "verdict_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("old", sa.String(16), nullable=True),
        sa.Column("new", sa.String(16), nullable=True),
        sa.Column("machine", sa.String(16), nullable=True),
        sa.Column("human", sa.String(16), nullable=True),
        sa.Column("human_reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("threshold_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_verdict_event_model_id_model_version"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name="fk_verdict_event_result_id_result"
        ),
        sa.ForeignKeyConstraint(
            ["threshold_id"],
            ["threshold_version.id"],
            name="fk_verdict_event_threshold_id_threshold_version",
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["verdict_event.id"], name="fk_verdict_event_undoes_id_verdict_event"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_verdict_event"),
    )
    op.create_index(
        "ix_verdict_event_by_human",
        "verdict_event",
        ["id"],
        sqlite_where=sa.text("source = 'human'"),
    )
    op.create_index("ix_verdict_event_result_id", "verdict_event", ["result_id"])
    op.create_index(
        "uq_verdict_event_undoes_id",
        "verdict_event",
        ["undoes_id"],
        unique=True,
        sqlite_where=sa.text("undoes_id IS NOT NULL"),
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER verdict_event_no_{change.lower()} BEFORE {change} ON verdict_event "
            "BEGIN SELECT RAISE(ABORT, 'verdict_event is append-only'); END"
        )
