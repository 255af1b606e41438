"""Limited scores: the scores of results under a size limit, see `map_regions.limited_score`."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from ad_studio.domain import LimitKey, SizeLimit, Thresholds
from ad_studio.errors import StoreError
from ad_studio.size_limits import score_by_size
from ad_studio.store import maps_codec
from ad_studio.store import tables as t
from ad_studio.store.repositories.base import Repository

LimitedScores = Mapping[int, Mapping[LimitKey, float]]
"""Limited scores in sigma by result and by `SizeLimit.key`."""


class LimitedScoreRepository(Repository):
    """They are measured on stored maps, which never change; so they never change either."""

    def of_runs(self, run_ids: Collection[int]) -> LimitedScores:
        """Return those of the results of runs."""
        with self._database.reading() as session:
            return limited_scores(session, t.Result.run_id.in_(run_ids))

    def of_results(self, result_ids: Collection[int]) -> LimitedScores:
        """Return those of some results."""
        with self._database.reading() as session:
            return limited_scores(session, t.Result.id.in_(result_ids))

    def measure(self, model_id: int, thresholds: Thresholds, *, most: int) -> int:
        """Measure and store what thresholds ask for and is missing, of some results of a model.

        Args:
            model_id: The model.
            thresholds: By which its results are about to be judged.
            most: Of how many results.

        Returns:
            Of how many it was missing; 0 once nothing is.
        """
        limit = thresholds.size_limit
        if limit is None:
            return 0
        return self._database.write(
            lambda session: measure_missing(
                session, model_id, limit=limit, ng=thresholds.ng, most=most
            )
        )


def limited_scores(session: Session, *which: ColumnElement[bool]) -> LimitedScores:
    """Read limited scores of the results that conditions let through; of all without any."""
    found: dict[int, dict[LimitKey, float]] = defaultdict(dict)
    by_area = select(t.LimitedScore.result_id, t.LimitedScore.area, t.LimitedScore.score)
    zoned = select(t.ZonedScore.result_id, t.ZonedScore.limit_sha256, t.ZonedScore.score)
    if which:
        by_area = by_area.join(t.Result, t.Result.id == t.LimitedScore.result_id).where(*which)
        zoned = zoned.join(t.Result, t.Result.id == t.ZonedScore.result_id).where(*which)
    for result_id, area, score in session.execute(by_area):
        found[result_id][area] = score
    for result_id, sha256, score in session.execute(zoned):
        found[result_id][sha256] = score
    return dict(found)


def too_small(limit: SizeLimit, ng: float) -> ColumnElement[bool]:
    """Whether no region of a result is large enough that reaches the NG threshold."""
    table, is_meant = _stored_in(limit)
    return exists().where(table.result_id == t.Result.id, is_meant, table.score < ng)


def new_score(result_id: int, limit: SizeLimit, score: float) -> t.LimitedScore | t.ZonedScore:
    """A row for a limited score."""
    if isinstance(limit.key, str):
        return t.ZonedScore(result_id=result_id, limit_sha256=limit.key, score=score)
    return t.LimitedScore(result_id=result_id, area=limit.key, score=score)


def measure_missing(
    session: Session, model_id: int, *, limit: SizeLimit, ng: float, most: int | None = None
) -> int:
    """Measure results of a model that reach the NG threshold; see `measure`."""
    table, is_meant = _stored_in(limit)
    known = exists().where(table.result_id == t.Result.id, is_meant)
    wanted = (
        select(t.Result.id, t.Result.score, t.Image.width, t.Image.height)
        .join(t.InspectionRun, t.InspectionRun.id == t.Result.run_id)
        .join(t.Image, t.Image.id == t.Result.image_id)
        .join(t.ResultMap, t.ResultMap.result_id == t.Result.id)
        .where(t.InspectionRun.model_id == model_id, t.Result.score >= ng, ~known)
        .order_by(t.Result.id)
        .limit(most)
    )
    missing = session.execute(wanted).all()
    for result_id, score, width, height in missing:
        blob = session.scalar(select(t.ResultMap.blob).where(t.ResultMap.result_id == result_id))
        if score is not None and blob is not None:
            found = measured(blob, score, limit=limit, width=width, height=height)
            session.add(new_score(result_id, limit, found))
    session.flush()
    return len(missing)


def measured(blob: bytes, score: float, *, limit: SizeLimit, width: int, height: int) -> float:
    """Measure the limited score of an image on its stored maps; damaged ones leave the score."""
    try:
        fused = maps_codec.decode(blob).fused
    except StoreError:
        return score
    return score_by_size(limit, fused, score, width=width, height=height)


def _stored_in(
    limit: SizeLimit,
) -> tuple[type[t.LimitedScore] | type[t.ZonedScore], ColumnElement[bool]]:
    """The table of the limited scores by a limit, and which of its rows are meant."""
    if limit.zones:
        return t.ZonedScore, t.ZonedScore.limit_sha256 == limit.key
    return t.LimitedScore, t.LimitedScore.area == limit.key
