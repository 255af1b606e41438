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

from ad_studio.domain import SelfCheck, Thresholds, ThresholdVersion
from ad_studio.errors import ProjectError
from ad_studio.services import thresholds
from ad_studio.services.projects.project import Project
from ad_studio.services.thresholds import scores
from ad_studio.services.thresholds.confidence import Interval, bootstrap_f1, clopper_pearson
from ad_studio.services.thresholds.scores import ScoreTable

LEAST_OK = 10
"""Confirmed OK images below which nothing is said about good parts."""
LEAST_NG = 5
"""Confirmed NG images below which nothing is said about bad parts."""
STEP = 0.01
"""Sigma; the fineness of a threshold."""

_Floats = npt.NDArray[np.float64]


class Kind(StrEnum):
    """The ways to find a threshold."""

    REFERENCE = "reference"
    HIGHEST_OK = "highest-ok"
    BEST_F1 = "best-f1"
    OVERKILL = "overkill"
    NO_ESCAPE = "no-escape"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user may ask of the suggestions.

    Attributes:
        overkill: The largest share of good parts called NG, in (0, 1).
        margin: Sigma above the highest confirmed OK.
    """

    overkill: float = 0.01
    margin: float = 0.5


NORMAL = Wishes()
"""What is asked unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to set the lines.

    Attributes:
        thresholds: The pair; None when there is not enough to go by yet.
        basis: In plain words, as the audit trail keeps it; or what is missing.
        ok: Confirmed OK images it rests on; views of the reference for `REFERENCE`.
        ng: Confirmed NG images it rests on.
        share: What the interval is about, as measured: for `BEST_F1` F1, else a share of images.
        interval: Of that, with 95 % confidence.
        about: What the share is of, in plain words.
        duplicates: Images with a human verdict that do not count, because they have the bytes of
            one that does.
    """

    kind: Kind
    thresholds: Thresholds | None
    basis: str
    ok: int
    ng: int
    share: float | None = None
    interval: Interval | None = None
    about: str = ""
    duplicates: int = 0


def suggest(
    project: Project, *, model_id: int | None = None, wishes: Wishes = NORMAL
) -> list[Suggestion]:
    """Find thresholds for a model in every way there is.

    Args:
        project: The project.
        model_id: The model; None for the current one.
        wishes: What the user asks of them.

    Raises:
        ProjectError: There is no such model.
    """
    history = thresholds.threshold_history(project, model_id=model_id)
    model = project.store.models.get(history[-1].model_id)
    table = scores.verified(project, model_id=model.id)
    return suggestions(
        table, now=history[0].thresholds, first=history[-1], check=model.self_check, wishes=wishes
    )


def choose(found: Sequence[Suggestion], kind: Kind) -> tuple[Thresholds, str]:
    """Return the thresholds of one suggestion and their basis, ready to be committed.

    Raises:
        ProjectError: There is not enough to go by yet.
    """
    one = next(one for one in found if one.kind is kind)
    if one.thresholds is None:
        raise ProjectError(
            f"No thresholds for {kind}: {one.basis}.",
            hint="Give more images a verdict by hand first.",
        )
    return one.thresholds, one.basis


def said_interval(one: Suggestion) -> str:
    """How sure a suggestion is, in a few words; empty when there is none."""
    if one.interval is None or one.share is None:
        return ""
    values = (one.share, one.interval.low, one.interval.high)
    if one.kind is Kind.BEST_F1:
        said = "{:.2f} ({:.2f} to {:.2f})".format(*values)
    else:
        said = "{:.1f} % ({:.1f} to {:.1f} %)".format(*(100 * value for value in values))
    return f"{one.about} {said}"


def suggestions(
    table: ScoreTable,
    *,
    now: Thresholds,
    first: ThresholdVersion,
    check: SelfCheck,
    wishes: Wishes,
) -> list[Suggestion]:
    """Find thresholds in every way there is, in the order of `Kind`.

    Args:
        table: Images with human verdicts; others in it do not count.
        now: The thresholds in force.
        first: The model's first thresholds, from its reference.
        check: What the model says of its reference.
        wishes: What the user asks of them.
    """
    ok, ng = table.confirmed_ok, table.confirmed_ng
    one_over = max(LEAST_OK, math.ceil(1 / wishes.overkill - 1e-9))
    ways: tuple[tuple[Kind, tuple[int, int], Callable[[], Suggestion]], ...] = (
        (Kind.HIGHEST_OK, (LEAST_OK, 0), lambda: _highest_ok(ok, ng, now, wishes)),
        (Kind.BEST_F1, (LEAST_OK, LEAST_NG), lambda: _best_f1(ok, ng, now)),
        (Kind.OVERKILL, (one_over, 0), lambda: _overkill(ok, ng, now, wishes)),
        (Kind.NO_ESCAPE, (0, LEAST_NG), lambda: _no_escape(ok, ng, now)),
    )
    found = (_enough(kind, len(ok), len(ng), least, find) for kind, least, find in ways)
    return [_reference(first, check), *(_with_duplicates(one, table.duplicates) for one in found)]


def not_enough(ok: int, ng: int) -> str:
    """What to say while there is too little to go by."""
    return f"not enough yet: {ok} OK, {ng} NG"


def _enough(
    kind: Kind, ok: int, ng: int, least: tuple[int, int], find: Callable[[], Suggestion]
) -> Suggestion:
    """What `find` finds, if there are enough confirmed OK and NG images for it."""
    if ok >= least[0] and ng >= least[1]:
        return find()
    needs = " and ".join(
        f"{count} {word}" for count, word in zip(least, ("OK", "NG"), strict=True) if count
    )
    basis = f"{not_enough(ok, ng)}; needs {needs}"
    return Suggestion(kind, None, basis, ok, ng)


def _with_duplicates(one: Suggestion, duplicates: int) -> Suggestion:
    """The same, saying how many images do not count because another has their bytes."""
    if not duplicates:
        return one
    basis = f"{one.basis}; duplicates left out: {duplicates}"
    return replace(one, basis=basis, duplicates=duplicates)


def _reference(first: ThresholdVersion, check: SelfCheck) -> Suggestion:
    views = np.array([check.reference_score, *check.view_scores])
    above = int((views >= first.thresholds.review).sum())
    return Suggestion(
        Kind.REFERENCE,
        first.thresholds,
        f"from the reference alone: {first.basis}",
        len(views),
        0,
        share=above / len(views),
        interval=clopper_pearson(above, len(views)),
        about="views of the reference at or above REVIEW",
    )


def _highest_ok(ok: _Floats, ng: _Floats, now: Thresholds, wishes: Wishes) -> Suggestion:
    line = _step_above(float(ok[-1]) + wishes.margin)
    basis = (
        f"highest score of {len(ok)} confirmed OK ({ok[-1]:.2f} sigma) plus {wishes.margin:g} sigma"
    )
    return Suggestion(
        Kind.HIGHEST_OK,
        _with_ng(now, line),
        basis,
        len(ok),
        len(ng),
        share=0.0,
        interval=clopper_pearson(0, len(ok)),
        about="overkill",
    )


def _best_f1(ok: _Floats, ng: _Floats, now: Thresholds) -> Suggestion:
    candidates = np.unique(np.maximum(ng, STEP))
    hits = len(ng) - np.searchsorted(ng, candidates)
    false = len(ok) - np.searchsorted(ok, candidates)
    f1 = 2 * hits / (hits + false + len(ng))
    best = int(np.argmax(f1))
    line = _between(float(candidates[best]), np.concatenate((ok, ng)))
    true_ng, overkill = int((ng >= line).sum()), int((ok >= line).sum())
    value = 2 * true_ng / (true_ng + overkill + len(ng))
    return Suggestion(
        Kind.BEST_F1,
        _with_ng(now, line),
        f"largest F1 on {len(ok)} confirmed OK and {len(ng)} confirmed NG",
        len(ok),
        len(ng),
        share=value,
        interval=bootstrap_f1(
            true_ng=true_ng,
            overkill=overkill,
            missed=len(ng) - true_ng,
            true_ok=len(ok) - overkill,
        ),
        about="F1 of the NG line",
    )


def _overkill(ok: _Floats, ng: _Floats, now: Thresholds, wishes: Wishes) -> Suggestion:
    allowed = math.floor(wishes.overkill * len(ok) + 1e-9)
    line = max(_step_above(float(ok[len(ok) - 1 - allowed])), STEP)
    over = int((ok >= line).sum())
    return Suggestion(
        Kind.OVERKILL,
        _with_ng(now, line),
        f"overkill at most {100 * wishes.overkill:g} %: {over} of {len(ok)} confirmed OK",
        len(ok),
        len(ng),
        share=over / len(ok),
        interval=clopper_pearson(over, len(ok)),
        about="overkill",
    )


def _no_escape(ok: _Floats, ng: _Floats, now: Thresholds) -> Suggestion:
    lowest = float(ng[0])
    line = max(round(math.floor(lowest / STEP + 1e-9) * STEP, 2), STEP)
    line = min(line, now.ng)
    escapes = int((ng < line).sum())
    basis = f"{escapes or 'zero'} escapes on {len(ng)} confirmed NG"
    return Suggestion(
        Kind.NO_ESCAPE,
        Thresholds(line, now.ng),
        f"{basis}, lowest {lowest:.2f} sigma",
        len(ok),
        len(ng),
        share=escapes / len(ng),
        interval=clopper_pearson(escapes, len(ng)),
        about="escape",
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
