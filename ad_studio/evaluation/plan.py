"""Which runs an evaluation is made of, and what tells each from every other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ad_studio
from ad_studio import detector_registry
from ad_studio.errors import DatasetError, UsageError
from ad_studio.evaluation.layouts import Category, find_categories
from ad_studio.evaluation.learning import NOTHING_DRAWN, Draw, LearnedCounts, LearningSteps, draw
from ad_studio.evaluation.settings import AS_GIVEN, EvaluationSettings, Variant, variants
from ad_studio.imaging.hashing import sha256_file

if TYPE_CHECKING:
    from ad_studio.detection.backbones.base import VisionBackbone
    from ad_studio.detection.detectors.base import AnyDetector, DetectorSettings

FORMAT = 1
_CODE = (
    "detection/**/*.py",
    "imaging/*.py",
    "evaluation/metrics.py",
    "evaluation/pixels.py",
    "services/inspection/model_input.py",
    "evaluation/measure.py",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One detector, fitted once and measured on one category.

    Attributes:
        category: Its images.
        method: The detector.
        variant: Of an ablation.
        seed: Of references and draws.
        settings: Of the method, complete.
        bit_depth: See `EvaluationSettings`.
        references: Images to fit on.
        learned: How many test images are learned from; None where this is not a run of learning.
        number: Of the draw of those.
        drawn: Which those are.
    """

    category: Category
    method: type[AnyDetector]
    variant: Variant
    seed: int
    settings: DetectorSettings
    bit_depth: int | None
    references: tuple[Path, ...]
    learned: LearnedCounts | None = None
    number: int = 0
    drawn: Draw = NOTHING_DRAWN

    @property
    def name(self) -> str:
        """In a few words, for whoever waits."""
        learned = "" if self.learned is None else self.learned.name
        seed = f"seed {self.seed}"
        parts = (self.category.name, self.method.name, self.variant.name, learned, seed)
        return ", ".join(filter(None, parts))


def plan(settings: EvaluationSettings) -> list[Run]:
    """List all runs; whatever is wrong with the settings comes out here, before hours of work.

    Raises:
        DatasetError: The folder is of no known layout, or has too few references.
        UsageError: A value that cannot be used.
    """
    if not settings.detectors:
        raise UsageError("Name at least one detector.")
    methods = {name: detector_registry.find(name).load() for name in settings.detectors}
    _require_references(settings, methods)
    kinds = variants(settings)
    made = {
        (name, kind.name, seed): methods[name].make_settings(
            settings.options_of(name, methods=detector_registry.names()) | dict(kind.options),
            epochs=settings.epochs,
            seed=seed,
            image_size=settings.size,
        )
        for name in settings.detectors
        for kind in kinds
        for seed in range(settings.repeats)
    }
    chosen = _chosen(settings)
    runs = [
        Run(
            category=category,
            method=methods[name],
            variant=kind,
            seed=seed,
            settings=made[name, kind.name, seed],
            bit_depth=settings.bit_depth,
            references=_references(category, settings, seed=seed),
        )
        for category in chosen
        for name in dict.fromkeys(settings.detectors)
        for kind in kinds
        for seed in range(settings.repeats)
    ]
    return runs if settings.learning is None else _with_learning(runs, settings.learning)


def _with_learning(runs: Sequence[Run], learning: LearningSteps) -> list[Run]:
    """The runs, each followed by those that learn from test images of its category."""
    found = []
    for run in runs:
        found.append(run)
        if run.variant != AS_GIVEN or not learning.suits(run.category):
            continue
        for number in range(learning.draws):
            for step in learning.steps:
                category, drawn = draw(run.category, learning, step, seed=run.seed, number=number)
                found.append(
                    replace(run, category=category, learned=step, number=number, drawn=drawn)
                )
    if all(run.learned is None for run in found):
        raise DatasetError(
            "No category has enough images to learn from some and to judge others.",
            hint="Learn from fewer, or name other categories.",
        )
    return found


def pick(train: Sequence[Path], *, seed: int, shots: int) -> tuple[Path, ...]:
    """References of a seed: always the same ones, whatever else is measured.

    Seed 0 begins with the first image; the rest follow in an order fixed by their names (SHA-256),
    and each seed takes the next ones, from the start again after the last.

    Args:
        train: Images of good parts, in natural order, at least `shots`.
        seed: From 0 up.
        shots: How many.
    """
    first, *rest = train
    rest.sort(key=lambda path: hashlib.sha256(path.name.encode()).digest())
    order = [first, *rest]
    return tuple(order[(seed * shots + i) % len(order)] for i in range(shots))


def identity(run: Run, backbone: VisionBackbone, *, original_resolution: bool) -> dict[str, Any]:
    """Everything that a run's metrics depend on, ready for JSON.

    Raises:
        ImageError: A reference cannot be read.
        OSError: A test image or mask cannot be found.
    """
    from ad_studio.detection.auxiliary.learned import learned_sha256

    return {
        "format": FORMAT,
        "category": run.category.name,
        "noun": run.category.noun,
        "detector": run.method.name,
        "settings": json.loads(json.dumps(asdict(run.settings), default=str)),
        "seed": run.seed,
        "bit_depth": run.bit_depth,
        "references": [sha256_file(path) for path in run.references],
        **_learned_from(run),
        "images": _fingerprint(run.category),
        "backbone": backbone.name,
        "backbone_sha256": backbone.sha256,
        "learned_sha256": learned_sha256(run.method.name, backbone.name),
        "device": backbone.device.type,
        "original_resolution": original_resolution,
        "code_sha256": code_sha256(),
        "torch": version("torch"),
    }


def _learned_from(run: Run) -> dict[str, Any]:
    """What tells a run of learning from others; nothing of any other run."""
    if run.learned is None:
        return {}
    drawn = {
        name: [sha256_file(path) for path in paths] for name, paths in asdict(run.drawn).items()
    }
    return {"learned": asdict(run.learned), "drawn": drawn}


def key_of(identity: dict[str, Any]) -> str:
    """The name of a run's file: SHA-256 over its identity."""
    return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()


@cache
def code_sha256() -> str:
    """SHA-256 over the code that metrics depend on: after a change they are measured anew.

    Taken once: what is changed on the disk while this program runs is not what it runs.
    """
    package = Path(ad_studio.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _CODE for path in package.glob(pattern)):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def _chosen(settings: EvaluationSettings) -> tuple[Category, ...]:
    found = {one.name: one for one in find_categories(settings.root)}
    unknown = [name for name in settings.categories if name not in found]
    if unknown:
        raise UsageError(
            f"There is no category {', '.join(unknown)} in {settings.root}.",
            hint=f"There are {', '.join(found)}.",
        )
    chosen = tuple(found[name] for name in dict.fromkeys(settings.categories or found))
    if settings.reference is not None and len(chosen) > 1:
        raise UsageError(
            "One reference image cannot serve several categories.",
            hint="Name one with --category, or leave --reference out.",
        )
    return chosen


def _require_references(
    settings: EvaluationSettings, methods: Mapping[str, type[AnyDetector]]
) -> None:
    """Refuse to do without references what cannot be done without them."""
    if settings.shots or settings.reference is not None:
        return
    unable = [name for name, method in methods.items() if method.needs_reference]
    if unable:
        raise UsageError(
            f"{', '.join(unable)} cannot do without a reference.",
            hint="Use --shots 1 or more, or name other detectors.",
        )
    if settings.learning is not None:
        raise UsageError(
            "Learning from test images begins with a reference.", hint="Use --shots 1 or more."
        )


def _references(category: Category, settings: EvaluationSettings, *, seed: int) -> tuple[Path, ...]:
    if settings.reference is not None:
        return (settings.reference,)
    if len(category.train) < settings.shots:
        raise DatasetError(
            f"{category.name} has {len(category.train)} images of good parts to train on, "
            f"{settings.shots} needed.",
            path=settings.root,
            hint="Add some to its train/good, or name one with --reference.",
        )
    return pick(category.train, seed=seed, shots=settings.shots)


def _fingerprint(category: Category) -> str:
    """Changes with any test image or mask: by names, sizes and times, as reading all takes long."""
    digest = hashlib.sha256()
    for one in category.test:
        for path in filter(None, (one.path, one.mask)):
            state = path.stat()
            digest.update(
                f"{one.defect}/{path.name} {state.st_size} {state.st_mtime_ns}\n".encode()
            )
    return digest.hexdigest()
