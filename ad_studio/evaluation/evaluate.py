"""Evaluating detectors on labelled images; resumable, run by run.

Every finished run lies in `OUT/parts/<key>.json`, where the key is a hash of everything that its
metrics depend on: a second start with the same settings measures only what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ad_studio.errors import AdStudioError, BackboneError, Cancelled, DatasetError
from ad_studio.evaluation.measure import Measured, measure
from ad_studio.evaluation.metrics import Metrics
from ad_studio.evaluation.plan import Run, identity, key_of, plan
from ad_studio.evaluation.results import (
    Part,
    collect,
    make_folder,
    now,
    write_json,
    write_results,
)
from ad_studio.evaluation.settings import AS_GIVEN, EvaluationSettings
from ad_studio.evaluation.summary import ALL_METRICS, TIMES
from ad_studio.messages import Message
from ad_studio.progress import ForwardingProgress, Progress, Stage, raise_if_cancelled

if TYPE_CHECKING:
    from ad_studio.detection.backbones.base import VisionBackbone


class _CancelOnly(ForwardingProgress):
    """Passes on only whether to stop: the share that is reported is that of all runs."""

    def status(self, words: Message | str) -> None:
        """See `Progress.status`; not passed on."""

    def stage(self, stage: Stage) -> None:
        """See `Progress.stage`; not passed on."""

    def fraction(self, value: float | None) -> None:
        """See `Progress.fraction`; not passed on."""

    def partial(self, result: object) -> None:
        """See `Progress.partial`; not passed on."""


def evaluate(settings: EvaluationSettings, *, progress: Progress) -> dict[str, Any]:
    """Measure everything that is not measured yet, and write all results.

    Args:
        settings: See `EvaluationSettings`.
        progress: The share done is that of all test images of all runs still to do.

    Returns:
        The content of results.json.

    Raises:
        DatasetError: The folder is of no known layout, or something in it is missing.
        UsageError: A setting cannot be used.
        BackboneError: The backbone is not here, or no detector can work on it.
        ImageError: An image or mask cannot be used; what was measured before is kept.
        EvaluationError: The results cannot be written.
        Cancelled: The user asked to stop; what was measured before is kept.
    """
    progress.status("Looking at the folders")
    runs = plan(settings)
    parts_folder = make_folder(settings.out / "parts")
    progress.status("Loading the backbone")
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone

    backbone = load_backbone(
        settings.backbone,
        weights=settings.weights,
        device=pick_device(settings.device),
        image_size=settings.size,
    )
    progress.status("Looking for what is measured already")
    job = _Job(settings, backbone, parts_folder)
    for run in runs:
        raise_if_cancelled(progress)
        job.add(run)
    try:
        job.measure_all(progress)
    except (AdStudioError, Cancelled):
        if job.parts:
            write_results(settings.out, job.results(complete=False))
        raise
    if not job.parts:
        raise BackboneError(
            "No detector can work on this backbone. " + " ".join(job.skipped.values()),
            hint="Choose another backbone, or other detectors.",
        )
    results = job.results(complete=True)
    write_results(settings.out, results)
    return results


class _Job:
    """All runs of an evaluation, and what is known of them so far.

    Runs whose metrics depend on the same things share one part: a variant that changes nothing is
    not measured again.
    """

    def __init__(
        self, settings: EvaluationSettings, backbone: VisionBackbone, folder: Path
    ) -> None:
        self.parts: dict[str, Part] = {}
        self.skipped: dict[str, str] = {}
        self._settings = settings
        from ad_studio.detection.backbones.caching import CachingBackbone

        self._backbone = backbone
        self._remembering = CachingBackbone(backbone)
        self._folder = folder
        self._runs: list[tuple[Run, str]] = []
        self._todo: dict[str, tuple[Run, dict[str, Any]]] = {}

    def add(self, run: Run) -> None:
        """Take a run; look whether it is measured already."""
        about = _identity(run, self._backbone, self._settings)
        key = key_of(about)
        self._runs.append((run, key))
        if key in self.parts or key in self._todo:
            return
        if (part := _stored(self._folder, about)) is not None:
            self.parts[key] = part
        else:
            self._todo[key] = (run, about)

    def measure_all(self, progress: Progress) -> None:
        """Measure what is missing; each run is stored as soon as it is finished."""
        total = sum(len(run.category.test) for run, _ in self._todo.values())
        done = 0

        def judged() -> None:
            nonlocal done
            done += 1
            progress.fraction(done / total)

        for key, (run, about) in self._todo.items():
            raise_if_cancelled(progress)
            label = ", ".join(filter(None, (run.method.name, run.variant.name)))
            if label not in self.skipped:
                progress.status(run.name)
                progress.fraction(done / total)
                try:
                    self.parts[key] = self._measured(run, about, judged, progress)
                    continue
                except BackboneError as error:
                    self.skipped[label] = str(error)
            done += len(run.category.test)

    def results(self, *, complete: bool) -> dict[str, Any]:
        """The content of results.json."""
        done = [(run, self.parts[key]) for run, key in self._runs if key in self.parts]
        return collect(
            self._settings, self._backbone, done, skipped=self.skipped, complete=complete
        )

    def _measured(
        self, run: Run, about: dict[str, Any], judged: Callable[[], None], progress: Progress
    ) -> Part:
        varied = run.variant != AS_GIVEN or run.learned is not None
        measured = measure(
            run,
            self._remembering if varied else self._backbone,
            original_resolution=self._settings.original_resolution,
            judged=judged,
            progress=_CancelOnly(progress),
        )
        if varied:
            untimed = Metrics.missing(TIMES, "not every image was looked at anew")
            measured = replace(measured, metrics=measured.metrics | untimed)
        part = _part(run, about, measured)
        write_json(self._folder / f"{part['key']}.json", part)
        return part


def _identity(run: Run, backbone: VisionBackbone, settings: EvaluationSettings) -> dict[str, Any]:
    try:
        return identity(run, backbone, original_resolution=settings.original_resolution)
    except OSError as error:
        raise DatasetError(
            f"A test image or mask cannot be found ({error.strerror or error}).",
            path=Path(error.filename) if error.filename else settings.root,
            hint="Check that it is still there and that you may read it.",
        ) from error


def _part(run: Run, about: dict[str, Any], measured: Measured) -> Part:
    test = run.category.test
    return {
        "key": key_of(about),
        "identity": about,
        "references": [str(path) for path in run.references],
        "good": sum(not one.is_defective for one in test),
        "defective": sum(one.is_defective for one in test),
        "thresholds": measured.thresholds and asdict(measured.thresholds),
        "basis": "no reference" if measured.basis is None else str(measured.basis),
        "scores": measured.scores,
        "date": now(),
        "values": dict(measured.metrics.values),
        "reasons": dict(measured.metrics.reasons),
    }


def _stored(folder: Path, about: dict[str, Any]) -> Part | None:
    """A run's part if it is there and sound; a damaged one is measured again."""
    key = key_of(about)
    try:
        part = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
        sound = part["key"] == key and part["identity"] == about
        sound = sound and all(_is_figure(part["values"][name]) for name in ALL_METRICS)
        sound = sound and all(isinstance(part[name], int) for name in ("good", "defective"))
        sound = sound and isinstance(part["scores"], dict)
        return part if sound and isinstance(part["reasons"], dict) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_figure(value: object) -> bool:
    return value is None or isinstance(value, int | float)
