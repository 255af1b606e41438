"""Random weights in the place of learned ones, so that every method runs on the tiny backbone."""

from ad_studio import detector_registry
from ad_studio.detection.auxiliary import methods
from ad_studio.detection.auxiliary.learned import LearnedWeights, installed_path
from tests.tiny_backbone import TinyBackbone

ALONE = [
    name for name in methods.names() if not detector_registry.find(name).load().needs_reference
]
"""The methods that learn, and score without a reference."""


def learn_for_tiny():
    """Install the weights that each method begins to learn with; once is enough for a session."""
    backbone = TinyBackbone()
    for name in methods.names():
        method = methods.find_method(name)
        path = installed_path(name, backbone.name)
        if path.is_file():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        LearnedWeights(
            method=name,
            backbone=backbone.name,
            backbone_sha256=backbone.sha256,
            blocks=method.blocks(backbone),
            tensors=method.start(backbone, seed=0).weights.state_dict(),
            about=method.metadata(published=False),
        ).write(path)
