"""Who is at this computer, and which computer it is, as the system says."""

import getpass
import socket


def login_name() -> str:
    """Return the login name; empty on a computer that has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def computer_name() -> str:
    """Return the name of this computer in its network."""
    return socket.gethostname()
