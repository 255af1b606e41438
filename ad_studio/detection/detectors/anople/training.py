"""How the prompts of AnoPLe are learned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.backbones.base import Backbone, PatchTokens, promptable
from ad_studio.detection.detectors.anople.painted import TrainingImage
from ad_studio.detection.detectors.anople.prompts import CoupledPrompts, Scale
from ad_studio.detection.grids import top_k_mean
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.prompt_learning.logits import TEMPERATURE, TOP_SHARE, anchor_logits
from ad_studio.detection.prompt_learning.segmentation_losses import balanced_map_loss, map_loss
from ad_studio.domain import TrainUpdate
from ad_studio.progress import Progress, raise_if_cancelled, stop_between

_RATE = 1e-3  # AnomalyCLIP's; less where the backbone says so
_ALIGN_WEIGHT = 1.0  # not ablated

Encode = Callable[[int], PatchTokens]
"""Gives the tokens of the training image of this number, a batch of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How long is trained.

    Attributes:
        epochs: Steps; 0 leaves the prompts as they were drawn.
        batch: Images per step.
        seed: Of the order of the images.
    """

    epochs: int
    batch: int
    seed: int


def train(
    prompts: CoupledPrompts,
    backbone: Backbone,
    images: Sequence[TrainingImage],
    encode: Encode,
    steps: Steps,
    *,
    noun: str,
    progress: Progress,
) -> None:
    """Train in place: Adam, its step size falling to 0 as half a cosine.

    Args:
        prompts: As they were drawn.
        backbone: Frozen.
        images: At least one.
        encode: Gives their tokens, with the present prompts.
        steps: How long.
        noun: What the part is.
        progress: Gets a `TrainUpdate` per step.

    Raises:
        Cancelled: The user asked to stop.
    """
    optimizer = torch.optim.Adam(prompts.parameters(), lr=min(_RATE, backbone.learning_rate))
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=max(1, steps.epochs))
    draw = torch.Generator().manual_seed(steps.seed)
    for epoch in range(1, steps.epochs + 1):
        order = torch.randperm(len(images), generator=draw)[: steps.batch].tolist()
        anchors = [prompts.prototypes(backbone, noun=noun, scale=scale) for scale in Scale]
        judged = []
        for number in order:
            raise_if_cancelled(progress)
            image = images[number]
            one = Judged.of(encode(number), anchors[image.scale], image)
            if len(one.target):
                judged.append(one)
        if not judged:  # all of them are ignored
            continue
        loss = step_loss(judged)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        progress.partial(
            TrainUpdate(
                epoch=epoch,
                epochs=steps.epochs,
                loss=float(loss.detach()),
                separation=_separation(judged),
            )
        )
        progress.fraction(epoch / steps.epochs)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What the prompts say of those patches of a training image that count.

    Attributes:
        patches: Logits of normal and abnormal, [P', 2].
        target: 1 on patches of a defect, else 0, float [P'].
        image_logits: Logits of the class token, [2]; None where the backbone has none.
        is_defective: Whether the image has a defect, however small.
    """

    patches: Tensor
    target: Tensor
    image_logits: Tensor | None
    is_defective: bool

    @classmethod
    def of(cls, tokens: PatchTokens, prototypes: Tensor, image: TrainingImage) -> Self:
        """Judge the tokens of an image, a batch of one, by unit text anchors [2, d]."""
        target, counted = (one.to(prototypes.device) for one in image.labels(tokens.grid))
        kept = counted > 0
        return cls(
            patches=anchor_logits(tokens.joint[0, kept], prototypes),
            target=target[kept],
            image_logits=None
            if tokens.image_embedding is None
            else anchor_logits(tokens.image_embedding[0], prototypes),
            is_defective=image.is_defective,
        )

    @property
    def contrast(self) -> Tensor:
        """Logit of abnormal less that of normal, [P']."""
        return self.patches[:, 1] - self.patches[:, 0]


def step_loss(images: Sequence[Judged]) -> Tensor:
    """Mean loss of some images of which something counts, a scalar.

    With a class token it is focal and Dice of the map, cross-entropy of the class token, and how
    far that disagrees with the local evidence, the mean of the highest patches: the squared
    difference of both probabilities. Without one it is the balanced loss of patches and images.
    """
    if any(one.image_logits is None for one in images):
        return balanced_map_loss(
            [one.contrast for one in images],
            [one.target for one in images],
            [torch.ones_like(one.target) for one in images],
            defective=[one.is_defective for one in images],
        )
    return torch.stack([_image_loss(one) for one in images]).mean()


def _image_loss(image: Judged) -> Tensor:
    """Loss of an image with a class token; see `step_loss`."""
    assert image.image_logits is not None
    local_map = map_loss(image.patches[None], image.target, torch.ones_like(image.target))
    wanted = torch.tensor(int(image.is_defective), device=image.image_logits.device)
    whole = F.cross_entropy(image.image_logits, wanted)
    evidence = top_k_mean(image.contrast, TOP_SHARE).sigmoid()
    apart = image.image_logits.softmax(dim=-1)[1] - evidence
    return local_map + whole + _ALIGN_WEIGHT * apart.square()


def _separation(images: Sequence[Judged]) -> float:
    """Mean cosine by which good patches are nearer to the normal than to the abnormal prompt."""
    good = torch.cat([one.contrast[one.target == 0] for one in images]).detach()
    return -float(good.sum()) / max(1, len(good)) * TEMPERATURE


def encoder(
    prompts: CoupledPrompts,
    inputs: InputPipeline,
    images: Sequence[TrainingImage],
    *,
    progress: Progress,
) -> Encode:
    """What gives the tokens of training images: anew each time where they depend on the prompts.

    Where the vision tower takes no learned tokens, all images are encoded here, once.

    Raises:
        Cancelled: The user asked to stop.
    """
    tower = promptable(inputs.backbone)
    if tower is not None:
        return lambda number: tower.encode_prompted(
            [images[number].pixels], prompts.in_vision(images[number].scale), blocks=()
        )
    # blank already, and a quarter has no regions of its own
    plain = replace(inputs, ignore=(), tiling=None, blocks=inputs.backbone.stages[-1:])
    known = []
    for number, image in enumerate(images):
        found = plain.encode([View(image.pixels)], between=stop_between(progress))
        joint = found.joint.clone()  # out of inference mode
        whole = None if found.image_embedding is None else found.image_embedding.clone()
        known.append(
            replace(found, joint=joint, hidden=(), original_joint=None, image_embedding=whole)
        )
        progress.fraction((number + 1) / len(images))
    return known.__getitem__
