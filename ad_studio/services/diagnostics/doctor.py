"""Checks everything that the program needs, and says how to mend what is amiss."""

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from ad_studio import __version__, paths
from ad_studio.errors import AdStudioError
from ad_studio.files import nearest_existing
from ad_studio.messages import Message
from ad_studio.services.diagnostics import machine
from ad_studio.services.diagnostics.display import has_display
from ad_studio.services.diagnostics.starter_files import damaged_files
from ad_studio.services.engines import describe_engines
from ad_studio.services.projects.workspace import Workspace

_PACKAGES = (
    "PySide6-Essentials",
    "torch",
    "open_clip_torch",
    "timm",
    "torchvision",
    "numpy",
    "pillow",
    "pyqtgraph",
    "sqlalchemy",
    "alembic",
    "safetensors",
)
_GIB = 1024**3
_LEAST_FREE, _LEAST_MEMORY = 1 * _GIB, 4 * _GIB
_REINSTALL = "Install the program again: python -m pip install ."
_NO_GPU = "; no CUDA GPU can be used"


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        level: OK, WARN (works with limits) or FAIL (something will not work).
        title: What was looked at.
        detail: What was found.
        advice: What to do; empty when all is well.
    """

    level: Level
    title: str
    detail: str
    advice: str = ""


def examine(workspace: Path) -> list[Finding]:
    """Look at the installation, this machine and a workspace; changes nothing.

    Args:
        workspace: The folder of projects; it need not exist.
    """
    return [
        Finding(
            Level.OK,
            "Program",
            f"ad_studio {__version__}, Python {platform.python_version()}, {platform.platform()}",
        ),
        _packages(),
        *_resources(),
        *_workspace(workspace),
        _memory(),
        _window(),
        *torch_findings(),
    ]


def _packages() -> Finding:
    found, missing = [], []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return Finding(Level.FAIL, "Packages", f"missing: {', '.join(missing)}", _REINSTALL)
    return Finding(Level.OK, "Packages", ", ".join(found))


def _resources() -> list[Finding]:
    try:
        folder = paths.resources()
    except AdStudioError as error:
        return [Finding(Level.FAIL, "Shipped files", str(error), _REINSTALL)]
    starter = folder / "starter"
    damaged = damaged_files(starter)
    return [
        Finding(Level.OK, "Shipped files", str(folder)),
        Finding(Level.FAIL, "Starter backbone", "; ".join(damaged), _REINSTALL)
        if damaged
        else Finding(Level.OK, "Starter backbone", f"{starter}, SHA-256 as listed"),
    ]


def _workspace(root: Path) -> list[Finding]:
    root = root.absolute()
    choice = paths.choose_workspace()
    rule: Message | str = choice.rule if choice.root == root else "given with the command"
    where = f"{root} ({rule})"
    if not root.exists():
        return [Finding(Level.OK, "Workspace", f"{where}; it will be made when needed"),
                _free_space(root)]  # fmt: skip
    try:
        workspace = Workspace(root)
        cards = workspace.cards()
    except AdStudioError as error:
        return [Finding(Level.FAIL, "Workspace", f"{where}: {error.message}", str(error.hint))]
    finding = Finding(Level.OK, "Workspace", f"{where}, writable, projects: {len(cards)}")
    try:
        workspace.require_writable()
    except AdStudioError as error:
        detail = f"{where}, projects: {len(cards)}, for reading only: {error.message}"
        finding = Finding(Level.WARN, "Workspace", detail, str(error.hint))
    return [
        finding,
        _free_space(root),
        *(
            Finding(
                Level.WARN if card.is_outdated else Level.FAIL,
                "Project",
                str(card.error),
                "The other projects are not affected.",
            )
            for card in cards
            if card.error
        ),
    ]


def _free_space(root: Path) -> Finding:
    free = shutil.disk_usage(nearest_existing(root)).free
    detail = f"{free / _GIB:.1f} GiB free for the workspace"
    if free < _LEAST_FREE:
        return Finding(Level.WARN, "Disk", detail, "Free some space on this drive.")
    return Finding(Level.OK, "Disk", detail)


def _memory() -> Finding:
    total = machine.memory_bytes()
    detail = f"{total / _GIB:.1f} GiB in all"
    if total < _LEAST_MEMORY:
        return Finding(Level.WARN, "Memory", detail, "Close other programs while you inspect.")
    return Finding(Level.OK, "Memory", detail)


def _window() -> Finding:
    # In a process of its own: Qt stays out of this one, and a crash would end only that.
    code = "import PySide6.QtWidgets"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = str(error)
    else:
        said = done.stderr.strip().splitlines() or [f"it ends with code {done.returncode}"]
        reason = said[-1] if done.returncode else ""
    if reason:
        return Finding(
            Level.FAIL,
            "Window",
            f"Qt cannot be loaded: {reason}",
            "Install the system libraries that README.md lists; the commands work without them.",
        )
    if not has_display():
        return Finding(
            Level.WARN, "Window", "Qt loads, but there is no display", "The commands still work."
        )
    return Finding(Level.OK, "Window", "Qt loads and there is a display")


def torch_findings() -> list[Finding]:
    """Tell whether torch can be loaded, and what it computes on."""
    try:
        from ad_studio.detection.backbones.precision import has_fast_bfloat16, pick_device
    except Exception as error:
        return [
            Finding(
                Level.FAIL,
                "torch",
                f"cannot be loaded: {type(error).__name__}: {error}",
                _REINSTALL,
            )
        ]
    device = pick_device("auto")
    numbers = "bfloat16" if has_fast_bfloat16(device) else "float32, bfloat16 is not faster here"
    where, why = ("a CUDA GPU", "") if device.type == "cuda" else ("the CPU", _NO_GPU)
    return [
        Finding(Level.OK, "torch", f"loads; computes on {where} in {numbers}{why}"),
        Finding(Level.OK, "Engines of the starter", describe_engines()),
    ]
