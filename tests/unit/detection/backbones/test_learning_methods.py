"""What methods learn can be learned and used on towers of every family."""

import numpy as np
import pytest
import torch

from ad_studio import detector_registry
from ad_studio.detection.auxiliary import methods
from ad_studio.detection.auxiliary.examples import Example
from ad_studio.detection.auxiliary.learned import LearnedWeights, installed_path
from ad_studio.detection.fitting import fit_without_reference
from ad_studio.progress import SilentProgress
from tests.fitting import fit


@pytest.mark.parametrize("name", methods.names())
@pytest.mark.parametrize(
    "architecture",
    [
        "tiny-vit",
        "tiny-vit-clipa",
        "tiny-coca",
        "tiny-last",
        "tiny-resnet",
        "tiny-timm-vit",
        "tiny-timm-eva",
        "tiny-timm-pooled",
        "tiny-timm-fastvit",
    ],
)
def test_learned_and_used(architecture, name, build, noise):
    backbone, method = build(architecture), methods.find_method(name)
    mask = np.zeros((60, 90), dtype=bool)
    mask[:30, :45] = True
    blocks = method.blocks(backbone)
    image = np.ascontiguousarray(noise)
    examples = [Example.encode(backbone, image, one, blocks=blocks) for one in (mask, None)]
    learner = method.start(backbone, seed=0)
    learner.loss(examples).backward()
    gradients = [one.grad for one in learner.weights.parameters() if one.grad is not None]
    assert gradients
    assert all(torch.isfinite(one).all() and bool(one.any()) for one in gradients)

    path = installed_path(name, backbone.name)
    path.parent.mkdir(parents=True)
    LearnedWeights(
        method=name,
        backbone=backbone.name,
        backbone_sha256=backbone.sha256,
        blocks=blocks,
        tensors=learner.weights.state_dict(),
        about=method.metadata(published=False),
    ).write(path)
    kind = detector_registry.find(name).load()
    settings = kind.make_settings({"held_out": "1"}, epochs=1)
    if kind.needs_reference:
        detector = fit(name, backbone, [image], settings=settings)
    else:
        detector = fit_without_reference(
            kind, backbone, noun="nut", defects=(), settings=settings, progress=SilentProgress()
        )
    (found,) = detector.score([image])
    assert np.isfinite(found.fused).all()
    assert np.isfinite(found.score)
