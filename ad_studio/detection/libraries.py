"""Loads torch, timm and open_clip; a window on another thread answers meanwhile.

Two things would stop every thread for a quarter of a second each: the dynamic linker, which
Python calls with the interpreter locked, and full garbage collections while a million objects
come into being. `python -m benchmarks.speed --only events` measures the gap that is left.
"""

import atexit
import ctypes
import gc
import importlib
import importlib.util
import os
import sys
from pathlib import Path

from ad_studio.detection import torchvision_guard

# By default the threads of GNU OpenMP (torch on Linux) wait by spinning, and so burn the cores
# that they wait for whenever the PC does anything else, and the window and the decoders do.
# `python -m benchmarks.waiting` measures a forward pass with and without.
_SPIN_COUNT = "2000"

_LIBRARIES = (  # package, file below it, and how its symbols are seen
    ("torch", "lib/libtorch_global_deps.*", ctypes.RTLD_GLOBAL),
    ("torch", "lib/libtorch_python.*", ctypes.RTLD_LOCAL),
    ("triton", "_C/libtriton.*", ctypes.RTLD_LOCAL),  # comes with the CUDA build
)


def load() -> None:
    """Import torch, the torchvision guard, timm and open_clip, in this order."""
    os.environ.setdefault("GOMP_SPINCOUNT", _SPIN_COUNT)
    _link_torch()
    collecting = gc.isenabled()
    gc.disable()
    try:
        importlib.import_module("torch")
        torchvision_guard.install()
        importlib.import_module("timm")
        importlib.import_module("open_clip")
    finally:
        if collecting:
            gc.enable()
    gc.freeze()  # modules stay for good: later collections need not walk through them
    atexit.register(gc.unfreeze)  # triton complains of a leak about what is not collected at exit


def _link_torch() -> None:
    """Let the dynamic linker load torch's libraries with the interpreter unlocked.

    A foreign function called through ctypes runs without the lock, and Python's own import then
    finds the libraries loaded. Where this does not work, the import works as ever, only with the
    lock held; on Windows torch does the like itself.
    """
    if sys.platform == "win32":
        return
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes, dlopen.restype = [ctypes.c_char_p, ctypes.c_int], ctypes.c_void_p
    for package, pattern, mode in _LIBRARIES:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            for file in Path(spec.origin).parent.glob(pattern):
                dlopen(os.fsencode(file), os.RTLD_NOW | mode)
