import pytest

from ad_studio.services.projects.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def project(workspace):
    with workspace.create("Metal nut", noun="metal nut", defects=["scratch"]) as project:
        yield project
