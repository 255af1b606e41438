"""The threshold versions of models."""

from sqlalchemy import ColumnElement, case, func, insert, literal, select, update
from sqlalchemy.orm import Session

from ad_studio.domain import Basis, SizeLimit, Source, Thresholds, ThresholdVersion, Verdict
from ad_studio.messages import NOTHING
from ad_studio.store import records
from ad_studio.store import tables as t
from ad_studio.store.repositories.base import Repository, now
from ad_studio.store.repositories.limited_scores import measure_missing, too_small
from ad_studio.store.repositories.rows import chosen_model_id, newest_thresholds


class ThresholdRepository(Repository):
    """Versions are only ever added; a model has at least one."""

    def current(self, model_id: int | None = None) -> ThresholdVersion:
        """Return the thresholds that judge the results of a model; None: of the one in force.

        Raises:
            ProjectError: There is no model.
        """
        with self._database.reading() as session:
            wanted = chosen_model_id(session, self._folder, model_id)
            return records.threshold_version(newest_thresholds(session, wanted))

    def history(self, model_id: int | None = None) -> list[ThresholdVersion]:
        """List a model's threshold versions, newest first; None: of the one in force.

        Raises:
            ProjectError: There is no model.
        """
        with self._database.reading() as session:
            wanted = chosen_model_id(session, self._folder, model_id)
            rows = session.scalars(
                select(t.ThresholdVersion)
                .where(t.ThresholdVersion.model_id == wanted)
                .order_by(t.ThresholdVersion.id.desc())
            )
            return [records.threshold_version(row) for row in rows]

    def add(
        self,
        thresholds: Thresholds,
        *,
        basis: Basis,
        author: str,
        note: str,
        model_id: int | None = None,
    ) -> ThresholdVersion:
        """Commit new thresholds for a model and judge all its results again.

        Every result whose machine verdict changes gets a machine event, in the same transaction.
        What a size limit asks for and was not measured yet is measured in it, too: a large number
        is better measured before, by `LimitedScoreRepository.measure`.

        Raises:
            ProjectError: There is no model.
        """

        def work(session: Session) -> ThresholdVersion:
            wanted = chosen_model_id(session, self._folder, model_id)
            newest_thresholds(session, wanted)
            row = add_thresholds(session, wanted, thresholds, basis=basis, author=author, note=note)
            _judge_again(session, row, thresholds)
            return records.threshold_version(row)

        return self._database.write(work)


def add_thresholds(
    session: Session,
    model_id: int,
    thresholds: Thresholds,
    *,
    basis: Basis,
    author: str,
    note: str,
) -> t.ThresholdVersion:
    """Store a version, the newest one of its model; return its row."""
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
    if thresholds.size_limit is not None:
        _add_size_limit(session, row.id, thresholds.size_limit)
    return row


def _add_size_limit(session: Session, threshold_id: int, limit: SizeLimit) -> None:
    same = {"threshold_id": threshold_id, "pixel_mm": limit.pixel_mm}
    if limit.mm2:
        session.add(t.SizeLimit(mm2=limit.mm2, **same))
    session.add_all(
        t.SizeZone(name=zone.name, mm2=zone.mm2, geometry=zone.region, **same)
        for zone in limit.zones
    )
    session.flush()


def _judge_again(session: Session, version: t.ThresholdVersion, by: Thresholds) -> None:
    kind = t.Result.machine.type
    is_ng: ColumnElement[bool] = t.Result.score >= by.ng
    if by.size_limit is not None:
        measure_missing(session, version.model_id, limit=by.size_limit, ng=by.ng)
        is_ng &= ~too_small(by.size_limit, by.ng)
    judged: ColumnElement[Verdict] = case(  # as `Thresholds.codes` judges
        (is_ng, literal(Verdict.NG, kind)),
        (t.Result.score >= by.review, literal(Verdict.REVIEW, kind)),
        (t.Result.warning != NOTHING, literal(Verdict.REVIEW, kind)),
        else_=literal(Verdict.OK, kind),
    )
    runs = select(t.InspectionRun.id).where(t.InspectionRun.model_id == version.model_id)
    # True of every image, and the reason why SQLite walks a run in the order of its images, hence
    # also through the results in theirs: by score or verdict it would take twice the time.
    in_order = t.Result.image_id > 0
    flips = t.Result.run_id.in_(runs) & in_order & (t.Result.machine != judged)
    size = "" if by.size_limit is None else f", {by.size_limit.message}"
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
            f"thresholds now {by.review:g} and {by.ng:g} sigma{size}: {version.basis}",
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
