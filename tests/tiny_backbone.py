"""A backbone that takes milliseconds: every token depends on its own 8 x 8 pixels only."""

import zlib
from dataclasses import replace

import torch
import torch.nn.functional as F

from ad_studio.detection.backbones.base import PatchTokens, of_area
from ad_studio.detection.backbones.windows import pooled_windows

PATCH = 8
WIDTH, JOINT, HIDDEN = 10, 12, 16
_PAD, _START, _END, _FIRST = 0, 1, 2, 3
_LENGTH, _ROWS = 16, 97


class TinyBackbone:
    """Random but fixed; see `Backbone`. With `coarse`, joint tokens lie on half the grid."""

    name = "tiny"
    sha256 = "7a" * 32
    device = torch.device("cpu")
    has_text = True
    vision_width = None
    has_aligned_patches = True
    has_vv = False
    memory_blocks = (0, 1)
    stages = (0, 1)
    token_width = WIDTH
    temperature = 10.0
    learning_rate = 0.002

    def __init__(self, *, coarse=False):
        draw = torch.Generator().manual_seed(0)
        pixels = PATCH * PATCH * 3
        self._hidden = [torch.randn(pixels, HIDDEN, generator=draw) / 8 for _ in range(2)]
        self._joint = torch.randn(pixels, JOINT, generator=draw)
        self._words = torch.randn(_ROWS + _FIRST, WIDTH, generator=draw)
        self._places = torch.rand(_LENGTH, 1, generator=draw) + 0.5
        self._text = torch.randn(WIDTH, JOINT, generator=draw)
        self._coarse = coarse
        self.patch_pixels = None if coarse else PATCH
        self._text_here = True

    def input_size(self, width, height, *, side=None):
        scale = 64 / max(width, height)
        wanted = of_area(width, height, side=side) if side else (width * scale, height * scale)
        return tuple(max(1, round(one / PATCH)) * PATCH for one in wanted)

    def encode_images(self, images, *, blocks=None):
        height, width = images[0].shape[:2]
        grid = height // PATCH, width // PATCH
        pixels = torch.stack([torch.from_numpy(image.copy()) for image in images])
        pixels = pixels.permute(0, 3, 1, 2).float() / 255 - 0.5
        patches = F.unfold(pixels, PATCH, stride=PATCH).transpose(1, 2)
        joint, joint_grid = patches @ self._joint, grid
        if self._coarse:
            joint_grid = grid[0] // 2, grid[1] // 2
            image = joint.transpose(1, 2).unflatten(2, grid)
            joint = F.adaptive_avg_pool2d(image, joint_grid).flatten(2).transpose(1, 2)
        return PatchTokens(
            joint=F.normalize(joint, dim=-1),
            hidden=tuple(
                (patches @ self._hidden[block]).tanh() for block in blocks or self.memory_blocks
            ),
            grid=joint_grid,
            hidden_grid=grid,
        )

    def encode_windows(self, images, sides):
        tokens = self.encode_images(images)
        return pooled_windows(tokens.joint, tokens.grid, sides)

    def tokenize(self, texts):
        ids = torch.full((len(texts), _LENGTH), _PAD)
        for line, text in zip(ids, texts, strict=True):
            words = [zlib.crc32(word.encode()) % _ROWS + _FIRST for word in text.split()]
            row = [_START, *words[: _LENGTH - 2], _END]
            line[: len(row)] = torch.tensor(row)
        return ids

    def embed_tokens(self, ids):
        return self._words[ids]

    def encode_prompts(self, embeddings, ids, *, deep=()):
        assert self._text_here
        end = (ids == _END).int().argmax(dim=1, keepdim=True)
        counts = (torch.arange(_LENGTH) <= end)[..., None]
        return (embeddings * self._places * counts).sum(dim=1).tanh() @ self._text

    def drop_text(self):
        self._text_here = False


class WithClassToken(TinyBackbone):
    """Says something of each image as a whole, too: its mean patch."""

    has_aligned_patches = False

    def encode_images(self, images, *, blocks=None):
        tokens = super().encode_images(images, blocks=blocks)
        return replace(tokens, image_embedding=F.normalize(tokens.joint.mean(dim=1), dim=-1))


class Reading(TinyBackbone):
    """Keeps what its text tower is asked."""

    def encode_prompts(self, embeddings, ids, *, deep=()):
        self.asked = embeddings, deep
        return super().encode_prompts(embeddings, ids, deep=deep)


class PromptableBackbone(TinyBackbone):
    """Its vision tower takes learned tokens, whose sum is added to what it says of each patch."""

    vision_width = 7

    def encode_prompted(self, images, prompts, *, blocks=None):
        tokens = self.encode_images(images, blocks=blocks)
        said = torch.cat(list(prompts)).sum(dim=0)
        said = F.pad(said, (0, JOINT - self.vision_width))
        return replace(tokens, joint=F.normalize(tokens.joint + said, dim=-1))
