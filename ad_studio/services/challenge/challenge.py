"""A challenge: all known samples are inspected again, with the model and thresholds in force.

The samples go the way of every inspected image: decoded, checked and scored by the same code. What
comes out is stored apart from runs, so that samples never count as parts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ad_studio.domain import (
    Challenge,
    ChallengeResult,
    ChallengeSample,
    ModelInfo,
    Role,
    RunInfo,
    ThresholdVersion,
    Verdict,
)
from ad_studio.errors import ProjectError
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled, stop_between
from ad_studio.services.challenge.samples import list_samples, read_sample
from ad_studio.services.inspection.image_checks import checks_of_model
from ad_studio.services.inspection.image_source import ImageList
from ad_studio.services.inspection.model_input import load_detector
from ad_studio.services.inspection.pipeline import decode_ahead, group_by_size, score
from ad_studio.services.inspection.run_plan import chosen_model
from ad_studio.services.projects.project import Project
from ad_studio.size_limits import score_by_size
from ad_studio.store import NewResult

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import AnyDetector

_DECODERS = 2  # threads


def run_challenge(
    project: Project, *, author: str = "", device: str = "auto", progress: Progress
) -> Challenge:
    """Inspect the samples and store whether all of them were as expected.

    A file that is missing or was changed is an error, and nothing is stored: what was not inspected
    has neither passed nor failed.

    Args:
        project: Trained, with at least one OK and one NG sample; open for writing.
        author: Who runs it.
        device: "auto", "cpu" or "cuda".
        progress: Told the share of samples done.

    Raises:
        ProjectError: There is no model yet, or no OK sample, or no NG sample.
        ImageError: The file of a sample is missing or was changed.
        ModelError: The model cannot be loaded.
        Cancelled: The user asked to stop; nothing is stored.
        SignInError: Nobody is signed in, and the project asks for it.
    """
    author = project.authorize(Role.OPERATOR, author)
    model = chosen_model(project, None)
    samples = list_samples(project)
    _require_both(project, samples)
    for sample in samples:
        read_sample(sample)
    progress.status(msg("Loading the model"))
    detector = load_detector(project, model, device=device)
    raise_if_cancelled(progress)
    progress.status(msg("Inspecting the samples"))
    found = _score(project, model, detector, samples, progress)
    version = project.store.thresholds.current(model.id)
    results = [_judge(*pair, version) for pair in zip(samples, found, strict=True)]
    return project.store.challenges.record(
        results,
        model_id=model.id,
        threshold_id=version.id,
        passed=all(result.is_as_expected for result in results),
        author=author.strip(),
    )


def latest_challenge(project: Project) -> Challenge | None:
    """Return the newest challenge; None before the first."""
    return project.store.challenges.latest()


def challenge_before(project: Project, run: RunInfo) -> Challenge | None:
    """Return the newest challenge of a run's model before the run began; None without one."""
    return next(
        (
            one
            for one in list_challenges(project)
            if one.model_id == run.model_id and one.created_at <= run.started_at
        ),
        None,
    )


def samples_of(project: Project, challenge: Challenge) -> list[ChallengeSample]:
    """List the samples of a challenge, those that were taken out since among them."""
    wanted = {result.sample_id for result in challenge.results}
    everything = project.store.challenges.samples(removed=True)
    return [sample for sample in everything if sample.id in wanted]


def list_challenges(project: Project) -> list[Challenge]:
    """List the challenges, newest first."""
    return project.store.challenges.all()


def _require_both(project: Project, samples: Sequence[ChallengeSample]) -> None:
    """A program that says NG to everything, or OK, must not pass."""
    for verdict in (Verdict.NG, Verdict.OK):
        if not any(sample.expected is verdict for sample in samples):
            raise ProjectError(
                msg("The project has no {verdict} sample.", verdict=verdict),
                path=project.info.folder,
                hint=msg("Add at least one NG sample and one OK sample."),
            )


def _score(
    project: Project,
    model: ModelInfo,
    detector: AnyDetector,
    samples: Sequence[ChallengeSample],
    progress: Progress,
) -> list[NewResult]:
    paths = [sample.path for sample in samples]
    found: list[NewResult] = []

    def is_cancelled() -> bool:
        return progress.is_cancelled

    with ThreadPoolExecutor(_DECODERS, thread_name_prefix="decode") as pool:
        decoded = decode_ahead(
            pool,
            ImageList(paths),
            paths,
            input_size=detector.input_size,
            bit_depth=model.bit_depth,
            known={},
            checks=checks_of_model(project, model.id, detector, should_stop=is_cancelled),
            should_stop=is_cancelled,
        )
        try:
            for group in group_by_size(decoded, detector.batch):
                raise_if_cancelled(progress)
                found += score(detector, group, between=stop_between(progress))
                progress.fraction(len(found) / len(paths))
        finally:
            decoded.close()
    return found


def _limited(found: NewResult, version: ThresholdVersion) -> float:
    """The limited score of a sample; NaN where there is no size limit."""
    limit = version.thresholds.size_limit
    if limit is None or found.score is None or found.maps is None:
        return math.nan
    size = {"width": found.width, "height": found.height}
    return score_by_size(limit, found.maps.fused, found.score, **size)


def _judge(sample: ChallengeSample, found: NewResult, version: ThresholdVersion) -> ChallengeResult:
    """Judge what was found, as the results of a run are judged."""
    error = found.error
    if found.sha256 != sample.sha256 and not error:
        error = msg("The file of sample {number} was changed.", number=sample.id)
    verdict = None
    if found.score is not None and not error:
        verdict = version.thresholds.verdict(
            found.score, limited=_limited(found, version), warned=bool(found.warning)
        )
    return ChallengeResult(
        sample_id=sample.id,
        expected=sample.expected,
        score=None if verdict is None else found.score,
        verdict=verdict,
        error=error,
    )
