"""Silences the warnings and log records of open_clip, timm and huggingface_hub while they load."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOGGERS = ("timm", "huggingface_hub")


@contextmanager
def silence_libraries() -> Iterator[None]:
    """Drop warnings, and log records below an error, of open_clip, timm and the hub client.

    open_clip logs on the root logger through `logging.info` and the like, which also install a
    handler on standard error where there is none. Records of the program itself go on.
    """
    root = logging.getLogger()
    silent = logging.NullHandler()
    levels = {name: logging.getLogger(name).level for name in _LOGGERS}
    root.addHandler(silent)
    root.addFilter(_is_not_from_open_clip)
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        root.removeFilter(_is_not_from_open_clip)
        root.removeHandler(silent)


def _is_not_from_open_clip(record: logging.LogRecord) -> bool:
    return "open_clip" not in Path(record.pathname).parts
