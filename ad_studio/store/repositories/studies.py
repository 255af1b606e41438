"""Agreement studies, and what was said in them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ad_studio import domain
from ad_studio.domain import Verdict
from ad_studio.store import tables as t
from ad_studio.store.records import NewStudyPart
from ad_studio.store.repositories.base import Repository, now


class StudyRepository(Repository):
    """Studies and answers are only ever added. Answers are no verdicts: no run shows them."""

    def add(
        self,
        name: str,
        *,
        run_id: int,
        seed: int,
        rounds: int,
        inspectors: Sequence[str],
        author: str,
        parts: Iterable[NewStudyPart],
    ) -> domain.Study:
        """Store a plan, see `domain.Study`."""

        def work(session: Session) -> domain.Study:
            row = t.Study(
                name=name,
                run_id=run_id,
                seed=seed,
                rounds=rounds,
                inspectors=list(inspectors),
                author=author,
                created_at=now(),
                parts=[
                    t.StudyPart(result_id=part.result_id, machine=part.machine, known=part.known)
                    for part in parts
                ],
            )
            session.add(row)
            session.flush()
            return _study(row)

        return self._database.write(work)

    def all(self) -> list[domain.Study]:
        """List the studies, newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(t.Study).order_by(t.Study.id.desc()))
            return [_study(row) for row in rows]

    def answer(
        self,
        part_id: int,
        *,
        inspector: str,
        round: int,  # noqa: A002  (the word that users know)
        verdict: Verdict,
    ) -> domain.StudyAnswer:
        """Store what an inspector says about a part in a round."""

        def work(session: Session) -> domain.StudyAnswer:
            row = t.StudyAnswer(
                part_id=part_id,
                inspector=inspector,
                round=round,
                verdict=verdict,
                created_at=now(),
            )
            session.add(row)
            session.flush()
            return _answer(row)

        return self._database.write(work)

    def answers(self, study_id: int) -> list[domain.StudyAnswer]:
        """List what was said in a study, in the order in which it was said."""
        wanted = (
            select(t.StudyAnswer)
            .join(t.StudyPart, t.StudyPart.id == t.StudyAnswer.part_id)
            .where(t.StudyPart.study_id == study_id)
            .order_by(t.StudyAnswer.id)
        )
        with self._database.reading() as session:
            return [_answer(row) for row in session.scalars(wanted)]


def _study(row: t.Study) -> domain.Study:
    return domain.Study(
        id=row.id,
        name=row.name,
        run_id=row.run_id,
        seed=row.seed,
        rounds=row.rounds,
        inspectors=_names(row.inspectors),
        author=row.author,
        created_at=row.created_at,
        parts=tuple(
            domain.StudyPart(
                id=part.id, result_id=part.result_id, machine=part.machine, known=part.known
            )
            for part in row.parts
        ),
    )


def _names(stored: list[Any]) -> tuple[str, ...]:
    if not all(isinstance(name, str) for name in stored):
        raise ValueError(f"not names: {stored!r}")
    return tuple(stored)


def _answer(row: t.StudyAnswer) -> domain.StudyAnswer:
    return domain.StudyAnswer(
        id=row.id,
        part_id=row.part_id,
        inspector=row.inspector,
        round=row.round,
        verdict=row.verdict,
        created_at=row.created_at,
    )
