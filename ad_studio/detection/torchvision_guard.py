"""Makes `import torchvision` work beside a CPU-only torch; import before open_clip or timm.

pip on Linux may pair a CPU build of torch with a CUDA build of torchvision, whose extension then
cannot load, and `import torchvision` dies with "operator torchvision::nms does not exist"
(pytorch/vision #9077, #9085). open_clip and timm need only torchvision's Pillow transforms, so
declaring the two operators without an implementation is enough. A real call to them would fail,
and nothing here makes one.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_SCHEMA = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_library: torch.library.Library | None = None  # the operators live as long as this reference


def _extension() -> Path | None:
    """The compiled part of the installed torchvision, if there is one."""
    spec = importlib.util.find_spec("torchvision")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        for pattern in ("_C*.so", "_C*.pyd"):
            for file in sorted(Path(folder).glob(pattern)):
                return file
    return None


def install() -> bool:
    """Declare torchvision's operators when its extension does not fit the installed torch.

    Returns:
        True if the guard was needed (now or earlier in this process).
    """
    global _library  # noqa: PLW0603 - one process-wide registration
    import torch

    if _library is not None:
        return True
    extension = _extension()
    if extension is not None:
        try:
            torch.ops.load_library(str(extension))  # type: ignore[no-untyped-call]
        except OSError:
            pass
        else:
            return False
    _library = torch.library.Library("torchvision", "DEF")  # type: ignore[no-untyped-call]
    for name in ("nms", "qnms"):
        _library.define(name + _SCHEMA)  # type: ignore[no-untyped-call]
    return True
