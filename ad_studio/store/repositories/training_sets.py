"""The images that models of a project learn from, version by version."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ad_studio.domain import TrainingImage, TrainingRole, TrainingSet, TrainingSetSummary
from ad_studio.files import write_atomic
from ad_studio.messages import msg
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.failures import file_failure
from ad_studio.store.records import NewTrainingImage
from ad_studio.store.repositories.base import Repository, now

TRAINING = "training"
_NEWEST = select(t.TrainingSet).order_by(t.TrainingSet.id.desc()).limit(1)


class TrainingSetRepository(Repository):
    """Versions are only ever added; the newest one is current."""

    def change(
        self,
        *,
        add: Sequence[NewTrainingImage] = (),
        remove: Collection[int] = (),
        author: str,
        note: str = "",
    ) -> TrainingSet:
        """Make a version: the images of the current one, without some and with others.

        Args:
            add: Images that come in; a reference comes in by `ReferenceRepository.add`.
            remove: Ids of training images that are left out from now on.
            author: Who wants it so.
            note: Why.
        """

        def work(session: Session) -> TrainingSet:
            kept = [image for image in newest_images(session) if image.id not in remove]
            new = [_image(one) for one in add]
            row = add_version(session, [*kept, *new], author=author, note=note)
            return self._read(session, row)

        return self._database.write(work)

    def keep_copy(self, data: bytes, *, sha256: str, source: Path) -> Path:
        """Copy the bytes of an image into the project; return its path in the project's folder.

        The same bytes lie there once.

        Raises:
            StoreError: The copy cannot be written.
        """
        path = Path(TRAINING, sha256[:16] + source.suffix.lower())
        try:
            (self._folder / TRAINING).mkdir(exist_ok=True)
            write_atomic(self._folder / path, data)
        except OSError as error:
            raise file_failure(error, self._folder / path, msg("copy the image")) from error
        return path

    def images(self) -> list[TrainingImage]:
        """List every image that was ever in a version, oldest first."""
        wanted = _with_paths(select(t.TrainingImage)).order_by(t.TrainingImage.id)
        with self._database.reading() as session:
            return self._described(session, wanted)

    def current(self) -> TrainingSet | None:
        """Return the newest version; None before the first reference."""
        with self._database.reading() as session:
            row = session.scalar(_NEWEST)
            return None if row is None else self._read(session, row)

    def all(self) -> list[TrainingSet]:
        """List the versions, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(t.TrainingSet).order_by(t.TrainingSet.id))
            return [self._read(session, row) for row in rows]

    def get(self, set_id: int) -> TrainingSet:
        """Return one version, for example that of an older model."""
        with self._database.reading() as session:
            return self._read(session, session.get_one(t.TrainingSet, set_id))

    def summaries(self) -> dict[int, TrainingSetSummary]:
        """Return every version without its images, by its id."""
        counted = (
            select(t.TrainingSet.id, t.TrainingSet.number, t.TrainingImage.role, func.count())
            .join(t.TrainingSetImage, t.TrainingSetImage.set_id == t.TrainingSet.id)
            .join(t.TrainingImage, t.TrainingImage.id == t.TrainingSetImage.image_id)
            .group_by(t.TrainingSet.id, t.TrainingImage.role)
        )
        numbers: dict[int, int] = {}
        counts: dict[int, dict[TrainingRole, int]] = {}
        with self._database.reading() as session:
            for set_id, number, role, count in session.execute(counted):
                numbers[set_id] = number
                counts.setdefault(set_id, {})[role] = count
        return {
            set_id: TrainingSetSummary(number, counts[set_id]) for set_id, number in numbers.items()
        }

    def taken_out(self) -> frozenset[str]:
        """Return the SHA-256 of confirmed good parts that were taken out and did not come back.

        A version that only takes parts out says so. One that takes all of them out, or has others
        in their place, is a new beginning and says nothing of a single part.
        """
        listed = (
            select(t.TrainingSet.id, t.TrainingImage.sha256)
            .outerjoin(t.TrainingSetImage, t.TrainingSetImage.set_id == t.TrainingSet.id)
            .outerjoin(
                t.TrainingImage,
                (t.TrainingImage.id == t.TrainingSetImage.image_id)
                & (t.TrainingImage.role == TrainingRole.CONFIRMED_OK),
            )
            .order_by(t.TrainingSet.id)
        )
        versions: dict[int, set[str]] = {}
        with self._database.reading() as session:
            for set_id, sha256 in session.execute(listed):
                versions.setdefault(set_id, set()).update([sha256] if sha256 else [])
        found: set[str] = set()
        for before, after in pairwise(versions.values()):
            if not after:
                found.clear()
            elif after < before:
                found |= before - after
            found -= after
        return frozenset(found)

    def _read(self, session: Session, row: t.TrainingSet) -> TrainingSet:
        return records.training_set(row, self._described(session, _with_paths(_images_of(row))))

    def _described(
        self, session: Session, wanted: Select[t.TrainingImage, Path]
    ) -> list[TrainingImage]:
        return [
            records.training_image(image, self._folder / (image.path or inspected))
            for image, inspected in session.execute(wanted)
        ]


def newest_images(session: Session) -> list[t.TrainingImage]:
    """Return the images of the newest version; none before the first."""
    newest = session.scalar(_NEWEST)
    return [] if newest is None else list(session.scalars(_images_of(newest)))


def add_version(
    session: Session, images: Sequence[t.TrainingImage], *, author: str, note: str = ""
) -> t.TrainingSet:
    """Store a version with exactly these images, some of which may be new; return its row."""
    highest: int = session.scalar(select(func.max(t.TrainingSet.number))) or 0
    row = t.TrainingSet(number=highest + 1, author=author, note=note, created_at=now())
    session.add_all([row, *images])
    session.flush()
    session.add_all(t.TrainingSetImage(set_id=row.id, image_id=image.id) for image in images)
    session.flush()
    return row


def _image(new: NewTrainingImage) -> t.TrainingImage:
    return t.TrainingImage(
        role=new.role,
        path=new.path,
        sha256=new.sha256,
        reference_id=None,
        result_id=new.result_id,
        confirmed_by=new.confirmed_by,
        confirmed_at=new.confirmed_at,
    )


def _with_paths(images: Select[t.TrainingImage]) -> Select[t.TrainingImage, Path]:
    """The same with the paths of the files that were inspected."""
    return (
        images.add_columns(t.Image.path)
        .outerjoin(t.Result, t.Result.id == t.TrainingImage.result_id)
        .outerjoin(t.Image, t.Image.id == t.Result.image_id)
    )


def _images_of(row: t.TrainingSet) -> Select[t.TrainingImage]:
    return (
        select(t.TrainingImage)
        .join(t.TrainingSetImage, t.TrainingSetImage.image_id == t.TrainingImage.id)
        .where(t.TrainingSetImage.set_id == row.id)
        .order_by(t.TrainingImage.id)
    )
