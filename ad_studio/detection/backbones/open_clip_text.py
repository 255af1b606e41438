"""The text towers of open_clip, read from token embeddings so that some can be learned."""

from collections.abc import Callable, Sequence
from functools import cached_property

import torch
from open_clip.transformer import TextTransformer, text_global_pool
from torch import Tensor, nn

from ad_studio.detection.backbones.open_clip_tower import Network
from ad_studio.detection.backbones.text_tower import with_deep_tokens
from ad_studio.errors import BackboneError
from ad_studio.messages import msg

Tokenizer = Callable[[list[str]], Tensor]
"""Takes texts to ids [N, L]."""

_STAND_IN_START = "a "


class OpenClipText:
    """The text side of a `CLIP` (parts on the model itself), `CustomTextCLIP` or `CoCa`.

    Args:
        model: Evaluated, frozen; its parts are used in place.
        make_tokenizer: Called at the first text; may raise `BackboneError`.

    Raises:
        BackboneError: The text tower is a foreign one.
    """

    def __init__(self, model: Network, *, make_tokenizer: Callable[[], Tokenizer]) -> None:
        tower = getattr(model, "text", model)
        if tower is not model and not isinstance(tower, TextTransformer):
            raise BackboneError(
                msg("Its text tower comes from another library and cannot be used here."),
                hint=msg("Choose another backbone."),
            )
        self._tower = tower
        self._make_tokenizer = make_tokenizer
        on_model = tower is model
        self._pool: str = tower.text_pool_type if on_model else tower.pool_type
        self._end_id: int = tower.text_eos_id if on_model else tower.eos_id
        self._closing: Tensor | None = getattr(tower, "cls_emb", None)
        self.width: int = tower.token_embedding.embedding_dim

    @property
    def truncates(self) -> bool:
        """Whether prompts may be cut after their end token without changing anything.

        True of causal towers that pool at the end token; where padding is attended to, or the
        pooled token stands at the very end, the full context is needed.
        """
        causal = self._tower.attn_mask is not None and self._closing is None
        return causal and self._pool in ("argmax", "eos")

    def tokenize(self, texts: Sequence[str]) -> Tensor:
        """Ids [N, L] on the tower's device; the first one is the same for all texts.

        Where the vocabulary has no start token, a neutral word takes its place.
        """
        tokenizer, has_start = self._tokenizer
        prefix = "" if has_start else _STAND_IN_START
        ids = tokenizer([prefix + text for text in texts])
        return ids.to(self._tower.token_embedding.weight.device)

    def embed(self, ids: Tensor) -> Tensor:
        """Token embeddings [N, L, w], without positions."""
        embeddings: Tensor = self._tower.token_embedding(ids)
        return embeddings

    def encode(self, embeddings: Tensor, ids: Tensor, *, deep: Sequence[Tensor] = ()) -> Tensor:
        """Text features [N, d], not normalised; equal to `encode_text` on untouched embeddings.

        Args:
            embeddings: [N, L, w] as from `embed`.
            ids: [N, L] as from `tokenize`.
            deep: See `Backbone.encode_prompts`.
        """
        if self.truncates:
            length = int(self._ends(ids).max()) + 1
            embeddings, ids = embeddings[:, :length], ids[:, :length]
        x, mask = embeddings, self._tower.attn_mask
        if self._closing is not None:
            x = torch.cat([x, self._closing.expand(len(x), 1, -1)], dim=1)
        length = x.shape[1]
        if mask is not None:
            mask = mask[:length, :length]
        if self._closing is not None:
            padding = self._tower._build_additive_mask(ids, length, x.dtype)
            mask = padding if mask is None else mask + padding
        x = x + self._tower.positional_embedding[:length]
        for number, block in enumerate(self._tower.transformer.resblocks):
            x = block(with_deep_tokens(x, deep, number), attn_mask=mask)
        if self._closing is not None:
            return self._project(self._tower.ln_final(x[:, -1]))
        pooled = text_global_pool(self._tower.ln_final(x), ids, self._pool, self._end_id)
        return self._project(pooled)

    def _ends(self, ids: Tensor) -> Tensor:
        if self._pool == "eos":
            return (ids == self._end_id).int().argmax(dim=-1)
        return ids.argmax(dim=-1)

    def _project(self, pooled: Tensor) -> Tensor:
        projection = self._tower.text_projection
        if projection is None:
            return pooled
        joint: Tensor = (
            projection(pooled) if isinstance(projection, nn.Linear) else pooled @ projection
        )
        return joint

    @cached_property
    def _tokenizer(self) -> tuple[Tokenizer, bool]:
        tokenizer = self._make_tokenizer()
        one, other = tokenizer(["scratch", "hole"])[:, 0].tolist()
        return tokenizer, one == other
