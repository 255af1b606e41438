"""What only a GPU can show: every method there, beside the CPU. Skipped where there is none."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from ad_studio import detector_registry, paths
from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.detection.fitting import fit_without_reference
from ad_studio.detection.model_folder import load_model, read_description, save_model
from ad_studio.domain import TrainSettings, Verdict
from ad_studio.evaluation.auxiliary import AuxiliarySettings, learn_weights
from ad_studio.progress import SilentProgress
from ad_studio.services import results, training
from ad_studio.services.inspection import inspector
from ad_studio.services.learning.learn import learn
from ad_studio.services.learning.plan import plan_learning
from ad_studio.services.projects import references
from ad_studio.services.projects.workspace import Workspace
from ad_studio.services.results import verdicts
from tests.fitting import fit
from tests.labelled_sets import make_mvtec
from tests.learned_weights import ALONE

CPU, GPU = torch.device("cpu"), torch.device("cuda")

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")


@pytest.fixture(scope="module")
def backbones():
    """The starter on both devices."""
    return {device: load_backbone("starter", device=device) for device in (CPU, GPU)}


@pytest.fixture(scope="module")
def images():
    """The sample part's reference, and four parts; small, for the CPU is slow."""
    folder = paths.resources() / "sample"
    files = [folder / "reference.jpg", *sorted((folder / "inspect").glob("*.jpg"))[:4]]
    return [np.asarray(Image.open(file).convert("RGB").resize((288, 288))) for file in files]


def alike(found, expected):
    """Maps and scores as of two number formats."""
    for mine, other in zip(found, expected, strict=True):
        assert np.isfinite(mine.fused).all()
        assert np.corrcoef(mine.fused.ravel(), other.fused.ravel())[0, 1] > 0.99
        assert mine.score == pytest.approx(other.score, rel=0.1, abs=0.3)


@pytest.mark.parametrize("name", detector_registry.names())
def test_every_method_scores_as_on_the_cpu(name, backbones, images):
    reference, *parts = images
    here, there = (
        fit(name, backbones[device], [reference], image_size=288) for device in (CPU, GPU)
    )
    alike(there.score(parts), here.score(parts))


@pytest.mark.parametrize("name", [*ALONE, "winclip"])
def test_every_method_that_can_scores_without_a_reference(name, backbones, images):
    kind = detector_registry.find(name).load()
    here, there = (
        fit_without_reference(
            kind,
            backbones[device],
            noun="flange",
            defects=(),
            settings=kind.make_settings({}, image_size=288),
            progress=SilentProgress(),
        ).score(images[1:])
        for device in (CPU, GPU)
    )
    alike(there, here)


def test_an_image_is_judged_alike_alone_and_in_a_batch(backbones, images):
    detector = fit("devprompt", backbones[GPU], images[:1], image_size=288)
    together = detector.score(images[1:])
    alike(together, [detector.score([image])[0] for image in images[1:]])


def test_tiles(backbones, images):
    reference, part = (np.asarray(Image.fromarray(one).resize((800, 608))) for one in images[:2])
    here, there = (
        fit("memory", backbones[device], [reference], image_size=697, tile=448)
        for device in (CPU, GPU)
    )
    alike(there.score([part]), here.score([part]))


def test_a_model_of_the_gpu_is_read_on_the_cpu(backbones, images, tmp_path):
    detector = fit("devprompt", backbones[GPU], images[:1], image_size=288)
    save_model(tmp_path, detector, weights=None, about={})
    loaded = load_model(tmp_path, read_description(tmp_path), backbones[CPU])
    alike(detector.score(images[1:]), loaded.score(images[1:]))


def test_a_project_is_trained_inspects_and_learns_from_confirmed_parts(tmp_path):
    folder = paths.resources() / "sample"
    with Workspace(tmp_path).create("Flange", noun="metal flange") as project:
        references.set_reference(project, folder / "reference.jpg")
        settings = TrainSettings(epochs=5, device=GPU.type, image_size=288)
        assert training.train(project, settings, progress=SilentProgress()).device == GPU.type
        run = inspector.inspect(
            project, folder / "inspect", device=GPU.type, progress=SilentProgress()
        )
        assert run.counts.error == 0
        for row in sorted(results.results(project), key=lambda one: one.score)[:3]:
            verdicts.record_verdict(project, row.id, Verdict.OK, author="Kim")
        plan = plan_learning(project, progress=SilentProgress())
        learned = learn(project, plan, device=GPU.type, progress=SilentProgress())
        assert learned.device == GPU.type
        assert len(learned.self_check.left_out_scores) == 3


@pytest.mark.parametrize("method", ["anomalyclip", "april-gan"])
def test_what_a_method_learns_on_labelled_images_is_learned(method, tmp_path):
    make_mvtec(tmp_path / "sets", width=128, height=96)
    here = AuxiliarySettings(
        root=tmp_path / "sets", method=method, out=tmp_path / "here", epochs=1, device="cpu"
    )
    there = replace(here, out=tmp_path / "there", device=GPU.type)
    about = [learn_weights(one, progress=SilentProgress()) for one in (here, there)]
    assert about[0] == about[1]
    assert here.out.stat().st_size == there.out.stat().st_size
