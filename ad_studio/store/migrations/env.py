"""What Alembic runs: migrate on the connection that was handed over, in its transaction."""

from alembic import context

from ad_studio.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
