"""The audit chain of a project, as it is read."""

from collections.abc import Callable

from sqlalchemy import select

from ad_studio.domain import AuditHead
from ad_studio.errors import UsageError
from ad_studio.messages import Message, msg
from ad_studio.progress import never
from ad_studio.store import tables as t
from ad_studio.store import verification
from ad_studio.store.audit_chain import FRAME_SCORES, add_event, entries, read_content
from ad_studio.store.records import AuditRecord
from ad_studio.store.repositories.base import Repository

SHORTEST_HEAD = 8
"""How many digits of a head must be given to find it."""


class AuditRepository(Repository):
    """Entries are only ever added; each write of a repository ends with one."""

    def head(self) -> AuditHead | None:
        """Return the newest entry; None only where somebody has removed all."""
        newest = select(t.AuditEntry).order_by(t.AuditEntry.id.desc()).limit(1)
        with self._database.reading() as session:
            row = session.scalar(newest)
            return None if row is None else _head(row)

    def find(self, head: str) -> AuditHead | None:
        """Return the entry whose SHA-256 begins so; None where there is none.

        Raises:
            UsageError: It has too few digits, or is no hexadecimal number.
        """
        digits = head.strip().lower()
        if len(digits) < SHORTEST_HEAD or not set(digits) <= set("0123456789abcdef"):
            raise UsageError(
                msg("{head} is no head of an audit chain.", head=head),
                hint=msg("Give at least its first {least} digits.", least=SHORTEST_HEAD),
            )
        wanted = select(t.AuditEntry).where(t.AuditEntry.sha256.startswith(digits))
        with self._database.reading() as session:
            row = session.scalars(wanted.limit(1)).one_or_none()
            return None if row is None else _head(row)

    def records(self) -> list[AuditRecord]:
        """List what was written, oldest first; without what can no longer be read."""
        found = []
        with self._database.reading() as session:
            for row in entries(session):
                content = read_content(row)
                if content is not None:
                    found.append(
                        AuditRecord(
                            entry=row.id,
                            created_at=row.created_at,
                            login=row.login,
                            computer=row.computer,
                            clock_back=row.clock_back,
                            upto=content.upto,
                            state=content.state,
                            event=content.event,
                        )
                    )
        return found

    def record_export(self, run_id: int, *, name: str, sha256: str) -> None:
        """Seal that a report was written.

        Args:
            run_id: The run that it is of.
            name: Of the file.
            sha256: Of the file's bytes.
        """
        event = {"what": "export", "run": run_id, "name": name, "sha256": sha256}
        self._database.write(lambda session: add_event(session, event))

    def frame_scores(self) -> dict[str, str]:
        """Return the SHA-256 of the files with scores of frames, by their paths in the project."""
        events = (record.event for record in self.records())
        return {
            str(event["path"]): str(event["sha256"])
            for event in events
            if event.get("what") == FRAME_SCORES
        }

    def database_problems(self, *, should_stop: Callable[[], bool] = never) -> list[Message]:
        """Say what is wrong with the database itself: its pages, references and schema."""
        with self._database.reading(should_stop=should_stop) as session:
            return verification.database_problems(session.connection())

    def chain_problems(self, *, should_stop: Callable[[], bool] = never) -> list[Message]:
        """Say which entries were changed, removed or put in between."""
        with self._database.reading(should_stop=should_stop) as session:
            return verification.chain_problems(session)

    def record_problems(self, *, should_stop: Callable[[], bool] = never) -> list[Message]:
        """Say which records are not what the entries seal."""
        with self._database.reading(should_stop=should_stop) as session:
            return verification.record_problems(session)

    def denormalized_problems(self, *, should_stop: Callable[[], bool] = never) -> list[Message]:
        """See `verification.denormalized_problems`."""
        with self._database.reading(should_stop=should_stop) as session:
            return verification.denormalized_problems(session)


def _head(row: t.AuditEntry) -> AuditHead:
    return AuditHead(entry=row.id, sha256=row.sha256, created_at=row.created_at)
