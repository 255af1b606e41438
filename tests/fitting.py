"""Fits a detector on images that are at its input size already."""

from ad_studio import detector_registry
from ad_studio.detection.detectors.base import FitData
from ad_studio.detection.inputs import InputPipeline
from ad_studio.progress import SilentProgress


def fit(
    name,
    backbone,
    images,
    *,
    settings=None,
    ignore=(),
    transform=None,
    confirmed_ok=(),
    confirmed_ng=(),
    progress=None,
    **more,
):
    """`settings` as an object, or `more` of them by name."""
    kind = detector_registry.find(name).load()
    settings = settings or kind.settings_type(**more)
    inputs = InputPipeline.of_whole_images(
        backbone, image_size=settings.image_size, tile=settings.tile, ignore=ignore
    )
    if transform is not None:
        inputs = InputPipeline(backbone, transform, backbone.memory_blocks)
    return kind.fit(
        inputs,
        FitData(
            noun="nut",
            defects=("scratch",),
            references=images,
            confirmed_ok=confirmed_ok,
            confirmed_ng=confirmed_ng,
        ),
        settings=settings,
        progress=progress or SilentProgress(),
    )


def tensors(detector):
    """What fitting left behind, by name."""
    return detector.state().tensors
