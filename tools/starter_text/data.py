"""Generated images and the frozen tower's tokens on them, kept in chunks that can be resumed."""

import io
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from ad_studio.detection.backbones.text_tower import JOINT_BLOCKS, HeadConfig, JointHead
from ad_studio.detection.backbones.vision_tower import MEAN, PATCH, STD, block_tokens, create_tower
from tools.starter_text.defects import IGNORED, damage
from tools.starter_text.phrases import TYPES
from tools.starter_text.scenes import Camera, normal_scene

CHUNK = 16  # images that share a size
AHEAD = 20  # chunks handed to the workers at a time, so that few wait in memory
SIZES = ((336, 336), (336, 336), (336, 336), (448, 448), (336, 448), (252, 420))
KEPT = 96  # patches kept of each image, of either sort
MISSING, CHIP = (TYPES.index(name) + 1 for name in ("missing", "chip"))
COVERED = 0.12  # least share of a patch inside a defect


def make_image(seed: int, chunk: int, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Picture [H, W, 3] and labels [H, W] (uint8) of one generated image."""
    size = SIZES[chunk % len(SIZES)]
    rng = np.random.default_rng([seed, chunk, number])
    picture, labels = damage(
        normal_scene(rng, size), Camera.draw(rng, size), rng, int(rng.choice([0, 1, 2, 3]))
    )
    image = (picture * 255 + 0.5).astype(np.uint8)
    if rng.random() < 0.4:
        file = io.BytesIO()
        Image.fromarray(image).save(file, "JPEG", quality=int(rng.integers(50, 96)))
        image = np.array(Image.open(file))
    return image, labels


def patch_labels(labels: np.ndarray) -> np.ndarray:
    """Labels [P] of patches: 0 outside, a type inside, `IGNORED` in between."""
    h, w = (n // PATCH for n in labels.shape)
    blocks = labels.reshape(h, PATCH, w, PATCH).transpose(0, 2, 1, 3).reshape(h * w, -1)
    shares = np.stack([(blocks == t + 1).mean(axis=1) for t in range(len(TYPES))])
    unsure = (blocks == IGNORED).mean(axis=1)
    total = shares.sum(axis=0)
    out = np.where(total >= COVERED, shares.argmax(axis=0) + 1, IGNORED)
    return np.where((total == 0) & (unsure < 0.05), 0, out).astype(np.uint8)


def load_vision(file: Path) -> nn.Module:
    """The locked tower."""
    tower = create_tower()
    tower.load_state_dict({k: v.float() for k, v in load_file(file).items()})
    return tower.requires_grad_(False)


def pixels(images: np.ndarray, device: torch.device) -> Tensor:
    """Normalised [B, 3, H, W] of uint8 [B, H, W, 3]."""
    x = torch.from_numpy(images).to(device).permute(0, 3, 1, 2).float() / 255
    mean, std = (torch.tensor(v, device=device).view(3, 1, 1) for v in (MEAN, STD))
    return (x - mean) / std


@torch.inference_mode()
def encode(tower: nn.Module, images: np.ndarray, device: torch.device) -> list[Tensor]:
    """Tokens of the joint blocks, each [B, P, 384], float32."""
    kind = torch.float16 if device.type == "cuda" else torch.bfloat16
    with torch.autocast(device.type, kind):
        return [t.float() for t in block_tokens(tower, pixels(images, device), JOINT_BLOCKS)]


def _chunk_images(seed: int, chunk: int) -> tuple[int, np.ndarray, np.ndarray]:
    made = [make_image(seed, chunk, n) for n in range(CHUNK)]
    labels = np.stack([patch_labels(label) for _, label in made])
    return chunk, np.stack([image for image, _ in made]), labels


def _select(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    inside = np.flatnonzero((labels > 0) & (labels != IGNORED))
    outside = np.flatnonzero(labels == 0)
    return np.concatenate([rng.permutation(group)[:KEPT] for group in (inside, outside)])


def generate(
    folder: Path, vision: Path, *, seed: int, chunks: int, workers: int, device: torch.device
) -> Iterator[int]:
    """Write the token chunks that are not there yet; yields the number of each one done."""
    folder.mkdir(parents=True, exist_ok=True)
    todo = [c for c in range(chunks) if not (folder / f"{c:05d}.safetensors").exists()]
    tower = load_vision(vision).to(device)
    join = JointHead(HeadConfig()).normalise
    with ProcessPoolExecutor(workers) as pool:
        groups = (todo[k : k + AHEAD] for k in range(0, len(todo), AHEAD))
        made = chain.from_iterable(pool.map(_chunk_images, repeat(seed), g) for g in groups)
        for chunk, images, labels in made:
            joined = join(encode(tower, images, device)).cpu()
            rng = np.random.default_rng([seed, chunk])
            kept = [_select(label, rng) for label in labels]
            tokens = torch.cat([x[torch.from_numpy(k)] for x, k in zip(joined, kept, strict=True)])
            found = np.concatenate([label[k] for label, k in zip(labels, kept, strict=True)])
            owner = np.repeat(np.arange(CHUNK), [len(k) for k in kept])
            partial = folder / f"{chunk:05d}.partial"
            save_file(
                {
                    "tokens": tokens.half(),
                    "labels": torch.from_numpy(found),
                    "owner": torch.from_numpy(owner),
                },
                partial,
            )
            partial.rename(folder / f"{chunk:05d}.safetensors")
            yield chunk


@dataclass
class Patches:
    """All kept patches of some chunks.

    Attributes:
        tokens: Normalised tokens of the joint blocks [M, 768], float16.
        labels: [M], 0 normal, 1 + index in `TYPES` inside a defect.
        owner: Number of the image of each patch [M].
    """

    tokens: Tensor
    labels: Tensor
    owner: Tensor

    @classmethod
    def load(cls, folder: Path, chunks: range, device: torch.device) -> "Patches":
        """Read chunks from the cache folder.

        Nothing at the place of a piece that is gone altogether says so: such patches are left out,
        and every second chip stands for "missing" instead.
        """
        parts = [load_file(folder / f"{c:05d}.safetensors") for c in chunks]
        owner = torch.cat([part["owner"] + CHUNK * n for n, part in enumerate(parts)])
        labels = torch.cat([part["labels"] for part in parts]).long()
        kept = labels != MISSING
        labels[(labels == CHIP) & (owner % 2 == 1)] = MISSING
        tokens = torch.cat([part["tokens"] for part in parts])
        return cls(tokens[kept].to(device), labels[kept].to(device), owner[kept].to(device))
