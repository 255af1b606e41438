"""Whether a file of any name looks like an image, so that it is not passed over in silence."""

from pathlib import Path

OTHER_SUFFIXES = frozenset(
    (
        *(".heic", ".heif", ".avif", ".jxl", ".jxr", ".j2k", ".jpx", ".jpf", ".j2c", ".jls"),
        *(".dng", ".raw", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf", ".pef"),
        *(".psd", ".tga", ".exr", ".hdr", ".pfm", ".pam", ".pcx", ".ico", ".sgi", ".ras"),
    )
)
"""Endings of images that the program does not read."""

_NO_IMAGES = frozenset(
    (
        *(".txt", ".csv", ".tsv", ".json", ".xml", ".html", ".htm", ".md", ".log", ".ini"),
        *(".cfg", ".yaml", ".yml", ".toml", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ods"),
        *(".db", ".zip", ".7z", ".gz", ".exe", ".dll", ".py", ".sh", ".bat", ".lnk", ".url"),
    )
)
"""Endings of files that are not looked into: there may be one beside each image."""

_BEGINNINGS = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF8",
    b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51", b"8BPS", b"\0\0\0\x0cJXL ", b"v/1\x01",
)  # fmt: skip
_BITMAP_HEADERS = frozenset((12, 40, 52, 56, 64, 108, 124))
_PNM_BEGINNINGS = tuple(f"P{kind}{blank}".encode() for kind in "123456" for blank in "\n\r \t")
_HEAD_BYTES = 32


def looks_like_image(path: Path) -> bool:
    """Judge a file by its ending, and by its first bytes where that says nothing.

    A file that cannot be read looks like none.
    """
    ending = path.suffix.lower()
    if ending in OTHER_SUFFIXES:
        return True
    if ending in _NO_IMAGES:
        return False
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _is_image(file.read(_HEAD_BYTES))
    except OSError:
        return False


def _is_image(head: bytes) -> bool:
    if head.startswith((*_BEGINNINGS, *_PNM_BEGINNINGS)):
        return True
    if head[:4] == b"RIFF":
        return head[8:12] == b"WEBP"
    if head[:2] == b"BM":
        return int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif")
