"""A candidate beside the model in force, on the same verified images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ad_studio.domain import ConfirmedPart, ModelInfo, Thresholds, TrainingRole, Verdict
from ad_studio.errors import ImageError
from ad_studio.imaging.hashing import read_unchanged
from ad_studio.messages import msg
from ad_studio.progress import Progress, Stage, SubProgress, raise_if_cancelled, stop_between
from ad_studio.services.inspection.model_input import load_detector, model_input
from ad_studio.services.learning.choice import diverse
from ad_studio.services.learning.plan import verified_parts
from ad_studio.services.projects.project import Project

_MOST_COMPARED = 200
"""Good and bad parts each that are scored for a comparison at most: two minutes on a plain PC."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one model with its thresholds makes of verified images.

    Attributes:
        model: The model.
        thresholds: That judge its scores now.
        overkill: Confirmed OK that it calls NG.
        good_in_review: Confirmed OK that it calls REVIEW.
        escape: Confirmed NG that it calls OK.
        bad_in_review: Confirmed NG that it calls REVIEW.
        auroc: Image AUROC; None where good or bad parts are missing.
    """

    model: ModelInfo
    thresholds: Thresholds
    overkill: int
    good_in_review: int
    escape: int
    bad_in_review: int
    auroc: float | None


@dataclass(frozen=True, slots=True)
class Flip:
    """An image on which the two models disagree."""

    path: Path
    human: Verdict
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """Two models on the same verified images.

    A good part that a model learned from counts with the score that it got when it was left out.

    Attributes:
        good: Confirmed OK images compared.
        bad: Confirmed NG images compared.
        before: The model in force.
        after: The candidate.
        flips: Where they disagree.
        unread: Verified images whose files cannot be read any more, or were changed.
        learned: Verified images left out because a model learned from them and cannot tell what it
            would say otherwise.
        unchosen: Further verified images that were not compared, because there are enough.
    """

    good: int
    bad: int
    before: Judgement
    after: Judgement
    flips: tuple[Flip, ...]
    unread: int = 0
    learned: int = 0
    unchosen: int = 0


def compare_models(
    project: Project,
    before: ModelInfo,
    after: ModelInfo,
    *,
    device: str = "auto",
    progress: Progress,
) -> ModelComparison:
    """Judge all verified images by two models.

    Both are judged by their scores alone: a size limit belongs to the thresholds of one of them.

    Scores that a model has given already are taken over.

    Args:
        project: The project.
        before: The model in force.
        after: The candidate.
        device: "auto", "cpu" or "cuda".
        progress: Told the share done, and asked whether to stop.

    Raises:
        ModelError: A model cannot be loaded.
        Cancelled: The user asked to stop.
    """
    progress.stage(Stage.COMPARE)
    parts, unchosen = _chosen(verified_parts(project).parts)
    sides = [_Scores.known(project, model, parts) for model in (before, after)]
    blind = {sha for side in sides for sha in side.learned}
    rest = [part for part in parts if part.sha256 not in blind]
    unread: set[str] = set()
    counts = [len(side.missing(rest)) for side in sides]
    shares = np.cumsum([0, *counts]) / max(sum(counts), 1)
    for side, begin, end in zip(sides, shares[:-1], shares[1:], strict=True):
        side.complete(
            project,
            [part for part in rest if part.sha256 not in unread],
            unread,
            device=device,
            progress=SubProgress(progress, float(begin), float(end)),
        )
    compared = [part for part in rest if part.sha256 not in unread]
    first, second = (side.of(compared) for side in sides)
    thresholds = [project.store.thresholds.current(m.id).thresholds for m in (before, after)]
    verdicts = [
        [
            pair.verdict(score, warned=bool(part.warning))
            for score, part in zip(scores, compared, strict=True)
        ]
        for pair, scores in zip(thresholds, (first, second), strict=True)
    ]
    humans = [part.verdict for part in compared]
    return ModelComparison(
        good=humans.count(Verdict.OK),
        bad=humans.count(Verdict.NG),
        before=_judgement(before, thresholds[0], first, verdicts[0], humans),
        after=_judgement(after, thresholds[1], second, verdicts[1], humans),
        flips=tuple(
            Flip(part.path, part.verdict, old, new)
            for part, old, new in zip(compared, *verdicts, strict=True)
            if old is not new
        ),
        unread=len(unread),
        learned=len(parts) - len(rest),
        unchosen=unchosen,
    )


def count_to_score(project: Project, learned: Collection[str]) -> int:
    """How many images `compare_models` will score at most by a model still to be trained.

    Args:
        project: The project.
        learned: SHA-256 of the images that it learns from.
    """
    parts, _ = _chosen(verified_parts(project).parts)
    return sum(part.sha256 not in learned for part in parts)


def _chosen(parts: Sequence[ConfirmedPart]) -> tuple[list[ConfirmedPart], int]:
    """At most `_MOST_COMPARED` good and as many bad ones, and how many that leaves out."""
    found: list[ConfirmedPart] = []
    for verdict in (Verdict.OK, Verdict.NG):
        some = [part for part in parts if part.verdict is verdict]
        found += [some[i] for i in diverse([part.score for part in some], _MOST_COMPARED)]
    return found, sum(part.verdict is not Verdict.REVIEW for part in parts) - len(found)


@dataclass(slots=True)
class _Scores:
    """Scores of images by one model, by SHA-256.

    Attributes:
        learned: Images that it learned from without a score of its own for them.
    """

    model: ModelInfo
    by_bytes: dict[str, float]
    learned: set[str]

    @classmethod
    def known(cls, project: Project, model: ModelInfo, parts: Sequence[ConfirmedPart]) -> _Scores:
        """What the model has said before; of what it learned from, when that was left out."""
        learned = project.store.training_sets.get(model.training_set_id)
        good = [*learned.of_role(TrainingRole.CONFIRMED_OK), *learned.of_role(TrainingRole.LOT)]
        bad = learned.of_role(TrainingRole.CONFIRMED_NG)
        left_out = model.self_check.left_out_scores
        scores = {part.sha256: part.score for part in parts if part.model_id == model.id}
        if left_out:
            scores |= {image.sha256: s for image, s in zip(good, left_out, strict=True)}
        blind = {image.sha256 for image in bad} | (
            set() if left_out else {image.sha256 for image in good}
        )
        return cls(model, scores, blind)

    def of(self, parts: Sequence[ConfirmedPart]) -> list[float]:
        """Scores of images that are known by now."""
        return [self.by_bytes[part.sha256] for part in parts]

    def missing(self, parts: Sequence[ConfirmedPart]) -> list[ConfirmedPart]:
        """Those of the images whose score is not known yet."""
        return [part for part in parts if part.sha256 not in self.by_bytes]

    def complete(
        self,
        project: Project,
        parts: Sequence[ConfirmedPart],
        unread: set[str],
        *,
        device: str,
        progress: Progress,
    ) -> None:
        """Score what is not known yet; files that cannot be read go into `unread`."""
        missing = self.missing(parts)
        if not missing:
            return
        progress.status(msg("Model {number}: judging verified images", number=self.model.number))
        detector = load_detector(project, self.model, device=device)
        for done, part in enumerate(missing):
            raise_if_cancelled(progress)
            progress.fraction(done / len(missing))
            try:
                data = read_unchanged(part.path, part.sha256)
                pixels, _ = model_input(
                    data,
                    path=part.path,
                    input_size=detector.input_size,
                    bit_depth=self.model.bit_depth,
                    should_stop=lambda: progress.is_cancelled,
                )
            except ImageError:
                unread.add(part.sha256)
                continue
            (found,) = detector.score([pixels], between=stop_between(progress))
            self.by_bytes[part.sha256] = found.score


def _judgement(
    model: ModelInfo,
    thresholds: Thresholds,
    scores: Sequence[float],
    verdicts: Sequence[Verdict],
    humans: Sequence[Verdict],
) -> Judgement:
    counts = Counter(zip(humans, verdicts, strict=True))
    return Judgement(
        model=model,
        thresholds=thresholds,
        overkill=counts[Verdict.OK, Verdict.NG],
        good_in_review=counts[Verdict.OK, Verdict.REVIEW],
        escape=counts[Verdict.NG, Verdict.OK],
        bad_in_review=counts[Verdict.NG, Verdict.REVIEW],
        auroc=_auroc(scores, humans),
    )


def _auroc(scores: Sequence[float], humans: Sequence[Verdict]) -> float | None:
    bad = np.array([human is Verdict.NG for human in humans])
    if bad.all() or not bad.any():
        return None
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(bad, np.array(scores)))
