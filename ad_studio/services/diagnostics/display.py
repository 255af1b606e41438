"""Whether there is a screen."""

import os
import sys

_INVISIBLE = ("offscreen", "minimal")


def has_display() -> bool:
    """Tell whether a window would be seen: a display is there, and Qt was not told to hide."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.split(":")[0] not in _INVISIBLE
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
