"""What open_clip says about its pretrained models, by registry id; needs no network."""

from dataclasses import dataclass
from typing import Any

import open_clip
from open_clip.constants import OPENAI_DATASET_MEAN, OPENAI_DATASET_STD

from ad_studio.detection.backbones.starter import STARTER
from ad_studio.errors import BackboneError, UnknownBackboneError
from ad_studio.messages import msg


@dataclass(frozen=True, slots=True)
class Pretrained:
    """An architecture with the weights of one training.

    Attributes:
        architecture: A name of `open_clip.list_models()`.
        tag: Of the training, by open_clip's name or, for weights it does not list, by the user's.
        config: open_clip's entry for the tag; empty for the user's own.
    """

    architecture: str
    tag: str
    config: dict[str, Any]

    @property
    def id(self) -> str:
        """The registry id."""
        return f"{self.architecture}/{self.tag}"

    @property
    def quick_gelu(self) -> bool:
        """Whether it was trained with QuickGELU, whatever the architecture's own setting."""
        return bool(self.config.get("quick_gelu", False))

    @property
    def mean(self) -> tuple[float, float, float]:
        """Of the pixels it was trained on, per channel, on the scale [0, 1]."""
        red, green, blue = self.config.get("mean", OPENAI_DATASET_MEAN)
        return red, green, blue

    @property
    def std(self) -> tuple[float, float, float]:
        """Of the pixels it was trained on, per channel, on the scale [0, 1]."""
        red, green, blue = self.config.get("std", OPENAI_DATASET_STD)
        return red, green, blue


def find_pretrained(id: str) -> Pretrained:  # noqa: A002 - the registry's word for it
    """Look up "<architecture>/<tag>".

    Only names that open_clip lists: it would also take "hf-hub:" and "local-dir:" names, which ask
    the network or read any folder.

    Raises:
        BackboneError: The starter, which is none of them.
        UnknownBackboneError: open_clip lists no such architecture, or the tag is missing.
    """
    if id == STARTER:
        raise BackboneError(msg("The starter comes with the program; there are no weights to get."))
    architecture, _, tag = id.partition("/")
    if not tag or architecture not in open_clip.list_models():
        raise UnknownBackboneError(
            msg('There is no backbone "{id}".', id=id),
            hint=msg("`ad-studio backbones --all` lists them."),
        )
    listed = tag in open_clip.list_pretrained_tags_by_model(architecture)
    config = open_clip.get_pretrained_cfg(architecture, tag) if listed else {}
    return Pretrained(architecture, tag, dict(config))


def all_pretrained() -> list[Pretrained]:
    """Every pretrained model that open_clip lists, in its order."""
    return [
        Pretrained(architecture, tag, dict(open_clip.get_pretrained_cfg(architecture, tag)))
        for architecture, tag in open_clip.list_pretrained()
    ]
