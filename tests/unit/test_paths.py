import pytest

from ad_studio import paths
from ad_studio.errors import AdStudioError


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The package as pip installs it, started somewhere else, no variable set."""
    package = tmp_path / "site-packages" / "ad_studio"
    package.mkdir(parents=True)
    documents = tmp_path / "Documents"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.delenv("AD_STUDIO_WORKSPACE", raising=False)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    monkeypatch.setattr(paths.platformdirs, "user_documents_path", lambda: documents)
    return package


def make_clone(folder):
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text('[project]\nname = "ad_studio"\n')
    return folder


def test_installed_the_workspace_is_in_the_documents(installed, tmp_path):
    choice = paths.choose_workspace()
    assert choice.root == tmp_path / "Documents" / "ad_studio"
    assert str(choice.rule) == "in the user's documents"
    assert paths.default_workspace() == choice.root


def test_the_variable_wins(installed, tmp_path, monkeypatch):
    make_clone(tmp_path / "elsewhere")
    monkeypatch.setenv("AD_STUDIO_WORKSPACE", "here")
    choice = paths.choose_workspace()
    assert choice.root == tmp_path / "elsewhere" / "here"
    assert "AD_STUDIO_WORKSPACE" in str(choice.rule)
    monkeypatch.setenv("AD_STUDIO_WORKSPACE", " ")
    assert paths.default_workspace() == tmp_path / "elsewhere" / "projects"


def test_run_from_a_clone(installed, monkeypatch):
    make_clone(installed.parent)
    choice = paths.choose_workspace()
    assert choice.root == installed.parent / "projects"
    assert str(choice.rule) == "the program runs from a clone"


def test_started_in_a_clone(installed, tmp_path):
    make_clone(tmp_path / "elsewhere")
    choice = paths.choose_workspace()
    assert choice.root == tmp_path / "elsewhere" / "projects"
    assert str(choice.rule) == "the current folder is a clone"


@pytest.mark.parametrize(
    "text", ["[project", "", "project = 3", '[project]\nname = "other"', "\0\udcff"]
)
def test_other_projects_are_no_clone(tmp_path, text):
    (tmp_path / "pyproject.toml").write_bytes(text.encode(errors="surrogateescape"))
    assert not paths.is_clone(tmp_path)


def test_resources_of_a_wheel_come_before_those_of_a_clone(installed):
    with pytest.raises(AdStudioError, match="Install the program again"):
        paths.resources()
    (installed.parent / "resources").mkdir()
    assert paths.resources() == installed.parent / "resources"
    (installed / "resources").mkdir()
    assert paths.resources() == installed / "resources"


def test_the_cache_is_the_user_s():
    assert paths.cache_dir().name == "ad_studio"
