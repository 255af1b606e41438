"""Writes `ad_studio/store/schema.json`: what a database of the current schema consists of.

Run it after a new migration: `python -m tools.schema`.
"""

import json
import tempfile
from pathlib import Path

from ad_studio.store import schema
from ad_studio.store.database import reading_engine
from ad_studio.store.integrity import SCHEMA, read_schema


def render() -> str:
    """Return the objects that the migrations make in an empty database, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.db"
        schema.create_by_migrations(path)
        engine = reading_engine(path)
        with engine.connect() as connection:
            found = read_schema(connection)
        engine.dispose()
    objects = [found[name]._asdict() for name in sorted(found)]
    return json.dumps(objects, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(render(), encoding="utf-8")
