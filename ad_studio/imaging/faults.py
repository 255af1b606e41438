"""Why an image file is refused: it is damaged, of a kind that is not supported, or over a limit.

The three are told apart in words, because what to do about them differs. `decode` adds the path.
"""

from ad_studio.errors import ImageError
from ad_studio.messages import Message, as_message, msg

MAX_PIXELS = 256_000_000
"""Larger images are refused after reading their header."""

MAX_BYTES = 1024**3
"""Of the decoded pixels, for the same reason: 256 megapixels of 16-bit colour take 2 GB."""

EMPTY = msg("The file is empty (0 bytes).")
"""Of an image or a video."""


def damaged(reason: Message | str) -> ImageError:
    """Return the error for a damaged or incomplete image file."""
    return ImageError(
        msg("The image is damaged or incomplete ({reason}).", reason=as_message(reason)),
        hint=msg("Copy it again from the camera or take the picture again."),
    )


def unsupported(reason: Message | str) -> ImageError:
    """Return the error for a file of an unsupported kind, which may be intact."""
    return ImageError(
        msg("This kind of image is not supported ({reason}).", reason=as_message(reason)),
        hint=msg("Save it as 8-bit or 16-bit PNG, TIFF or BMP, or as JPEG."),
    )


def several_images(count: int) -> ImageError:
    """Return the error of a file with further pages or frames, which nobody would look at."""
    return ImageError(
        msg("The file has {count} images in it, pages or frames.", count=count),
        hint=msg("Save one image per file."),
    )


def too_slow(seconds: float) -> ImageError:
    """Return the error for a file whose decoding takes too long."""
    return ImageError(
        msg("Decoding the image takes longer than {seconds:.0f} s.", seconds=seconds),
        hint=msg("The file may be damaged: copy it again, or save it as PNG or plain JPEG."),
    )


def too_much_memory() -> ImageError:
    """Return the error for a file whose decoding takes too much memory."""
    return ImageError(
        msg("Not enough memory to decode the image."),
        hint=msg("Close other programs, or save the image in a smaller size."),
    )


def decoder_ended() -> ImageError:
    """Return the error for a file on which the decoder process crashed."""
    return ImageError(
        msg("The image cannot be decoded: the decoder broke down on it."),
        hint=msg("The file may be damaged: copy it again, or save it as PNG or plain JPEG."),
    )


def no_decoder() -> ImageError:
    """Return the error for a decoder process that cannot be started."""
    return ImageError(
        msg("The image cannot be decoded: the program's decoder does not start."),
        hint=msg("Close other programs and try again; ad-studio doctor checks the installation."),
    )


def raise_if_too_large(width: int, height: int, *, bytes_per_pixel: int = 3) -> None:
    """See to it that an image can be decoded in reasonable memory.

    Raises:
        ImageError: It has too many pixels, or they take too many bytes.
    """
    if width * height > MAX_PIXELS:
        raise ImageError(
            msg(
                "The image is too large: {width} x {height} pixels, at most {most} megapixels.",
                width=width,
                height=height,
                most=MAX_PIXELS // 1_000_000,
            ),
            hint=msg("Save it in a smaller size, or cut out the part."),
        )
    if width * height * bytes_per_pixel > MAX_BYTES:
        raise ImageError(
            msg(
                "The image is too large: {width} x {height} pixels of {each} bytes, at most "
                "{most} MiB.",
                width=width,
                height=height,
                each=bytes_per_pixel,
                most=MAX_BYTES // 1024**2,
            ),
            hint=msg("Save it with 8 bits per channel, in a smaller size, or cut out the part."),
        )
