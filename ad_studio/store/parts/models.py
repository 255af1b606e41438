"""Trained models and their threshold versions."""

from dataclasses import asdict
from pathlib import Path

from sqlalchemy import ColumnElement, case, func, insert, literal, select, update
from sqlalchemy.orm import Session

from ad_studio.domain import ModelInfo, SelfCheck, Source, Thresholds, ThresholdVersion, Verdict
from ad_studio.errors import ProjectError
from ad_studio.files import temporary
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.failures import file_failure
from ad_studio.store.parts.base import StorePart, now
from ad_studio.store.records import VerifiedScore

MODELS = "models"


class ModelsPart(StorePart):
    """Models, newest last in the table; each has at least one threshold version."""

    def new_model_folder(self) -> Path:
        """Make an empty folder inside the project for training to write a model into.

        Hand it to `add_model` when it is complete; what is never handed over is removed the next
        time the project is opened for writing.

        Raises:
            StoreError: It cannot be made.
        """
        folder = temporary(self.folder / MODELS)
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise file_failure(error, folder.parent, "make a folder for the model") from error
        return folder

    def add_model(
        self,
        *,
        folder: Path,
        reference_id: int,
        ignore_id: int | None = None,
        detector: str,
        backbone: str,
        backbone_sha256: str,
        seed: int,
        device: str,
        train_seconds: float,
        self_check: SelfCheck,
        thresholds: Thresholds,
        basis: str,
    ) -> ModelInfo:
        """Make a finished model folder the project's current model.

        The folder becomes `models/<number>/`; the model and its first threshold version are
        stored in one transaction.

        Args:
            folder: What `new_model_folder` returned, with every file in it closed.
            reference_id: The reference image it was trained on.
            ignore_id: The version of the ignore regions it was trained with.
            detector: Which method ("devprompt").
            backbone: Which backbone.
            backbone_sha256: Of the backbone's weights.
            seed: Of the training.
            device: That it was trained on.
            train_seconds: How long training took.
            self_check: What the model says about the reference.
            thresholds: The first pair.
            basis: What they rest on, in plain words.

        Raises:
            StoreError: The folder cannot be moved to its place.
        """

        def work(session: Session) -> ModelInfo:
            number = self._next_number(session)
            inside = Path(MODELS, str(number))
            row = t.ModelVersion(
                number=number,
                reference_id=reference_id,
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
            _add_thresholds(session, row.id, thresholds, basis=basis, author="", note="")
            # Last: were the commit to fail now, the folder would stay behind, unused.
            try:
                folder.rename(self.folder / inside)
            except OSError as error:
                raise file_failure(error, folder, "store the model") from error
            return records.model_info(row, self.folder)

        return self._write(work)

    def models(self) -> list[ModelInfo]:
        """List the models, newest first."""
        with self._db.reading() as session:
            rows = session.scalars(select(t.ModelVersion).order_by(t.ModelVersion.id.desc()))
            return [records.model_info(row, self.folder) for row in rows]

    def current_model(self) -> ModelInfo | None:
        """Return the newest model."""
        with self._db.reading() as session:
            row = session.scalar(select(t.ModelVersion).order_by(t.ModelVersion.id.desc()).limit(1))
            return None if row is None else records.model_info(row, self.folder)

    def current_thresholds(self, model_id: int | None = None) -> ThresholdVersion:
        """Return the thresholds that judge the results of a model; None: the newest model.

        Raises:
            ProjectError: There is no model.
        """
        with self._db.reading() as session:
            wanted = _newest_model(session, self.folder) if model_id is None else model_id
            return records.threshold_version(newest_thresholds(session, wanted))

    def threshold_history(self, model_id: int | None = None) -> list[ThresholdVersion]:
        """List a model's threshold versions, newest first; None: the newest model.

        Raises:
            ProjectError: There is no model.
        """
        with self._db.reading() as session:
            wanted = _newest_model(session, self.folder) if model_id is None else model_id
            rows = session.scalars(
                select(t.ThresholdVersion)
                .where(t.ThresholdVersion.model_id == wanted)
                .order_by(t.ThresholdVersion.id.desc())
            )
            return [records.threshold_version(row) for row in rows]

    def set_thresholds(
        self,
        thresholds: Thresholds,
        *,
        basis: str,
        author: str,
        note: str,
        model_id: int | None = None,
    ) -> ThresholdVersion:
        """Commit new thresholds for a model and judge all its results again.

        Every result whose machine verdict changes gets a machine event, in the same transaction.

        Raises:
            ProjectError: There is no model.
        """

        def work(session: Session) -> ThresholdVersion:
            wanted = _newest_model(session, self.folder) if model_id is None else model_id
            newest_thresholds(session, wanted)
            row = _add_thresholds(
                session, wanted, thresholds, basis=basis, author=author, note=note
            )
            _judge_again(session, row)
            return records.threshold_version(row)

        return self._write(work)

    def verified_scores(self, model_id: int | None = None) -> list[VerifiedScore]:
        """List the results with a human verdict over all runs of a model, as they were judged.

        What was said in a deleted run does not count.

        Args:
            model_id: The model; None: the newest one.

        Returns:
            The result that a person spoke about last comes last.

        Raises:
            ProjectError: There is no model.
        """
        with self._db.reading() as session:
            wanted = _newest_model(session, self.folder) if model_id is None else model_id
            rows = session.execute(
                select(
                    t.Result.id,
                    t.Result.image_id,
                    t.Image.sha256,
                    t.Result.score,
                    t.Result.human,
                )
                .join(t.Image, t.Image.id == t.Result.image_id)
                .join(t.InspectionRun, t.InspectionRun.id == t.Result.run_id)
                .join(t.VerdictEvent, t.VerdictEvent.result_id == t.Result.id)
                .where(
                    t.InspectionRun.model_id == wanted,
                    t.InspectionRun.id.not_in(select(t.RunDeletion.run_id)),
                    t.Result.human.is_not(None),
                    t.Result.score.is_not(None),
                    t.VerdictEvent.source == Source.HUMAN,
                )
                .group_by(t.Result.id)
                .order_by(func.max(t.VerdictEvent.id))
            )
            return [
                VerifiedScore(result_id, image_id, sha256, score, human)
                for result_id, image_id, sha256, score, human in rows
                if score is not None and human is not None
            ]

    def _next_number(self, session: Session) -> int:
        highest: int = session.scalar(select(func.max(t.ModelVersion.number))) or 0
        while (self.folder / MODELS / str(highest + 1)).exists():
            highest += 1
        return highest + 1


def newest_thresholds(session: Session, model_id: int) -> t.ThresholdVersion:
    """Return the row of the thresholds that judge a model's results now.

    Raises:
        ProjectError: There is no such model.
    """
    row = session.scalar(
        select(t.ThresholdVersion)
        .where(t.ThresholdVersion.model_id == model_id)
        .order_by(t.ThresholdVersion.id.desc())
        .limit(1)
    )
    if row is None:
        raise ProjectError(f"There is no model {model_id}.")
    return row


def _newest_model(session: Session, folder: Path) -> int:
    newest: int | None = session.scalar(select(func.max(t.ModelVersion.id)))
    if newest is None:
        raise ProjectError("There is no trained model yet.", path=folder, hint="Train first.")
    return newest


def _add_thresholds(
    session: Session,
    model_id: int,
    thresholds: Thresholds,
    *,
    basis: str,
    author: str,
    note: str,
) -> t.ThresholdVersion:
    row = t.ThresholdVersion(
        model_id=model_id,
        review=thresholds.review,
        ng=thresholds.ng,
        basis=basis,
        author=author,
        note=note,
        created_at=now(),
    )
    session.add(row)
    session.flush()
    return row


def _judge_again(session: Session, version: t.ThresholdVersion) -> None:
    kind = t.Result.machine.type
    judged: ColumnElement[Verdict] = case(
        (t.Result.score >= version.ng, literal(Verdict.NG, kind)),
        (t.Result.score >= version.review, literal(Verdict.REVIEW, kind)),
        else_=literal(Verdict.OK, kind),
    )
    runs = select(t.InspectionRun.id).where(t.InspectionRun.model_id == version.model_id)
    # True of every image, and the reason why SQLite walks a run in the order of its images, hence
    # also through the results in theirs: by score or verdict it would take twice the time.
    in_order = t.Result.image_id > 0
    flips = t.Result.run_id.in_(runs) & in_order & (t.Result.machine != judged)
    event = {
        "result_id": t.Result.id,
        "source": literal(Source.MACHINE, t.VerdictEvent.source.type),
        "old": t.Result.verdict,
        "new": func.coalesce(t.Result.human, judged),
        "machine": judged,
        "human": t.Result.human,
        "human_reason": t.Result.human_reason,
        "mark": t.Result.mark,
        "author": literal(version.author, t.VerdictEvent.author.type),
        "reason": literal(
            f"thresholds now {version.review:g} and {version.ng:g} sigma: {version.basis}",
            t.VerdictEvent.reason.type,
        ),
        "model_id": literal(version.model_id),
        "threshold_id": literal(version.id),
        "sha256": t.Image.sha256,
        "created_at": literal(version.created_at, t.VerdictEvent.created_at.type),
    }
    changed = select(*event.values()).join(t.Image, t.Image.id == t.Result.image_id).where(flips)
    session.execute(insert(t.VerdictEvent).from_select(list(event), changed))
    rejudge = update(t.Result).where(flips).values(machine=judged)
    session.execute(rejudge, execution_options={"synchronize_session": False})
