"""Scores that lie elsewhere than those that thresholds rest on: another camera or light."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ad_studio.domain import RunInfo
from ad_studio.messages import Message, msg
from ad_studio.services.projects import models
from ad_studio.services.projects.project import Project
from ad_studio.services.results.table import read_table
from ad_studio.services.thresholds.scores import may_be_good, spread_of, verified

# Chosen by reasoning: a shift of a deviation is seen in the share of REVIEW at once, and less is
# within what two lots of good parts differ by; tests hold the rate of false warnings under 1 %.
LEAST_IMAGES = 20  # of the run
_LEAST_KNOWN = 10  # parts compared with
_ENOUGH_KNOWN = 1000  # of earlier runs
_LEAST_SHIFT = 1.0  # robust standard deviations between the medians
_MOST_CHANCE = 0.001  # p of the rank test


@dataclass(frozen=True, slots=True)
class Drift:
    """How far the scores of a run lie from those of parts known to be good, in sigma.

    Attributes:
        median: Of the run.
        known: Median of the parts compared with.
        images: How many of the run count.
        parts: How many were compared with.
    """

    median: float
    known: float
    images: int
    parts: int

    @property
    def message(self) -> Message:
        """What it means, and what to do."""
        median, known = f"{self.median:.1f}", f"{self.known:.1f}"
        if self.median > self.known:
            return msg(
                "The scores of this run have drifted: half of its {images} images score above "
                "{median} sigma, against {known} for {parts} earlier parts. Either many parts are "
                "bad, or camera, light or material have changed. Look at some of them; if they are "
                "good, confirm them and learn from them, or take a new reference.",
                images=self.images,
                median=median,
                known=known,
                parts=self.parts,
            )
        return msg(
            "The scores of this run have drifted: half of its {images} images score below "
            "{median} sigma, against {known} for {parts} earlier parts. Camera, focus or light may "
            "have changed, and defects may be seen less well. Inspect a known bad part.",
            images=self.images,
            median=median,
            known=known,
            parts=self.parts,
        )


def drift_of_run(project: Project, run: RunInfo) -> Drift | None:
    """Compare the scores of a run with those of good parts that its model scored before.

    Good parts are those that the model learned from, scored without themselves; else those that
    people confirmed in other runs; else those of the newest earlier runs of the model. Images that
    the model learned from, images with a warning and parts that a person called NG do not count.

    Args:
        project: Where it was inspected.
        run: May still be running.

    Returns:
        None where nothing has drifted, or too little is known to say.
    """
    if run.scope.rate is not None:  # the highest frames alone are stored
        return None
    table = read_table(project, [run])
    scores = may_be_good(project, table, model_id=run.model_id)
    if len(scores) < LEAST_IMAGES:
        return None
    # Parts are confirmed, or asked to be confirmed, because they score high: of those only what
    # lies higher still says something.
    left_out = np.array(models.get_model(project, run.model_id).self_check.left_out_scores)
    if len(left_out) >= _LEAST_KNOWN:
        return compare_scores(scores, left_out, both_ways=False)
    confirmed = verified(project, model_id=run.model_id).without(table.ids).confirmed_ok
    if len(confirmed) >= _LEAST_KNOWN:
        return compare_scores(scores, confirmed, both_ways=False)
    return compare_scores(scores, _of_earlier_runs(project, run), both_ways=True)


def compare_scores(
    scores: npt.NDArray[np.float64], known: npt.NDArray[np.float64], *, both_ways: bool
) -> Drift | None:
    """Whether scores lie elsewhere than known ones: by effect, and by more than chance.

    A few bad parts move neither the median nor the ranks by much.

    Args:
        scores: Of the new images, sigma.
        known: To compare with, sigma.
        both_ways: Whether lower scores are a drift, too.
    """
    from scipy.stats import mannwhitneyu  # not at start: it takes half a second

    if len(scores) < LEAST_IMAGES or len(known) < _LEAST_KNOWN:
        return None
    median, middle = float(np.median(scores)), float(np.median(known))
    shift = (median - middle) / spread_of(known)
    if (abs(shift) if both_ways else shift) < _LEAST_SHIFT:
        return None
    side = "two-sided" if both_ways else "greater"
    if mannwhitneyu(scores, known, alternative=side).pvalue >= _MOST_CHANCE:
        return None
    return Drift(median, middle, len(scores), len(known))


def _of_earlier_runs(project: Project, run: RunInfo) -> npt.NDArray[np.float64]:
    """Of the newest of them until there are enough."""
    found: npt.NDArray[np.float64] = np.zeros(0)
    for one in project.store.runs.all():  # newest first
        if one.scope.rate is not None:
            continue
        if one.model_id == run.model_id and one.id < run.id and len(found) < _ENOUGH_KNOWN:
            earlier = may_be_good(project, read_table(project, [one]), model_id=run.model_id)
            found = np.concatenate((found, earlier))
    return found
