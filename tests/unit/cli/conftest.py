"""The command line on a real store, with training and inspection that need no torch."""

import json
from pathlib import Path

import pytest

from ad_studio.cli.main import main
from ad_studio.domain import RunStatus
from ad_studio.errors import Cancelled
from ad_studio.messages import plain
from ad_studio.progress import raise_if_cancelled
from ad_studio.services import results, training
from ad_studio.services.actions.of_run import make_runner
from ad_studio.services.inspection import inspector
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store import NewResult
from tests.projects import add_model


@pytest.fixture
def root(tmp_path, monkeypatch):
    """An empty workspace, the default one."""
    folder = tmp_path / "workspace"
    monkeypatch.setenv("AD_STUDIO_WORKSPACE", str(folder))
    return folder


@pytest.fixture
def run(root, capsys):
    """Runs a command; returns its exit code, stdout and stderr."""

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def nut(run):
    """A project "Metal nut"."""
    run("create", "Metal nut", "--noun", "metal nut", "--defect", "scratch")
    return "metal-nut"


@pytest.fixture
def fake_training(monkeypatch):
    """Training that stores a made-up model; returns what it was called with."""
    calls = []

    def train(project, settings, *, progress):
        calls.append(settings)
        progress.status("Learning")
        progress.fraction(1)
        return add_model(project.store)

    monkeypatch.setattr(training, "train", train)
    return calls


@pytest.fixture
def trained(run, nut, fake_training):
    """A project with a model."""
    run("train", nut)
    return nut


@pytest.fixture
def project(root, trained):
    """The trained project, open; close it before running commands."""
    with Workspace(root).open(trained) as opened:
        yield opened


@pytest.fixture
def scores():
    """What the made-up inspection finds, file by file; text is an error."""
    return {"a.png": 1.0, "b.png": 4.0, "c.png": 9.5}


@pytest.fixture
def fake_inspection(monkeypatch, scores):
    """Inspection that stores `scores`; cancelled half-way if its progress is."""

    def inspect(project, scope, *, model_id, device, control, progress, **given):
        store = project.store
        (folder,) = scope.folders
        run = store.runs.start(
            model_id=model_id or store.models.in_force().id,
            folder=folder,
            scope=scope,
            total=len(scores),
            **given,
        )
        control.actions = make_runner(project, run, should_stop=lambda: False)
        try:
            for number, (name, score) in enumerate(scores.items()):
                found = {"error": plain(score)} if isinstance(score, str) else {"score": score}
                new = NewResult(path=Path(folder, name), sha256=f"{number:064x}", **found)
                rows = store.results.add(run.id, [new]).result()
                control.actions.add(rows)
                for row in rows:
                    progress.partial(row)
                raise_if_cancelled(progress)
        except Cancelled:
            store.runs.finish(run.id, RunStatus.CANCELLED)
            raise
        finally:
            control.actions.close()
        return store.runs.finish(run.id, RunStatus.FINISHED)

    monkeypatch.setattr(inspector, "inspect", inspect)


@pytest.fixture
def inspected(run, trained, fake_inspection, tmp_path):
    """A project with one run."""
    run("inspect", trained, tmp_path / "lot 7", "--lot", "L7", "--operator", "Ada")
    return trained


@pytest.fixture
def latest(root):
    """Reads the latest run of a project from its database."""

    def read(slug):
        with Workspace(root).open(slug, write=False) as project:
            return results.runs(project)[0]

    return read


@pytest.fixture
def results_json(run):
    """What `results --json` says."""
    return lambda name: json.loads(run("results", name, "--json")[1])
