"""Small videos made on the spot: each frame is one grey, so that it can be told from the others."""

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np


def write_video(
    path: Path,
    greys: Sequence[int],
    *,
    fps: int = 10,
    size: tuple[int, int] = (64, 32),
    codec: str = "mpeg4",
) -> Path:
    """Write a video whose frames have these grey values, more or less: it is compressed.

    Args:
        path: The file; its ending says which container.
        greys: 0 to 255, one per frame.
        fps: Frames per second.
        size: Width and height in pixels.
        codec: By FFmpeg's name.
    """
    width, height = size
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        if codec == "mpeg4":
            stream.codec_context.gop_size = 1  # every frame by itself
        for grey in greys:
            pixels = np.full((height, width, 3), grey, np.uint8)
            pixels[::4, ::4] = 255 - grey  # not flat
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
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
