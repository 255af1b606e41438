"""What a project is set to, in versions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ad_studio.domain import SettingVersion
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.repositories.base import Repository, now


class SettingRepository(Repository):
    """Versions are only ever added; the newest one of a name counts."""

    def current(self, name: str, *, at: datetime | None = None) -> SettingVersion | None:
        """Return the newest version of a name; None where nothing was ever set.

        Args:
            name: In which respect.
            at: The version that was the newest then; None: now.
        """
        wanted = select(t.SettingVersion).where(t.SettingVersion.name == name)
        if at is not None:
            wanted = wanted.where(t.SettingVersion.created_at <= at)
        wanted = wanted.order_by(t.SettingVersion.id.desc()).limit(1)
        with self._database.reading() as session:
            row = session.scalar(wanted)
            return None if row is None else records.setting_version(row)

    def all(self) -> list[SettingVersion]:
        """List all versions of all names, oldest first."""
        wanted = select(t.SettingVersion).order_by(t.SettingVersion.id)
        with self._database.reading() as session:
            return [records.setting_version(row) for row in session.scalars(wanted)]

    def add(self, name: str, value: Mapping[str, Any], *, author: str) -> SettingVersion:
        """Store a version.

        Args:
            name: In which respect.
            value: As JSON has it.
            author: Who sets it.
        """

        def work(session: Session) -> SettingVersion:
            row = t.SettingVersion(name=name, value=dict(value), author=author, created_at=now())
            session.add(row)
            session.flush()
            return records.setting_version(row)

        return self._database.write(work)
