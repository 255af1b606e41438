"""What a run did not look at, though it lay in its folders."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ad_studio.messages import Message, msg, template


class LeftOutReason(StrEnum):
    """Why a run did not look at something in its folders.

    ENDING: files of another ending than those that are taken for images. HIDDEN: files and folders
    whose name begins with a dot. SUBFOLDER: folders that were not looked into. CHANGING: files that
    were still being written when a watch ended. LATER: images that came after the run had begun.
    """

    ENDING = "ending"
    HIDDEN = "hidden"
    SUBFOLDER = "subfolder"
    CHANGING = "changing"
    LATER = "later"


_TEMPLATES = {
    LeftOutReason.ENDING: template("{count} file(s) with the ending {ending}"),
    LeftOutReason.HIDDEN: template("{count} hidden file(s) or folder(s)"),
    LeftOutReason.SUBFOLDER: template("{count} subfolder(s)"),
    LeftOutReason.CHANGING: template("{count} file(s) that were still changing"),
    LeftOutReason.LATER: template("{count} file(s) that came after the run had begun"),
}
_WITHOUT_ENDING = template("{count} file(s) without an ending")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a run did not look at for one reason, though it was there.

    Attributes:
        reason: Why.
        ending: Of the files' names, in lower case and with its dot; empty for none and for folders.
        count: How many files or folders.
        images: How many of them look like images, or have images in them.
        examples: A few of them, those that look like images first.
    """

    reason: LeftOutReason
    ending: str
    count: int
    images: int
    examples: tuple[Path, ...]

    @property
    def message(self) -> Message:
        """What it is, with its examples, in words."""
        names = ", ".join(path.name for path in self.examples)
        if self.count > len(self.examples):
            names += ", ..."
        if self.reason is LeftOutReason.ENDING and not self.ending:
            template_ = _WITHOUT_ENDING
        else:
            template_ = _TEMPLATES[self.reason]
        what = Message(template_, {"count": self.count, "ending": self.ending})
        if not self.images:
            return msg("{what}: {names}", what=what, names=names)
        return msg(
            "{what} ({images} with images): {names}", what=what, images=self.images, names=names
        )
