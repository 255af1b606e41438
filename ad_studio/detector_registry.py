"""The detectors by name and title: a list that needs no torch, for menus and command lines.

A detector of your own is added by `register`, for instance from a plug-in or a test:

    register("blank", title="Nothing", path="my_package.blank:BlankDetector")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from ad_studio.errors import UsageError
from ad_studio.messages import Message, msg

if TYPE_CHECKING:
    from ad_studio.detection.detectors.base import AnyDetector


@dataclass(frozen=True, slots=True)
class DetectorEntry:
    """One way to detect.

    Attributes:
        name: As the command line and model files say it.
        title: What it is, in a few words.
        path: Where its class is, as "module:Class".
        is_method: Whether it is a method to choose; else it is made of detectors of one.
    """

    name: str
    title: Message | str
    path: str
    is_method: bool = True

    def load(self) -> type[AnyDetector]:
        """Import its class; the first one takes seconds, for torch is imported with it."""
        module, _, name = self.path.partition(":")
        found: type[AnyDetector] = getattr(import_module(module), name)
        return found


_ENTRIES: dict[str, DetectorEntry] = {}


def register(
    name: str, *, title: Message | str, path: str, is_method: bool = True
) -> DetectorEntry:
    """Add a detector, or put another one in the place of one of the same name."""
    entry = _ENTRIES[name] = DetectorEntry(name, title, path, is_method)
    return entry


@contextmanager
def registered(name: str, *, title: Message | str, path: str) -> Iterator[DetectorEntry]:
    """Add a detector for a while."""
    before = dict(_ENTRIES)
    try:
        yield register(name, title=title, path=path)
    finally:
        _ENTRIES.clear()
        _ENTRIES.update(before)


def entries() -> tuple[DetectorEntry, ...]:
    """All methods; the first one is what the program is about, the others stand beside it."""
    return tuple(entry for entry in _ENTRIES.values() if entry.is_method)


def names() -> tuple[str, ...]:
    """The names of all methods, in the order of `entries`."""
    return tuple(entry.name for entry in entries())


def find(name: str) -> DetectorEntry:
    """Look a detector up.

    Raises:
        UsageError: There is none of this name.
    """
    if name not in _ENTRIES:
        known = ", ".join(names())
        raise UsageError(
            msg('There is no detector "{name}".', name=name),
            hint=msg("Choose one of {known}.", known=known),
        )
    return _ENTRIES[name]


_PACKAGE = "ad_studio.detection.detectors"
register("devprompt", title="DevPrompt", path=f"{_PACKAGE}.devprompt.detector:DevPromptDetector")
register("promptad", title="PromptAD", path=f"{_PACKAGE}.promptad.detector:PromptADDetector")
register(
    "winclip",
    title=msg("WinCLIP (no training)"),
    path=f"{_PACKAGE}.winclip.detector:WinCLIPDetector",
)
register("april-gan", title="April-GAN", path=f"{_PACKAGE}.april_gan.detector:AprilGanDetector")
register(
    "anomalyclip", title="AnomalyCLIP", path=f"{_PACKAGE}.anomalyclip.detector:AnomalyClipDetector"
)
register("anople", title="AnoPLe", path=f"{_PACKAGE}.anople.detector:AnoPLeDetector")
register("memory", title=msg("Memory alone"), path=f"{_PACKAGE}.memory.detector:MemoryDetector")
register(
    "part-types",
    title=msg("Several part types"),
    path=f"{_PACKAGE}.part_types.detector:PartTypesDetector",
    is_method=False,
)
