"""Damages images in the ways that factories do, and counts what is decoded all the same.

    python -m tests.campaigns.mutated_images [--count 500] [--seed 0]

A damaged image that is decoded to other pixels becomes a verdict on a part that nobody saw. Each
try encodes a picture, damages the file and decodes it. It is *refused* (an error row), *harmless*
(at most 2 % of the pixels differ), or *lost*: accepted with more pixels changed. Ends with status 1
if any is lost.

Kinds of damage: a file cut short; cut short and closed with its end mark; a hole of zeros; the rest
of the file zero; a packet lost from its middle; a part of it overwritten by another part; scans of
a progressive JPEG missing. Overwriting is tried only where there is a checksum: else no decoder can
tell, as what stands there are pixels, or codes of pixels, too.
"""

import argparse
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from ad_studio.errors import ImageError
from ad_studio.imaging.decode import decode_bytes

MOST_CHANGED = 0.02
"""Share of pixels that a file may have lost without being refused."""

_VISIBLE = 16  # grey levels
_NOWHERE = Path("mutated")

Random = np.random.Generator
Damage = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    Attributes:
        encode: Makes one of a picture.
        head: How many bytes at the beginning are left alone: without them it is no image at all.
        end_mark: What its last bytes are.
        has_checksum: Whether its pixels have one.
    """

    encode: Callable[[Image.Image], bytes]
    head: int = 64
    end_mark: bytes = b""
    has_checksum: bool = False


def _saved(kind: str, mode: str = "RGB", **options: object) -> Callable[[Image.Image], bytes]:
    def encode(picture: Image.Image) -> bytes:
        buffer = io.BytesIO()
        picture.convert(mode).save(buffer, kind, **options)
        return buffer.getvalue()

    return encode


def _deep(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("L")).astype(np.uint16) * 257


def _grey16(kind: str, **options: object) -> Callable[[Image.Image], bytes]:
    def encode(picture: Image.Image) -> bytes:
        buffer = io.BytesIO()
        Image.fromarray(_deep(picture)).save(buffer, kind, **options)
        return buffer.getvalue()

    return encode


def _packed_tiff(picture: Image.Image) -> bytes:
    from tifffile import imwrite

    buffer = io.BytesIO()
    imwrite(buffer, _deep(picture) >> 4, bitspersample=12, photometric="minisblack")
    return buffer.getvalue()


def _colour16_png(picture: Image.Image) -> bytes:
    import imagecodecs

    return imagecodecs.png_encode(np.asarray(picture).astype(np.uint16) * 257)


KINDS = {
    "JPEG": Kind(_saved("JPEG", quality=90), 700, b"\xff\xd9"),
    "JPEG, optimised": Kind(_saved("JPEG", quality=80, optimize=True), 500, b"\xff\xd9"),
    "JPEG, grey": Kind(_saved("JPEG", "L", quality=90), 400, b"\xff\xd9"),
    "JPEG, 4:4:4": Kind(_saved("JPEG", quality=95, subsampling=0), 700, b"\xff\xd9"),
    "JPEG, progressive": Kind(_saved("JPEG", progressive=True), 400, b"\xff\xd9"),
    "JPEG, restart markers": Kind(
        _saved("JPEG", quality=90, restart_marker_rows=1), 700, b"\xff\xd9"
    ),
    "PNG": Kind(_saved("PNG"), 64, b"\0\0\0\0IEND\xaeB`\x82", has_checksum=True),
    "PNG, grey, stored": Kind(
        _saved("PNG", "L", compress_level=0), 64, b"\0\0\0\0IEND\xaeB`\x82", has_checksum=True
    ),
    "PNG, 16-bit": Kind(_grey16("PNG"), 64, b"\0\0\0\0IEND\xaeB`\x82", has_checksum=True),
    "PNG, 16-bit colour": Kind(_colour16_png, 64, b"\0\0\0\0IEND\xaeB`\x82", has_checksum=True),
    "BMP": Kind(_saved("BMP"), 64),
    "BMP, grey": Kind(_saved("BMP", "L"), 1100),
    "TIFF": Kind(_saved("TIFF"), 300),
    "TIFF, 16-bit": Kind(_grey16("TIFF"), 300),
    "TIFF, 12-bit": Kind(_packed_tiff, 400),
    "TIFF, LZW": Kind(_saved("TIFF", compression="tiff_lzw"), 64),
    "TIFF, deflate": Kind(_saved("TIFF", compression="tiff_adobe_deflate"), 64, has_checksum=True),
    "TIFF, PackBits": Kind(_saved("TIFF", "L", compression="packbits"), 64),
    "TIFF, JPEG": Kind(_saved("TIFF", compression="jpeg"), 64),
    "PPM": Kind(_saved("PPM"), 64),
    "PGM, 16-bit": Kind(_grey16("PPM"), 64),
    "WebP": Kind(_saved("WEBP", quality=90), 64),
    "WebP, lossless": Kind(_saved("WEBP", lossless=True), 64),
    "GIF": Kind(_saved("GIF", "P"), 800, b"\0;"),
    "JPEG 2000": Kind(_saved("JPEG2000"), 200, b"\xff\xd9"),
}


def picture(random: Random) -> Image.Image:
    """A part with an edge, texture and noise; no two are alike."""
    width, height = (int(side) for side in random.integers(120, 260, 2))
    coarse = random.random((height // 24 + 2, width // 24 + 2, 3)) * 140
    ground = Image.fromarray(coarse.astype(np.uint8)).resize(
        (width, height), Image.Resampling.BICUBIC
    )
    values = np.asarray(ground).astype(float) + 40 + random.normal(0, 6, (height, width, 1))
    top, left = height // 4, width // 4
    values[top : 3 * top, left : 3 * left] += 50
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def _place(data: bytes, random: Random, head: int) -> int:
    return int(random.integers(head, max(head + 1, int(len(data) * 0.95))))


def damages(kind: Kind) -> dict[str, Damage]:
    """What can happen to files of a kind, by name."""

    def cut(data: bytes, random: Random) -> bytes:
        return data[: _place(data, random, kind.head)]

    def cut_and_closed(data: bytes, random: Random) -> bytes:
        return data[: _place(data, random, kind.head)] + kind.end_mark

    def zero_rest(data: bytes, random: Random) -> bytes:
        return data[: _place(data, random, kind.head)].ljust(len(data), b"\0")

    def hole(data: bytes, random: Random) -> bytes:
        start = _place(data, random, kind.head)
        length = int(len(data) * random.uniform(0.03, 0.3))
        stop = min(start + length, len(data) - len(kind.end_mark))
        return data[:start] + bytes(max(0, stop - start)) + data[max(start, stop) :]

    def lost_packet(data: bytes, random: Random) -> bytes:
        start = _place(data, random, kind.head)
        stop = min(start + int(len(data) * random.uniform(0.02, 0.2)), len(data))
        return data[:start] + data[max(start, min(stop, len(data) - len(kind.end_mark))) :]

    def overwritten(data: bytes, random: Random) -> bytes:
        length = int(len(data) * random.uniform(0.02, 0.2))
        start, source = _place(data, random, kind.head), _place(data, random, kind.head)
        part = data[source : min(source + length, len(data) - len(kind.end_mark))]
        part = part[: max(0, len(data) - len(kind.end_mark) - start)]
        return data[:start] + part + data[start + len(part) :]

    found: dict[str, Damage] = {
        "cut": cut,
        "zero rest": zero_rest,
        "hole of zeros": hole,
        "lost packet": lost_packet,
    }
    if kind.end_mark:
        found["cut and closed"] = cut_and_closed
    if kind.has_checksum:
        found["overwritten"] = overwritten
    return found


def _scans_missing(data: bytes, random: Random) -> bytes:
    """A progressive JPEG without its last scans."""
    starts = [i for i in range(len(data) - 1) if data[i : i + 2] in (b"\xff\xda", b"\xff\xc4")]
    first = data.find(b"\xff\xda")
    later = [start for start in starts if start > first]
    return data[: int(random.choice(later))] + b"\xff\xd9"


@dataclass(frozen=True)
class Try:
    """One damaged file and what became of it: "refused", "harmless" or "lost"."""

    kind: str
    damage: str
    outcome: str
    changed: float
    data: bytes


def tries(*, count: int, seed: int) -> Iterator[Try]:
    """Damage and decode, the kinds of files and damage in turn."""
    random = np.random.default_rng(seed)
    plan = [
        (name, damage, how)
        for name, kind in KINDS.items()
        for damage, how in (
            *damages(kind).items(),
            *((("scans missing", _scans_missing),) if "progressive" in name else ()),
        )
    ]
    for number in range(count):
        name, damage, how = plan[number % len(plan)]
        data = KINDS[name].encode(picture(random))
        broken = how(data, random)
        outcome, changed = judge(data, broken)
        yield Try(name, damage, outcome, changed, broken)


def judge(data: bytes, broken: bytes) -> tuple[str, float]:
    """Decode a damaged file; say what became of it and which share of pixels differs."""
    sound = decode_bytes(data, path=_NOWHERE).pixels.astype(int)
    try:
        found = decode_bytes(broken, path=_NOWHERE).pixels.astype(int)
    except ImageError:
        return "refused", 0.0
    if found.shape != sound.shape:
        return "lost", 1.0
    changed = float((np.abs(found - sound).max(axis=2) > _VISIBLE).mean())
    return ("lost" if changed > MOST_CHANGED else "harmless"), changed


def main(arguments: list[str]) -> int:
    """Run the campaign and print what became of the files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="a folder for the files that are lost")
    options = parser.parse_args(arguments)
    outcomes: Counter[tuple[str, str]] = Counter()
    for number, one in enumerate(tries(count=options.count, seed=options.seed)):
        outcomes[one.kind, one.outcome] += 1
        if one.outcome == "lost":
            print(f"lost: {one.kind}, {one.damage}: {one.changed:.0%} of the pixels changed")
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{number}_{one.kind}_{one.damage}").write_bytes(one.data)
    words = ("refused", "harmless", "lost")
    print(f"{'kind':24} {'tries':>6}" + "".join(f"{word:>10}" for word in words))
    for kind in KINDS:
        each = [outcomes[kind, word] for word in words]
        print(f"{kind:24} {sum(each):6}" + "".join(f"{n:10}" for n in each))
    total = {word: sum(outcomes[kind, word] for kind in KINDS) for word in words}
    survived = total["refused"] + total["harmless"]
    print(f"tries {options.count}, survived {survived}, lost {total['lost']}")
    return 1 if total["lost"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
