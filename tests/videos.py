"""Small videos made on the spot: each frame is one grey, so that it can be told from the others."""

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np


def write_video(
    path: Path,
    greys: Sequence[int],
    *,
    fps: Fraction | int = 10,
    size: tuple[int, int] = (64, 32),
    codec: str = "mpeg4",
    times: Sequence[float] = (),
    sound: str = "",
    has_corner: bool = False,
) -> Path:
    """Write a video whose frames have these grey values, more or less: it is compressed.

    Args:
        path: The file; its ending says which container.
        greys: 0 to 255, one per frame.
        fps: Frames per second.
        size: Width and height in pixels.
        codec: By FFmpeg's name.
        times: Seconds of the frames, where they are not evenly spaced.
        sound: The codec of silence beside them; empty for none.
        has_corner: Whether the quarter at the upper left is white.
    """
    width, height = size
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        if times:
            stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        silence = container.add_stream(sound, rate=8000, layout="mono") if sound else None
        if codec == "mpeg4":
            stream.codec_context.gop_size = 1  # every frame by itself
        for i, grey in enumerate(greys):
            pixels = np.full((height, width, 3), grey, np.uint8)
            pixels[::4, ::4] = 255 - grey  # not flat
            if has_corner:
                pixels[: height // 2, : width // 2] = 255
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            if times:
                frame.pts, frame.time_base = round(times[i] * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
            if silence is not None:
                container.mux(silence.encode(_silence(i, samples=int(8000 / fps))))
        container.mux(stream.encode())
        if silence is not None:
            container.mux(silence.encode())
    return path


def _silence(number: int, *, samples: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(
        np.zeros((1, samples), np.int16), format="s16", layout="mono"
    )
    frame.sample_rate, frame.pts = 8000, number * samples
    return frame


def write_grey16(path: Path) -> Path:
    """Write one frame of 16-bit grey values."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=1)
        stream.width, stream.height, stream.pix_fmt = 64, 32, "gray16le"
        pixels = np.full((32, 64), 2000, np.uint16)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="gray16le")))
        container.mux(stream.encode())
    return path


def set_matrix(path: Path, a: int, b: int, c: int, d: int) -> Path:
    """Have an MP4 file say that pixel (x, y) is shown at (a x + c y, b x + d y)."""
    data, one = path.read_bytes(), 1 << 16
    before = struct.pack(">9i", one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    after = struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)
    at = data.index(before, data.index(b"tkhd"))
    path.write_bytes(data[:at] + after + data[at + len(after) :])
    return path


def write_sound(path: Path) -> Path:
    """Write a file of sound alone."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        silence = av.AudioFrame.from_ndarray(
            np.zeros((1, 800), np.int16), format="s16", layout="mono"
        )
        silence.sample_rate = 8000
        for packet in (*stream.encode(silence), *stream.encode()):
            container.mux(packet)
    return path
