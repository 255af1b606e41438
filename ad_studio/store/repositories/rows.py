"""Rows that several repositories look up."""

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ad_studio.errors import ProjectError
from ad_studio.messages import msg
from ad_studio.store import tables as t


def newest_model_id(session: Session, folder: Path) -> int:
    """Return the id of the current model.

    Args:
        session: Where to look.
        folder: The project's, for the message.

    Raises:
        ProjectError: There is no model.
    """
    newest: int | None = session.scalar(select(func.max(t.ModelVersion.id)))
    if newest is None:
        raise ProjectError(
            msg("There is no trained model yet."), path=folder, hint=msg("Train first.")
        )
    return newest


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
