"""Rows that several repositories look up."""

from pathlib import Path

from sqlalchemy import ColumnElement, ScalarSelect, select
from sqlalchemy.orm import Session, aliased

from ad_studio.domain import ActionKind
from ad_studio.errors import ProjectError
from ad_studio.messages import msg
from ad_studio.store import tables as t


def id_in_force(session: Session) -> int | None:
    """Return the id of the model in force; None before the first model."""
    newest = select(t.ModelInForce.model_id).order_by(t.ModelInForce.id.desc()).limit(1)
    found: int | None = session.scalar(newest)
    return found


def chosen_model_id(session: Session, folder: Path, model_id: int | None) -> int:
    """Return the id of the model that is meant: the one named, else the one in force.

    Args:
        session: Where to look.
        folder: The project's, for the message.
        model_id: The model; None for the one in force.

    Raises:
        ProjectError: There is no model.
    """
    wanted = id_in_force(session) if model_id is None else model_id
    if wanted is None:
        raise ProjectError(
            msg("There is no trained model yet."), path=folder, hint=msg("Train first.")
        )
    return wanted


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
        raise ProjectError(msg("There is no model {model}.", model=model_id))
    return row


def of_kept_run() -> ColumnElement[bool]:
    """The condition that a run was not deleted."""
    return t.InspectionRun.id.not_in(select(t.RunDeletion.run_id))


def of_latest_reading() -> ColumnElement[bool]:
    """The condition that a result is that of the latest reading of its file in its run."""
    return t.Result.id.not_in(select(t.SupersededResult.result_id))


def moved_to() -> ScalarSelect[Path | None]:
    """Where the file of a result was moved since; NULL where it was not.

    By whatever run did it last: a file that two runs have looked at is one file.
    """
    mover = aliased(t.Result)
    return (
        select(t.ActionDone.place)
        .join(mover, mover.id == t.ActionDone.result_id)
        .where(
            mover.image_id == t.Result.image_id,
            mover.id >= t.Result.id,
            t.ActionDone.action == ActionKind.MOVE,
        )
        .order_by(t.ActionDone.id.desc())
        .limit(1)
        .correlate(t.Result)
        .scalar_subquery()
    )


def run_row(session: Session, run_id: int) -> t.InspectionRun:
    """Return the row of a run.

    Raises:
        ProjectError: There is no such run.
    """
    row = session.get(t.InspectionRun, run_id)
    if row is None:
        raise ProjectError(
            msg("There is no run {run}.", run=run_id), hint=msg("Choose one of the project's runs.")
        )
    return row
