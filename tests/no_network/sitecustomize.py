"""Forbids the network in a process; Python imports it at start in every process that a test starts.

`tests/conftest.py` puts this folder on PYTHONPATH. Python's own sockets are watched (an audit hook
cannot be taken away again), not those of native code.
"""

import os
import socket
import sys
from pathlib import Path

LOG = "AD_STUDIO_TEST_NETWORK_LOG"
"""The variable that names the file in which attempts are noted, one a line."""

_NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_PEERS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}


def _forbid(event, arguments):
    if event not in _NAMES | _PEERS or LOG not in os.environ:
        return
    if event in _PEERS and arguments[0].family not in (socket.AF_INET, socket.AF_INET6):
        return
    with Path(os.environ[LOG]).open("a") as log:
        log.write(f"{event} {arguments[-1] if event in _PEERS else arguments[0]!r}\n")
    raise PermissionError("the tests allow no network")


sys.addaudithook(_forbid)
