"""The command line as processes of their own: killed, interrupted, at the same time, in pipes."""

import json
import os
import signal
import subprocess
import sys

import pytest

from ad_studio import paths
from ad_studio.domain import RunStatus
from ad_studio.services.projects.workspace import Workspace
from tests.cli_program import ROOT

GOOD = paths.resources() / "sample" / "reference.jpg"
_LEFT = 8  # images to go on with after a kill
# A shell without job control lets what it starts in the background ignore Ctrl-C.
_CODE = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from ad_studio.cli.main import main; sys.exit(main())"
)


def start(workspace, *arguments):
    """Start the program; its output is read as text."""
    return subprocess.Popen(
        [sys.executable, "-c", _CODE, "--workspace", str(workspace), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def inspecting(demo_cli, tmp_path):
    """A program that inspects a few hundred images and has stored the first one."""
    lot = tmp_path / "lot"
    lot.mkdir()
    (lot / "000.jpg").touch()  # cannot be read, which is said at once when it is stored
    for number in range(1, 400):
        os.link(GOOD, lot / f"{number:03}.jpg")
    with start(demo_cli.workspace, "inspect", "demo", lot) as process:
        for line in process.stderr:
            if line.startswith(f"{lot / '000.jpg'}: The file is empty"):
                break
        yield process
        process.kill()


def test_a_killed_program_loses_nothing_stored_and_resumes_without_doing_anything_twice(
    demo_cli, inspecting
):
    assert demo_cli.latest_run("demo").status is RunStatus.RUNNING
    inspecting.kill()
    inspecting.communicate()
    with Workspace(demo_cli.workspace).open("demo") as project:
        killed, earlier = project.store.runs.all()
        before = project.store.results.of_run(killed.id)
    assert (killed.status, earlier.status) == (RunStatus.INTERRUPTED, RunStatus.FINISHED)
    assert 1 <= len(before) < 400
    assert killed.counts.total == len(before)
    assert earlier.counts.total == 12
    code, out, _ = demo_cli("results", "demo")
    assert code == 0
    assert "interrupted" in out.splitlines()[0]

    folder = killed.folder
    unseen = sorted(set(folder.glob("*.jpg")) - {row.path for row in before})
    taken_in = sorted(folder.glob("*.jpg"))
    gone = unseen[_LEFT:]  # enough are left to go on with
    for path in gone:
        path.unlink()
    code, out, err = demo_cli("inspect", "demo", "--resume", killed.id)
    assert code == 3, "000.jpg cannot be read, others are gone"
    assert f"{folder / '000.jpg'}: The file is empty" not in err, "it was said the first time"
    assert out.startswith(f"Run {killed.id} of ")
    with Workspace(demo_cli.workspace).open("demo", write=False) as project:
        (after,) = [run for run in project.store.runs.all() if run.id == killed.id]
        rows = project.store.results.of_run(killed.id)
    assert (after.status, after.model_id) == (RunStatus.FINISHED, killed.model_id)
    assert rows[: len(before)] == before, "what was stored is as it was, not scored again"
    assert sorted(row.path for row in rows) == taken_in, "what is gone is named"
    assert [row.path for row in rows if row.error] == [folder / "000.jpg", *gone]
    assert after.total == after.counts.total == len(taken_in)


@pytest.mark.skipif(sys.platform == "win32", reason="a console sends Ctrl-C to its whole group")
def test_ctrl_c_cancels(demo_cli, inspecting):
    inspecting.send_signal(signal.SIGINT)
    out, err = inspecting.communicate()
    assert (inspecting.returncode, out) == (130, "")
    assert "Traceback" not in err
    run = demo_cli.latest_run("demo")
    assert run.status is RunStatus.CANCELLED
    assert 1 <= run.counts.total < 400
    assert err.endswith(
        f"ad-studio: Cancelled. {run.counts.total} of 400 images are done and kept. "
        f"To go on: ad-studio inspect demo --resume {run.id}\n"
    )


def test_a_second_program_on_the_same_project(demo_cli, inspecting):
    code, _, err = demo_cli("train", "demo")
    assert code == 1
    assert "demo: The project is open in another program" in err
    assert f"process {inspecting.pid}" in err
    code, out, _ = demo_cli("results", "demo", "--json")
    assert code == 0, "reading works meanwhile"
    assert json.loads(out)["run"]["status"] == "running"


def test_a_reader_that_stops_reading(demo):
    process = subprocess.Popen(
        [sys.executable, "-m", "ad_studio", "results", "demo", "--json"],
        cwd=ROOT,
        env={**os.environ, "AD_STUDIO_WORKSPACE": str(demo.workspace)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_the_window_does_not_load_torch_first():
    code = (
        "import sys, pkgutil, importlib, ad_studio.cli; "
        "names = [module.name for module in pkgutil.iter_modules(ad_studio.cli.__path__)]; "
        "[importlib.import_module(f'ad_studio.cli.{name}') for name in names]; "
        "assert 'main' in names; "
        "heavy = ('torch', 'PySide6', 'open_clip', 'sklearn', 'scipy'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_demo_says_that_there_is_no_display(demo, monkeypatch, capsys):
    from ad_studio.cli.main import main
    from ad_studio.services import demo as service

    with Workspace(demo.workspace).open("demo", write=False) as project:
        outcome = service.DemoOutcome(project=project.info, items=(), report=demo.workspace / "x")
    monkeypatch.setattr(service, "run_demo", lambda workspace, *, progress: outcome)
    assert main(["demo", "--window", "--workspace", str(demo.workspace)]) == 0
    assert "There is no display" in capsys.readouterr().err
