import json

import pytest

from ad_studio import paths
from ad_studio.domain import RunStatus, Verdict
from ad_studio.errors import AdStudioError, Cancelled, StoreError
from ad_studio.imaging.files import list_images
from ad_studio.progress import SilentProgress
from ad_studio.services import demo, training
from ad_studio.services.demo import run_demo
from ad_studio.services.inspection import inspector
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store import NewResult
from tests.projects import add_model


@pytest.fixture
def fakes(monkeypatch):
    """Training and inspection without torch: every image gets 4 sigma."""

    def train(project, settings, *, progress):
        return add_model(project.store)

    def inspect(project, folder, *, progress):
        store, images = project.store, list_images(folder)
        model = store.models.in_force()
        run = store.runs.start(model_id=model.id, folder=folder, total=len(images))
        store.results.add(
            run.id,
            [
                NewResult(path=path, sha256=f"{number:064x}", score=4.0)
                for number, path in enumerate(images)
            ],
        ).result()
        return store.runs.finish(run.id, RunStatus.FINISHED)

    monkeypatch.setattr(training, "train", train)
    monkeypatch.setattr(inspector, "inspect", inspect)


def test_every_sample_image_has_its_truth(tmp_path, fakes):
    done = run_demo(tmp_path, progress=SilentProgress())
    about = json.loads((paths.resources() / "sample" / "sample.json").read_text(encoding="utf-8"))
    assert len(done.items) == len(about["images"])
    for item, image in zip(done.items, about["images"], strict=True):
        assert item.row.path == paths.resources() / "sample" / image["file"]
        assert (item.expected, item.defect) == (image["expected"], image.get("defect", ""))
        assert bool(item.defect) == (item.expected is Verdict.NG)
    assert done.report == tmp_path / "demo" / "reports" / "demo.html"
    assert done.report.is_file()
    assert done.project.noun == about["noun"]


def test_again_makes_another_project(tmp_path, fakes):
    slugs = [run_demo(tmp_path, progress=SilentProgress()).project.slug for _ in range(3)]
    assert slugs == ["demo", "demo-2", "demo-3"]


@pytest.mark.parametrize("error", [Cancelled(), StoreError("The disk is full."), ValueError()])
def test_a_demo_that_does_not_end_leaves_no_project(tmp_path, fakes, monkeypatch, error):
    def fail(*arguments, **options):
        raise error

    monkeypatch.setattr(training, "train", fail)
    with pytest.raises(type(error)):
        run_demo(tmp_path, progress=SilentProgress())
    assert Workspace(tmp_path).cards() == []


def test_a_project_of_the_user_is_not_touched(tmp_path, fakes):
    with Workspace(tmp_path).create("demo", noun="my part") as mine:
        folder = mine.info.folder
    assert run_demo(tmp_path, progress=SilentProgress()).project.slug == "demo-2"
    assert list((folder / "reports").iterdir()) == []


def test_a_missing_sample(tmp_path, monkeypatch):
    monkeypatch.setattr(demo.paths, "resources", lambda: tmp_path)
    with pytest.raises(AdStudioError, match=r"sample\.json"):
        run_demo(tmp_path / "workspace", progress=SilentProgress())
    assert not (tmp_path / "workspace").exists()
