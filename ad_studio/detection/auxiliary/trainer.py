"""Training of what a method learns on labelled images; can be broken off and taken up again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import torch
from safetensors.torch import load_file, save
from torch import Tensor, nn

from ad_studio.detection.auxiliary.examples import Example
from ad_studio.detection.named_tensors import with_prefix, without_prefix
from ad_studio.domain import TrainUpdate
from ad_studio.files import write_atomic
from ad_studio.progress import Progress, raise_if_cancelled


class Learner(Protocol):
    """A method while it learns."""

    def loss(self, examples: Sequence[Example]) -> Tensor:
        """Mean loss of some images, a scalar; differentiable in `weights`."""

    @property
    def weights(self) -> nn.Module:
        """What is trained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSettings:
    """How something is trained.

    Attributes:
        epochs: Passes over all images.
        batch: Images per step.
        rate: Adam's step size, falling to 0 as half a cosine.
        seed: Of the order of the images.
    """

    epochs: int = 5
    batch: int = 8
    rate: float = 1e-3
    seed: int = 111


def train_learner(
    learner: Learner,
    examples: Sequence[Path],
    settings: TrainingSettings,
    *,
    state: Path,
    device: torch.device,
    progress: Progress,
) -> None:
    """Train in place.

    After each epoch weights and optimiser are written to `state`; a later call with the same
    settings and images goes on from there, and ends with the same weights.

    Args:
        learner: As it begins.
        examples: Files of `Example.write`.
        settings: See `TrainingSettings`.
        state: Where to keep what is needed to go on.
        device: Where the backbone is.
        progress: Gets a `TrainUpdate` per epoch.

    Raises:
        OSError: The state cannot be written.
        Cancelled: The user asked to stop; what was trained up to the last whole epoch is kept.
    """
    optimizer = torch.optim.Adam(learner.weights.parameters(), lr=settings.rate, betas=(0.5, 0.999))
    run = _key(settings, examples)
    first = _resume(state, learner.weights, optimizer, run=run)
    steps = settings.epochs * -(-len(examples) // settings.batch)
    for epoch in range(first, settings.epochs):
        draw = torch.Generator().manual_seed(settings.seed * 1_000_003 + epoch)
        order = torch.randperm(len(examples), generator=draw).tolist()
        total = torch.zeros((), dtype=torch.float64, device=device)
        for start in range(0, len(order), settings.batch):
            raise_if_cancelled(progress)
            step = epoch * steps // settings.epochs + start // settings.batch
            _set_rate(optimizer, settings.rate, share=step / steps)
            some = [
                Example.read(examples[i], device=device)
                for i in order[start : start + settings.batch]
            ]
            loss = learner.loss(some)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            total += loss.detach() * len(some)  # read once an epoch: no step waits for a copy
            progress.fraction((epoch + (start + len(some)) / len(order)) / settings.epochs)
        _write_state(state, learner.weights, optimizer, run=run, epoch=epoch + 1)
        mean_loss = float(total) / len(order)
        progress.partial(
            TrainUpdate(epoch=epoch + 1, epochs=settings.epochs, loss=mean_loss, separation=0.0)
        )


def _set_rate(optimizer: torch.optim.Optimizer, rate: float, *, share: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate * 0.5 * (1 + float(torch.cos(torch.tensor(share * torch.pi))))


def _key(settings: TrainingSettings, examples: Sequence[Path]) -> str:
    # the folder's name says of which backbone, size and blocks they are
    files = [f"{path.parent.name}/{path.name}" for path in examples]
    said = json.dumps([asdict(settings), files], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _write_state(
    path: Path, weights: nn.Module, optimizer: torch.optim.Optimizer, *, run: str, epoch: int
) -> None:
    tensors = with_prefix("weights.", weights.state_dict())
    for number, moments in optimizer.state_dict()["state"].items():
        tensors |= with_prefix(f"moments.{number}.", moments)
    plain = {name: one.detach().cpu().contiguous() for name, one in tensors.items()}
    plain["epoch"] = torch.tensor(epoch)
    write_atomic(path, save(with_prefix(f"{run}.", plain)))


def _resume(path: Path, weights: nn.Module, optimizer: torch.optim.Optimizer, *, run: str) -> int:
    """Take up what `_write_state` left of the same run; the epoch to go on with."""
    if not path.is_file():
        return 0
    found = without_prefix(f"{run}.", load_file(path))
    if not found:
        return 0
    weights.load_state_dict(without_prefix("weights.", found))
    moments: dict[int, dict[str, Tensor]] = {}
    for name, one in without_prefix("moments.", found).items():
        number, _, rest = name.partition(".")
        moments.setdefault(int(number), {})[rest] = one
    optimizer.load_state_dict({**optimizer.state_dict(), "state": moments})
    return int(found["epoch"])
