"""What to evaluate: settings, and the variants of ablations."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ad_studio.errors import UsageError
from ad_studio.evaluation.learning import LearningSteps

NATIVE_SIDE = 256
"""Maps and masks are compared at this width and height, whatever the image's."""

BRANCH = "branch"
"""The ablation that needs no run of its own: the branches are measured in every run."""


@dataclass(frozen=True, slots=True)
class EvaluationSettings:
    """Everything that an evaluation depends on.

    Attributes:
        root: Labelled images, see `evaluation.layouts`.
        out: Where results go.
        categories: Only these; none given: all.
        detectors: Methods by name; the first one stands in the top-level summary.
        backbone: An id of the backbone registry.
        weights: A local checkpoint for that backbone.
        reference: This image instead of some of `train/good`.
        shots: How many reference images; 0 for methods that can do without.
        seeds: How many times, each with other references and draws; once without a reference, for
            then nothing is drawn.
        epochs: Prompt-learning steps; 0 keeps the prompts as they start.
        size: See `DetectorSettings.image_size`.
        bit_depth: Of the images, where their files do not declare it; None: such are refused.
        device: "auto", "cpu" or "cuda".
        options: Further settings of the methods, as text; a name that begins with a method's
            ("devprompt.loss.margin") is for that one only.
        original_resolution: Compare maps and masks at each image's own size.
        preset: Which one of `PRESETS` the others come from; empty for none.
        ablate: Names of ablations, see `ABLATIONS`.
        confirm: Numbers of good test images that are confirmed and learned from in turn.
        confirm_ng: Numbers of bad ones, likewise.
        lot: Test images that are learned from as a lot without verdicts; 0 for no lot.
        lot_bad: Share of bad parts in the lot.
        draws: How often other test images are drawn to learn from, for each seed.
    """

    root: Path
    out: Path
    categories: tuple[str, ...] = ()
    detectors: tuple[str, ...] = ("devprompt",)
    backbone: str = "starter"
    weights: Path | None = None
    reference: Path | None = None
    shots: int = 1
    seeds: int = 3
    epochs: int = 100
    size: int | None = None
    bit_depth: int | None = None
    device: str = "auto"
    options: Mapping[str, str] = field(default_factory=dict)
    original_resolution: bool = False
    preset: str = ""
    ablate: tuple[str, ...] = ()
    confirm: tuple[int, ...] = ()
    confirm_ng: tuple[int, ...] = ()
    lot: int = 0
    lot_bad: float = 0.0
    draws: int = 1

    @property
    def learning(self) -> LearningSteps | None:
        """What is learned from test images; None where nothing is."""
        return LearningSteps.of(
            ok=self.confirm,
            ng=self.confirm_ng,
            lot=self.lot,
            lot_bad=self.lot_bad,
            draws=self.draws,
        )

    @property
    def repeats(self) -> int:
        """How often each category is measured."""
        return self.seeds if self.shots or self.reference is not None else 1

    def options_of(self, detector: str, *, methods: Collection[str]) -> dict[str, str]:
        """The options that concern one method, without its name before them."""
        found = {}
        for name, value in self.options.items():
            first, _, rest = name.partition(".")
            if first not in methods:
                found[name] = value
            elif first == detector:
                found[rest] = value
        return found


@dataclass(frozen=True, slots=True)
class Variant:
    """Settings changed for an ablation.

    Attributes:
        ablation: Its name; empty for the settings as given.
        name: Of this variant, for tables.
        options: What is changed.
    """

    ablation: str = ""
    name: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


AS_GIVEN = Variant()

ABLATIONS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "lambda": ("loss.deviation", ("1", "0.1", "0.01", "0")),
        "k": ("loss.top_k", ("0.1", "0.2", "0.3")),
        "a": ("loss.margin", ("1", "3", "5", "7", "9")),
        "scale": ("loss.scale", ("spread", "temperature")),
        "signed": ("loss.signed", ("true", "false")),
        "lap": ("n_learned", ("4", "0")),
        "vv": ("vv", ("true", "false")),
        "prefixes": ("coupling.prefixes", ("true", "false")),
        "text-to-vision": ("coupling.text_to_vision", ("true", "false")),
        "vision-to-text": ("coupling.vision_to_text", ("true", "false")),
        "size": ("image_size", ("none", "336", "560")),
        "training": ("epochs", ("100", "0")),
        "pose": ("pose", ("auto", "any", "fixed")),
        "text": ("text_weight", ("0", "0.25", "0.5", "1")),
        "own": ("reference_text_weight", ("0", "0.4", "0.8")),
        "usual": ("baseline_weight", ("0", "0.5", "1")),
        "place": ("place_weight", ("0", "0.5", "1")),
        "smoothing": ("smoothing", ("0", "0.5", "1")),
        "share": ("score_share", ("0.001", "0.005", "0.02")),
        BRANCH: ("", ()),
    }
)
"""By name: the setting and the values that it takes; one of them is as shipped."""


def variants(settings: EvaluationSettings) -> tuple[Variant, ...]:
    """The settings as given, then every variant of every ablation.

    Raises:
        UsageError: An unknown ablation, or several detectors to be ablated.
    """
    unknown = [name for name in settings.ablate if name not in ABLATIONS]
    if unknown:
        raise UsageError(
            f"There is no ablation {', '.join(unknown)}.", hint=f"Use {', '.join(ABLATIONS)}."
        )
    if any(ABLATIONS[name][1] for name in settings.ablate) and len(settings.detectors) > 1:
        raise UsageError(
            "An ablation is for one detector.", hint="Name one with --detector, or leave it out."
        )
    found = [AS_GIVEN]
    for ablation in settings.ablate:
        key, values = ABLATIONS[ablation]
        found += [Variant(ablation, f"{ablation}={value}", {key: value}) for value in values]
    return tuple(found)
