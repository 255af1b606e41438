"""What holds for every test: no screen, no home, no network, a clean log, nothing left running."""

import gc
import logging
import os
import re
import sys
import threading
import weakref
from pathlib import Path

import hypothesis
import psutil
import pytest

from ad_studio.imaging.decode_pool import POOL
from tests.no_network import sitecustomize as no_network

os.environ["QT_QPA_PLATFORM"] = os.environ.get("AD_STUDIO_TEST_SCREENS", "offscreen")
os.environ["AD_STUDIO_LANG"] = "en"  # whatever the machine speaks
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["OMP_NUM_THREADS"] = "1"  # the other cores have workers of their own

# how long an example takes says how busy the machine is, and nothing about the code
hypothesis.settings.register_profile(
    "no_deadline", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("no_deadline")

_HOME_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)
_GRACE_SECONDS = 5  # for threads that were told to stop and are on their way out
_timers = weakref.WeakSet()  # made since the tests were collected


def pytest_collection_finish(session):
    """Sets what was made before the first test apart, and notes timers that are made from now."""
    if any("qtbot" in getattr(item, "fixturenames", ()) for item in session.items):
        _note_timers()
    gc.collect()
    gc.freeze()


_large = {"torch", "pyqtgraph", "sqlalchemy"}  # libraries with many objects that stay


def pytest_runtest_setup():
    """Sets a large library apart once a test has loaded it: 4 to 10 % of all time went there."""
    loaded = _large & sys.modules.keys()
    if loaded:
        _large.difference_update(loaded)
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def isolated_home(tmp_path_factory):
    """A home of its own for the whole run: settings, caches and documents of the user stay out."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in _HOME_VARIABLES:
            patch.setenv(variable, str(home))
        patch.delenv("AD_STUDIO_WORKSPACE", raising=False)
        yield home


@pytest.fixture(scope="session", autouse=True)
def network_log(tmp_path_factory):
    """The file in which each attempt to reach the network is noted, by child processes too."""
    log = tmp_path_factory.mktemp("network") / "attempts"
    log.touch()
    folders = (str(Path(no_network.__file__).parent), os.environ.get("PYTHONPATH"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(no_network.LOG, str(log))
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, folders)))
        yield log


@pytest.fixture(autouse=True)
def network_attempts(network_log):
    """Fails the test on any attempt to reach the network; call it to take those made so far."""

    def take():
        made = network_log.read_text().splitlines()
        network_log.write_text("")
        return made

    yield take
    made = take()
    assert not made, f"reached for the network: {made}"


@pytest.fixture(scope="session", autouse=True)
def no_process_left():
    """Fails the run on processes that it leaves behind, those that decode images too."""
    yield
    POOL.close()
    left = [child.cmdline() for child in psutil.Process().children()]
    left = [command for command in left if "resource_tracker" not in str(command)]
    assert not left, f"processes left running: {left}"


class _Watch(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture(autouse=True)
def expected_log():
    """Fails the test on any WARNING or worse in the log; call it with a pattern to expect one."""
    watch = _Watch()
    expected = []
    logging.getLogger().addHandler(watch)
    yield expected.append
    logging.getLogger().removeHandler(watch)
    messages = [record.getMessage() for record in watch.records]
    for pattern in expected:
        assert any(re.search(pattern, text) for text in messages), f"never logged: {pattern}"
    left = [text for text in messages if not any(re.search(p, text) for p in expected)]
    assert not left, f"unexpected in the log: {left}"


@pytest.fixture(autouse=True)
def nothing_left_running(request):
    """Fails the test on threads of ours, timers or windows that it leaves behind."""
    threads_before = set(threading.enumerate())
    with_qt = "qtbot" in request.fixturenames
    windows_before = _windows() if with_qt else set()
    yield
    for thread in set(threading.enumerate()) - threads_before:
        thread.join(_GRACE_SECONDS)
    left = [t.name for t in set(threading.enumerate()) - threads_before if t.is_alive()]
    assert not left, f"threads left running: {left}"
    if with_qt:
        _delete_later_now()
        windows = [repr(widget) for widget in _windows() - windows_before]
        assert not windows, f"windows left behind: {windows}"
        timers = _active_timers()
        assert not timers, f"timers left running: {timers}"


def _delete_later_now():
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows():
    from PySide6.QtWidgets import QApplication

    return set(QApplication.topLevelWidgets()) if QApplication.instance() else set()


def _note_timers():
    """To look for the timers among all objects instead would take 0.1 s in each test."""
    from PySide6.QtCore import QTimer

    make = QTimer.__init__

    def make_and_note(timer, *arguments, **options):
        make(timer, *arguments, **options)
        _timers.add(timer)

    QTimer.__init__ = make_and_note


def _active_timers():
    from shiboken6 import isValid

    return [repr(timer) for timer in list(_timers) if isValid(timer) and timer.isActive()]
