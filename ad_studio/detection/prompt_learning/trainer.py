"""Prompt learning on the cached tokens of normal images."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from ad_studio.detection.backbones.base import Backbone
from ad_studio.detection.prompt_learning.losses import (
    LossSettings,
    abnormal_bag_loss,
    contrast,
    deviation_loss,
    promptad_loss,
    unit_of_contrast,
)
from ad_studio.detection.prompt_learning.prompts import PromptLearner
from ad_studio.domain import TrainUpdate
from ad_studio.progress import Progress, raise_if_cancelled

# As PromptAD trains; that gradients are clipped is prudence, not measured.
_MOMENTUM, _WEIGHT_DECAY = 0.9, 5e-4
_LAST_RATE = 0.005  # of the first
_GRADIENT_NORM = 1.0


def learn_prompts(
    backbone: Backbone,
    tokens: Tensor,
    *,
    abnormal: Sequence[Tensor] = (),
    noun: str,
    defects: Sequence[str],
    epochs: int,
    seed: int,
    loss_settings: LossSettings,
    n_learned: int = 4,
    start: Mapping[str, Tensor] | None = None,
    progress: Progress,
) -> Tensor:
    """Learn the shared context on images of good parts, and of bad ones where there are some.

    Full batch, SGD with momentum, cosine schedule, fixed number of epochs, last state kept.
    sigma0 is the spread of s_n before the first step, frozen.

    Args:
        backbone: Frozen.
        tokens: Unit joint tokens of good parts [P, d].
        abnormal: Of each bad part, [P, d]: bags of which only some patches are abnormal.
        noun: What the part is.
        defects: Phrases of the project.
        epochs: Steps; 0 returns the untrained prompts.
        seed: Of the initial vectors.
        loss_settings: Weights of the loss.
        n_learned: Learned abnormal prompts.
        start: See `PromptLearner`.
        progress: Gets a `TrainUpdate` per epoch.

    Returns:
        Unit normal and abnormal prototypes [2, d].

    Raises:
        Cancelled: The user asked to stop.
    """
    generator = torch.Generator().manual_seed(seed)
    learner = PromptLearner(
        backbone,
        noun=noun,
        defects=defects,
        n_learned=n_learned,
        generator=generator,
        start=start,
    )
    optimizer = torch.optim.SGD(
        learner.parameters(),
        lr=backbone.learning_rate,
        momentum=_MOMENTUM,
        weight_decay=_WEIGHT_DECAY,
    )
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(
        optimizer, T_max=max(1, epochs), eta_min=backbone.learning_rate * _LAST_RATE
    )
    with torch.no_grad():
        normal, _ = learner().prototypes()
        sigma0 = unit_of_contrast(
            tokens, normal, temperature=backbone.temperature, scale=loss_settings.scale
        )

    for epoch in range(1, epochs + 1):
        raise_if_cancelled(progress)
        features = learner()
        anchors = features.prototypes()
        delta = contrast(tokens, *anchors)
        deviation = deviation_loss(delta, sigma0, loss_settings)
        if abnormal:
            bags = [
                abnormal_bag_loss(contrast(bag, *anchors), sigma0, loss_settings)
                for bag in abnormal
            ]
            deviation = deviation + torch.stack(bags).mean()
        loss = loss_settings.deviation * deviation + promptad_loss(
            tokens, features, temperature=backbone.temperature, settings=loss_settings
        )
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learner.parameters(), _GRADIENT_NORM)
        optimizer.step()
        schedule.step()
        said, apart = torch.stack([loss.detach(), -delta.detach().mean()]).tolist()  # one copy
        progress.partial(TrainUpdate(epoch=epoch, epochs=epochs, loss=said, separation=apart))
        progress.fraction(epoch / epochs)

    with torch.no_grad():
        return torch.stack(learner().prototypes())
