"""A folder without a reference: command line and window propose the same image, and it is taken."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from ad_studio.detection.backbones import registry
from ad_studio.ui.rail import Step
from tests.tiny_backbone import TinyBackbone

_MINUTE = 60_000


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Six images of a part; part_4 has a defect. Only the network is a small one."""
    monkeypatch.setattr(registry, "load_backbone", lambda name, **options: TinyBackbone())
    draw = np.random.default_rng(0)
    clean = draw.integers(60, 160, (256, 256, 3))
    (tmp_path / "parts").mkdir()
    for number in range(6):
        pixels = (clean + draw.normal(0, 3, clean.shape)).clip(0, 255).astype(np.uint8)
        if number == 4:
            pixels[64:96, 128:160] = 255
        Image.fromarray(pixels).save(tmp_path / "parts" / f"part_{number}.png")
    return tmp_path / "parts"


def proposed(cli, folder):
    """The order of the images by the command line, and which one to take."""
    code, out, _ = cli("look", folder)
    assert code == 0
    _, *rows, last = out.splitlines()
    words, _, typical = last.partition(": ")
    assert words == "Most typical, to take as reference"
    return [row.split()[1] for row in rows], typical


def test_what_look_proposes_the_window_offers_first(
    qtbot, cli, folder, window, monkeypatch, tmp_path
):
    oddest_first, typical = proposed(cli, folder)
    assert oddest_first[0] == str(folder / "part_4.png")
    session = window.session
    session.create("Part 7", noun="plate", defects=())
    qtbot.waitUntil(lambda: window.step is Step.REFERENCE, timeout=_MINUTE)
    page = window.page(Step.REFERENCE)
    monkeypatch.setattr("ad_studio.ui.reference.page.choose_folder", lambda _parent: folder)
    ask = next(one for one in page.findChildren(QPushButton) if "typical image" in one.text())
    qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)

    def tiles():
        found = page.first_look.findChildren(QToolButton)
        return [str(one.property("path")) for one in found if one.property("path")]

    qtbot.waitUntil(lambda: bool(tiles()) and not session.jobs.busy, timeout=_MINUTE)
    assert tiles() == [typical, *(one for one in oddest_first if one != typical)]
    with qtbot.waitSignal(session.changed, timeout=_MINUTE):
        qtbot.mouseClick(page.first_look.take, Qt.MouseButton.LeftButton)
    assert str(session.snapshot.reference.source) == typical
