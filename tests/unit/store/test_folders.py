import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.errors import ProjectError, StoreError
from ad_studio.store import folders


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Metal nut", "metal-nut"),
        ("  M8 x 20 / ISO 4017  ", "m8-x-20-iso-4017"),
        ("Prüfling_3", "prüfling_3"),
        ("検査部品", "検査部品"),
        ("भाग", "भाग"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows", "c-windows"),
        (".hidden.", "hidden"),
        ("CON", "con-part"),
        ("com1", "com1-part"),
        ("com¹", "com1-part"),
        ("console", "console"),
        ("???", "project"),
        ("\udcff", "project"),
        ("x" * 500, "x" * 60),
    ],
)
def test_slugs(name, slug):
    assert folders.slugify(name) == slug


@given(st.text())
def test_every_slug_is_one_safe_folder_name(name):
    slug = folders.slugify(name)
    assert 0 < len(slug.encode()) <= 255
    assert not set(slug) & set('/\\:*?"<>|. \0')
    assert not any(unicodedata.category(c).startswith("C") for c in slug)
    assert folders.slugify(slug) == slug or slug.endswith("-part")


def create(root, name="Nut"):
    return folders.create_project(root, name=name, noun="nut", defects=())


def test_a_project_folder_has_all_its_parts(tmp_path):
    folder = create(tmp_path)
    assert folder == tmp_path / "nut"
    assert sorted(path.name for path in folder.iterdir()) == [
        "models",
        "project.db",
        "references",
        "reports",
    ]
    assert folders.project_folders(tmp_path) == [folder]


def test_a_name_that_is_taken(tmp_path):
    create(tmp_path)
    (tmp_path / "Bolt").mkdir()
    for name in ("NUT", "bolt"):
        with pytest.raises(ProjectError, match="already a project") as caught:
            create(tmp_path, name)
        assert str(caught.value.hint) == "Choose another name."


def test_a_name_taken_at_the_last_moment(tmp_path, monkeypatch):
    real = folders.ProjectStore.create

    def slow(folder, **kwargs):
        real(folder, **kwargs)
        (tmp_path / "nut" / "other").mkdir(parents=True)

    monkeypatch.setattr(folders.ProjectStore, "create", slow)
    with pytest.raises(ProjectError, match="already a project"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["nut"]


def test_a_failed_creation_leaves_nothing(tmp_path, monkeypatch):
    def fail(path):
        raise StoreError("The disk is full.", path=path)

    monkeypatch.setattr("ad_studio.store.schema.create", fail)
    with pytest.raises(StoreError, match="disk is full"):
        create(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_that_went_away(tmp_path):
    gone = tmp_path / "gone"
    with pytest.raises(StoreError, match="make the project"):
        create(gone)
    with pytest.raises(StoreError, match="read the workspace") as caught:
        folders.project_folders(gone)
    assert caught.value.path == gone


def test_other_folders_are_no_projects(tmp_path):
    folder = create(tmp_path)
    (tmp_path / "photos").mkdir()
    (tmp_path / "file.txt").touch()
    folder.rename(tmp_path / ".new-unfinished")
    assert folders.project_folders(tmp_path) == []


def test_several_threads_may_create_at_once(tmp_path):
    names = ["a", "b", "c", "d"]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda name: create(tmp_path, name), names))
    assert folders.project_folders(tmp_path) == made
