"""Every kind of image file that a factory throws at us, made on the spot.

`write_nasty_images` fills a folder with small files that end-to-end tests can inspect as well;
`write_huge_image` is apart because decoding it takes a second.
"""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image


@dataclass(frozen=True)
class NastyImage:
    """One made file.

    Attributes:
        name: What is nasty about it, in one word or two.
        path: Where it lies.
        readable: Whether it must decode; otherwise it must become an error.
        complaint: A part of the message it must give when it is not readable.
    """

    name: str
    path: Path
    readable: bool
    complaint: str = ""


def picture(width: int = 64, height: int = 48) -> Image.Image:
    """A small non-square colour picture whose four corners differ."""
    y, x = np.mgrid[:height, :width]
    red = 40 + 200 * x // width
    green = 40 + 200 * y // height
    blue = np.where((x // 8 + y // 8) % 2, 90, 160)
    return Image.fromarray(np.stack([red, green, blue], axis=-1).astype(np.uint8))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of an image file."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def rotated_jpeg(orientation: int, image: Image.Image | None = None) -> bytes:
    """A JPEG that is to be turned according to its EXIF orientation (1 to 8)."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return encoded(image or picture(), "JPEG", quality=95, exif=exif.tobytes())


def bomb() -> bytes:
    """A PNG of a few bytes that claims 3.6 gigapixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(bytes(10_000))),
            (b"IEND", b""),
        )
    )


def write_huge_image(folder: Path) -> Path:
    """A 100-megapixel greyscale PNG of a few kilobytes."""
    path = folder / "huge.png"
    Image.new("L", (12_500, 8_000), 128).save(path, compress_level=1)
    return path


def write_nasty_images(folder: Path) -> list[NastyImage]:
    """Fill `folder` (made if missing) with one file of each kind; all have image suffixes."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []

    def write(name: str, file_name: str, data: bytes, complaint: str = "") -> None:
        path = folder / file_name
        path.write_bytes(data)
        made.append(NastyImage(name, path, readable=not complaint, complaint=complaint))

    for name, (file_name, data) in _readable().items():
        write(name, file_name, data())
    for name, (file_name, broken, complaint) in _broken().items():
        write(name, file_name, broken(), complaint)
    directory = folder / "folder.png"
    directory.mkdir(exist_ok=True)
    made.append(NastyImage("folder", directory, readable=False, complaint="folder"))
    return made


def _readable() -> dict[str, tuple[str, Callable[[], bytes]]]:
    grey16 = np.linspace(0, 65535, 64 * 48).reshape(48, 64)
    alpha = picture().convert("RGBA")
    alpha.putalpha(Image.linear_gradient("L").resize(alpha.size))
    return {
        "one pixel": ("one_pixel.png", lambda: encoded(picture(1, 1), "PNG")),
        "one row": ("one_row.png", lambda: encoded(picture(64, 1), "PNG")),
        "16-bit PNG": (
            "grey16.png",
            lambda: encoded(Image.fromarray(grey16.astype(np.uint16)), "PNG"),
        ),
        "16-bit TIFF": (
            "grey16.tif",
            lambda: encoded(Image.fromarray(grey16.astype(np.uint16)), "TIFF"),
        ),
        "32-bit TIFF": (
            "grey32.tif",
            lambda: encoded(Image.fromarray(grey16.astype(np.int32)), "TIFF"),
        ),
        "float TIFF": (
            "float.tif",
            lambda: encoded(Image.fromarray((grey16 / 65535).astype(np.float32)), "TIFF"),
        ),
        "1-bit": ("bilevel.png", lambda: encoded(picture().convert("1"), "PNG")),
        "greyscale": ("grey.jpg", lambda: encoded(picture().convert("L"), "JPEG")),
        "CMYK": ("cmyk.jpg", lambda: encoded(picture().convert("CMYK"), "JPEG")),
        "palette": ("palette.png", lambda: encoded(picture().quantize(32), "PNG")),
        "palette with transparency": (
            "palette_alpha.png",
            lambda: encoded(picture().quantize(32), "PNG", transparency=bytes(range(0, 256, 8))),
        ),
        "alpha": ("alpha.png", lambda: encoded(alpha, "PNG")),
        "grey and alpha": ("grey_alpha.png", lambda: encoded(alpha.convert("LA"), "PNG")),
        "EXIF-rotated": ("rotated.jpg", lambda: rotated_jpeg(6)),
        "progressive JPEG": (
            "progressive.jpeg",
            lambda: encoded(picture(), "JPEG", progressive=True),
        ),
        "wrong suffix": ("really_a_jpeg.png", lambda: encoded(picture(), "JPEG")),
        "BMP": ("picture.bmp", lambda: encoded(picture(), "BMP")),
        "PPM": ("picture.ppm", lambda: encoded(picture(), "PPM")),
        "non-ASCII name": ("Prüfteil 部品 деталь ✓.png", lambda: encoded(picture(), "PNG")),
        "very long name": ("l" + 240 * "o" + "ng.png", lambda: encoded(picture(), "PNG")),
    }


def _broken() -> dict[str, tuple[str, Callable[[], bytes], str]]:
    def cut(kind: str, share: float) -> Callable[[], bytes]:
        data = encoded(picture(), kind)
        return lambda: data[: int(len(data) * share)]

    def half_copied(kind: str) -> Callable[[], bytes]:
        data = encoded(picture(), kind)
        return lambda: data[: -len(data) // 5].ljust(len(data), b"\0")

    frames = [picture().quantize(16), picture().rotate(180).quantize(16)]
    low = np.linspace(0, 4095, 64 * 48).reshape(48, 64).astype(np.uint16)
    wild = np.full((48, 64), 1e6, dtype=np.float32)
    return {
        "zero bytes": ("empty.png", lambda: b"", "empty"),
        "not an image": ("notes.png", lambda: b"Lot 42: see the other folder.\n", "not an image"),
        "random bytes": ("noise.jpg", lambda: np.random.default_rng(0).bytes(4096), "not an image"),
        "truncated JPEG": ("truncated.jpg", cut("JPEG", 0.7), "incomplete"),
        "truncated PNG": ("truncated.png", cut("PNG", 0.7), "incomplete"),
        "truncated TIFF": ("truncated.tif", cut("TIFF", 0.7), "incomplete"),
        "truncated BMP": ("truncated.bmp", cut("BMP", 0.7), "incomplete"),
        "header only": ("header.png", cut("PNG", 0.05), "incomplete"),
        "half-copied JPEG": ("half_copied.jpg", half_copied("JPEG"), "incomplete"),
        "half-copied PNG": ("half_copied.png", half_copied("PNG"), "incomplete"),
        "animated GIF": (
            "animated.gif",
            lambda: encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]),
            "2 images",
        ),
        "animated WebP": (
            "animated.webp",
            lambda: encoded(
                picture(), "WEBP", save_all=True, append_images=[picture().rotate(180)]
            ),
            "2 images",
        ),
        "12 bits in 16": (
            "low_bits.png",
            lambda: encoded(Image.fromarray(low), "PNG"),
            "12 bits in a 16-bit file",
        ),
        "decompression bomb": ("bomb.png", bomb, "too large"),
        "float out of range": (
            "wild.tif",
            lambda: encoded(Image.fromarray(wild), "TIFF"),
            "outside the range",
        ),
    }
