"""Thresholds that the evidence suggests, each with what it rests on and how sure that is.

A suggestion moves the line that it is about and leaves the other one where it stands, unless it is
in the way. Lines stand on hundredths of a sigma.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ad_studio.domain import (
    Basis,
    BasisKind,
    SelfCheck,
    SizeLimit,
    Thresholds,
    ThresholdVersion,
    shown_score,
)
from ad_studio.errors import ProjectError
from ad_studio.messages import Message, msg
from ad_studio.services import thresholds
from ad_studio.services.projects.project import Project
from ad_studio.services.results.table import read_table
from ad_studio.services.thresholds import scores
from ad_studio.services.thresholds.confidence import Interval, bootstrap_f1, clopper_pearson
from ad_studio.services.thresholds.scores import ScoreTable, spread_of

LEAST_OK = 10
"""Confirmed OK images below which nothing is said about good parts."""
LEAST_NG = 5
"""Confirmed NG images below which nothing is said about bad parts."""
LEAST_LOT = 10
"""Images of a lot without verdicts below which nothing is said about it."""
# Robust standard deviations above the median of a lot. On seven sets of docs/benchmarks.md, lots of
# 20 with 2 bad parts: overkill 2 %, good parts not OK 10 %, escape 27 %.
_LOT_REVIEW, _LOT_NG = 1.0, 3.0
STEP = 0.01
"""Sigma; the fineness of a threshold."""

_Floats = npt.NDArray[np.float64]


class SuggestionKind(StrEnum):
    """The ways to find a threshold."""

    REFERENCE = "reference"
    HIGHEST_OK = "highest-ok"
    BEST_F1 = "best-f1"
    OVERKILL = "overkill"
    NO_ESCAPE = "no-escape"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class SuggestionOptions:
    """Options of the suggestions, set by the user.

    Attributes:
        overkill: The largest share of good parts called NG, in (0, 1).
        margin: Sigma above the highest confirmed OK.
    """

    overkill: float = 0.01
    margin: float = 0.5


DEFAULT_OPTIONS = SuggestionOptions()
"""What is asked unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to set the lines.

    Attributes:
        thresholds: The pair; None when there is not enough to go by yet.
        basis: What the pair rests on; None when there is not enough to go by yet.
        ok: Confirmed OK images it rests on; for `REFERENCE`, views of the reference, or the parts
            that the model learned from, each left out in turn; none for `LOT`.
        ng: Confirmed NG images it rests on.
        least: Confirmed OK and NG images that it takes.
        share: What the interval is about, as measured: for `BEST_F1` F1, else a share of images.
        interval: Of that, with 95 % confidence.
        duplicates: Images with a human verdict that do not count, because they have the bytes of
            one that does.
    """

    kind: SuggestionKind
    thresholds: Thresholds | None
    basis: Basis | None
    ok: int
    ng: int
    least: tuple[int, int] = (0, 0)
    share: float | None = None
    interval: Interval | None = None
    duplicates: int = 0

    @property
    def views(self) -> int:
        """How many views of the reference it rests on."""
        from_views = self.basis is not None and not self.basis.is_of_learned_parts
        return self.ok if self.kind is SuggestionKind.REFERENCE and from_views else 0

    @property
    def words(self) -> Message:
        """What the pair rests on, or what is missing."""
        if self.basis is not None:
            return self.basis.message
        if self.kind is SuggestionKind.LOT:
            return msg(
                "not enough yet; needs a run of {images} images that the model did not learn from",
                images=LEAST_LOT,
            )
        short = msg(
            "{missing}; needs {needs}",
            missing=not_enough(self.ok, self.ng),
            needs=_needs(*self.least),
        )
        if not self.duplicates:
            return short
        return msg(
            "{basis}; duplicates left out: {duplicates}", basis=short, duplicates=self.duplicates
        )


def _needs(ok: int, ng: int) -> Message:
    if ok and ng:
        return msg("{ok} OK and {ng} NG", ok=ok, ng=ng)
    return msg("{ok} OK", ok=ok) if ok else msg("{ng} NG", ng=ng)


def suggest(
    project: Project, *, model_id: int | None = None, options: SuggestionOptions = DEFAULT_OPTIONS
) -> list[Suggestion]:
    """Find thresholds for a model in every way there is.

    Args:
        project: The project.
        model_id: The model; None for the one in force.
        options: Options set by the user.

    Raises:
        ProjectError: There is no such model.
    """
    history = thresholds.threshold_history(project, model_id=model_id)
    model = project.store.models.get(history[-1].model_id)
    table = scores.verified(project, model_id=model.id)
    latest = [run for run in project.store.runs.all() if run.model_id == model.id][:1]
    return suggestions(
        table,
        lot=scores.may_be_good(project, read_table(project, latest), model_id=model.id),
        now=history[0].thresholds,
        first=history[-1],
        check=model.self_check,
        options=options,
    )


def choose(found: Sequence[Suggestion], kind: SuggestionKind) -> tuple[Thresholds, Basis]:
    """Return the thresholds of one suggestion and their basis, ready to be committed.

    Raises:
        ProjectError: There is not enough to go by yet.
    """
    one = next(one for one in found if one.kind is kind)
    if one.thresholds is None or one.basis is None:
        raise ProjectError(
            msg("No thresholds for {kind}: {missing}.", kind=kind, missing=one.words),
            hint=msg("Give more images a verdict by hand first."),
        )
    return one.thresholds, one.basis


def best(found: Sequence[Suggestion]) -> Suggestion | None:
    """The suggestion that rests on most verdicts: on good and bad parts, else on good ones.

    Returns:
        One with thresholds; None where there are too few verdicts.
    """
    possible = {one.kind: one for one in found if one.thresholds is not None}
    return possible.get(SuggestionKind.BEST_F1) or possible.get(SuggestionKind.HIGHEST_OK)


def suggestions(
    table: ScoreTable,
    *,
    lot: _Floats,
    now: Thresholds,
    first: ThresholdVersion,
    check: SelfCheck,
    options: SuggestionOptions,
) -> list[Suggestion]:
    """Find thresholds in every way there is, in the order of `SuggestionKind`.

    They rest on scores alone; the size limit in force stays as it is.

    Args:
        table: Images with human verdicts; others in it do not count.
        lot: Scores of the images of one run, of which most are taken to be good, sigma.
        now: The thresholds in force.
        first: The model's first thresholds, from its reference.
        check: What the model says of its reference.
        options: Options set by the user.
    """
    ok, ng = table.confirmed_ok, table.confirmed_ng
    one_over = max(LEAST_OK, math.ceil(1 / options.overkill - 1e-9))
    ways: tuple[tuple[SuggestionKind, tuple[int, int], Callable[[], Suggestion]], ...] = (
        (SuggestionKind.HIGHEST_OK, (LEAST_OK, 0), lambda: _highest_ok(ok, ng, now, options)),
        (SuggestionKind.BEST_F1, (LEAST_OK, LEAST_NG), lambda: _best_f1(ok, ng, now)),
        (SuggestionKind.OVERKILL, (one_over, 0), lambda: _overkill(ok, ng, now, options)),
        (SuggestionKind.NO_ESCAPE, (0, LEAST_NG), lambda: _no_escape(ok, ng, now)),
    )
    ways_tried = (_enough(kind, len(ok), len(ng), least, find) for kind, least, find in ways)
    verified = [_with_duplicates(one, table.duplicates) for one in ways_tried]
    found = [_reference(first, check), *verified, _lot(lot)]
    return [_with_limit(one, now.size_limit) for one in found]


def not_enough(ok: int, ng: int) -> Message:
    """What to say while there is too little to go by."""
    return msg("not enough yet: {ok} OK, {ng} NG", ok=ok, ng=ng)


def _enough(
    kind: SuggestionKind, ok: int, ng: int, least: tuple[int, int], find: Callable[[], Suggestion]
) -> Suggestion:
    """What `find` finds, if there are enough confirmed OK and NG images for it."""
    if ok >= least[0] and ng >= least[1]:
        return find()
    return Suggestion(kind, None, None, ok, ng, least)


def _with_limit(one: Suggestion, limit: SizeLimit | None) -> Suggestion:
    """The same with the size limit in force, which no suggestion changes."""
    pair = one.thresholds
    return one if pair is None else replace(one, thresholds=replace(pair, size_limit=limit))


def _with_duplicates(one: Suggestion, duplicates: int) -> Suggestion:
    """The same, saying how many images do not count because another has their bytes."""
    if not duplicates:
        return one
    basis = one.basis
    if basis is not None:
        basis = replace(basis, numbers={**basis.numbers, "duplicates": duplicates})
    return replace(one, basis=basis, duplicates=duplicates)


def _reference(first: ThresholdVersion, check: SelfCheck) -> Suggestion:
    """The first thresholds of the model; they rest on views of its reference, or on its parts."""
    basis = Basis(BasisKind.FIRST, of=first.basis)
    views = np.array(
        check.left_out_scores
        if basis.is_of_learned_parts
        else [check.reference_score, *check.view_scores]
    )
    above = int((views >= first.thresholds.review).sum())
    return Suggestion(
        SuggestionKind.REFERENCE,
        first.thresholds,
        basis,
        len(views),
        0,
        share=above / len(views),
        interval=clopper_pearson(above, len(views)),
    )


def _lot(scores: _Floats) -> Suggestion:
    """Lines from the median of a lot and from how its images spread about it."""
    if len(scores) < LEAST_LOT:
        return Suggestion(SuggestionKind.LOT, None, None, 0, 0)
    median, spread = float(np.median(scores)), spread_of(scores)
    numbers = {"images": len(scores), "median": median, "spread": spread}
    pair = Thresholds(
        _step_above(median + _LOT_REVIEW * spread), _step_above(median + _LOT_NG * spread)
    )
    return Suggestion(SuggestionKind.LOT, pair, Basis(BasisKind.UNJUDGED, numbers), 0, 0)


def _highest_ok(
    ok: _Floats, ng: _Floats, now: Thresholds, options: SuggestionOptions
) -> Suggestion:
    line = _step_above(float(ok[-1]) + options.margin)
    numbers = {"ok": len(ok), "highest": float(ok[-1]), "margin": options.margin}
    return Suggestion(
        SuggestionKind.HIGHEST_OK,
        _with_ng(now, line),
        Basis(BasisKind.HIGHEST_OK, numbers),
        len(ok),
        len(ng),
        share=0.0,
        interval=clopper_pearson(0, len(ok)),
    )


def _best_f1(ok: _Floats, ng: _Floats, now: Thresholds) -> Suggestion:
    candidates = np.unique([max(shown_score(float(score)), STEP) for score in ng])
    hits = len(ng) - np.searchsorted(ng, candidates)
    false = len(ok) - np.searchsorted(ok, candidates)
    f1 = 2 * hits / (hits + false + len(ng))
    best = int(np.argmax(f1))
    line = _between(float(candidates[best]), np.concatenate((ok, ng)))
    true_ng, overkill = int((ng >= line).sum()), int((ok >= line).sum())
    value = 2 * true_ng / (true_ng + overkill + len(ng))
    return Suggestion(
        SuggestionKind.BEST_F1,
        _with_ng(now, line),
        Basis(BasisKind.BEST_F1, {"ok": len(ok), "ng": len(ng)}),
        len(ok),
        len(ng),
        share=value,
        interval=bootstrap_f1(
            true_ng=true_ng,
            overkill=overkill,
            missed=len(ng) - true_ng,
            true_ok=len(ok) - overkill,
        ),
    )


def _overkill(ok: _Floats, ng: _Floats, now: Thresholds, options: SuggestionOptions) -> Suggestion:
    allowed = math.floor(options.overkill * len(ok) + 1e-9)
    line = max(_step_above(float(ok[len(ok) - 1 - allowed])), STEP)
    over = int((ok >= line).sum())
    numbers = {"percent": 100 * options.overkill, "over": over, "ok": len(ok)}
    return Suggestion(
        SuggestionKind.OVERKILL,
        _with_ng(now, line),
        Basis(BasisKind.OVERKILL, numbers),
        len(ok),
        len(ng),
        share=over / len(ok),
        interval=clopper_pearson(over, len(ok)),
    )


def _no_escape(ok: _Floats, ng: _Floats, now: Thresholds) -> Suggestion:
    lowest = float(ng[0])
    line = max(round(math.floor(lowest / STEP + 1e-9) * STEP, 2), STEP)
    line = min(line, now.ng)
    escapes = int((ng < line).sum())
    numbers = {"escapes": escapes, "ng": len(ng), "lowest": lowest}
    return Suggestion(
        SuggestionKind.NO_ESCAPE,
        Thresholds(line, now.ng),
        Basis(BasisKind.NO_ESCAPE, numbers),
        len(ok),
        len(ng),
        share=escapes / len(ng),
        interval=clopper_pearson(escapes, len(ng)),
    )


def _with_ng(now: Thresholds, ng: float) -> Thresholds:
    return Thresholds(min(now.review, ng), ng)


def _step_above(score: float) -> float:
    """The lowest step that lies above a score, at least one step."""
    step = round((math.floor(score / STEP + 1e-9) + 1) * STEP, 2)
    return max(step, STEP)


def _between(score: float, others: _Floats) -> float:
    """A step halfway down from a score to the next lower one; the score if none lies between."""
    lower = others[others < score].max(initial=0.0)
    middle = round((score + float(lower)) / 2, 2)
    return max(middle if lower < middle <= score else score, STEP)
