"""What may stand after an option: text becomes a value, or a clear usage error."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def some_text(what: str) -> Callable[[str], str]:
    """Return what takes the blanks around a text away, and refuses one that has nothing else.

    Args:
        what: What is missing then, for the message: "a name".
    """

    def convert(text: str) -> str:
        if not text.strip():
            raise ArgumentTypeError(f"{what} is needed, this is empty")
        return text.strip()

    return convert
