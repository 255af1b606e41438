"""One model for the parts of other projects, trained in the window of a project without a part."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from ad_studio.detection.backbones import registry
from ad_studio.domain import RunScope
from ad_studio.progress import SilentProgress
from ad_studio.services import results
from ad_studio.services.inspection import inspector
from ad_studio.services.projects import references
from ad_studio.services.projects.workspace import Workspace
from ad_studio.ui.rail import Rail, Step
from ad_studio.ui.train.settings_panel import SettingsPanel
from tests.tiny_backbone import TinyBackbone
from tests.widgets import named

_MINUTE = 60_000


def waves(y, x):
    return np.stack([np.sin(x / 18), np.cos(y / 14), np.sin((x + y) / 22)], axis=-1) * 60 + 128


def stripes(y, x):
    return np.repeat(np.where((x // 8 + y // 32) % 2, 225.0, 40.0)[..., None], 3, axis=2)


@pytest.fixture
def parts(tmp_path, monkeypatch):
    """Two projects with a reference, and a folder with an image of each part."""
    monkeypatch.setattr(registry, "load_backbone", lambda name, **options: TinyBackbone())
    workspace = Workspace(tmp_path / "workspace")
    folder = tmp_path / "line"
    folder.mkdir()
    for name, draw in (("Bolt", stripes), ("Nut", waves)):
        pixels = draw(*np.mgrid[:240, :320]) + np.random.default_rng(0).integers(
            0, 25, (240, 320, 1)
        )
        Image.fromarray(pixels.astype(np.uint8)).save(folder / f"{name}.png")
        with workspace.create(name, noun=name.lower()) as project:
            references.set_reference(project, folder / f"{name}.png")
    return folder


def test_a_project_without_a_reference_gets_a_model_of_two_others(qtbot, parts, window):
    session = window.session
    session.create("Line 3", noun="part", defects=())
    qtbot.waitUntil(lambda: window.step is Step.REFERENCE, timeout=_MINUTE)
    qtbot.mouseClick(window.findChild(Rail).button(Step.TRAIN), Qt.MouseButton.LeftButton)
    assert window.step is Step.TRAIN
    train = window.page(Step.TRAIN)
    panel, card = train.findChild(SettingsPanel), train.part_types.card
    qtbot.waitUntil(lambda: not session.jobs.busy and card.list.isVisible(), timeout=_MINUTE)
    assert not panel.train.isEnabled(), "there is nothing to train on alone"

    said = []
    for row in range(2):
        card.list.setCurrentRow(row)
        qtbot.keyClick(card.list, Qt.Key.Key_Space)
        said.append((card.train.text(), card.train.isEnabled()))
    assert said == [
        ("Train one model for 1 part", False),
        ("Train one model for 2 parts", True),
    ]
    method = named(train, QComboBox, "Method")
    method.setCurrentIndex(method.findData("memory"))
    qtbot.mouseClick(card.train, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.jobs.busy and train.banner.isVisible(), timeout=_MINUTE)
    assert train.banner.accessibleName() == "success: Model 1 is trained."
    assert session.snapshot.reference is not None, "taken from the first other project"
    assert session.snapshot.model.part_types == ("Nut", "Bolt"), "newest first"
    assert card.train.text() == "Train one model for 2 parts", "it has no part of its own still"

    run = inspector.inspect(
        session.project, RunScope((parts,)), device="cpu", progress=SilentProgress()
    )
    rows = results.results(session.project, run_id=run.id)
    assert {row.path.stem: row.part_type for row in rows} == {"Bolt": "Bolt", "Nut": "Nut"}
