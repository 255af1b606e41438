"""How torch's CPU threads wait for each other; import before torch.

By default the threads of GNU OpenMP (torch on Linux) wait by spinning. On a PC that does anything
else at the same time, and the window and the decoders do, they then burn the very cores that they
wait for: with one other busy process a forward pass took 680 ms instead of 241 ms on 2 cores
(`python -m benchmarks.waiting`). A short spin costs nothing measurable on an idle machine.
"""

import os

os.environ.setdefault("GOMP_SPINCOUNT", "2000")
