"""The training data of a project: reference, confirmed parts and ignore regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ad_studio.domain import (
    InputSize,
    ReferenceInfo,
    RgbImage,
    TrainingImage,
    TrainingRole,
    TrainingSet,
)
from ad_studio.errors import PoorReferenceError, ProjectError
from ad_studio.ignore_regions import IgnoreVersion
from ad_studio.messages import msg
from ad_studio.progress import never
from ad_studio.services.inspection.model_input import model_input
from ad_studio.services.projects import training_set
from ad_studio.services.projects.project import Project

if TYPE_CHECKING:
    from ad_studio.detection.fitting import PartToLearn


@dataclass(frozen=True, slots=True)
class TrainingData:
    """What a model is trained on.

    Attributes:
        project: The project that it belongs to.
        images: The version of the training set.
        reference: The reference in it; all images are decoded at its bit depth.
        ignored: The version of the ignore regions of the reference; None if none were drawn.
    """

    project: Project
    images: TrainingSet
    reference: ReferenceInfo
    ignored: IgnoreVersion | None

    def part(self, should_stop: Callable[[], bool] = never) -> PartToLearn:
        """The same as input of `fitting.fit_and_check`.

        Args:
            should_stop: Asked several times a second while it decodes an image.
        """
        from ad_studio.detection.fitting import PartToLearn

        info = self.project.info
        readers = partial(self._readers, should_stop)
        return PartToLearn(
            noun=info.noun,
            defects=info.defects,
            references=readers(TrainingRole.REFERENCE),
            confirmed_ok=readers(TrainingRole.CONFIRMED_OK),
            confirmed_ng=readers(TrainingRole.CONFIRMED_NG),
            lot=readers(TrainingRole.LOT),
            ignore=() if self.ignored is None else self.ignored.regions,
        )

    def _readers(
        self, should_stop: Callable[[], bool], role: TrainingRole
    ) -> list[Callable[[InputSize], RgbImage]]:
        bit_depth = self.reference.bit_depth
        return [
            partial(_read, image, bit_depth, should_stop) for image in self.images.of_role(role)
        ]

    def about(self) -> dict[str, Any]:
        """The values that are written to `model.json`, for people and auditors."""
        info = self.project.info
        return {
            "noun": info.noun,
            "defects": list(info.defects),
            "reference_sha256": self.reference.sha256,
            "bit_depth": self.reference.bit_depth,
            "training_set": self.images.number,
            "ignore_version": None if self.ignored is None else self.ignored.number,
        }


def require_training_data(project: Project) -> TrainingData:
    """Collect what a model trained now would learn from.

    Raises:
        ProjectError: There is no reference yet.
    """
    images = require_training_set(project)
    (image,) = images.of_role(TrainingRole.REFERENCE)
    assert image.reference_id is not None
    reference = project.store.references.get(image.reference_id)
    ignored = project.store.ignore_regions.current(image.reference_id)
    return TrainingData(project, images, reference, ignored)


def require_training_set(project: Project) -> TrainingSet:
    """Return what a model would learn from now.

    Raises:
        ProjectError: There is no reference yet.
    """
    learned = training_set.current(project)
    if learned is None:
        raise ProjectError(
            msg("The project has no reference image yet."),
            path=project.info.folder,
            hint=msg("Set one image of a good part as reference."),
        )
    return learned


def _read(
    image: TrainingImage,
    bit_depth: int | None,
    should_stop: Callable[[], bool],
    input_size: InputSize,
) -> RgbImage:
    return model_input(
        training_set.read_image(image),
        path=image.path,
        input_size=input_size,
        bit_depth=bit_depth,
        should_stop=should_stop,
    )[0]


def raise_if_poor(reference: ReferenceInfo) -> None:
    """Refuse a reference that would make every part look alike, good or bad.

    Raises:
        PoorReferenceError: The checks of the reference found something serious.
    """
    for hint in reference.hints:
        if hint.serious:
            raise PoorReferenceError(
                msg("The reference image would mislead. {found}", found=hint.text),
                path=reference.source,
                hint=msg("Set a better image, or train on this one explicitly."),
            )
