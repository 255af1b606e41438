"""What the starter's text side finds without any training on the part.

    python -m benchmarks.zero_shot DATA --size 336 --out scratch/zero_shot

For every set in MVTec AD layout: pixel AUROC at 256 px and image AUROC (mean of the top 1 % of the
patch map) of the text map alone, of a plain nearest-neighbour memory of block 7 (cosine, first
image of train/good), and of both added in sigma of slightly changed views of that image.
"""

import argparse
import hashlib
import json
import platform
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from safetensors.torch import load_file, save_file
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn

from ad_studio.detection.backbones.text_tower import JOINT_BLOCKS, JointHead, load_text_side
from ad_studio.detection.backbones.vision_tower import MEAN, PATCH, STD, block_tokens, create_tower

STARTER = Path(__file__).parents[1] / "resources" / "starter"
MEMORY_BLOCK = JOINT_BLOCKS.index(7)
METRIC_SIZE = 256
WEIGHTS = (0.25, 0.5, 1.0)
NOUNS = {
    "ballscrew": "ball screw",
    "cookie": "cookie",
    "hazelnut_toy": "hazelnut",
    "mvtec_bottle": "bottle",
    "mvtec_carpet": "carpet",
    "mvtec_screw": "screw",
}
NORMAL = ("{}", "good {}", "perfect {}", "{} without defect", "{} without damage", "flawless {}")
ABNORMAL = (
    "damaged {}",
    "defective {}",
    "broken {}",
    "abnormal {}",
    "{} with a defect",
    "{} with a flaw",
    "{} with damage",
    "{} with an anomaly",
)


def read(path: Path, size: int) -> np.ndarray:
    """RGB image squashed to a square, uint8."""
    with Image.open(path) as image:
        return np.array(image.convert("RGB").resize((size, size), Image.Resampling.BICUBIC))


def views(image: np.ndarray) -> list[np.ndarray]:
    """The image slightly shifted, turned, darkened and brightened."""
    whole = Image.fromarray(image)
    out = []
    for angle, shift, gain in ((2, (5, 3), 0.95), (-2, (-4, 5), 1.05), (1, (3, -6), 1.0)):
        moved = whole.rotate(angle, Image.Resampling.BICUBIC, translate=shift)
        margin = int(0.04 * whole.width)
        box = (margin, margin, whole.width - margin, whole.height - margin)
        kept = moved.resize(whole.size, Image.Resampling.BICUBIC, box=box)
        out.append(np.clip(np.asarray(kept, np.float32) * gain, 0, 255).astype(np.uint8))
    return out


@torch.inference_mode()
def tokens_of(tower: nn.Module, image: np.ndarray) -> Tensor:
    """Tokens [3, P, 384] of one image."""
    x = torch.from_numpy(image).permute(2, 0, 1).float() / 255
    x = ((x - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(STD).view(3, 1, 1))[None]
    with torch.autocast("cpu", torch.bfloat16):
        return torch.cat([t.float() for t in block_tokens(tower, x, JOINT_BLOCKS)])


def gather(root: Path, size: int, cache: Path | None, tower: nn.Module) -> dict[str, Tensor]:
    """Tokens of the reference, its views and all test images of a set, from the cache if there."""
    file = cache / f"{root.name}-{size}.safetensors" if cache else None
    if file and file.exists():
        return load_file(file)
    reference = read(sorted((root / "train" / "good").iterdir())[0], size)
    tests = sorted(p for p in (root / "test").glob("*/*") if p.is_file())
    out = {
        "reference": tokens_of(tower, reference).half(),
        "views": torch.stack([tokens_of(tower, v) for v in views(reference)]).half(),
        "tests": torch.stack([tokens_of(tower, read(p, size)) for p in tests]).half(),
        "masks": torch.stack([mask_of(root, p) for p in tests]),
    }
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        save_file(out, file)
    return out


def mask_of(root: Path, test: Path) -> Tensor:
    """Ground truth [256, 256] of a test image; all false where it is normal."""
    path = root / "ground_truth" / test.parent.name / f"{test.stem}_mask.png"
    if test.parent.name == "good":
        return torch.zeros(METRIC_SIZE, METRIC_SIZE, dtype=torch.bool)
    with Image.open(path) as mask:
        small = mask.convert("L").resize((METRIC_SIZE,) * 2, Image.Resampling.NEAREST)
    return torch.from_numpy(np.array(small) > 0)


def scores(maps: Tensor, masks: Tensor, side: int) -> dict[str, float | None]:
    """AUROCs of patch maps [N, P] in per cent of 1."""
    grid = maps.view(len(maps), 1, side, side)
    fine = F.interpolate(grid, (METRIC_SIZE,) * 2, mode="bilinear", align_corners=False)
    pixel = roc_auc_score(masks.flatten().numpy(), fine.flatten().numpy())
    bad = masks.flatten(1).any(dim=1)
    image = None
    if not bool(bad.all()):
        top = maps.topk(max(1, maps.shape[1] // 100), dim=1).values.mean(dim=1)
        image = round(float(roc_auc_score(bad.numpy(), top.numpy())), 3)
    return {"pixel": round(float(pixel), 3), "image": image}


def nearest(tokens: Tensor, bank: Tensor) -> Tensor:
    """Cosine distance [N, P] of tokens [N, P, 384] to the nearest of the bank [R, 384]."""
    return 1 - (F.normalize(tokens, dim=-1) @ F.normalize(bank, dim=-1).T).amax(dim=-1)


def standard(maps: Tensor, own: Tensor) -> Tensor:
    """Maps in sigma of the reference's own views."""
    return (maps - own.mean()) / own.std().clamp_min(1e-4)


@torch.inference_mode()
def measure(found: dict[str, Tensor], head: JointHead, direction: Tensor) -> dict[str, dict]:
    """All figures of one set."""

    def contrast(tokens: Tensor) -> Tensor:
        joint = [head(list(t.float()[:, None])) for t in tokens]
        return F.normalize(torch.cat(joint), dim=-1) @ direction

    side = round(found["tests"].shape[2] ** 0.5)
    bank = found["reference"][MEMORY_BLOCK].float()
    text = standard(contrast(found["tests"]), contrast(found["views"]))
    memory = standard(
        nearest(found["tests"][:, MEMORY_BLOCK].float(), bank),
        nearest(found["views"][:, MEMORY_BLOCK].float(), bank),
    )
    maps = {"text": text, "memory": memory}
    maps |= {f"memory + {w} text": memory + w * text for w in WEIGHTS}
    return {name: scores(m, found["masks"], side) for name, m in maps.items()}


def table(sets: dict[str, dict[str, dict]]) -> str:
    """Markdown, one row per set, pixel / image AUROC."""
    columns = list(next(iter(sets.values())))
    lines = ["| set | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, found in sets.items():
        cells = [f"{found[c]['pixel']:.3f} / {found[c]['image'] or '-'}" for c in columns]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    means = []
    for c in columns:
        image = [f[c]["image"] for f in sets.values() if f[c]["image"] is not None]
        pixel = [f[c]["pixel"] for f in sets.values()]
        means.append(f"{np.mean(pixel):.3f} / {np.mean(image):.3f}")
    return "\n".join([*lines, "| mean | " + " | ".join(means) + " |"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path)
    parser.add_argument("--size", type=int, default=336, help=f"a multiple of {PATCH}")
    parser.add_argument("--starter", type=Path, default=STARTER, help="folder of the text side")
    parser.add_argument("--noun", help="one noun for all sets instead of their own")
    parser.add_argument("--cache", type=Path, help="folder for the tokens, to measure again fast")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()

    vision = STARTER / "vision.safetensors"
    tower = create_tower()
    tower.load_state_dict({k: v.float() for k, v in load_file(vision).items()})
    text, head = load_text_side(args.starter)
    sets = {}
    for root in sorted(p for p in args.root.iterdir() if (p / "test").is_dir()):
        noun = args.noun or NOUNS.get(root.name, root.name.replace("_", " "))
        prototypes = []
        for group in (NORMAL, ABNORMAL):
            raw = text(text.tokenize([p.replace("{}", noun) for p in group]))
            prototypes.append(F.normalize(raw.mean(dim=0), dim=0))
        found = gather(root, args.size, args.cache, tower)
        sets[root.name] = measure(found, head, prototypes[1] - prototypes[0])
    result = {
        "settings": {
            "size": args.size,
            "metric_size": METRIC_SIZE,
            "noun": args.noun or "per set",
            "memory": "block 7, cosine, first of train/good",
            "torch": torch.__version__,
            "machine": platform.processor() or platform.machine(),
            "date": time.strftime("%Y-%m-%d"),
            "text_sha256": hashlib.sha256(
                (args.starter / "text.safetensors").read_bytes()
            ).hexdigest(),
        },
        "sets": sets,
    }
    shown = table(sets)
    print(shown)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        (args.out / "zero_shot.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
        (args.out / "zero_shot.md").write_text(shown + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
