"""How torch's CPU threads wait for each other; import before torch.

By default the threads of GNU OpenMP (torch on Linux) wait by spinning. On a PC that does anything
else at the same time, and the window and the decoders do, they then burn the very cores that they
wait for: a forward pass takes several times as long beside one busy process. A short spin costs
nothing measurable on an idle machine; `python -m benchmarks.waiting` measures both.
"""

import os

os.environ.setdefault("GOMP_SPINCOUNT", "2000")
