"""Forbids the network in a process; Python imports it at start in every process that a test starts.

`tests/conftest.py` puts this folder on PYTHONPATH. Python's own sockets are watched (an audit hook
cannot be taken away again), not those of native code. A test of a broker on this machine sets a
variable.
"""

import os
import socket
import sys
from pathlib import Path

LOG = "AD_STUDIO_TEST_NETWORK_LOG"
"""The variable that names the file in which attempts are noted, one a line."""

LOOPBACK = "AD_STUDIO_TEST_LOOPBACK"
"""The variable that lets this machine's own address through, for a test that starts a broker."""

_OWN = "127.0.0.1"
_NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_PEERS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}


def _forbid(event, arguments):
    if event not in _NAMES | _PEERS or LOG not in os.environ:
        return
    if event in _PEERS and arguments[0].family not in (socket.AF_INET, socket.AF_INET6):
        return
    peer = arguments[-1][0] if event in _PEERS else arguments[0]
    if LOOPBACK in os.environ and peer in (_OWN, ""):  # "": before connecting, to any port
        return
    with Path(os.environ[LOG]).open("a") as log:
        log.write(f"{event} {arguments[-1] if event in _PEERS else arguments[0]!r}\n")
    raise PermissionError("the tests allow no network")


sys.addaudithook(_forbid)
