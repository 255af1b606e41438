import sys
import types
from pathlib import Path

import pytest

from ad_studio.cli.codes import ExitCode
from ad_studio.cli.main import main
from ad_studio.errors import Cancelled, ImageError, UsageError
from ad_studio.services.diagnostics import doctor


@pytest.fixture
def failing(monkeypatch):
    """Makes the command `doctor` raise an error."""

    def install(error):
        def examine(workspace):
            raise error

        monkeypatch.setattr(doctor, "examine", examine)

    return install


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (
            ImageError("The file is empty.", path=Path("/lot/a\nb.png"), hint="Copy it again."),
            ExitCode.ERROR,
            "ad-studio: /lot/a\\nb.png: The file is empty. Copy it again.",
        ),
        (UsageError("No such device."), ExitCode.USAGE, "ad-studio: No such device."),
        (Cancelled(), ExitCode.CANCELLED, "ad-studio: Cancelled."),
        (
            KeyboardInterrupt(),
            ExitCode.CANCELLED,
            "ad-studio: Cancelled.",
        ),
        (
            MemoryError(),
            ExitCode.ERROR,
            "ad-studio: There is not enough memory for this. Close other programs and try again.",
        ),
    ],
)
def test_errors_are_one_plain_line(failing, capsys, error, code, line):
    failing(error)
    assert main(["doctor"]) == code
    assert capsys.readouterr() == ("", line + "\n")


def test_a_mistake_in_the_program_shows_where(failing, capsys):
    failing(ZeroDivisionError("oh"))
    assert main(["doctor"]) == ExitCode.BUG
    error = capsys.readouterr().err
    assert "Traceback" in error
    assert error.endswith("This is a mistake in the program; please report the lines above.\n")


def test_a_command_that_cannot_be_loaded_is_a_mistake_in_the_program(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ad_studio.cli.program", None)
    assert main(["doctor"]) == ExitCode.BUG
    assert "a mistake in the program" in capsys.readouterr().err


def test_usage_errors_return(capsys):
    assert main(["no-such-command"]) == ExitCode.USAGE
    assert "usage: ad-studio" in capsys.readouterr().err


def test_help_and_version_return(capsys):
    assert main(["--help"]) == ExitCode.DONE
    assert main(["--version"]) == ExitCode.DONE
    assert "ad_studio 0." in capsys.readouterr().out


@pytest.fixture
def window(monkeypatch):
    """A window that only notes how it was opened."""
    calls = []
    app = types.ModuleType("ad_studio.ui.app")
    app.run = lambda workspace, *, project=None: calls.append((workspace, project)) or 0
    monkeypatch.setitem(sys.modules, "ad_studio.ui.app", app)
    monkeypatch.setattr("ad_studio.ui.app", app, raising=False)
    return calls


def test_no_command_opens_the_window(window, tmp_path):
    assert main([]) == ExitCode.DONE
    assert main(["--workspace", str(tmp_path)]) == ExitCode.DONE
    assert window == [(None, None), (tmp_path, None)]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a display is always there")
def test_no_window_without_a_display(window, monkeypatch, capsys):
    for variable in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert main([]) == ExitCode.ERROR
    assert capsys.readouterr().err.startswith("ad-studio: There is no display")
    assert window == []


def test_no_window_without_its_libraries(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ad_studio.ui.app", None)
    monkeypatch.delattr("ad_studio.ui.app", raising=False)
    assert main([]) == ExitCode.ERROR
    assert "ad-studio: The window cannot be loaded" in capsys.readouterr().err
