"""The interface of all detectors: settings, `fit`, `score`, `state` and `from_state`."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Self, TypeVar

from torch import Tensor

from ad_studio.detection.alignment.transform import InputTransform, WholeImage
from ad_studio.detection.anomaly_map import AnomalyMap
from ad_studio.detection.backbones.base import VisionBackbone
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.options import settings_from_options
from ad_studio.detection.inputs import InputPipeline
from ad_studio.domain import RgbImage
from ad_studio.progress import Between, Progress, go_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectorSettings:
    """The settings that all detectors have; a method adds its own in a subclass.

    All settings are saved with the model: a later version of the program with other defaults gives
    the same scores.

    Attributes:
        seed: Seed of all random draws.
        image_size: Side in pixels of the square with about as many pixels as an image is encoded
            with; None for the backbone's own choice.
        tile: Side in pixels of the tiles that an image of that size is cut into; None to encode it
            at once.
        held_out: Number of held-out views on which mean and sigma are measured.
        score_share: Share of the highest patches whose mean is the image's score; 0 for the
            highest alone.
    """

    seed: int = 0
    image_size: int | None = None
    tile: int | None = None
    held_out: int = 8
    # 0.001 and 0.02 cost 1.0 and 2.0 points of image AUROC on six sets, with starter 1.
    score_share: float = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class DetectorState:
    """The result of fitting: with the settings and the input pipeline it is the whole model.

    Attributes:
        calibration: Mean and sigma of each branch on held-out views.
        tensors: All tensors by name, trained weights included.
        values: All other values, as JSON types.
    """

    calibration: Calibration
    tensors: Mapping[str, Tensor]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FitData:
    """What a detector is fitted on: one part, and images of it.

    All images are uint8 [H, W, 3] RGB, at the input size of the detector's pipeline.

    Attributes:
        noun: What the part is, for prompts: "metal nut".
        defects: Typical defects as phrases, for prompts: "scratch".
        references: Images of good parts; empty only where the method needs no reference.
        confirmed_ok: Further good parts, confirmed by people.
        confirmed_ng: Bad parts, confirmed by people; most methods do not use them.
    """

    noun: str
    defects: Sequence[str] = ()
    references: Sequence[RgbImage] = ()
    confirmed_ok: Sequence[RgbImage] = ()
    confirmed_ng: Sequence[RgbImage] = ()

    @property
    def good(self) -> list[RgbImage]:
        """All images of good parts, the references first."""
        return [*self.references, *self.confirmed_ok]


S = TypeVar("S", bound=DetectorSettings)


class Detector(ABC, Generic[S]):
    """A fitted detector; its class knows how to fit one.

        inputs = InputPipeline.of_whole_images(backbone)
        settings = MemoryDetector.make_settings({"coreset": "0.5"}, seed=1)
        data = FitData(noun="nut", references=images)
        detector = MemoryDetector.fit(inputs, data, settings=settings, progress=progress)
        detector.score(images)  # list[AnomalyMap], in sigma of the reference

    Attributes:
        name: Of the class, as in `detector_registry`; stored with every model and result.
        settings_type: Of the class, a dataclass whose fields all have defaults.
        branches: Of the class: which of the maps "text" and "visual" it has.
        needs_reference: Of the class: whether it cannot be fitted without images of good parts.
        rotation_invariant: Whether the detector assumes that the part may lie at any angle.
        inputs: Its input pipeline, from images to tokens.
        settings: Its settings.
        left_out_scores: Of confirmed good parts, each scored as if it had not been learned from;
            empty where there were too few, and in a loaded model.
    """

    name: ClassVar[str]
    settings_type: ClassVar[type[DetectorSettings]]
    branches: ClassVar[tuple[str, ...]] = ("text", "visual")
    needs_reference: ClassVar[bool] = True
    rotation_invariant: bool = False
    left_out_scores: tuple[float, ...] = ()

    def __init__(self, inputs: InputPipeline, settings: S) -> None:
        self.inputs = inputs
        self.settings = settings

    @classmethod
    @abstractmethod
    def fit(cls, inputs: InputPipeline, data: FitData, *, settings: S, progress: Progress) -> Self:
        """Fit on images of good parts, and on bad ones where the method can use them.

        Args:
            inputs: The input pipeline; the text tower of its backbone must still be loaded.
            data: The images, and the words for the prompts.
            settings: What the user chose.
            progress: Gets a `TrainUpdate` per epoch.

        Raises:
            BackboneError: The method reads prompts, and the backbone cannot.
            UsageError: A setting cannot be used, or the ignore regions leave nothing to score.
            Cancelled: The user asked to stop.
        """

    @abstractmethod
    def score(self, images: Sequence[RgbImage], *, between: Between = go_on) -> list[AnomalyMap]:
        """Score images, uint8 [H, W, 3] RGB, all of one size.

        The result of an image depends on it alone, never on its neighbours in the batch.

        Args:
            images: At least one.
            between: Called before each tile (or untiled view) is encoded, and while patches are
                compared with the memory.
        """

    @abstractmethod
    def state(self) -> DetectorState:
        """Return the state from which `from_state` restores the same detector."""

    @classmethod
    @abstractmethod
    def from_state(cls, inputs: InputPipeline, settings: S, state: DetectorState) -> Self:
        """Restore a saved detector; the text tower of the backbone is not needed.

        Raises:
            KeyError: A tensor or value is missing.
            ValueError: The tensors and values do not fit together.
        """

    @classmethod
    def choose_transform(
        cls,
        image: RgbImage,  # noqa: ARG003 - for methods that look
        backbone: VisionBackbone,
        settings: S,
        *,
        has_ignore_regions: bool,  # noqa: ARG003
    ) -> InputTransform:
        """Choose the input transform by the first reference; the whole image unless overridden.

        Args:
            image: uint8 [H, W, 3], at the backbone's own size.
            backbone: The backbone that will encode the part.
            settings: What the user chose.
            has_ignore_regions: Whether there are ignore regions.

        Raises:
            UsageError: The settings ask for a transform that this reference does not allow.
        """
        return WholeImage.of(backbone, settings.image_size)

    @classmethod
    def make_settings(cls, options: Mapping[str, str], **common: object) -> Any:  # noqa: ANN401
        """Make settings of `settings_type`.

        Args:
            options: By name, as text; a dot leads into nested settings ("loss.margin").
            common: Values for those settings of these names that the method has.

        Raises:
            UsageError: There is no such setting, or the text is not a value of its kind.
        """
        return settings_from_options(cls.settings_type, options, common, detector=cls.name)

    @property
    def batch(self) -> int:
        """The batch size at which `score` is fastest."""
        return self.inputs.at_once if self.inputs.tiling is None else 1

    def input_size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in pixels at which an image of the given size is decoded."""
        return self.inputs.transform.input_size(width, height)


AnyDetector = Detector[Any]
"""A detector, whatever its settings."""
