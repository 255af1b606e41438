"""Known samples, and what the machine said about them each time that they were inspected again."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ad_studio import domain
from ad_studio.domain import ChallengeResult, Verdict
from ad_studio.files import write_atomic
from ad_studio.messages import msg
from ad_studio.store import tables as t
from ad_studio.store.failures import file_failure
from ad_studio.store.repositories.base import Repository, now

CHALLENGE = "challenge"
"""The folder of the samples in a project."""


class ChallengeRepository(Repository):
    """Samples and challenges are only ever added; a sample is taken out by a removal."""

    def add_sample(
        self, data: bytes, *, source: Path, expected: Verdict, author: str
    ) -> domain.ChallengeSample:
        """Copy an image into the project and make it a sample.

        Args:
            data: The image file's bytes.
            source: Where they came from, as given.
            expected: What the part is.
            author: Who says so.

        Raises:
            StoreError: The copy cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = Path(CHALLENGE, sha256[:16] + source.suffix.lower())

        def work(session: Session) -> domain.ChallengeSample:
            try:
                (self._folder / CHALLENGE).mkdir(exist_ok=True)
                write_atomic(self._folder / path, data)
            except OSError as error:
                raise file_failure(error, self._folder / path, msg("copy the image")) from error
            row = t.ChallengeSample(
                path=path,
                source=source,
                sha256=sha256,
                expected=expected,
                author=author,
                created_at=now(),
            )
            session.add(row)
            session.flush()
            return self._sample(row)

        return self._database.write(work)

    def remove_sample(self, sample_id: int, *, author: str, reason: str) -> None:
        """Take a sample out of the set; its file and its results stay."""
        removal = t.ChallengeRemoval(
            sample_id=sample_id, author=author, reason=reason, created_at=now()
        )
        self._database.write(lambda session: session.add(removal))

    def samples(self, *, removed: bool = False) -> list[domain.ChallengeSample]:
        """List the samples in the order in which they came in.

        Args:
            removed: Those that were taken out, too.
        """
        wanted = select(t.ChallengeSample).order_by(t.ChallengeSample.id)
        if not removed:
            out = select(t.ChallengeRemoval.sample_id)
            wanted = wanted.where(t.ChallengeSample.id.not_in(out))
        with self._database.reading() as session:
            return [self._sample(row) for row in session.scalars(wanted)]

    def removals(self) -> list[domain.ChallengeRemoval]:
        """List the removals, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(t.ChallengeRemoval).order_by(t.ChallengeRemoval.id))
            return [
                domain.ChallengeRemoval(
                    id=row.id,
                    sample_id=row.sample_id,
                    author=row.author,
                    reason=row.reason,
                    created_at=row.created_at,
                )
                for row in rows
            ]

    def record(
        self,
        results: Sequence[ChallengeResult],
        *,
        model_id: int,
        threshold_id: int,
        passed: bool,
        author: str,
    ) -> domain.Challenge:
        """Store a challenge, see `domain.Challenge`."""

        def work(session: Session) -> domain.Challenge:
            row = t.Challenge(
                model_id=model_id,
                threshold_id=threshold_id,
                passed=passed,
                author=author,
                created_at=now(),
                results=[
                    t.ChallengeResult(
                        sample_id=result.sample_id,
                        score=result.score,
                        verdict=result.verdict,
                        error=result.error,
                    )
                    for result in results
                ],
            )
            session.add(row)
            session.flush()
            return _challenge(row)

        return self._database.write(work)

    def all(self) -> list[domain.Challenge]:
        """List the challenges, newest first."""
        wanted = select(t.Challenge).order_by(t.Challenge.id.desc())
        with self._database.reading() as session:
            return [_challenge(row) for row in session.scalars(wanted)]

    def latest(self) -> domain.Challenge | None:
        """Return the newest challenge; None before the first."""
        wanted = select(t.Challenge).order_by(t.Challenge.id.desc()).limit(1)
        with self._database.reading() as session:
            row = session.scalar(wanted)
            return None if row is None else _challenge(row)

    def _sample(self, row: t.ChallengeSample) -> domain.ChallengeSample:
        return domain.ChallengeSample(
            id=row.id,
            path=self._folder / row.path,
            source=row.source,
            sha256=row.sha256,
            expected=row.expected,
            author=row.author,
            created_at=row.created_at,
        )


def _challenge(row: t.Challenge) -> domain.Challenge:
    return domain.Challenge(
        id=row.id,
        model_id=row.model_id,
        threshold_id=row.threshold_id,
        passed=row.passed,
        author=row.author,
        created_at=row.created_at,
        results=tuple(
            ChallengeResult(
                sample_id=result.sample_id,
                expected=result.sample.expected,
                score=result.score,
                verdict=result.verdict,
                error=result.error,
            )
            for result in row.results
        ),
    )
