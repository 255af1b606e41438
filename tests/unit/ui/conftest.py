"""Fixtures of the window's tests: real project store, fake training and inspection."""

from functools import partial

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSettings

from ad_studio.ui import i18n
from ad_studio.ui.app import build
from ad_studio.ui.jobs import Jobs
from ad_studio.ui.session import Session
from ad_studio.ui.theme import Theme
from tests.unit.ui import fakes

_PATIENCE_MS = 60_000  # the first project of a run loads the database's libraries


@pytest.fixture(scope="session", autouse=True)
def themed(qapp, isolated_home):
    """The application in its theme, with settings in a file of the test's own home."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(isolated_home / "settings")
    )
    qapp.setOrganizationName("ad_studio")
    qapp.setApplicationName("ad_studio")
    i18n.install(qapp, "en")
    return Theme(qapp)


@pytest.fixture(autouse=True)
def fresh_settings(themed):
    QSettings().clear()


@pytest.fixture
def qtbot(qtbot):
    """Waits for as long as a crowded machine may take; what never comes still fails."""
    for name in ("waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=_PATIENCE_MS))
    return qtbot


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.shutdown()


@pytest.fixture
def picture(tmp_path):
    """Makes an image file of a grey part with a bright spot."""

    def make(name="part.png", *, size=(96, 72), folder=tmp_path):
        folder.mkdir(parents=True, exist_ok=True)
        seed = np.random.default_rng(abs(hash((folder.name, name))) % 2**32)
        pixels = seed.integers(90, 160, (size[1], size[0], 3), dtype=np.uint8)
        pixels[10:20, 10:20] = 250
        Image.fromarray(pixels).save(folder / name)
        return folder / name

    return make


@pytest.fixture
def parts(tmp_path, picture):
    """A folder of six good and six bad images."""
    folder = tmp_path / "parts"
    for number in range(6):
        picture(f"{number}.png", folder=folder / "good")
        picture(f"{number}.png", folder=folder / "scratched")
    return folder


@pytest.fixture
def slow_services(monkeypatch):
    """Training and inspection without torch."""
    monkeypatch.setattr("ad_studio.services.training.train", fakes.train)
    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", fakes.inspect)
    monkeypatch.setattr("ad_studio.services.inspection.inspector.resume", fakes.resume)
    monkeypatch.setattr("ad_studio.services.backbones.list_backbones", fakes.list_backbones)
    monkeypatch.setattr("ad_studio.services.learning.learn.train_alike", fakes.train_alike)
    monkeypatch.setattr(
        "ad_studio.services.learning.comparison.load_detector",
        lambda *_, **_options: fakes.Detector(),
    )


@pytest.fixture
def session(qtbot, jobs, tmp_path, slow_services):
    """A session on an empty workspace."""
    made = Session(jobs, tmp_path / "workspace", "made by the test")
    yield made
    jobs.shutdown()
    made.close()


@pytest.fixture
def trained(qtbot, session, picture):
    """A session with a project that has a reference and a model."""
    from ad_studio.domain import TrainSettings
    from ad_studio.progress import SilentProgress
    from ad_studio.services.projects import references

    with qtbot.waitSignal(session.changed):
        session.create("Nut M8", noun="metal nut", defects=("scratch",))
    references.set_reference(session.project, picture("reference.png"))
    fakes.train(session.project, TrainSettings(epochs=3), progress=SilentProgress())
    with qtbot.waitSignal(session.changed):
        session.refresh()
    return session


@pytest.fixture
def window(qtbot, qapp, tmp_path, slow_services):
    """The whole window on an empty workspace."""
    made = build(qapp, tmp_path / "workspace")
    made.show()
    yield made
    made.close()
    made.deleteLater()
