"""The list of operators, and who signed in."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ad_studio.domain import Operator, Role
from ad_studio.store import tables as t
from ad_studio.store.repositories.base import Repository, now


class StoredOperator(NamedTuple):
    """A person on the list, with what the PIN is compared with (see `services.projects.pins`)."""

    operator: Operator
    pin: str


class OperatorVersion(NamedTuple):
    """One change of the list."""

    id: int
    operator: Operator
    is_active: bool
    author: str
    created_at: datetime


class SignIn(NamedTuple):
    """Somebody has signed in, or has failed to."""

    id: int
    name: str
    succeeded: bool
    created_at: datetime


class Failures(NamedTuple):
    """Failed attempts to sign in under a name since it last succeeded."""

    number: int
    last: datetime | None


class OperatorRepository(Repository):
    """Versions are only ever added; the newest one of a name counts."""

    def all(self) -> list[StoredOperator]:
        """List the people who are on the list now, by name."""
        newest = select(func.max(t.OperatorVersion.id)).group_by(t.OperatorVersion.name)
        wanted = (
            select(t.OperatorVersion)
            .where(t.OperatorVersion.id.in_(newest), t.OperatorVersion.is_active)
            .order_by(t.OperatorVersion.name)
        )
        with self._database.reading() as session:
            return [
                StoredOperator(Operator(row.name, row.role), row.pin)
                for row in session.scalars(wanted)
            ]

    def add(self, name: str, role: Role, *, pin: str, is_active: bool = True, author: str) -> None:
        """Store what holds for a person from now on.

        Args:
            name: Of the person.
            role: What the person may do.
            pin: What the PIN is compared with; never the PIN itself.
            is_active: False: the person is not on the list any more.
            author: Who says so.
        """
        row = t.OperatorVersion(
            name=name, role=role, pin=pin, is_active=is_active, author=author, created_at=now()
        )
        self._database.write(lambda session: session.add(row))

    def history(self) -> list[OperatorVersion]:
        """List every change of the list, oldest first."""
        wanted = select(t.OperatorVersion).order_by(t.OperatorVersion.id)
        with self._database.reading() as session:
            return [
                OperatorVersion(
                    row.id, Operator(row.name, row.role), row.is_active, row.author, row.created_at
                )
                for row in session.scalars(wanted)
            ]

    def record_sign_in(self, name: str, *, succeeded: bool) -> None:
        """Store that somebody has signed in under a name, or has failed to."""

        def work(session: Session) -> None:
            session.add(t.SignIn(name=name, succeeded=succeeded, created_at=now()))

        self._database.write(work)

    def failures(self, name: str) -> Failures:
        """Count the failed attempts under a name since it last succeeded."""
        of_name = t.SignIn.name == name
        last_good = (
            select(func.coalesce(func.max(t.SignIn.id), 0))
            .where(of_name, t.SignIn.succeeded)
            .scalar_subquery()
        )
        wanted = select(t.SignIn.created_at).where(of_name, t.SignIn.id > last_good)
        with self._database.reading() as session:
            found = list(session.scalars(wanted.order_by(t.SignIn.id)))
        return Failures(len(found), found[-1] if found else None)

    def sign_ins(self) -> list[SignIn]:
        """List who signed in or failed to, oldest first."""
        wanted = select(t.SignIn).order_by(t.SignIn.id)
        with self._database.reading() as session:
            return [
                SignIn(row.id, row.name, row.succeeded, row.created_at)
                for row in session.scalars(wanted)
            ]
