"""The computer that the program runs on."""

import os
import platform
from pathlib import Path

import psutil


def memory_bytes() -> int:
    """Return the size of the main memory."""
    total: int = psutil.virtual_memory().total
    return total


def about_machine() -> dict[str, object]:
    """Describe it for the head of a file of measured figures."""
    affinity = getattr(os, "sched_getaffinity", None)
    return {
        "cpu": _cpu(),
        "cores": len(affinity(0)) if affinity else os.cpu_count(),
        "memory_gb": round(memory_bytes() / 1e9, 1),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
