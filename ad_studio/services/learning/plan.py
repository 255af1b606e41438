"""What a model would learn from now: confirmed parts, and what is left out and why."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ad_studio.domain import (
    ConfirmedPart,
    ResultRow,
    RunInfo,
    TrainingRole,
    Verdict,
    shown_score,
)
from ad_studio.errors import ImageError, UsageError
from ad_studio.imaging.hashing import sha256_file
from ad_studio.messages import Message, msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.learning.choice import MOST_LEARNED, common_in_lot, diverse, find_outliers
from ad_studio.services.projects.project import Project
from ad_studio.services.results.queries import results
from ad_studio.services.training_data import require_training_set

LEAST_CONFIRMED = 1
_LEAST_LOT = 4
_SHAPE_TOLERANCE = 0.05  # of width : height; parts of another shape come from another camera


@dataclass(frozen=True, slots=True)
class NotLearned:
    """An image that is not learned from.

    Attributes:
        path: The file.
        reason: Why, in plain words.
    """

    path: Path
    reason: Message


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """What `learn` would learn from, beside the reference.

    Attributes:
        ok: Confirmed good parts.
        lot: Results of a lot without verdicts that are taken to be good.
        left_out: Confirmed parts and images of the lot that cannot be learned from.
        outliers: Confirmed good parts that score so high that they are asked about again; they are
            learned from only where `accept` names them.
        taken_out: Confirmed good parts that somebody took out of what is learned from; likewise.
        unchosen: How many further good parts were not chosen, because there are enough.
    """

    ok: tuple[ConfirmedPart, ...]
    lot: tuple[ResultRow, ...] = ()
    left_out: tuple[NotLearned, ...] = ()
    outliers: tuple[ConfirmedPart, ...] = ()
    taken_out: tuple[ConfirmedPart, ...] = ()
    unchosen: int = 0

    @property
    def good(self) -> int:
        """How many parts are learned from as good ones."""
        return len(self.ok) + len(self.lot)


@dataclass(frozen=True, slots=True)
class VerifiedParts:
    """Images that people judged, over all runs and models; the same bytes are one part.

    Attributes:
        parts: Each with the verdict that was given last.
        contradictory: Images of which both OK and NG stands.
    """

    parts: tuple[ConfirmedPart, ...]
    contradictory: tuple[NotLearned, ...]


def verified_parts(project: Project) -> VerifiedParts:
    """Find what people have judged."""
    by_bytes: dict[str, list[ConfirmedPart]] = defaultdict(list)
    for part in project.store.results.confirmed_parts():
        by_bytes[part.sha256].append(part)
    parts, contradictory = [], []
    for same in by_bytes.values():
        if len({part.verdict for part in same}) > 1:
            reason = msg("The same image was confirmed as different things.")
            contradictory.append(NotLearned(same[-1].path, reason))
        else:
            parts.append(same[-1])
    return VerifiedParts(tuple(parts), tuple(contradictory))


def confirmed_good(project: Project) -> int:
    """Count the parts confirmed as good beside the reference; their files are not looked at."""
    known = _of_reference(project)
    return sum(
        part.verdict is Verdict.OK and not part.warning and part.sha256 not in known
        for part in verified_parts(project).parts
    )


def plan_learning(
    project: Project,
    *,
    confirmed: bool = True,
    lot: RunInfo | None = None,
    accept: Collection[int] = (),
    without: Collection[str] = (),
    least_ok: int = LEAST_CONFIRMED,
    progress: Progress,
) -> LearningPlan:
    """Find what the next model would learn from; nothing is changed.

    Images of the same bytes are one part. Every file is read again: it must have the bytes that
    were confirmed. An image with a warning is not learned from: it would make dark or blurred
    images look normal.

    Args:
        project: With a model in force.
        confirmed: Whether to learn from the parts that people confirmed.
        lot: A run whose unjudged images are learned from, but for the quarter that scores highest.
        accept: Results of confirmed good parts that score far out, or were taken out before, and
            are learned from all the same.
        without: SHA-256 of images that are not to be learned from.
        least_ok: Fewer good parts than this are refused.
        progress: Asked whether to stop.

    Raises:
        ProjectError: There is no model yet.
        UsageError: There are too few parts to learn from.
        Cancelled: The user asked to stop.
    """
    known = _of_reference(project)
    verified = verified_parts(project)
    found = [part for part in verified.parts if part.sha256 not in {*known, *without}]
    good = [part for part in found if part.verdict is Verdict.OK] if confirmed else []
    removed = project.store.training_sets.taken_out()
    asked = [part for part in good if part.result_id not in accept]
    taken_out = tuple(part for part in asked if part.sha256 in removed)
    doubtful = _outliers(project, good)
    far = tuple(p for p in asked if p.result_id in doubtful and p not in taken_out)
    sure = [part for part in good if part not in taken_out and part not in far]
    of_reference = [
        NotLearned(part.path, msg("It is the same image as the reference."))
        for part in verified.parts
        if part.sha256 in known and part.verdict is Verdict.OK and confirmed
    ]
    check = _FileCheck(_shape(project), progress)
    ok = _choose(sure, lambda part: part.score, check)
    unchosen = len(sure) - len(ok) - len(check.left_out)
    rows: list[ResultRow] = []
    if lot is not None:
        judged = {part.sha256 for part in found} | known
        common = _common_in(project, lot, without=judged)
        rows = _choose(common, lambda row: row.score or 0.0, check)
    plan = LearningPlan(
        ok=tuple(ok),
        lot=tuple(rows),
        left_out=(*of_reference, *verified.contradictory, *check.left_out),
        outliers=far,
        taken_out=taken_out,
        unchosen=unchosen,
    )
    _require_enough(plan, least_ok)
    return plan


def _of_reference(project: Project) -> set[str]:
    """SHA-256 of the image that needs no confirmation."""
    return {image.sha256 for image in require_training_set(project).of_role(TrainingRole.REFERENCE)}


def _outliers(project: Project, good: Sequence[ConfirmedPart]) -> set[int]:
    """Results of good parts that score far out, each by the model that scored it.

    Those with a warning are not learned from, whatever they score.
    """
    by_model: dict[int, list[ConfirmedPart]] = defaultdict(list)
    for part in good:
        if not part.warning:
            by_model[part.model_id].append(part)
    found = set()
    for model_id, parts in by_model.items():
        ng = project.store.thresholds.current(model_id).thresholds.ng
        found |= {parts[i].result_id for i in find_outliers([part.score for part in parts], ng=ng)}
    return found


def _require_enough(plan: LearningPlan, least_ok: int) -> None:
    if plan.good >= least_ok:
        return
    hint = msg("Confirm some inspected parts as OK first.")
    if plan.outliers:
        hint = msg(
            "{name} was confirmed OK, but scores {score:.2f} sigma: if it is good, accept it.",
            name=plan.outliers[0].path.name,
            score=shown_score(plan.outliers[0].score),
        )
    elif plan.taken_out:
        hint = msg(
            "{name} was taken out of what is learned from: if it is good, accept it.",
            name=plan.taken_out[0].path.name,
        )
    elif plan.left_out:
        hint = msg(
            "Left out: {name}. {reason}",
            name=plan.left_out[0].path.name,
            reason=plan.left_out[0].reason,
        )
    raise UsageError(
        msg(
            "Good parts to learn from: {count}; at least {least} needed.",
            count=plan.good,
            least=least_ok,
        ),
        hint=hint,
    )


def _shape(project: Project) -> float:
    """Width : height of the reference."""
    reference = project.store.references.current()
    assert reference is not None
    return reference.width / reference.height


class _FileCheck:
    """Whether inspected files can be learned from now; remembers those that cannot, and why."""

    def __init__(self, shape: float, progress: Progress) -> None:
        self._shape = shape
        self._progress = progress
        self._usable: set[int] = set()
        self.left_out: list[NotLearned] = []

    def accepts(self, part: ConfirmedPart | ResultRow) -> bool:
        """Look at a file, once: its bytes must be the ones that were inspected."""
        if id(part) in self._usable:
            return True
        raise_if_cancelled(self._progress)
        reason = self._reason_against(part)
        if reason is not None:
            self.left_out.append(NotLearned(part.path, reason))
            return False
        self._usable.add(id(part))
        return True

    def _reason_against(self, part: ConfirmedPart | ResultRow) -> Message | None:
        if abs(part.width / part.height / self._shape - 1) > _SHAPE_TOLERANCE:
            return msg("The image is of another shape than the reference.")
        if part.warning:
            return part.warning
        try:
            if sha256_file(part.path) != part.sha256:
                return msg("The file was changed since it was inspected.")
        except ImageError:
            return msg("The file cannot be read any more.")
        return None


_Part = TypeVar("_Part", ConfirmedPart, ResultRow)


def _choose(
    parts: Sequence[_Part], score: Callable[[_Part], float], check: _FileCheck
) -> list[_Part]:
    """At most `MOST_LEARNED` parts of different scores whose files can be learned from."""
    left = list(parts)
    while True:
        chosen = [left[i] for i in diverse([score(part) for part in left], MOST_LEARNED)]
        unusable = {id(part) for part in chosen if not check.accepts(part)}
        if not unusable:
            return chosen
        left = [part for part in left if id(part) not in unusable]


def _common_in(project: Project, lot: RunInfo, *, without: Collection[str]) -> list[ResultRow]:
    """The images of a run that nobody judged, but for those that score highest."""
    by_bytes = {
        row.sha256: row
        for row in results(project, lot.id)
        if row.score is not None and row.human is None and row.sha256 not in without
    }
    rows = list(by_bytes.values())
    if len(rows) < _LEAST_LOT:
        raise UsageError(
            msg(
                "Images of run {run} without a verdict: {count}; at least {least} needed.",
                run=lot.id,
                count=len(rows),
                least=_LEAST_LOT,
            )
        )
    return [rows[i] for i in common_in_lot([row.score or 0.0 for row in rows])]
