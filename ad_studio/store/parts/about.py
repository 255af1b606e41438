"""The project itself and its reference image."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ad_studio.domain import ProjectInfo, QualityHint, ReferenceInfo
from ad_studio.files import write_atomic
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.failures import file_failure
from ad_studio.store.parts.base import StorePart, now

REFERENCES = "references"


class AboutPart(StorePart):
    """What the project is, and what it was shown as normal."""

    def info(self) -> ProjectInfo:
        """Describe the project."""
        with self._db.reading() as session:
            return records.project_info(_project(session), self.folder)

    def update_info(self, *, noun: str | None, defects: Sequence[str] | None) -> ProjectInfo:
        """Change what is given; None leaves a value as it is."""

        def work(session: Session) -> ProjectInfo:
            row = _project(session)
            if noun is not None:
                row.noun = noun
            if defects is not None:
                row.defects = list(defects)
            return records.project_info(row, self.folder)

        return self._write(work)

    def add_reference(
        self,
        data: bytes,
        *,
        source: Path,
        width: int,
        height: int,
        hints: Sequence[QualityHint],
    ) -> ReferenceInfo:
        """Copy an image into the project and make it the reference.

        Args:
            data: The image file's bytes.
            source: Where they came from, as given.
            width: Of the image, upright.
            height: Of the image, upright.
            hints: What was found about its quality.

        Raises:
            StoreError: The copy cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = Path(REFERENCES, sha256[:16] + source.suffix.lower())

        def work(session: Session) -> ReferenceInfo:
            try:
                write_atomic(self.folder / path, data)
            except OSError as error:
                raise file_failure(error, self.folder / path, "copy the image") from error
            row = t.ReferenceImage(
                path=path,
                source=source,
                sha256=sha256,
                width=width,
                height=height,
                hints=[asdict(hint) for hint in hints],
                created_at=now(),
            )
            session.add(row)
            session.flush()
            return records.reference_info(row, self.folder)

        return self._write(work)

    def current_reference(self) -> ReferenceInfo | None:
        """Return the newest reference image."""
        newest = select(t.ReferenceImage).order_by(t.ReferenceImage.id.desc()).limit(1)
        with self._db.reading() as session:
            row = session.scalar(newest)
            return None if row is None else records.reference_info(row, self.folder)

    def reference(self, reference_id: int) -> ReferenceInfo:
        """Return one reference image, for example that of an older model."""
        with self._db.reading() as session:
            row = session.get_one(t.ReferenceImage, reference_id)
            return records.reference_info(row, self.folder)


def _project(session: Session) -> t.Project:
    return session.scalars(select(t.Project)).one()
