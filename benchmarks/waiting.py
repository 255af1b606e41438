"""Forward pass of the starter under different ways of waiting, on an idle and on a busy machine.

python -m benchmarks.waiting
"""

import os
import statistics
import subprocess
import sys
import time

_WAYS = {
    "default": {"GOMP_SPINCOUNT": "300000"},  # what libgomp takes when nothing is set
    "short spin (ours)": {},
    "passive": {"GOMP_SPINCOUNT": "0", "OMP_WAIT_POLICY": "passive"},
}
_BUSY = "import os; parent = os.getppid()\nwhile os.getppid() == parent: pass"  # ends with us


def measure() -> None:
    """Print the median of 25 forward passes at 448 px in milliseconds; runs in a process."""
    import numpy as np
    import torch

    from ad_studio.detection.backbones.starter import StarterBackbone
    from ad_studio.paths import resources

    backbone = StarterBackbone(resources() / "starter", device=torch.device("cpu"))
    image = np.random.default_rng(0).integers(0, 256, (448, 448, 3), dtype=np.uint8)
    times = []
    for _ in range(30):
        started = time.perf_counter()
        backbone.encode_images([image])
        times.append(time.perf_counter() - started)
    print(round(statistics.median(times[5:]) * 1000))


def main() -> None:
    for busy in (False, True):
        other = subprocess.Popen([sys.executable, "-c", _BUSY]) if busy else None
        try:
            for name, settings in _WAYS.items():
                command = [sys.executable, "-m", "benchmarks.waiting", "measure"]
                found = subprocess.check_output(command, env=os.environ | settings, text=True)
                print(f"{'busy' if busy else 'idle':5} {name:18} {found.strip()} ms", flush=True)
        finally:
            if other is not None:
                other.kill()
                other.wait()


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
