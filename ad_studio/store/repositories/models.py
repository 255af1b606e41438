"""Trained models."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ad_studio.domain import (
    Basis,
    ModelInfo,
    ModelInForce,
    ModelPartType,
    SelfCheck,
    Thresholds,
    TrainingRole,
)
from ad_studio.errors import ProjectError
from ad_studio.files import sha256_of, sync, temporary
from ad_studio.messages import msg
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.failures import file_failure
from ad_studio.store.records import NewPartType
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.rows import id_in_force
from ad_studio.store.repositories.thresholds import add_thresholds

MODELS = "models"


class ModelRepository(Repository):
    """Models, newest last in the table; each has at least one threshold version.

    One of them is in force: the one that was put in force last.
    """

    def new_folder(self) -> Path:
        """Make an empty folder inside the project for training to write a model into.

        Hand it to `add` when it is complete; what is never handed over is removed the next
        time the project is opened for writing.

        Raises:
            StoreError: It cannot be made.
        """
        folder = temporary(self._folder / MODELS)
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise file_failure(error, folder.parent, msg("make a folder for the model")) from error
        return folder

    def add(
        self,
        *,
        folder: Path,
        training_set_id: int,
        ignore_id: int | None = None,
        detector: str,
        backbone: str,
        backbone_sha256: str,
        seed: int,
        device: str,
        train_seconds: float,
        self_check: SelfCheck,
        thresholds: Thresholds,
        basis: Basis,
        part_types: Sequence[NewPartType] = (),
    ) -> ModelInfo:
        """Make a model of a finished model folder; the project's first one is in force at once.

        The folder becomes `models/<number>/`. The model, its first threshold version and, for the
        first model, that it is in force are stored in one transaction.

        Args:
            folder: What `new_folder` returned, with every file in it closed.
            training_set_id: The version of the training set that it learned from.
            ignore_id: The version of the ignore regions it was trained with.
            detector: Which method ("devprompt").
            backbone: Which backbone.
            backbone_sha256: Of the backbone's weights.
            seed: Of the training.
            device: That it was trained on.
            train_seconds: How long training took.
            self_check: What the model says about the reference.
            thresholds: The first pair.
            basis: What they rest on.
            part_types: Those that it knows; none where it knows the project's own alone.

        Raises:
            StoreError: The folder cannot be read, or cannot be moved to its place.
        """

        def work(session: Session) -> ModelInfo:
            number = self._next_number(session)
            inside = Path(MODELS, str(number))
            row = t.ModelVersion(
                number=number,
                training_set_id=training_set_id,
                reference_id=_reference_of(session, training_set_id),
                ignore_id=ignore_id,
                detector=detector,
                backbone=backbone,
                backbone_sha256=backbone_sha256,
                folder=inside,
                seed=seed,
                device=device,
                train_seconds=train_seconds,
                self_check=asdict(self_check),
                created_at=now(),
                files=_hashed(folder),
                part_types=[t.ModelPartType(**asdict(one)) for one in part_types],
            )
            session.add(row)
            session.flush()
            if id_in_force(session) is None:
                _put_in_force(session, row.id, author="", note="")
            add_thresholds(session, row.id, thresholds, basis=basis, author="", note="")
            # Last: were the commit to fail now, the folder would stay behind, unused.
            try:
                for path in folder.rglob("*"):
                    sync(path)
                sync(folder)
                folder.rename(self._folder / inside)
                sync(self._folder / MODELS)
            except OSError as error:
                raise file_failure(error, folder, msg("store the model")) from error
            return records.model_info(row, self._folder)

        return self._database.write(work)

    def get(self, model_id: int) -> ModelInfo:
        """Return one model, for example that of an older run.

        Raises:
            ProjectError: There is no such model.
        """
        with self._database.reading() as session:
            row = session.get(t.ModelVersion, model_id)
            if row is None:
                raise ProjectError(msg("There is no model with the id {id}.", id=model_id))
            return records.model_info(row, self._folder)

    def part_types(self, model_id: int | None = None) -> list[ModelPartType]:
        """List the part types that a model knows, by their numbers; None: those of all models.

        None where it knows the project's own type alone.
        """
        wanted = select(t.ModelPartType).order_by(t.ModelPartType.id)
        if model_id is not None:
            wanted = wanted.where(t.ModelPartType.model_id == model_id)
        with self._database.reading() as session:
            return [
                ModelPartType(row.number, row.name, self._folder / row.path, row.sha256)
                for row in session.scalars(wanted)
            ]

    def all(self) -> list[ModelInfo]:
        """List the models, newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(t.ModelVersion).order_by(t.ModelVersion.id.desc()))
            return [records.model_info(row, self._folder) for row in rows]

    def in_force(self) -> ModelInfo | None:
        """Return the model in force; None before the first model."""
        with self._database.reading() as session:
            model_id = id_in_force(session)
            row = None if model_id is None else session.get_one(t.ModelVersion, model_id)
            return None if row is None else records.model_info(row, self._folder)

    def put_in_force(self, model_id: int, *, author: str, note: str) -> ModelInForce:
        """Put a model in force, in place of the one before.

        Args:
            model_id: A model of this project.
            author: Who decided it.
            note: Why.
        """
        return self._database.write(
            lambda session: records.model_in_force(
                _put_in_force(session, model_id, author=author, note=note)
            )
        )

    def in_force_history(self) -> list[ModelInForce]:
        """List every time that a model was put in force, newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(t.ModelInForce).order_by(t.ModelInForce.id.desc()))
            return [records.model_in_force(row) for row in rows]

    def _next_number(self, session: Session) -> int:
        highest: int = session.scalar(select(func.max(t.ModelVersion.number))) or 0
        while (self._folder / MODELS / str(highest + 1)).exists():
            highest += 1
        return highest + 1


def _hashed(folder: Path) -> list[t.ModelFile]:
    """Return rows for the files in a model folder."""
    try:
        return [
            t.ModelFile(name=path.relative_to(folder).as_posix(), sha256=sha256_of(path))
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
    except OSError as error:
        raise file_failure(error, folder, msg("store the model")) from error


def _put_in_force(session: Session, model_id: int, *, author: str, note: str) -> t.ModelInForce:
    row = t.ModelInForce(model_id=model_id, author=author, note=note, created_at=now())
    session.add(row)
    session.flush()
    return row


def _reference_of(session: Session, training_set_id: int) -> int:
    wanted = (
        select(t.ReferenceImage.id)
        .join(t.TrainingImage, t.TrainingImage.reference_id == t.ReferenceImage.id)
        .join(t.TrainingSetImage, t.TrainingSetImage.image_id == t.TrainingImage.id)
        .where(
            t.TrainingSetImage.set_id == training_set_id,
            t.TrainingImage.role == TrainingRole.REFERENCE,
        )
    )
    return session.scalars(wanted).one()
