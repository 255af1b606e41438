"""Learning the weights of a method on labelled images; a broken run goes on where it stopped."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ad_studio.errors import BackboneError, EvaluationError, UsageError
from ad_studio.evaluation.layouts import Category, TestImage, find_categories
from ad_studio.files import try_to_write
from ad_studio.imaging.hashing import sha256_file
from ad_studio.imaging.masks import load_mask
from ad_studio.progress import Progress, SubProgress, raise_if_cancelled
from ad_studio.services.inspection.model_input import reader

if TYPE_CHECKING:
    from ad_studio.detection.backbones.base import VisionBackbone

_ENCODING = 0.6  # share of the time, by what it took on the starter


@dataclass(frozen=True, slots=True, kw_only=True)
class AuxiliarySettings:
    """What to learn from what.

    Attributes:
        root: Labelled images, see `evaluation.layouts`; what is tested there is learned from here.
        method: The detector's name.
        out: The file to write.
        backbone: An id of the backbone registry.
        weights: A local checkpoint for that backbone.
        size: See `DetectorSettings.image_size`.
        epochs: Passes over all images.
        seed: Of all draws.
        device: "auto", "cpu" or "cuda".
        categories: Only these; none given: all.
    """

    root: Path
    method: str
    out: Path
    backbone: str = "starter"
    weights: Path | None = None
    size: int | None = None
    epochs: int = 5
    seed: int = 111
    device: str = "auto"
    categories: tuple[str, ...] = field(default=())

    @property
    def parts(self) -> Path:
        """Folder of tokens and of the training's state while it goes on."""
        return self.out.with_name(f"{self.out.name}.parts")


def learn_weights(
    settings: AuxiliarySettings, *, replace: bool = False, progress: Progress
) -> dict[str, Any]:
    """Learn, and write the file.

    Args:
        settings: See `AuxiliarySettings`.
        replace: Earlier weights in `settings.out` may be replaced.
        progress: Gets a `TrainUpdate` per epoch.

    Returns:
        What stands in the file about how it was made.

    Raises:
        DatasetError: The folder is of no known layout, or something in it is missing.
        UsageError: The method learns nothing, there are too few images, or there is something of
            the name of the file that may not be replaced.
        BackboneError: The backbone is not here, or has no text tower.
        ImageError: An image or mask cannot be used.
        EvaluationError: Something cannot be written.
        Cancelled: The user asked to stop; the same call goes on later.
    """
    from ad_studio.detection.auxiliary.learned import LearnedWeights
    from ad_studio.detection.auxiliary.methods import find_method
    from ad_studio.detection.auxiliary.trainer import TrainingSettings, train_learner
    from ad_studio.detection.backbones.base import with_text
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone

    method = find_method(settings.method)
    with _writing(settings.out):
        require_place(settings.out, replace=replace)
    images = _images(settings)
    progress.status("Loading the backbone")
    device = pick_device(settings.device)
    loaded = load_backbone(
        settings.backbone, weights=settings.weights, device=device, image_size=settings.size
    )
    backbone = with_text(loaded, reader=settings.method)
    blocks = method.blocks(backbone)
    with _writing(settings.out):
        progress.status("Looking at the labelled images")
        encoding = SubProgress(progress, 0.0, _ENCODING)
        examples = _encoded(
            settings, method.encoding_backbone(backbone), images, blocks=blocks, progress=encoding
        )
        progress.status("Learning")
        learner = method.start(backbone, seed=settings.seed)
        how = TrainingSettings(
            epochs=settings.epochs, seed=settings.seed, rate=method.learning_rate(backbone)
        )
        train_learner(
            learner,
            examples,
            how,
            state=settings.parts / "state.safetensors",
            device=device,
            progress=SubProgress(progress, _ENCODING, 1.0),
        )
        about = method.metadata(published=False) | asdict(how) | {"images": len(images)}
        LearnedWeights(
            method=settings.method,
            backbone=backbone.name,
            backbone_sha256=backbone.sha256,
            blocks=blocks,
            tensors=learner.weights.state_dict(),
            about=about,
        ).write(settings.out)
    shutil.rmtree(settings.parts, ignore_errors=True)
    return about


def require_place(out: Path, *, replace: bool) -> None:
    """See before learning that the file can be written, and over nothing that is to stay.

    Raises:
        UsageError: There is a folder of that name, a file that holds no learned weights, or one
            that does while `replace` is False.
        OSError: Nothing can be written there.
    """
    from ad_studio.detection.auxiliary.learned import LearnedWeights

    another = "Choose another name."
    if out.is_dir():
        raise UsageError("There is a folder of that name already.", path=out, hint=another)
    if out.exists():
        try:
            LearnedWeights.read(out)
        except BackboneError as error:
            raise UsageError(
                "There is a file of that name already, and it holds no learned weights. It was "
                "left as it is.",
                path=out,
                hint=another,
            ) from error
        if not replace:
            raise UsageError(
                "There are learned weights of that name already.",
                path=out,
                hint="Choose another name, or add --force to replace them.",
            )
    try_to_write(out.parent)


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EvaluationError(
            f"The weights cannot be written ({error.strerror or error}).",
            path=out,
            hint="Check that you may write there, or choose another place.",
        ) from error


def _images(settings: AuxiliarySettings) -> list[TestImage]:
    found: Sequence[Category] = find_categories(settings.root)
    names = [one.name for one in found]
    if unknown := set(settings.categories) - set(names):
        raise UsageError(
            f"There is no category {', '.join(sorted(unknown))} in {settings.root}.",
            hint=f"There are {', '.join(names)}.",
        )
    wanted = settings.categories or names
    images = [image for one in found if one.name in wanted for image in one.test]
    if len({image.is_defective for image in images}) < 2:
        raise UsageError(
            "Learning needs images of good and of bad parts.",
            hint="Add those that are missing to the folder test.",
        )
    return images


def _encoded(
    settings: AuxiliarySettings,
    backbone: VisionBackbone,
    images: Sequence[TestImage],
    *,
    blocks: tuple[int, ...],
    progress: Progress,
) -> list[Path]:
    """The tokens of each image as a file, by what they depend on; those that are there stay."""
    from ad_studio.detection.auxiliary.examples import Example
    from ad_studio.detection.model_folder import FORMAT

    # A method looks at images in a way of its own, and that may change with the format of models.
    about = (backbone.sha256[:12], settings.size, *blocks, settings.method, FORMAT)
    folder = settings.parts / "-".join(map(str, about))
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number, one in enumerate(images):
        raise_if_cancelled(progress)
        mask_sha256 = "" if one.mask is None else sha256_file(one.mask)[:16]
        path = folder / f"{sha256_file(one.path)[:16]}-{mask_sha256}.safetensors"
        if not path.is_file():
            pixels = reader(one.path, bit_depth=None, should_stop=lambda: progress.is_cancelled)(
                lambda wide, high: backbone.input_size(wide, high, side=settings.size)
            )
            mask = None if one.mask is None else load_mask(one.mask)
            Example.encode(backbone, pixels, mask, blocks=blocks).write(path)
        found.append(path)
        progress.fraction((number + 1) / len(images))
    return found
