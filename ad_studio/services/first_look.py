"""A look at a folder of images before there is a reference: which are odd, and which is typical.

torch is imported inside the functions: the window is up before it loads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ad_studio.domain import InputSize, RgbImage, Thresholds
from ad_studio.errors import ImageError, UsageError
from ad_studio.files import try_to_write, write_atomic
from ad_studio.imaging import heat
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.encode import encode_png
from ad_studio.imaging.files import read_bytes
from ad_studio.imaging.resize import fit_within, resize_rgb
from ad_studio.messages import Message, msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.services.inspection.image_checks import ImageChecks
from ad_studio.services.inspection.image_source import ImageList
from ad_studio.services.inspection.model_input import reader
from ad_studio.services.inspection.pipeline import decode_ahead

MOST_IMAGES = 60
"""All of them are held in memory and compared. More are thinned out evenly."""

_PICTURE = re.compile(r"\d{3}-.+\.png")  # names of what `save_pictures` writes
_ASKED = 5  # images by which it is decided whether the part is straightened

# What the colours of a first look mean, in sigma of all patches: a scale for the eye. Nothing is
# judged by it.
_SCALE = Thresholds(4.0, 8.0)


@dataclass(frozen=True, slots=True, eq=False)
class FirstLookImage:
    """One image of a first look.

    Attributes:
        path: The file.
        pixels: At the size at which it was looked at.
        score: How odd it is beside the others, in robust sigma of their patches.
        sigma: Where, float32 [rows, columns].
    """

    path: Path
    pixels: RgbImage
    score: float
    sigma: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class FirstLook:
    """What a first look found.

    Attributes:
        images: The oddest first.
        typical: The image to take as reference.
        found: How many images there were to choose from.
        unreadable: Files that could not be read, with the reason.
    """

    images: tuple[FirstLookImage, ...]
    typical: Path
    found: int
    unreadable: tuple[tuple[Path, Message], ...]


def first_look(
    paths: Sequence[Path],
    *,
    bit_depth: int | None = None,
    device: str = "auto",
    progress: Progress,
) -> FirstLook:
    """Compare images with each other.

    Args:
        paths: Images of one kind of part, most of them good; see `MOST_IMAGES`.
        bit_depth: Of files of 16 bits that do not say it.
        device: "auto", "cpu" or "cuda".
        progress: Told how far it is; may stop it.

    Raises:
        UsageError: Fewer than three can be read.
        Cancelled: The user asked to stop.
    """
    from ad_studio.detection import first_look as mutual_scoring
    from ad_studio.detection.backbones.precision import pick_device
    from ad_studio.detection.backbones.registry import load_backbone

    chosen = [paths[i] for i in mutual_scoring.evenly_spaced(len(paths), MOST_IMAGES)]
    progress.status(msg("Loading the backbone"))
    backbone = load_backbone("starter", device=pick_device(device))
    some = [chosen[i] for i in mutual_scoring.evenly_spaced(len(chosen), _ASKED)]
    transform = mutual_scoring.transform_for_images(
        list(_readable(some, backbone.input_size, bit_depth=bit_depth, progress=progress)), backbone
    )
    scorer = mutual_scoring.MutualScorer(backbone, transform)
    looked_at, unreadable = [], []
    progress.status(msg("Looking at the images"))
    with (
        ThreadPoolExecutor(1, thread_name_prefix="first-look") as pool,
        closing(
            decode_ahead(
                pool,
                ImageList(chosen),
                chosen,
                input_size=transform.input_size,
                bit_depth=bit_depth,
                known={},
                checks=ImageChecks(),
                should_stop=lambda: progress.is_cancelled,
            )
        ) as images,
    ):
        for number, image in enumerate(images, start=1):
            raise_if_cancelled(progress)
            if image.pixels is None:
                unreadable.append((image.path, image.error))
            else:
                scorer.add(image.pixels)
                looked_at.append((image.path, image.pixels))
            progress.fraction(number / len(chosen))
    if len(looked_at) < mutual_scoring.LEAST_IMAGES:
        raise UsageError(
            msg("Too few images can be looked at: {count}.", count=len(looked_at)),
            hint=msg("A first look needs at least {least}.", least=mutual_scoring.LEAST_IMAGES),
        )
    progress.status(msg("Comparing the images with each other"))
    found = scorer.scores(progress)
    seen = [
        FirstLookImage(path, pixels, one.score, one.map)
        for (path, pixels), one in zip(looked_at, found, strict=True)
    ]
    return FirstLook(
        images=tuple(sorted(seen, key=lambda one: -one.score)),
        typical=seen[mutual_scoring.most_typical(found)].path,
        found=len(paths),
        unreadable=tuple(unreadable),
    )


def _readable(
    paths: Sequence[Path], input_size: InputSize, *, bit_depth: int | None, progress: Progress
) -> Iterator[RgbImage]:
    for path in paths:
        raise_if_cancelled(progress)
        read = reader(path, bit_depth=bit_depth, should_stop=lambda: progress.is_cancelled)
        try:
            yield read(input_size)
        except ImageError:
            continue  # said where all images are read


def require_place(out: Path, folder: Path, *, recursive: bool) -> None:
    """See before a look that its pictures can be written, over no others, and among no images.

    Args:
        out: The folder for the pictures.
        folder: The one that is looked at.
        recursive: Whether its subfolders are, too.

    Raises:
        UsageError: The pictures would lie among the images or those of an earlier look, or cannot
            be written.
    """
    place, looked_at = out.resolve(), folder.resolve()
    if place == looked_at or (recursive and looked_at in place.parents):
        raise UsageError(
            msg("Pictures with heat would lie among the images that are looked at."),
            path=out,
            hint=msg("Write them into another folder."),
        )
    with _writing(out):
        try_to_write(out)
        earlier = min(
            (one.name for one in out.glob("*") if _PICTURE.fullmatch(one.name)), default=""
        )
    if earlier:
        raise UsageError(
            msg(
                "Pictures of an earlier look are there already, such as {name}.",
                name=earlier,
            ),
            path=out,
            hint=msg("Write them into another folder, or remove those first."),
        )


def save_pictures(
    found: FirstLook, folder: Path, *, bit_depth: int | None = None, progress: Progress
) -> list[Path]:
    """Write the images with their heat as PNG files, the oddest first by name.

    Raises:
        Cancelled: The user asked to stop; what was written stays.
        ImageError: An image cannot be read any more.
        UsageError: The folder cannot be written in.
    """
    written = []
    progress.status(msg("Writing the pictures with heat"))
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for place, one in enumerate(found.images, start=1):
            raise_if_cancelled(progress)
            progress.fraction(place / len(found.images))
            pixels = decode_bytes(
                read_bytes(one.path),
                path=one.path,
                bit_depth=bit_depth,
                should_stop=lambda: progress.is_cancelled,
            ).pixels
            out = folder / f"{place:03}-{one.path.stem}.png"
            write_atomic(out, encode_png(heat.blend(pixels, one.sigma, _SCALE)))
            written.append(out)
    return written


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            msg("The file cannot be written ({reason}).", reason=error.strerror or str(error)),
            path=folder,
            hint=msg("Choose a folder that you may write in."),
        ) from error


def heat_preview(one: FirstLookImage, *, max_side: int) -> RgbImage:
    """A small copy of an image as it was looked at, with its heat, uint8 [H, W, 3]."""
    height, width = one.pixels.shape[:2]
    width, height = fit_within(width, height, max_side=max_side)
    return heat.blend(resize_rgb(one.pixels, width=width, height=height), one.sigma, _SCALE)
