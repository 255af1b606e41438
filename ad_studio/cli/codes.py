"""Exit codes: a contract for scripts; new ones may come, none changes its meaning."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    DONE = 0
    ERROR = 1
    USAGE = 2
    UNREADABLE = 3
    ACTIONS_LEFT = 4
    BUG = 70
    CANCELLED = 130
    PIPE_CLOSED = 141


MEANINGS = {
    ExitCode.DONE: "done",
    ExitCode.ERROR: "something that you can mend is wrong; the message says what",
    ExitCode.USAGE: "the command, or a value given with it, cannot be used",
    ExitCode.UNREADABLE: (
        "the inspection finished, but some images could not be read or were not looked at"
    ),
    ExitCode.ACTIONS_LEFT: (
        "all images were read, but after some an action failed that is still to be done"
    ),
    ExitCode.BUG: "a mistake in the program itself",
    ExitCode.CANCELLED: "cancelled with Ctrl-C; what was stored so far is kept",
    ExitCode.PIPE_CLOSED: "whoever read the output stopped reading",
}
"""In the words of `ad-studio --help`."""
