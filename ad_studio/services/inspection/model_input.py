"""Brings images and detectors together: one way of reading for reference and inspected images.

torch is imported inside the functions: the window is up before it loads.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ad_studio.domain import InputSize, ModelInfo, RgbImage
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.files import read_bytes
from ad_studio.imaging.loaded_image import LoadedImage
from ad_studio.imaging.resize import resize_rgb
from ad_studio.progress import never, raise_if_stopped
from ad_studio.services.projects.models import require_unchanged
from ad_studio.services.projects.project import Project

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import AnyDetector

_LARGE = 100_000  # side of an image larger than any: asks for the largest size wanted


def model_input(
    data: bytes,
    *,
    path: Path,
    input_size: InputSize,
    bit_depth: int | None,
    should_stop: Callable[[], bool] = never,
) -> tuple[RgbImage, LoadedImage]:
    """Decode an image file's bytes to what a detector takes.

    The whole image is resized, nothing is cropped, so that maps lie on it by a plain resize.

    Args:
        data: The file's bytes.
        path: For error messages.
        input_size: The detector's or backbone's, from the original width and height.
        bit_depth: The model's, see `ModelInfo`.
        should_stop: Asked several times a second.

    Returns:
        The pixels at input size, and the image as loaded (width and height are the original's).

    Raises:
        ImageError: It cannot be decoded.
        Cancelled: `should_stop` turned true.
    """
    loaded = decode_bytes(
        data,
        path=path,
        max_side=max(input_size(_LARGE, _LARGE)),
        bit_depth=bit_depth,
        should_stop=should_stop,
    )
    width, height = input_size(loaded.width, loaded.height)

    def stop() -> None:
        raise_if_stopped(should_stop)

    return resize_rgb(loaded.pixels, width=width, height=height, between=stop), loaded


def reader(
    path: Path, *, bit_depth: int | None, should_stop: Callable[[], bool] = never
) -> Callable[[InputSize], RgbImage]:
    """Make what fitting takes for an image file: it reads the image at the size asked for.

    It raises ImageError where the file is no sound image of that bit depth, and Cancelled once
    `should_stop`, which is asked several times a second, is true.
    """

    def read(input_size: InputSize) -> RgbImage:
        return model_input(
            read_bytes(path),
            path=path,
            input_size=input_size,
            bit_depth=bit_depth,
            should_stop=should_stop,
        )[0]

    return read


def load_detector(project: Project, model: ModelInfo, *, device: str) -> AnyDetector:
    """Load a trained model with its backbone, ready to score.

    Raises:
        ModelError: The model folder is missing, was changed, is damaged or does not fit.
        BackboneError: Its backbone is not here.
        UsageError: The device cannot be used.
    """
    from ad_studio.detection.backbones import given_weights
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone
    from ad_studio.detection.model_folder import load_model, read_description

    require_unchanged(project, model)
    description = read_description(model.folder)
    backbone = load_backbone(
        description.backbone,
        weights=given_weights.of_model(description),
        device=pick_device(device),
        image_size=description.settings.image_size,
    )
    backbone.drop_text()
    return load_model(model.folder, description, backbone)
