"""The project itself."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ad_studio.domain import ProjectInfo
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.audit_chain import mark_changed
from ad_studio.store.repositories.base import Repository


class ProjectRepository(Repository):
    """What the project is; one row."""

    def get(self) -> ProjectInfo:
        """Describe the project."""
        with self._database.reading() as session:
            return records.project_info(_project(session), self._folder)

    def update(
        self, *, name: str | None = None, noun: str | None, defects: Sequence[str] | None
    ) -> ProjectInfo:
        """Change what is given; None leaves a value as it is."""

        def work(session: Session) -> ProjectInfo:
            row = _project(session)
            if name is not None:
                row.name = name
            if noun is not None:
                row.noun = noun
            if defects is not None:
                row.defects = list(defects)
            mark_changed(session, "project", row.id)
            return records.project_info(row, self._folder)

        return self._database.write(work)


def _project(session: Session) -> t.Project:
    return session.scalars(select(t.Project)).one()
