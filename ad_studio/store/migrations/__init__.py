"""Alembic migrations of the project database; `ad_studio.store.schema` runs them."""
