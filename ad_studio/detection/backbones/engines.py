"""Which engine runs the starter's networks on this computer's processor: torch, or OpenVINO.

An engine is used for a network where it is at least 1.3 times as fast as torch as shipped, and its
maps correlate above .999 with those of torch in float32. That is measured once, before the first
training, and kept in the cache folder, until processor, engine, torch or weights are others. Models
do not depend on it: scores differ by rounding alone.
"""

from __future__ import annotations

import json
import logging
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from ad_studio import paths
from ad_studio.detection.backbones import openvino_network
from ad_studio.detection.backbones.base import to_pixels
from ad_studio.detection.backbones.efficientnet import HALF, channels_last, load_stages
from ad_studio.detection.backbones.precision import has_fast_bfloat16, vision_autocast
from ad_studio.detection.backbones.text_tower import JOINT_BLOCKS
from ad_studio.detection.backbones.vision_tower import (
    KEPT_BLOCKS,
    MEAN,
    PATCH,
    STD,
    load_blocks,
    load_tower,
)
from ad_studio.domain import RgbImage
from ad_studio.errors import Cancelled
from ad_studio.files import sha256_of, write_atomic
from ad_studio.messages import msg
from ad_studio.progress import Progress, raise_if_cancelled
from ad_studio.tiling import STARTER_PATCH, STARTER_SIDE

FASTER, ALIKE = 1.3, 0.999
"""What an engine has to reach."""

TOWER, STAGES = "vision", "efficientnet"
"""The networks, by the names of their weights."""

TOWER_BLOCKS = tuple(sorted({*JOINT_BLOCKS, KEPT_BLOCKS - 1}))
"""Whose tokens the tower gives: those that the starter asks for, unless told otherwise."""

_FIGURES = "engines.json"
_ROUNDS = 5
_CPU = torch.device("cpu")
_log = logging.getLogger(__name__)

Network = Callable[[Tensor], Sequence[Tensor]]
"""Images [1, 3, H, W] to tokens or maps of each level."""


@dataclass(frozen=True, slots=True)
class EngineFigures:
    """How OpenVINO runs a network, beside torch.

    Attributes:
        network: `TOWER` or `STAGES`.
        precision: Of its calculations, "f32" or "bf16".
        times_as_fast: As torch as shipped, by processor time.
        correlation: Of its maps with those of torch in float32.
        sha256: Of the converted network, to be loaded only as it was measured.
    """

    network: str
    precision: str
    times_as_fast: float
    correlation: float
    sha256: str

    @property
    def is_used(self) -> bool:
        """Whether it reaches what it has to."""
        return self.times_as_fast >= FASTER and self.correlation > ALIKE


def measured() -> tuple[EngineFigures, ...] | None:
    """Return what was measured on this computer; None: nothing yet, or under other circumstances.

    None, too, where the converted networks are not there any more as they were measured. Empty
    where OpenVINO could not run the networks at all.
    """
    if not openvino_network.is_installed():
        return None
    try:
        found = json.loads((_folder() / _FIGURES).read_text(encoding="utf-8"))
        if found["circumstances"] != _circumstances():
            return None
        figures = tuple(EngineFigures(**one) for one in found["figures"])
        is_whole = all(_digest(_file(one.network)) == one.sha256 for one in figures)
        return figures if is_whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_to_be_measured() -> bool:
    """Whether OpenVINO is there and was not measured on this computer."""
    return openvino_network.is_installed() and measured() is None


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A network that another engine may run.

    Attributes:
        network: `TOWER` or `STAGES`.
        exact: It in float32.
        shipped: It as torch runs it in the program.
        precision: Of the other engine, "f32" or "bf16".
        pixels: Two images [1, 3, H, W] to measure on.
    """

    network: str
    exact: nn.Module
    shipped: Network
    precision: str
    pixels: tuple[Tensor, Tensor]


def measure(candidates: Iterable[Candidate], *, progress: Progress) -> None:
    """Measure OpenVINO, and keep what was found; some 20 seconds for the starter's networks.

    Args:
        candidates: The networks; each is made when it is its turn.
        progress: Told what goes on; may stop it.

    Raises:
        Cancelled: The user asked to stop; nothing is kept.
    """
    progress.status(msg("Measuring which engine is fastest on this computer"))
    figures = []
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        for candidate in candidates:
            raise_if_cancelled(progress)
            figures.append(_measure(candidate))
    except Cancelled:
        raise
    except Exception as error:  # a converter may raise anything on an operation unknown to it
        _log.warning("OpenVINO cannot run the starter: %s", error)
        figures = []
    found = {"circumstances": _circumstances(), "figures": [asdict(one) for one in figures]}
    try:
        write_atomic(_folder() / _FIGURES, json.dumps(found, indent=1).encode())
    except OSError as error:
        _log.warning("what was measured cannot be kept: %s", error)


def starter_candidates(starter: Path, images: Sequence[RgbImage]) -> Iterator[Candidate]:
    """Make the two networks of the starter, to be measured.

    Args:
        starter: Its folder.
        images: Two images of a part, uint8 [H, W, 3].
    """
    weights = starter / f"{TOWER}.safetensors"
    tower = load_tower(weights, device=_CPU)
    yield Candidate(
        TOWER,
        load_blocks(weights, TOWER_BLOCKS),
        _autocast(lambda x: tower.tokens(x, TOWER_BLOCKS)),
        "bf16" if has_fast_bfloat16(_CPU) else "f32",
        _pixels(images, side=STARTER_SIDE // STARTER_PATCH * PATCH, mean=MEAN, std=STD),
    )
    weights = starter / f"{STAGES}.safetensors"
    stages = channels_last(load_stages(weights))
    yield Candidate(
        STAGES,
        load_stages(weights),
        lambda x: stages(x.contiguous(memory_format=torch.channels_last)),
        "f32",  # as torch runs it
        _pixels(images, side=STARTER_SIDE, mean=HALF, std=HALF),
    )


def networks_in_use() -> dict[str, Network]:
    """Return the networks of the starter that OpenVINO runs, by name; torch runs the others."""
    found: dict[str, Network] = {}
    for one in measured() or ():
        if one.is_used:
            try:
                file = _file(one.network)
                found[one.network] = openvino_network.OpenVinoNetwork(file, precision=one.precision)
            except (OSError, RuntimeError, ImportError) as error:
                _log.warning("OpenVINO cannot run %s: %s", one.network, error)
    return found


def _measure(candidate: Candidate) -> EngineFigures:
    """Convert a network, and compare."""
    file, (reference, image) = _file(candidate.network), candidate.pixels
    with torch.inference_mode():
        openvino_network.convert(candidate.exact, reference, file)
        found = openvino_network.OpenVinoNetwork(file, precision=candidate.precision)
        shipped, converted = processor_seconds([candidate.shipped, found], image)
        maps = [distances(network, reference, image) for network in (candidate.exact, found)]
    return EngineFigures(
        network=candidate.network,
        precision=candidate.precision,
        times_as_fast=round(shipped / converted, 3),
        correlation=round(float(np.corrcoef(maps[0], maps[1])[0, 1]), 6),
        sha256=_digest(file),
    )


def _pixels(
    images: Sequence[RgbImage],
    *,
    side: int,
    mean: tuple[float, float, float],
    std: tuple[float, float, float],
) -> tuple[Tensor, Tensor]:
    first, second = (
        to_pixels([one], size=(side, side), mean=mean, std=std, device=_CPU) for one in images
    )
    return first, second


def _autocast(network: Network) -> Network:
    def run(pixels: Tensor) -> Sequence[Tensor]:
        with vision_autocast(_CPU):
            return network(pixels)

    return run


def processor_seconds(networks: Sequence[Network], image: Tensor) -> list[float]:
    """Median time of the processor for one image, by network; they take turns."""
    taken: list[list[float]] = [[] for _ in networks]
    for number in range(_ROUNDS + 1):
        for network, times in zip(networks, taken, strict=True):
            started = time.process_time()
            network(image)
            if number:  # the first one makes it ready
                times.append(time.process_time() - started)
    return [statistics.median(times) for times in taken]


def distances(network: Network, reference: Tensor, image: Tensor) -> npt.NDArray[np.float32]:
    """Distance of each token to the nearest one of the reference, of all levels in a row."""
    found = []
    for known, seen in zip(network(reference), network(image), strict=True):
        level = 1 - (_tokens(seen) @ _tokens(known).mT).max(dim=1).values
        found.append((level / level.std()).numpy())
    return np.concatenate(found)


def _tokens(level: Tensor) -> Tensor:
    """Of one image: tokens [1, P, c], or a map [1, c, h, w], to unit tokens [P, c]."""
    tokens = (level if level.dim() == 3 else level.flatten(2).mT)[0]
    return nn.functional.normalize(tokens.float(), dim=-1)


def _circumstances() -> dict[str, object]:
    return {
        "openvino": openvino_network.openvino_version(),
        "torch": torch.__version__,
        "features": sorted(
            name for name, there in torch.cpu.get_capabilities().items() if there is True
        )
        if hasattr(torch.cpu, "get_capabilities")
        else [],
    }


def _folder() -> Path:
    return paths.cache_dir() / "engines"


def _file(name: str) -> Path:
    return _folder() / f"{name}.xml"


def _digest(file: Path) -> str:
    return sha256_of(file) + sha256_of(file.with_suffix(".bin"))
