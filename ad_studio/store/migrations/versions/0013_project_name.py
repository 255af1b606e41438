"""A project may be given another name; every change of it is sealed in the audit chain."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute("DROP TRIGGER project_no_update")
    op.execute(
        "CREATE TRIGGER project_no_update BEFORE UPDATE ON project "
        "WHEN NEW.id IS NOT OLD.id OR NEW.created_at IS NOT OLD.created_at "
        "BEGIN SELECT RAISE(ABORT, 'project is append-only'); END"
    )
