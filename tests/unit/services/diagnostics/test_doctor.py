import builtins
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata

import pytest

from ad_studio import paths
from ad_studio.errors import AdStudioError
from ad_studio.services.diagnostics import doctor, machine
from ad_studio.services.diagnostics.display import has_display
from ad_studio.services.diagnostics.doctor import Level, examine
from ad_studio.services.diagnostics.starter_files import damaged_files


@pytest.fixture
def found(tmp_path, monkeypatch):
    """Examines a workspace, with torch and Qt taken as fine; findings by title."""
    monkeypatch.setattr(doctor, "torch_findings", list)
    monkeypatch.setattr(
        doctor.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, "", "")
    )

    def look(root=tmp_path / "workspace"):
        return {finding.title: finding for finding in examine(root)}

    return look


def test_a_healthy_installation(tmp_path):
    findings = examine(tmp_path)
    assert [finding for finding in findings if finding.level is Level.FAIL] == []
    titles = [finding.title for finding in findings]
    assert titles == ["Program", "Packages", "Shipped files", "Starter backbone", "Workspace",
                      "Disk", "Memory", "Window", "torch", "Engines of the starter"]  # fmt: skip
    by_title = {finding.title: finding.detail for finding in findings}
    assert f"torch {metadata.version('torch')}" in by_title["Packages"]
    assert "computes on" in by_title["torch"]
    assert re.search(r"computes on (the CPU|a CUDA GPU) in b?float", by_title["torch"])
    assert list(tmp_path.iterdir()) == []


def test_findings_that_are_not_ok_give_advice(found, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage)
    monkeypatch.setattr(machine, "memory_bytes", lambda: 2 * 1024**3)
    findings = found()
    assert (findings["Disk"].level, findings["Memory"].level) == (Level.WARN, Level.WARN)
    assert all(finding.advice for finding in findings.values() if finding.level is not Level.OK)


def test_this_machine_has_memory():
    assert machine.memory_bytes() > 1024**3


def test_a_workspace_that_is_not_there_yet_is_not_made(found, tmp_path):
    finding = found()["Workspace"]
    assert (finding.level, (tmp_path / "workspace").exists()) == (Level.OK, False)
    assert "will be made" in finding.detail


def test_the_rule_that_chose_the_workspace(found, tmp_path, monkeypatch):
    assert "given with the command" in found()["Workspace"].detail
    monkeypatch.setenv(paths.WORKSPACE_VARIABLE, str(tmp_path / "workspace"))
    assert f"set by the variable {paths.WORKSPACE_VARIABLE}" in found()["Workspace"].detail


def test_a_workspace_that_cannot_be_used(found, tmp_path):
    (tmp_path / "workspace").touch()
    finding = found()["Workspace"]
    assert finding.level is Level.FAIL
    assert str(tmp_path / "workspace") in finding.detail
    assert "--workspace" in finding.advice


def test_projects_that_cannot_be_opened(found, workspace, project):
    project.close()
    broken = workspace.root / "broken"
    broken.mkdir()
    (broken / "project.db").write_bytes(b"not a database" * 100)
    findings = found()
    assert "projects: 2" in findings["Workspace"].detail
    assert findings["Project"].level is Level.FAIL
    assert str(broken) in findings["Project"].detail


def test_missing_packages(found, monkeypatch):
    monkeypatch.setattr(doctor, "_PACKAGES", ("numpy", "no-such-package"))
    finding = found()["Packages"]
    assert (finding.level, finding.detail) == (Level.FAIL, "missing: no-such-package")


def test_missing_resources(found, monkeypatch):
    def resources():
        raise AdStudioError("The program's own files are missing.")

    monkeypatch.setattr(paths, "resources", resources)
    findings = found()
    assert findings["Shipped files"].level is Level.FAIL
    assert "Starter backbone" not in findings


def test_a_damaged_starter(found, tmp_path, monkeypatch):
    copy = tmp_path / "resources"
    shutil.copytree(paths.resources() / "starter", copy / "starter")
    monkeypatch.setattr(paths, "resources", lambda: copy)
    assert found()["Starter backbone"].level is Level.OK
    with (copy / "starter" / "vision.safetensors").open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    (copy / "starter" / "text.safetensors").unlink()
    finding = found()["Starter backbone"]
    assert finding.level is Level.FAIL
    assert "vision.safetensors is not the file" in finding.detail
    assert "text.safetensors: The file cannot be read" in finding.detail
    (copy / "starter" / "text.json").write_text("[]")
    assert damaged_files(copy / "starter") == [
        f"{copy / 'starter' / 'text.json'} is missing or damaged"
    ]


@pytest.mark.parametrize(
    ("done", "reason"),
    [
        (subprocess.CompletedProcess([], 1, "", "Traceback\nImportError: libEGL.so.1\n"), "libEGL"),
        (subprocess.CompletedProcess([], -11, "", ""), "-11"),
        (OSError("no more processes"), "no more processes"),
    ],
)
def test_qt_that_cannot_be_loaded(found, monkeypatch, done, reason):
    def run(*arguments, **options):
        if isinstance(done, Exception):
            raise done
        return done

    monkeypatch.setattr(doctor.subprocess, "run", run)
    finding = found()["Window"]
    assert finding.level is Level.FAIL
    assert reason in finding.detail


def test_torch_that_cannot_be_loaded(tmp_path, monkeypatch):
    real = builtins.__import__

    def without_torch(name, *arguments, **options):
        if name.startswith("ad_studio.detection"):
            raise OSError("libtorch_cpu.so: cannot open shared object file")
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without_torch)
    finding = doctor.torch_findings()[0]
    assert finding.level is Level.FAIL
    assert "libtorch_cpu.so" in finding.detail


def test_is_there_a_display(monkeypatch):
    for variable in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert has_display() == (sys.platform in ("win32", "darwin"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert not has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert has_display()
    for platform, visible in (("offscreen", False), ("minimal:x", False), ("xcb", True)):
        monkeypatch.setitem(os.environ, "QT_QPA_PLATFORM", platform)
        assert has_display() == visible
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert has_display()
