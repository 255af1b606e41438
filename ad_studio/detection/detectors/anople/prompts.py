"""The learned tokens of AnoPLe, in the text tower and, where it takes them, in the vision tower."""

from dataclasses import dataclass
from enum import IntEnum

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ad_studio.detection.backbones.base import Backbone
from ad_studio.detection.prompt_learning.prompts import slots, with_learned_words

_TOKENS = 4  # learned ones in each block
_BLOCKS = 9  # that have some; those that a tower does not have stay unused
_PREFIX = 2  # learned tokens that say at what scale an image is seen
_ABNORMAL = "abnormal"
_INIT_STD = 0.02


class Scale(IntEnum):
    """At what scale a part is seen."""

    WHOLE = 0
    CROP = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupling:
    """Which parts of the prompts are used; all of them but in an ablation.

    Attributes:
        prefixes: Whether each scale has a prefix of its own.
        text_to_vision: Whether tokens of the text tower are projected into the vision tower.
        vision_to_text: The reverse.
    """

    prefixes: bool = True
    text_to_vision: bool = True
    vision_to_text: bool = True


class CoupledPrompts(nn.Module):
    """Learned tokens for the first blocks of both towers.

    In each block a tower sees its own tokens and, added to them, a linear projection of the other
    tower's. The prefix of a scale follows the tokens of the first block and passes through all.
    In a vision tower that takes no tokens there are none, and nothing to project.

    Args:
        text_width: Of a token of the text tower.
        vision_width: Of a token of the vision tower; None where it takes no learned ones.
        coupling: What is used.
        draw: What they begin with.
    """

    def __init__(
        self,
        text_width: int,
        vision_width: int | None,
        coupling: Coupling,
        *,
        draw: torch.Generator,
    ) -> None:
        super().__init__()
        prefix = _PREFIX if coupling.prefixes else 0
        self.text, self.text_prefix = _tokens(text_width, prefix, draw)
        self.to_text = nn.ModuleList()
        self.to_vision = nn.ModuleList()
        self._sees_tokens = vision_width is not None
        if vision_width is not None:
            self.vision, self.vision_prefix = _tokens(vision_width, prefix, draw)
            if coupling.vision_to_text:
                self.to_text.extend(_projections(vision_width, text_width, draw))
            if coupling.text_to_vision:
                self.to_vision.extend(_projections(text_width, vision_width, draw))

    def in_text(self, scale: Scale) -> list[Tensor]:
        """Tokens for the first text blocks: of the first one [n + m, w], of each other [n, w]."""
        own = list(self.text)
        if len(self.to_text):
            own = _coupled(own, self.to_text, list(self.vision))
        return [torch.cat([own[0], self.text_prefix[scale]]), *own[1:]]

    def in_vision(self, scale: Scale) -> list[Tensor]:
        """Likewise of the vision tower; none where it takes none."""
        if not self._sees_tokens:
            return []
        own = list(self.vision)
        if len(self.to_vision):
            own = _coupled(own, self.to_vision, list(self.text))
        return [torch.cat([own[0], self.vision_prefix[scale]]), *own[1:]]

    def prototypes(self, backbone: Backbone, *, noun: str, scale: Scale) -> Tensor:
        """Unit anchors of the part and of the abnormal part, [2, d].

        Args:
            backbone: Whose text tower reads the prompts.
            noun: What the part is.
            scale: At which it is seen.
        """
        first, *deep = self.in_text(scale)
        words = slots(len(first))
        ids = backbone.tokenize([words + noun, f"{words}{_ABNORMAL} {noun}"])
        filled = with_learned_words(
            backbone.embed_tokens(ids).float(), first.expand(len(ids), -1, -1)
        )
        return F.normalize(backbone.encode_prompts(filled, ids, deep=deep).float(), dim=-1)


def _tokens(width: int, prefix: int, draw: torch.Generator) -> tuple[nn.Parameter, nn.Parameter]:
    """Tokens of all blocks [blocks, n, w], and the prefix of each scale [scales, prefix, w]."""
    return (
        nn.Parameter(_INIT_STD * torch.randn(_BLOCKS, _TOKENS, width, generator=draw)),
        nn.Parameter(_INIT_STD * torch.randn(len(Scale), prefix, width, generator=draw)),
    )


def _projections(inwards: int, outwards: int, draw: torch.Generator) -> list[nn.Linear]:
    """A projection for each block, drawn as torch draws them: uniform, up to 1 / sqrt(inputs)."""
    layers = [nn.Linear(inwards, outwards) for _ in range(_BLOCKS)]
    for parameter in (one for layer in layers for one in layer.parameters()):
        nn.init.uniform_(parameter, -(inwards**-0.5), inwards**-0.5, generator=draw)
    return layers


def _coupled(own: list[Tensor], layers: nn.ModuleList, other: list[Tensor]) -> list[Tensor]:
    """Each block's tokens with a projection of the other tower's added."""
    return [mine + layer(theirs) for mine, layer, theirs in zip(own, layers, other, strict=True)]
