"""Folders that cannot be written, also by root: a bind mount in a mount namespace of its own."""

import os
import shutil
import subprocess
import sys

from tests.cli_program import ROOT

_UNSHARE = ("unshare", "--map-root-user", "--mount")


def is_possible():
    """Whether this computer lets its user mount things for processes of their own."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    mount = [*_UNSHARE, "mount", "-t", "tmpfs", "x", "/mnt"]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


def run_read_only(folder, *arguments, code=None):
    """Run Python in this project's root where `folder` cannot be written.

    Runs the command line with `arguments`, or else `code`, which finds them in `sys.argv[1:]`.
    """
    mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    what = ["-m", "ad_studio"] if code is None else ["-c", code]
    return subprocess.run(
        [*_UNSHARE, "sh", "-c", mount, folder, sys.executable, *what, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "AD_STUDIO_WORKSPACE": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
