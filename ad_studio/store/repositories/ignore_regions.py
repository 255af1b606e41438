"""The ignore regions of a reference image, version by version."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ad_studio.drawn_regions import DrawnRegion
from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.repositories.base import Repository, now


class IgnoreRegionRepository(Repository):
    """Versions are only ever added; see `IgnoreVersion`."""

    def add(
        self, reference_id: int, regions: Sequence[DrawnRegion], *, author: str
    ) -> IgnoreVersion:
        """Make these the ignore regions of a reference; no regions are a version, too."""

        def work(session: Session) -> IgnoreVersion:
            newest = session.scalar(_newest(reference_id))
            row = t.IgnoreVersion(
                reference_id=reference_id,
                number=1 if newest is None else newest.number + 1,
                author=author,
                created_at=now(),
            )
            session.add(row)
            session.flush()
            session.add_all(
                t.IgnoreRegion(version_id=row.id, geometry=region) for region in regions
            )
            session.flush()
            return _read(session, row)

        return self._database.write(work)

    def current(self, reference_id: int) -> IgnoreVersion | None:
        """Return the newest version of a reference's ignore regions; None before the first."""
        with self._database.reading() as session:
            row = session.scalar(_newest(reference_id))
            return None if row is None else _read(session, row)

    def latest(self) -> IgnoreVersion | None:
        """Return the version drawn last, on whichever reference; None before the first."""
        newest = select(t.IgnoreVersion).order_by(t.IgnoreVersion.id.desc()).limit(1)
        with self._database.reading() as session:
            row = session.scalar(newest)
            return None if row is None else _read(session, row)

    def all(self) -> list[IgnoreVersion]:
        """List the versions of every reference, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(t.IgnoreVersion).order_by(t.IgnoreVersion.id))
            return [_read(session, row) for row in rows]

    def get(self, version_id: int) -> IgnoreVersion:
        """Return one version, for example that of an older model."""
        with self._database.reading() as session:
            return _read(session, session.get_one(t.IgnoreVersion, version_id))


def _newest(reference_id: int) -> Select[t.IgnoreVersion]:
    return (
        select(t.IgnoreVersion)
        .where(t.IgnoreVersion.reference_id == reference_id)
        .order_by(t.IgnoreVersion.id.desc())
        .limit(1)
    )


def _read(session: Session, row: t.IgnoreVersion) -> IgnoreVersion:
    regions = session.scalars(
        select(t.IgnoreRegion)
        .where(t.IgnoreRegion.version_id == row.id)
        .order_by(t.IgnoreRegion.id)
    )
    return records.ignore_version(row, regions)
