"""What a child process of `decode_pool` does: it decodes images until its parent is gone.

What goes between them is plain: numbers and a file's bytes in, JSON and pixels out.
The parent unpacks no object that a decoder gone wrong might have made.
"""

import ctypes
import faulthandler
import io
import json
import multiprocessing
import os
import signal
import struct
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TextIO

from ad_studio.errors import DepthError, ImageError
from ad_studio.imaging.shared_bytes import SharedBytes

REQUEST = struct.Struct("<qqdq?")
"""The largest side that is enough, 0 for all pixels; the bit depth of files that declare none, 0
where it was not given; the seconds that the image may take; how many bytes its file has; whether
they are in the shared bytes. Else they follow."""

READY = b"ready"
"""Sent once, when images may come."""

_PIECE = 1 << 16  # bytes; larger ones take four times as long on their way
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # as malloc.h numbers them
_LARGEST_KEPT, _MOST_KEPT = 64 << 20, 128 << 20  # bytes: of one piece, of all free ones
_GRACE_SECONDS = 5.0  # after which a process ends itself if its parent has not ended it


def serve(connection: Connection, shared: SharedBytes | None) -> None:
    """Answer requests: JSON with sizes and then the pixels, or JSON with an error."""
    silent = become_decoder()
    from ad_studio.imaging import decoders  # takes most of the start

    connection.send_bytes(READY)
    while True:
        try:
            request = REQUEST.unpack(connection.recv_bytes())
            max_side, bit_depth, seconds, length, is_shared = request
            data = shared.get(length) if shared and is_shared else _receive(connection, length)
        except (EOFError, OSError):
            return
        # by a thread in native code: also while a decoder holds the interpreter
        faulthandler.dump_traceback_later(seconds + _GRACE_SECONDS, exit=True, file=silent)
        try:
            image = decoders.decode(data, max_side=max_side or None, bit_depth=bit_depth or None)
        except ImageError as error:
            message, hint = error.message.to_text(), error.hint.to_text()
            about_depth = isinstance(error, DepthError)
            send_json(connection, {"error": message, "hint": hint, "about_depth": about_depth})
        else:
            pixels, size = image.pixels.reshape(-1).data, (image.width, image.height)
            is_shared = shared is not None and shared.put(pixels)
            answer = {"shape": image.pixels.shape, "size": size, "levels": image.levels}
            send_json(connection, answer | {"is_shared": is_shared})
            if not is_shared:
                send_in_pieces(connection, pixels)
            del image, pixels
        faulthandler.cancel_dump_traceback_later()
        del data  # memory is for the next image


def become_decoder() -> TextIO:
    """Make this process one that decodes, and nothing else: silent, and gone with its parent.

    Returns:
        Where what it prints goes: nowhere.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    silent = Path(os.devnull).open("w")  # noqa: SIM115 - lives as long as the process
    for stream in (1, 2):  # what libraries print about odd files concerns no user
        os.dup2(silent.fileno(), stream)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _keep_freed_memory()
    return silent


def send_in_pieces(connection: Connection, data: memoryview) -> None:
    """Send bytes of any number."""
    for start in range(0, len(data), _PIECE):
        connection.send_bytes(data[start : start + _PIECE])


def _receive(connection: Connection, length: int) -> bytes:
    data = io.BytesIO()
    while data.tell() < length:
        data.write(connection.recv_bytes())
    return data.getvalue()


def send_json(connection: Connection, answer: dict[str, object]) -> None:
    """Send an object."""
    connection.send_bytes(json.dumps(answer).encode())


def _keep_freed_memory() -> None:
    """Have what an image leaves kept for the next one, where memory is glibc's.

    Getting the same pages from the system anew takes as long as copying the image.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    for option, size in ((_MMAP_THRESHOLD, _LARGEST_KEPT), (_TRIM_THRESHOLD, _MOST_KEPT)):
        mallopt(option, size)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
