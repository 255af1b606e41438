"""Learnable prompts: one context shared by normal and abnormal prompts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ad_studio.detection.backbones.base import Backbone

NORMAL_STATES = ("{}", "flawless {}", "intact {}", "{} without defect")
ABNORMAL_STATES = (
    "damaged {}",
    "defective {}",
    "broken {}",
    "dirty {}",
    "{} with a flaw",
    "{} with a defect",
    "{} with damage",
    "{} with something wrong",
)
GENERIC_DEFECTS = ("scratch", "crack", "stain", "hole", "color spot", "missing piece")
"""Stand in where the project names no defects of its own."""

_SLOT = "x"  # a word of one token, to be overwritten by a learned vector
_INIT_STD = 0.02


@dataclass(frozen=True, slots=True)
class PromptFeatures:
    """Text features of the three families, not normalised.

    Attributes:
        normal: [N, d].
        manual: Abnormal prompts with fixed suffixes, [M, d].
        learned: Abnormal prompts with learned words, [L, d]; L may be 0.
    """

    normal: Tensor
    manual: Tensor
    learned: Tensor

    def prototypes(self) -> tuple[Tensor, Tensor]:
        """Unit normal and abnormal anchors: means of the RAW features."""
        abnormal = torch.cat([self.manual, self.learned])
        return _unit(self.normal.mean(dim=0)), _unit(abnormal.mean(dim=0))


class PromptLearner(nn.Module):
    """The only trained parameters: shared context C and the learned abnormal words A.

    Args:
        backbone: Whose text tower reads the prompts.
        noun: What the part is.
        defects: The project's defect phrases.
        n_context: Vectors of C.
        n_learned: Learned abnormal prompts, one vector each; 0 for fixed suffixes only (the
            strict reading of eq. 2).
        generator: Seeds both Gaussian initialisations.
        start: Where both begin instead, "context" [n_context, w] and "words" [n, w], as far as
            there are so many words; None for the Gaussians.
    """

    def __init__(
        self,
        backbone: Backbone,
        *,
        noun: str,
        defects: Sequence[str],
        n_context: int = 4,
        n_learned: int = 4,
        generator: torch.Generator,
        start: Mapping[str, Tensor] | None = None,
    ) -> None:
        super().__init__()
        self._backbone = backbone
        self._n_context = n_context
        width = backbone.token_width
        self.context = _gaussian(n_context, width, generator, backbone.device)
        self.words = _gaussian(n_learned, width, generator, backbone.device)

        if start is not None:
            with torch.no_grad():
                self.context.copy_(start["context"])
                words = start["words"][:n_learned]
                self.words[: len(words)] = words.to(backbone.device)

        context = slots(n_context)
        abnormal = [state.format(noun) for state in ABNORMAL_STATES]
        abnormal += [f"{noun} with {defect}" for defect in (*defects, *GENERIC_DEFECTS)]
        self._normal = self._prepare([context + state.format(noun) for state in NORMAL_STATES])
        self._manual = self._prepare([context + phrase for phrase in dict.fromkeys(abnormal)])
        learned = slots(n_context + 1) + noun
        self._learned = self._prepare([learned] * n_learned) if n_learned else None

    def forward(self) -> PromptFeatures:
        """Encode all prompts with the present context."""
        normal = self._encode(*self._normal)
        manual = self._encode(*self._manual)
        learned = normal[:0]
        if self._learned is not None:
            learned = self._encode(*self._learned, words=self.words)
        return PromptFeatures(normal=normal, manual=manual, learned=learned)

    def _prepare(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        ids = self._backbone.tokenize(texts)
        with torch.no_grad():
            return ids, self._backbone.embed_tokens(ids).float()

    def _encode(self, ids: Tensor, embeddings: Tensor, words: Tensor | None = None) -> Tensor:
        """Put the learned vectors into the slots after the start token, and read the prompts."""
        learned = self.context.expand(len(ids), -1, -1)
        if words is not None:
            learned = torch.cat([learned, words[:, None]], dim=1)
        filled = with_learned_words(embeddings, learned)
        features: Tensor = self._backbone.encode_prompts(filled, ids)
        return features


def slots(count: int) -> str:
    """The beginning of a prompt whose first `count` tokens are to be learned vectors."""
    return f"{_SLOT} " * count


def with_learned_words(embeddings: Tensor, learned: Tensor) -> Tensor:
    """Token embeddings of prompts with learned vectors in their slots, [N, L, w].

    Args:
        embeddings: Of the prompts as tokenised, [N, L, w].
        learned: [N, n, w]; they stand after the start token.
    """
    filled = 1 + learned.shape[1]
    return torch.cat([embeddings[:, :1], learned, embeddings[:, filled:]], dim=1)


def _gaussian(
    rows: int, width: int, generator: torch.Generator, device: torch.device
) -> nn.Parameter:
    drawn = torch.randn(rows, width, generator=generator) * _INIT_STD  # on the CPU: same anywhere
    return nn.Parameter(drawn.to(device))


def _unit(vector: Tensor) -> Tensor:
    return F.normalize(vector, dim=0)
