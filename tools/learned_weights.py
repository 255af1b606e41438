"""Learn what the methods of `resources/learned` need on the starter, on generated images.

    python -m tools.learned_weights
    python -m tools.learned_weights --method april-gan

Writes one file per method and prints its size and SHA-256. A run that was broken off goes on where
it stopped.
"""

import argparse
from pathlib import Path

from ad_studio.evaluation.auxiliary import AuxiliarySettings, learn_weights
from ad_studio.files import sha256_of
from ad_studio.progress import SilentProgress
from tools.generated_set import IMAGES, SEED, write_set

LEARNED = Path(__file__).parents[1] / "resources" / "learned"
EPOCHS = {"april-gan": 3, "anomalyclip": 4, "devprompt": 4}
"""Passes over the images, by method."""


class Epochs(SilentProgress):
    """Prints the loss of each epoch."""

    def partial(self, result: object) -> None:
        """See `Progress.partial`."""
        print(result, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--method", choices=tuple(EPOCHS), action="append")
    parser.add_argument("--images", type=Path, default=Path("scratch/generated"))
    parser.add_argument("--out", type=Path, default=LEARNED)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    for _ in write_set(args.images, seed=SEED, images=IMAGES, workers=args.workers):
        pass
    for method in args.method or EPOCHS:
        out = args.out / method / "starter.safetensors"
        out.parent.mkdir(parents=True, exist_ok=True)
        settings = AuxiliarySettings(
            root=args.images, method=method, out=out, epochs=EPOCHS[method], device="cpu"
        )
        learn_weights(settings, replace=True, progress=Epochs())
        print(f"{method}: {out.stat().st_size} bytes, SHA-256 {sha256_of(out)}")


if __name__ == "__main__":
    main()
