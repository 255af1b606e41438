"""Trained models."""

from dataclasses import asdict
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ad_studio.domain import Basis, ModelInfo, SelfCheck, Thresholds, TrainingRole
from ad_studio.errors import ProjectError
from ad_studio.files import temporary
from ad_studio.messages import msg
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.failures import file_failure
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.thresholds import add_thresholds

MODELS = "models"


class ModelRepository(Repository):
    """Models, newest last in the table; each has at least one threshold version."""

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
    ) -> ModelInfo:
        """Make a finished model folder the project's current model.

        The folder becomes `models/<number>/`; the model and its first threshold version are
        stored in one transaction.

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

        Raises:
            StoreError: The folder cannot be moved to its place.
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
            )
            session.add(row)
            session.flush()
            add_thresholds(session, row.id, thresholds, basis=basis, author="", note="")
            # Last: were the commit to fail now, the folder would stay behind, unused.
            try:
                folder.rename(self._folder / inside)
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

    def all(self) -> list[ModelInfo]:
        """List the models, newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(t.ModelVersion).order_by(t.ModelVersion.id.desc()))
            return [records.model_info(row, self._folder) for row in rows]

    def current(self) -> ModelInfo | None:
        """Return the newest model."""
        with self._database.reading() as session:
            row = session.scalar(select(t.ModelVersion).order_by(t.ModelVersion.id.desc()).limit(1))
            return None if row is None else records.model_info(row, self._folder)

    def _next_number(self, session: Session) -> int:
        highest: int = session.scalar(select(func.max(t.ModelVersion.number))) or 0
        while (self._folder / MODELS / str(highest + 1)).exists():
            highest += 1
        return highest + 1


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
