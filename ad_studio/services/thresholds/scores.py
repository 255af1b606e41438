"""Scores and human verdicts of many images as arrays: what thresholds are judged on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from ad_studio.domain import LimitKey, Verdict
from ad_studio.domain.verdict_codes import NG, OK, VERDICT_CODES, Codes
from ad_studio.services.projects import training_set
from ad_studio.services.projects.project import Project
from ad_studio.services.results.table import ResultTable
from ad_studio.store import VerifiedScore

_MAD_TO_SPREAD = 1.4826  # of a normal distribution
_LEAST_SPREAD = 0.1  # sigma


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """One entry per image that could be scored.

    Attributes:
        ids: int64 [n], of the results, rising.
        scores: float64 [n], sigma.
        humans: int8 [n], verdict codes of what a person said.
        errors: How many further images could not be scored.
        duplicates: How many further images were left out, because they have the bytes of one that
            is in here.
        warned: The ids of the results with a warning, which are REVIEW at least.
        limited: Limited scores that are known, sigma, by result and by `SizeLimit.key`. They are
            those of the results in here, and may be of others.
    """

    ids: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]
    humans: Codes
    errors: int = 0
    duplicates: int = 0
    warned: frozenset[int] = frozenset()
    limited: Mapping[int, Mapping[LimitKey, float]] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> "ScoreTable":
        """No images."""
        return cls(np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int8))

    @classmethod
    def of(cls, table: ResultTable) -> "ScoreTable":
        """Read it off a table of results, which are in the order of their ids."""
        scored = ~np.isnan(table.scores)
        errors = int(np.count_nonzero(~scored))
        warned = frozenset(table.ids[scored & (table.warned > 0)].tolist())
        return cls(
            table.ids[scored],
            table.scores[scored],
            table.human[scored],
            errors,
            warned=warned,
            limited=table.limited,
        )

    @property
    def confirmed_ok(self) -> npt.NDArray[np.float64]:
        """Scores of the images that a person called OK, sigma [m], rising.

        Images with a warning are left out, here and in `confirmed_ng`: what they score comes from
        the light or the focus, and must not move a threshold.
        """
        return self._confirmed(OK)

    @property
    def confirmed_ng(self) -> npt.NDArray[np.float64]:
        """Scores of the images that a person called NG, sigma [m], rising."""
        return self._confirmed(NG)

    @property
    def confirmed(self) -> npt.NDArray[np.float64]:
        """Scores of the images that a person called OK or NG, sigma [m]; first the good ones."""
        return np.concatenate((self.confirmed_ok, self.confirmed_ng))

    def without(self, ids: npt.NDArray[np.int64]) -> "ScoreTable":
        """The same without these results."""
        kept = ~np.isin(self.ids, ids)
        return replace(self, ids=self.ids[kept], scores=self.scores[kept], humans=self.humans[kept])

    def with_verdicts(self, said: Mapping[int, Verdict | None]) -> "ScoreTable":
        """The same with other human verdicts, by result; those that are not in here change nothing.

        Itself where none of them is in here.
        """
        ids = np.fromiter(said, np.int64)
        codes = np.array([VERDICT_CODES[human] for human in said.values()], self.humans.dtype)
        here = np.isin(ids, self.ids)
        if not here.any():
            return self
        humans = self.humans.copy()
        humans[np.searchsorted(self.ids, ids[here])] = codes[here]
        return replace(self, humans=humans)

    def _confirmed(self, code: int) -> npt.NDArray[np.float64]:
        plain = ~np.isin(self.ids, list(self.warned))
        return np.sort(self.scores[plain & (self.humans == code)])


def verified(project: Project, *, model_id: int | None = None) -> ScoreTable:
    """Scores of the images that a person has judged, over all runs of a model.

    Images of the same bytes are one part: inspected more than once, or lying there under several
    names, they count once, as they were judged last.

    Args:
        project: The project.
        model_id: The model; None for the one in force.

    Raises:
        ProjectError: There is no model yet.
    """
    table = _distinct(project.store.results.verified_scores(model_id))
    return replace(table, limited=project.store.limited_scores.of_results(table.ids.tolist()))


def may_be_good(project: Project, table: ResultTable, *, model_id: int) -> npt.NDArray[np.float64]:
    """Scores of the images of runs that may be those of good parts in the usual light, sigma.

    Left out are images that the model learned from, images with a warning, parts that a person
    called NG, and frames of videos, whose scores are smoothed. Images of the same bytes count once.

    Args:
        project: Where they were inspected.
        table: The results of the runs.
        model_id: Their model.
    """
    seen = {image.sha256 for image in training_set.of_model(project, model_id).images}
    seen |= {table.sha256(int(row)) for row in np.flatnonzero(table.human == NG)} - {""}
    new = np.zeros(len(table), np.bool_)
    for row in range(len(table)):
        sha256 = table.sha256(row)
        new[row] = sha256 not in seen
        if sha256:
            seen.add(sha256)
    scored = ~np.isnan(table.scores) & (table.warned == 0) & (table.human != NG) & ~table.of_frames
    found: npt.NDArray[np.float64] = table.scores[new & scored]
    return found


def spread_of(scores: npt.NDArray[np.float64]) -> float:
    """Standard deviation as a few bad parts do not move it: from the median absolute deviation.

    At least 0.1 sigma, so that scores that are all alike leave room for others.
    """
    spread = _MAD_TO_SPREAD * float(np.median(np.abs(scores - np.median(scores))))
    return max(spread, _LEAST_SPREAD)


def _distinct(judged: Sequence[VerifiedScore]) -> ScoreTable:
    """One entry for each image content; the later of two counts."""
    last = {one.sha256 or one.image_id: one for one in judged}
    kept = sorted(last.values())
    return ScoreTable(
        np.array([one.result_id for one in kept], np.int64),
        np.array([one.score for one in kept], np.float64),
        np.array([VERDICT_CODES[one.human] for one in kept], np.int8),
        duplicates=len({one.image_id for one in judged}) - len(kept),
        warned=frozenset(one.result_id for one in kept if one.warned),
    )
