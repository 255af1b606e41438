"""Fixtures of the window's tests: real project store, fake training and inspection."""

import shutil
import zlib
from functools import partial

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSettings

from ad_studio.domain import TrainSettings
from ad_studio.progress import SilentProgress
from ad_studio.services.projects import references
from ad_studio.services.projects.workspace import Workspace
from ad_studio.ui import i18n, window_state
from ad_studio.ui.app import build
from ad_studio.ui.inspect.page import InspectPage
from ad_studio.ui.jobs import Jobs
from ad_studio.ui.rail import Step
from ad_studio.ui.reference.page import ReferencePage
from ad_studio.ui.session import Session
from ad_studio.ui.theme import Theme
from tests.keyboard import CLOCK
from tests.unit.ui import fakes

_PATIENCE_MS = 60_000  # the first project of a run loads the database's libraries
_TRAINED = "Nut M8"


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
    made.deleteLater()


@pytest.fixture
def picture(tmp_path):
    """Makes an image file of a grey part with a bright spot."""

    return partial(_draw_part, folder=tmp_path)


def _draw_part(name="part.png", *, folder, size=(96, 72)):
    folder.mkdir(parents=True, exist_ok=True)
    seed = np.random.default_rng(zlib.crc32(f"{folder.name}/{name}".encode()))
    pixels = seed.integers(90, 160, (size[1], size[0], 3), dtype=np.uint8)
    pixels[10:20, 10:20] = 250
    Image.fromarray(pixels).save(folder / name)
    return folder / name


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
    monkeypatch.setattr("ad_studio.services.part_types.train_part_types", fakes.train_part_types)
    monkeypatch.setattr("ad_studio.services.inspection.inspector.inspect", fakes.inspect)
    monkeypatch.setattr("ad_studio.services.inspection.inspector.resume", fakes.resume)
    monkeypatch.setattr("ad_studio.services.backbones.list_backbones", fakes.list_backbones)
    monkeypatch.setattr("ad_studio.services.learning.learn.train_alike", fakes.train_alike)
    monkeypatch.setattr(
        "ad_studio.services.learning.comparison.load_detector",
        lambda *_, **_options: fakes.Detector(),
    )
    monkeypatch.setattr("ad_studio.ui.reference.first_look.first_look", fakes.first_look)
    yield
    fakes.GATE.set()


@pytest.fixture
def session(qtbot, jobs, tmp_path, slow_services):
    """A session on an empty workspace."""
    made = Session(jobs, tmp_path / "workspace", "made by the test")
    yield made
    jobs.shutdown()
    made.close()
    made.deleteLater()


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory, isolated_home):
    """A workspace with the project "Nut M8" that has a reference and a model; tests copy it."""
    folder = tmp_path_factory.mktemp("trained")
    workspace = Workspace(folder / "workspace")
    with workspace.create("Nut M8", noun="metal nut", defects=("scratch",)) as project:
        references.set_reference(project, _draw_part("reference.png", folder=folder))
        fakes.train(project, TrainSettings(epochs=3), progress=SilentProgress())
    return workspace.root


@pytest.fixture
def trained_workspace(trained_once, tmp_path):
    """A workspace of the test's own with the trained project "Nut M8", not open."""
    return Workspace(shutil.copytree(trained_once, tmp_path / "workspace", dirs_exist_ok=True))


@pytest.fixture
def inspected_workspace(trained_workspace, parts):
    """The same after a run over six good and six bad parts."""
    with trained_workspace.open(_TRAINED) as project:
        fakes.inspect(project, parts, progress=SilentProgress())
    return trained_workspace


@pytest.fixture
def trained(qtbot, trained_workspace, session):
    """A session with a project that has a reference and a model."""
    with qtbot.waitSignal(session.changed):
        session.open(_TRAINED)
    return session


@pytest.fixture
def window(qtbot, qapp, tmp_path, slow_services):
    """The whole window, on an empty workspace unless a fixture before this one filled it."""
    made = build(qapp, tmp_path / "workspace")
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def open_at(qtbot, trained_workspace, window):
    """Opens the trained project in the window at a step: other pages are not built."""

    def go(step):
        (folder,) = (card.folder for card in trained_workspace.cards())
        window_state.remember(window, folder, step)
        with qtbot.waitSignal(window.session.changed):
            window.resume()
        qtbot.waitUntil(lambda: not window.session.jobs.busy)
        window.activateWindow()
        return window

    return go


@pytest.fixture
def trained_window(open_at):
    """The window on a project that has a reference and a model, at the Inspect step."""
    return open_at(Step.INSPECT)


@pytest.fixture
def inspected_window(qtbot, inspected_workspace, trained_window):
    """The same after a run over six good and six bad parts, an image on the screen."""
    viewer = trained_window.page(Step.INSPECT).view.viewer
    qtbot.waitUntil(lambda: viewer.shown_id is not None)
    return trained_window


@pytest.fixture
def torn_page(qtbot, trained, parts):
    """The Inspect page on a run of thirteen images, one of them not to be read; not shown."""
    (parts / "good" / "torn.png").write_bytes(b"rubbish")
    fakes.inspect(trained.project, parts, progress=SilentProgress())
    with qtbot.waitSignal(trained.changed):
        trained.refresh()
    made = InspectPage(trained, on_next=lambda: None, clock=CLOCK)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made.state.image.is_here and not trained.jobs.busy)
    return made


@pytest.fixture
def reference_page(qtbot, session):
    """The Reference page of a project without a reference."""
    with qtbot.waitSignal(session.changed):
        session.create("Nut", noun="nut", defects=())
    page = ReferencePage(session, on_next=lambda: None)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    return page
