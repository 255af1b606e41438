"""Runs of zero bytes in compressed pixels, where no encoder puts them: a hole in the file."""

import numpy as np

_WORD = 8


def has_zero_run(data: bytes, length: int, *, start: int = 0, stop: int | None = None) -> bool:
    """Whether there are `length` zero bytes in a row, at least 24, in a piece of a file.

    Args:
        data: The file.
        length: Of the run.
        start: Of the piece.
        stop: Of the piece; None: the end of the file.
    """
    stop = len(data) if stop is None else stop
    words = np.frombuffer(data, np.uint64, max(0, stop - start) // _WORD, start)
    every = max(1, length // _WORD - 1)  # so many whole words lie in a run
    if words[::every].all() and (stop - start) % _WORD < length:
        return False  # nearly always, and much quicker than to search
    return data.find(bytes(length), start, stop) >= 0
