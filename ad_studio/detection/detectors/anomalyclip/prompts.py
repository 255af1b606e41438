"""The learned prompts of AnomalyCLIP: of any object and of a damaged one."""

from collections.abc import Mapping
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ad_studio.detection.backbones.base import Backbone
from ad_studio.detection.prompt_learning.prompts import slots, with_learned_words

_NAMES = ("object.", "damaged object.")
_CONTEXT, _DEEP_TOKENS, _DEEP_BLOCKS = 12, 4, 8  # the authors'
_INIT_STD = 0.02


class ObjectPrompts(nn.Module):
    """Learned words before both names, and learned tokens inside of the text tower.

    Args:
        width: Of a token of the text tower.
        blocks: How many blocks but the first have deep tokens of their own; those that the text
            tower does not have stay unused.
    """

    def __init__(self, width: int, blocks: int = _DEEP_BLOCKS) -> None:
        super().__init__()
        self.ctx_pos = nn.Parameter(_INIT_STD * torch.randn(1, 1, _CONTEXT, width))
        self.ctx_neg = nn.Parameter(_INIT_STD * torch.randn(1, 1, _CONTEXT, width))
        self.compound_prompts_text = nn.ParameterList(
            _INIT_STD * torch.randn(_DEEP_TOKENS, width) for _ in range(blocks)
        )

    @classmethod
    def restore(cls, tensors: Mapping[str, Tensor], *, width: int) -> Self:
        """Make the prompts of tensors by the authors' names; others are passed over.

        Raises:
            ValueError: Some are missing, or of other shapes.
        """
        deep = [name for name in tensors if name.startswith("compound_prompts_text.")]
        prompts = cls(width, len(deep))
        wanted = prompts.state_dict()
        for name, one in wanted.items():
            if name not in tensors or tensors[name].shape != one.shape:
                raise ValueError(f"{name} is missing or of another shape")
        prompts.load_state_dict({name: tensors[name] for name in wanted})
        return prompts.eval().requires_grad_(False)

    def forward(self, backbone: Backbone) -> Tensor:
        """Unit anchors of the object and of the damaged object, [2, d]."""
        ids = backbone.tokenize([slots(_CONTEXT) + name for name in _NAMES])
        context = torch.cat([self.ctx_pos[0], self.ctx_neg[0]])
        filled = with_learned_words(backbone.embed_tokens(ids).float(), context)
        features = backbone.encode_prompts(filled, ids, deep=tuple(self.compound_prompts_text))
        return F.normalize(features.float(), dim=-1)
