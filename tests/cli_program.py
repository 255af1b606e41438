"""The real command line in this process, for end-to-end tests."""

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path

from ad_studio.cli.main import main
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results.queries import runs

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"
"""Real images; a checkout elsewhere has none."""


class Cli:
    """Runs commands on one workspace."""

    def __init__(self, workspace, capsys):
        self.workspace = workspace
        self._capsys = capsys

    def __call__(self, *arguments):
        """Run a command; its exit code, stdout and stderr."""
        self._capsys.readouterr()
        code = main(["--workspace", str(self.workspace), *map(str, arguments)])
        return code, *self._capsys.readouterr()

    def results(self, name):
        """The results of the latest run by file name, through `results --json`."""
        code, out, err = self("results", name, "--json")
        assert (code, err) == (0, "")
        return {Path(row["path"]).name: row for row in json.loads(out)["results"]}

    def latest_run(self, name):
        """The latest run, from the store."""
        with Workspace(self.workspace).open(name, write=False) as project:
            return runs(project)[0]


@dataclass(frozen=True)
class Done:
    """A command that was run once, for many tests."""

    workspace: Path
    code: int
    out: str


def run_once(workspace, *arguments):
    """Run a command outside of any test."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main(["--workspace", str(workspace), *map(str, arguments)])
    return Done(workspace, code, out.getvalue())
