"""The reference images of a project."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ad_studio.domain import QualityHint, ReferenceInfo, TrainingRole
from ad_studio.files import write_atomic
from ad_studio.messages import msg
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.failures import file_failure
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.training_sets import add_version, newest_images

REFERENCES = "references"


class ReferenceRepository(Repository):
    """Normal images, copied into the project; the newest one counts."""

    def add(
        self,
        data: bytes,
        *,
        source: Path,
        width: int,
        height: int,
        hints: Sequence[QualityHint],
        bit_depth: int | None = None,
    ) -> ReferenceInfo:
        """Copy an image into the project and make it the reference.

        It takes the place of the former reference in a new version of the training set.

        Args:
            data: The image file's bytes.
            source: Where they came from, as given.
            width: Of the image, upright.
            height: Of the image, upright.
            hints: What was found about its quality.
            bit_depth: See `ReferenceInfo`.

        Raises:
            StoreError: The copy cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = Path(REFERENCES, sha256[:16] + source.suffix.lower())

        def work(session: Session) -> ReferenceInfo:
            try:
                write_atomic(self._folder / path, data)
            except OSError as error:
                raise file_failure(error, self._folder / path, msg("copy the image")) from error
            row = t.ReferenceImage(
                path=path,
                source=source,
                sha256=sha256,
                width=width,
                height=height,
                hints=[{"text": hint.text.to_text(), "serious": hint.serious} for hint in hints],
                created_at=now(),
                depth=None if bit_depth is None else t.ReferenceDepth(bits=bit_depth),
            )
            session.add(row)
            session.flush()
            kept = [
                image
                for image in newest_images(session)
                if image.role is not TrainingRole.REFERENCE
            ]
            image = t.TrainingImage(
                role=TrainingRole.REFERENCE,
                path=path,
                sha256=sha256,
                reference_id=row.id,
                result_id=None,
                confirmed_by="",
                confirmed_at=row.created_at,
            )
            add_version(session, [*kept, image], author="")
            return records.reference_info(row, self._folder)

        return self._database.write(work)

    def all(self) -> list[ReferenceInfo]:
        """List the reference images, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(t.ReferenceImage).order_by(t.ReferenceImage.id))
            return [records.reference_info(row, self._folder) for row in rows]

    def current(self) -> ReferenceInfo | None:
        """Return the newest reference image."""
        newest = select(t.ReferenceImage).order_by(t.ReferenceImage.id.desc()).limit(1)
        with self._database.reading() as session:
            row = session.scalar(newest)
            return None if row is None else records.reference_info(row, self._folder)

    def get(self, reference_id: int) -> ReferenceInfo:
        """Return one reference image, for example that of an older model."""
        with self._database.reading() as session:
            row = session.get_one(t.ReferenceImage, reference_id)
            return records.reference_info(row, self._folder)
