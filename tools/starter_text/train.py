"""Train the starter's text side on generated images, with the vision tower locked.

    python -m tools.starter_text.train --out resources/starter

Tokens and the training state are kept in `--cache`; a broken run goes on from there.
"""

import argparse
import hashlib
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from ad_studio.detection.backbones.text_tower import (
    DESCRIPTION,
    WEIGHTS,
    HeadConfig,
    JointHead,
    TextConfig,
    TextTower,
    bpe_ids,
    describe,
)
from tools.starter_text import data
from tools.starter_text.phrases import (
    ABNORMAL,
    KINDS,
    NORMAL,
    draw_noun,
    draw_phrase,
    training_texts,
)

STARTER = Path(__file__).parents[2] / "resources" / "starter"
SAVE_EVERY = 250
CONTEXTS = 6  # most context slots in front of a training prompt


@dataclass(frozen=True)
class Settings:
    """What decides the result, apart from the code."""

    seed: int = 2
    images: int = 2000
    steps: int = 400
    batch: int = 1024
    lr: float = 1e-3
    decay: float = 0.3
    dropout: float = 0.2
    jitter: float = 1.0
    smoothing: float = 0.1
    scale: float = 6.0
    hidden: int = 0


class Prompts:
    """Draws prompt batches: embeddings with random context slots in front."""

    def __init__(self, tower: TextTower, rng: np.random.Generator) -> None:
        self.tower, self.rng = tower, rng

    def encode(self, phrases: list[str]) -> Tensor:
        """Joint features [N, d] of phrases behind a random context."""
        slots = int(self.rng.choice([0, int(self.rng.integers(1, CONTEXTS + 1))]))
        device = self.tower.positions.device
        ids = self.tower.tokenize([" ".join(["x"] * slots) + " " + p for p in phrases]).to(device)
        embeddings = self.tower.embed(ids)
        if slots and self.rng.random() < 0.7:
            spread = float(np.exp(self.rng.uniform(np.log(0.01), np.log(0.05))))
            context = spread * torch.randn(slots, embeddings.shape[-1], device=device)
            embeddings = torch.cat(
                [embeddings[:, :1], context.expand(len(ids), -1, -1), embeddings[:, 1 + slots :]], 1
            )
        return self.tower.encode(embeddings, ids)

    def draw(self) -> tuple[Tensor, Tensor, Tensor]:
        """Features of normal, abnormal and each kind's phrases about one noun or several."""
        rng = self.rng
        shared = draw_noun(rng)
        mixed = rng.random() < 0.5

        def some(group: tuple[str, ...], count: int) -> list[str]:
            return [
                draw_phrase(rng, group, draw_noun(rng) if mixed else shared) for _ in range(count)
            ]

        normal, abnormal = some(NORMAL, 6), some(ABNORMAL, 8)
        kinds = [p for group in KINDS.values() for p in some(group, 1)]
        features = self.encode(normal + abnormal + kinds)
        return features[:6], features[6:14], features[14:]


def unit_mean(features: Tensor) -> Tensor:
    """Prototype of prompts as the program makes it: the mean of raw features, at unit length."""
    return F.normalize(features.mean(dim=0), dim=0)


def losses(
    joint: Tensor,
    labels: Tensor,
    drawn: tuple[Tensor, Tensor, Tensor],
    *,
    scale: Tensor,
    settings: Settings,
    rng: np.random.Generator,
) -> dict[str, Tensor]:
    """The three terms.

    kinds: cross-entropy of a patch over one phrase of each kind and one normal phrase.
    prototype: the contrast of averaged prototypes, as it is used, tells inside from outside.
    single: the same for one abnormal phrase of the right kind against one normal phrase.
    """
    normal, abnormal, kinds = drawn
    z = F.normalize(joint, dim=-1)
    anchors = F.normalize(torch.cat([normal[:1], kinds]), dim=-1)
    inside = (labels > 0).float() * (1 - 2 * settings.smoothing) + settings.smoothing

    some = rng.permutation(len(kinds))[: rng.integers(0, 7)]
    chosen = torch.cat([abnormal[: rng.integers(3, 9)], kinds[some]])
    count = int(rng.integers(1, 7))
    contrast = z @ (unit_mean(chosen) - unit_mean(normal[:count]))
    own = torch.cat([abnormal[:1], kinds])[labels]
    single = (z * (F.normalize(own, dim=-1) - F.normalize(normal[-1], dim=0))).sum(dim=-1)
    return {
        "kinds": F.cross_entropy(scale * z @ anchors.T, labels, label_smoothing=settings.smoothing),
        "prototype": F.binary_cross_entropy_with_logits(settings.scale * contrast, inside),
        "single": F.binary_cross_entropy_with_logits(settings.scale * single, inside),
    }


def auroc(scores: Tensor, positive: Tensor) -> float:
    """Area under the ROC curve from ranks."""
    order = scores.argsort()
    rank = torch.empty_like(scores)
    rank[order] = torch.arange(1, len(scores) + 1, dtype=scores.dtype, device=scores.device)
    n = positive.sum()
    area = (rank[positive].sum() - n * (n + 1) / 2) / (n * (len(scores) - n))
    return float(area)


@torch.no_grad()
def evaluate(tower: TextTower, head: JointHead, patches: data.Patches) -> dict[str, float]:
    """Contrast AUROC over patches of held-out generated images, for a plain noun."""

    def features(group: tuple[str, ...]) -> Tensor:
        ids = tower.tokenize([p.replace("{}", "part") for p in group])
        return tower(ids.to(patches.tokens.device))

    z = F.normalize(head.project(patches.tokens.float()), dim=-1)
    contrast = z @ (unit_mean(features(ABNORMAL)) - unit_mean(features(NORMAL)))
    inside = patches.labels > 0
    found = {"all": auroc(contrast, inside)}
    for number, name in enumerate(KINDS, start=1):
        take = ~inside | (patches.labels == number)
        found[name] = auroc(contrast[take], inside[take])
    return {name: round(value, 4) for name, value in found.items()}


def vocabulary() -> list[int]:
    """Byte-pair ids of everything that training may read."""
    return sorted({i for text in training_texts() for word in text.split() for i in bpe_ids(word)})


def fit(
    settings: Settings,
    patches: data.Patches,
    held_out: data.Patches,
    cache: Path,
    device: torch.device,
) -> tuple[TextTower, JointHead, dict[str, float]]:
    """Train both modules; resumes from the last saved state in `cache`."""
    torch.manual_seed(settings.seed)
    tower = TextTower(TextConfig(), vocabulary())
    head = JointHead(HeadConfig(hidden=settings.hidden))
    both = nn.ModuleDict({"text": tower, "head": head}).to(device)
    log_scale = nn.Parameter(torch.tensor(np.log(10.0), dtype=torch.float32, device=device))
    matrices = [p for p in both.parameters() if p.ndim > 1]
    others = [p for p in both.parameters() if p.ndim < 2]
    optimiser = torch.optim.AdamW(
        [
            {"params": matrices, "weight_decay": settings.decay},
            {"params": [*others, log_scale], "weight_decay": 0.0},
        ],
        lr=settings.lr,
    )
    state = cache / "state.safetensors"
    first = 0
    if state.exists():
        first = resume(both, log_scale, optimiser, load_file(state, str(device)))

    image_share = inverse_share(patches)
    started = time.perf_counter()
    for number in range(first, settings.steps):
        rng = np.random.default_rng([settings.seed, number])
        torch.manual_seed(settings.seed * 1_000_003 + number)
        warm = min(1.0, (number + 1) / 100)
        cosine = 0.5 * (1 + np.cos(np.pi * number / settings.steps))
        for group in optimiser.param_groups:
            group["lr"] = settings.lr * warm * (0.02 + 0.98 * cosine)

        picked = torch.multinomial(image_share, settings.batch, replacement=True)
        tokens = patches.tokens[picked].float()
        tokens = tokens + settings.jitter * torch.randn_like(tokens)
        tokens = F.dropout(tokens, settings.dropout)
        drawn = Prompts(tower, rng).draw()
        scale = log_scale.exp().clamp(max=40)
        terms = losses(
            head.project(tokens),
            patches.labels[picked],
            drawn,
            scale=scale,
            settings=settings,
            rng=rng,
        )
        loss = terms["prototype"] + 0.3 * terms["kinds"] + 0.5 * terms["single"]
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(both.parameters(), 1.0)
        optimiser.step()

        if (number + 1) % SAVE_EVERY == 0 or number + 1 == settings.steps:
            save_state(state, both, log_scale, optimiser, number + 1)
            shown = {k: round(float(v.detach()), 4) for k, v in terms.items()}
            print(
                json.dumps(
                    {
                        "step": number + 1,
                        **shown,
                        **evaluate(tower, head, held_out),
                        "seconds": round(time.perf_counter() - started),
                    }
                ),
                flush=True,
            )
    return tower, head, evaluate(tower, head, held_out)


def inverse_share(patches: data.Patches) -> Tensor:
    """Sampling weights: 35 % defect patches, every image and sort with the same weight."""
    inside = (patches.labels > 0).long()
    group = 2 * patches.owner + inside
    count = torch.bincount(group)[group].float()
    weight = 1 / count.sqrt()
    for sort, share in ((0, 0.65), (1, 0.35)):
        weight[inside == sort] *= share / weight[inside == sort].sum()
    return weight


def save_state(
    file: Path, both: nn.Module, log_scale: Tensor, optimiser: torch.optim.Optimizer, step: int
) -> None:
    """Write weights and optimiser moments as safetensors."""
    out = {f"model.{k}": v for k, v in both.state_dict().items()}
    out["log_scale"], out["step"] = log_scale.detach(), torch.tensor(step)
    for number, moments in optimiser.state_dict()["state"].items():
        out |= {f"moment.{number}.{k}": v for k, v in moments.items()}
    partial = file.with_suffix(".partial")
    save_file({k: v.contiguous() for k, v in out.items()}, partial)
    partial.replace(file)


def resume(
    both: nn.Module, log_scale: Tensor, optimiser: torch.optim.Optimizer, saved: dict[str, Tensor]
) -> int:
    """Restore what `save_state` wrote; returns the step to go on from."""
    both.load_state_dict({k[6:]: v for k, v in saved.items() if k.startswith("model.")})
    with torch.no_grad():
        log_scale.copy_(saved["log_scale"])
    moments: dict[int, dict[str, Tensor]] = {}
    for key, value in saved.items():
        if key.startswith("moment."):
            _, number, name = key.split(".", 2)
            moments.setdefault(int(number), {})[name] = value
    whole = optimiser.state_dict()
    whole["state"] = moments
    optimiser.load_state_dict(whole)
    return int(saved["step"])


def publish(
    out: Path, tower: TextTower, head: JointHead, *, vision: Path, training: dict[str, Any]
) -> None:
    """Write the two shipped files."""
    out.mkdir(parents=True, exist_ok=True)
    both = nn.ModuleDict({"text": tower, "head": head})
    save_file({k: v.half().contiguous().cpu() for k, v in both.state_dict().items()}, out / WEIGHTS)
    about = describe(tower, head) | {
        "efficientnet_sha256": _sha256(STARTER / "efficientnet.safetensors"),
        "vision_sha256": _sha256(vision),
        "weights_sha256": _sha256(out / WEIGHTS),
        "training": training,
    }
    (out / DESCRIPTION).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    defaults = Settings()
    for name, value in asdict(defaults).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    parser.add_argument("--vision", type=Path, default=STARTER / "vision.safetensors")
    parser.add_argument("--cache", type=Path, default=Path("scratch/starter_text"))
    parser.add_argument("--out", type=Path, default=STARTER)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--threads", type=int, default=0, help="torch threads; 0: as torch likes")
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    settings = Settings(**{name: getattr(args, name) for name in asdict(defaults)})
    name = args.device
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    device = torch.device(name)

    chunks = settings.images // data.CHUNK
    tokens = args.cache / f"tokens-{settings.seed}"
    started = time.perf_counter()
    for done in data.generate(
        tokens, args.vision, seed=settings.seed, chunks=chunks, workers=args.workers, device=device
    ):
        if done % 10 == 9:
            print(f"chunk {done + 1}/{chunks}, {time.perf_counter() - started:.0f} s", flush=True)
    held = max(1, chunks // 10)
    patches = data.Patches.load(tokens, range(chunks - held), device)
    held_out = data.Patches.load(tokens, range(chunks - held, chunks), device)
    print(f"{len(patches.labels)} patches, {(patches.labels > 0).float().mean():.2f} in defects")
    run = hashlib.sha256(json.dumps(asdict(settings)).encode()).hexdigest()[:8]
    (args.cache / run).mkdir(parents=True, exist_ok=True)
    tower, head, found = fit(settings, patches, held_out, args.cache / run, device)
    training = asdict(settings) | {
        "device": device.type,
        "torch": torch.__version__,
        "held_out_patch_auroc": found,
    }
    publish(args.out, tower, head, vision=args.vision, training=training)


if __name__ == "__main__":
    main()
