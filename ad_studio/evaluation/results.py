"""What an evaluation hands over: results.json, results.csv, results.md, and the parts' files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ad_studio import __version__
from ad_studio.errors import EvaluationError
from ad_studio.evaluation.learning import LearnedCounts, LearningSteps
from ad_studio.evaluation.metrics import Metrics
from ad_studio.evaluation.plan import FORMAT, Run, code_sha256
from ad_studio.evaluation.settings import NATIVE_SIDE, EvaluationSettings
from ad_studio.evaluation.summary import Measurement, summarise
from ad_studio.evaluation.tables import as_csv, as_markdown
from ad_studio.files import DISK_FULL, FREE_SPACE, is_disk_full, write_atomic
from ad_studio.services.diagnostics.machine import about_machine

if TYPE_CHECKING:
    from ad_studio.detection.backbones.base import VisionBackbone

Part = dict[str, Any]
"""The content of one run's file."""

_LIBRARIES = ("torch", "timm", "open_clip_torch", "numpy", "pillow", "scipy", "scikit-learn")


def collect(
    settings: EvaluationSettings,
    backbone: VisionBackbone,
    done: Sequence[tuple[Run, Part]],
    *,
    skipped: Mapping[str, str],
    complete: bool,
) -> dict[str, Any]:
    """Bring finished runs together.

    Args:
        settings: As given.
        backbone: The one that all runs used.
        done: Runs with their parts, in the order of the plan.
        skipped: Why detectors or variants could not run.
        complete: Whether all runs were tried.

    Returns:
        The content of results.json.
    """
    detectors: dict[str, dict[str, Any]] = {}
    ablations: dict[str, list[dict[str, Any]]] = {}
    learning: list[dict[str, Any]] = []
    for (name, variant, step), of_both in _grouped(done).items():
        run = of_both[0][0]
        found = {
            "settings": asdict(replace(run.settings, seed=0)),
            **summarise([_measurement(run, part) for run, part in of_both]),
        }
        if step is not None:
            learning.append({"variant": step.name, "detector": name, **asdict(step), **found})
        elif not variant:
            detectors[name] = found
        else:
            about = {"variant": variant, "detector": name, "options": dict(run.variant.options)}
            ablations.setdefault(run.variant.ablation, []).append({**about, **found})
    first: dict[str, Any] = next(iter(detectors.values()), {"summary": {}, "categories": {}})
    side = NATIVE_SIDE
    return {
        "format": FORMAT,
        "program": __version__,
        "complete": complete,
        "date": now(),
        "machine": about_machine(),
        "versions": {name: version(name) for name in _LIBRARIES},
        "code_sha256": code_sha256(),
        "settings": json.loads(json.dumps(_plain(settings), default=str)),
        "resolution": "each image's own size"
        if settings.original_resolution
        else f"{side} x {side} pixels",
        "backbone": {
            "id": backbone.name,
            "sha256": backbone.sha256,
            "device": backbone.device.type,
        },
        "summary": first["summary"],
        "categories": first["categories"],
        "detectors": detectors,
        "ablations": ablations,
        "learning": learning,
        "skipped": dict(skipped),
        "notes": _notes(settings, [run for run, _ in done]),
        "parts": [part for _, part in done],
    }


def _notes(settings: EvaluationSettings, runs: Sequence[Run]) -> list[str]:
    """What a reader of the deviations over seeds must know."""
    if settings.reference is not None:
        return [
            "All seeds train on the one reference image given; they differ in their draws only."
        ]
    if not settings.shots:
        return [
            "No reference: scores are in sigma of generated images of good things, and there are "
            "no thresholds."
        ]
    left_out = [] if settings.learning is None else _too_small(settings.learning, runs)
    needed = settings.seeds * settings.shots
    few = {run.category.name: len(run.category.train) for run in runs}
    return [
        f"{name}: {count} image(s) to train on for {settings.seeds} seeds of {settings.shots}; "
        "some seeds share them and differ in their draws only."
        for name, count in few.items()
        if count < needed
    ] + left_out


def _too_small(learning: LearningSteps, runs: Sequence[Run]) -> list[str]:
    """Which categories the tables of learning are without."""
    whole = {run.category.name: run.category for run in runs if run.learned is None}
    names = [name for name, category in whole.items() if not learning.suits(category)]
    return [f"Too few images to learn from some: {', '.join(names)}."] if names else []


def _grouped(
    done: Sequence[tuple[Run, Part]],
) -> dict[tuple[str, str, LearnedCounts | None], list[tuple[Run, Part]]]:
    groups: dict[tuple[str, str, LearnedCounts | None], list[tuple[Run, Part]]] = {}
    for run, part in done:
        key = (run.method.name, run.variant.name, run.learned)
        groups.setdefault(key, []).append((run, part))
    return groups


def _measurement(run: Run, part: Part) -> Measurement:
    return Measurement(
        category=run.category.name,
        detector=run.method.name,
        variant=run.variant.name,
        seed=run.seed,
        good=part["good"],
        defective=part["defective"],
        metrics=Metrics(part["values"], part["reasons"]),
        draw=run.number,
    )


def _plain(settings: EvaluationSettings) -> dict[str, Any]:
    return asdict(replace(settings, options=dict(settings.options), seeds=settings.repeats))


def write_results(out: Path, results: Mapping[str, Any]) -> None:
    """Write all three files anew.

    Raises:
        EvaluationError: One cannot be written.
    """
    write_json(out / "results.json", results)
    _write_text(out / "results.csv", as_csv(results))
    _write_text(out / "results.md", as_markdown(results))


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file that is there wholly or not at all.

    Raises:
        EvaluationError: It cannot be written.
    """
    _write_text(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def _write_text(path: Path, text: str) -> None:
    try:
        write_atomic(path, text.encode())
    except OSError as error:
        raise _unwritable(path, error) from error


def make_folder(path: Path) -> Path:
    """Make a folder for results, if it is not there.

    Raises:
        EvaluationError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    return path


def _unwritable(path: Path, error: OSError) -> EvaluationError:
    if is_disk_full(error):
        return EvaluationError(DISK_FULL, path=path, hint=FREE_SPACE)
    return EvaluationError(
        f"The results cannot be written ({error.strerror or error}).",
        path=path,
        hint="Check that you may write there, or choose another folder.",
    )


def now() -> str:
    """The time, for files of results."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
