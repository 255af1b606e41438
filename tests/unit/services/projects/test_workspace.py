import errno
import unicodedata

import pytest

from ad_studio.errors import (
    NotWritableError,
    ProjectBusyError,
    ProjectError,
    StoreError,
    UsageError,
)
from ad_studio.progress import SilentProgress
from ad_studio.services.projects.workspace import Workspace
from ad_studio.store import ProjectStore, schema
from tests.projects import add_model, add_scores, start_run


def test_a_new_workspace_is_made_and_empty(tmp_path):
    workspace = Workspace(tmp_path / "a" / "b")
    assert workspace.root.is_dir()
    assert workspace.cards() == []
    assert list(workspace.root.iterdir()) == []


def test_a_workspace_that_is_a_file(tmp_path):
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(ProjectError, match="workspace folder cannot be used") as caught:
        Workspace(path)
    assert caught.value.path == path
    assert "--workspace" in str(caught.value.hint)


def test_a_workspace_that_cannot_be_written(tmp_path, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    Workspace(tmp_path).create("Nut", noun="nut").close()
    monkeypatch.setattr("pathlib.Path.touch", refuse)
    workspace = Workspace(tmp_path)
    assert [card.slug for card in workspace.cards()] == ["nut"], "reading needs no writing"
    workspace.open("nut", write=False).close()
    for call in (workspace.require_writable, lambda: workspace.create("Screw", noun="screw")):
        with pytest.raises(ProjectError, match="Permission denied") as caught:
            call()
        assert "--workspace" in str(caught.value.hint)


def test_a_project_that_cannot_be_written_is_opened_for_reading(workspace, project, monkeypatch):
    project.close()
    with workspace.open_or_read("metal-nut") as again:
        assert again.unwritable is None
        again.update(noun="nut")

    def refuse(self, **kwargs):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("ad_studio.store.lock.FileLock.acquire", refuse)
    with pytest.raises(NotWritableError):
        workspace.open("metal-nut")
    with workspace.open_or_read("metal-nut") as again:
        assert "Read-only file system" in str(again.unwritable)
        assert again.info.noun == "nut"
        with pytest.raises(StoreError, match="for reading only"):
            again.update(noun="screw")


def test_a_project_of_an_older_version_is_told_from_one_that_cannot_be_read(
    workspace, project, monkeypatch
):
    project.close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "next"))
        (card,) = workspace.cards()
    assert card.is_outdated
    assert "older version" in str(card.error)
    (project.info.folder / "project.db").write_bytes(b"no database")
    (card,) = workspace.cards()
    assert card.error
    assert not card.is_outdated


def test_a_project_that_another_program_holds_is_opened_for_reading(workspace, project):
    with workspace.open_or_read("metal-nut") as second:
        assert "open in another program" in str(second.unwritable)
        assert second.info == project.info
        with pytest.raises(StoreError, match="for reading only"):
            second.update(noun="screw")
    project.update(noun="screw")
    project.close()
    with workspace.open_or_read("metal-nut") as again:
        assert again.unwritable is None


def test_create_tidies_what_was_typed(workspace):
    with workspace.create(
        "  Metal   nut ", noun=" metal  nut ", defects=["scratch ", "", "dent", "scratch"]
    ) as project:
        info = project.info
    assert (info.name, info.slug, info.noun) == ("Metal nut", "metal-nut", "metal nut")
    assert info.defects == ("scratch", "dent")
    assert info.folder == workspace.root / "metal-nut"


@pytest.mark.parametrize(("name", "noun"), [(" ", "nut"), ("Nut", " ")])
def test_name_and_noun_are_needed(workspace, name, noun):
    with pytest.raises(UsageError):
        workspace.create(name, noun=noun)
    assert list(workspace.root.iterdir()) == []


def test_the_same_name_twice(workspace):
    workspace.create("Nut", noun="nut").close()
    with pytest.raises(ProjectError, match="already a project"):
        workspace.create("nut!", noun="nut")


@pytest.mark.parametrize("name", ["Metal nut", "metal-nut", "METAL NUT"])
def test_open_by_name_or_slug(workspace, project, name):
    project.close()
    with workspace.open(name) as again:
        assert again.info == project.info


def test_open_by_name_after_the_folder_was_renamed(workspace, project):
    project.close()
    project.info.folder.rename(workspace.root / "moved")
    with workspace.open("Metal nut") as again:
        assert again.info.slug == "moved"
    workspace.create("Metal nut", noun="nut").close()
    (workspace.root / "metal-nut").rename(workspace.root / "second")
    with pytest.raises(ProjectError, match="Several projects") as caught:
        workspace.open("Metal nut")
    assert "moved, second" in str(caught.value.hint)


def test_open_names_what_there_is(workspace, project):
    with pytest.raises(ProjectError, match='no project "bolt"') as caught:
        workspace.open("bolt")
    assert "metal-nut" in str(caught.value.hint)


@pytest.mark.parametrize("name", ["", ".", "..", "../workspace", ".trash"])
def test_only_projects_inside_the_workspace_open(workspace, project, name):
    with pytest.raises(ProjectError, match="no project"):
        workspace.open(name)


def test_a_busy_project_can_be_read_and_is_on_its_card(workspace, project):
    with pytest.raises(ProjectBusyError):
        workspace.open("metal-nut")
    with workspace.open("metal-nut", write=False) as reader:
        assert reader.info == project.info
        with pytest.raises(StoreError, match="for reading only"):
            reader.update(noun="x")
    (card,) = workspace.cards()
    assert card.info == project.info
    assert str(card.error) == ""


def test_a_project_that_fails_in_any_way_is_a_card_that_says_so(
    workspace, project, monkeypatch, expected_log
):
    workspace.create("Bolt", noun="bolt").close()
    real = ProjectStore.__init__

    def fail(self, folder, *, write):
        if folder.name == "bolt":
            raise ZeroDivisionError("a bug")
        real(self, folder, write=write)

    monkeypatch.setattr(ProjectStore, "__init__", fail)
    expected_log("bolt cannot be shown")
    good, bad = workspace.cards()
    assert good.info is not None
    assert (bad.slug, bad.info) == ("bolt", None)
    assert "The project cannot be read (a bug)" in str(bad.error)
    monkeypatch.undo()


def test_cards(workspace, project):
    (card,) = workspace.cards()
    assert (card.thumbnail, card.has_model, card.last_run) == (None, False, None)
    run = start_run(project.store, add_model(project.store))
    add_scores(project.store, run, [9.0])
    workspace.create("Bolt", noun="bolt").close()
    broken = workspace.create("Broken", noun="x")
    broken.close()
    (broken.info.folder / "project.db").write_bytes(b"junk" * 100)
    cards = workspace.cards()
    assert [card.slug for card in cards] == ["bolt", "metal-nut", "broken"]
    assert cards[1].thumbnail.is_file()
    assert cards[1].has_model
    assert cards[1].last_run.counts.ng == 1
    assert cards[2].info is None
    assert "damaged" in str(cards[2].error)


def test_delete_moves_to_the_trash(workspace, project):
    with pytest.raises(ProjectBusyError):
        workspace.delete("metal-nut")
    project.close()
    workspace.delete("metal-nut")
    assert workspace.cards() == []
    (trashed,) = (workspace.root / ".trash").iterdir()
    assert trashed.name.startswith("metal-nut-")
    assert (trashed / "project.db").is_file()
    workspace.create("Metal nut", noun="nut").close()
    workspace.delete("metal-nut")
    assert len(list((workspace.root / ".trash").iterdir())) == 2


def test_delete_needs_a_project(workspace):
    (workspace.root / "photos").mkdir()
    with pytest.raises(ProjectError, match="no project"):
        workspace.delete("photos")


def test_a_folder_that_cannot_be_moved(workspace, project, monkeypatch):
    project.close()

    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    with pytest.raises(ProjectError, match="cannot be moved"):
        workspace.delete("metal-nut")
    assert len(workspace.cards()) == 1


@pytest.mark.parametrize("name", ["", "..", "///", "--"])
def test_what_has_no_letter_in_it_opens_no_project(workspace, name):
    workspace.create("Project", noun="nut").close()
    with pytest.raises(ProjectError, match="no project"):
        workspace.open(name)


def test_a_folder_that_is_no_project_is_called_so(workspace):
    (workspace.root / "photos").mkdir()
    with pytest.raises(ProjectError, match="There is no project in this folder") as said:
        workspace.open("photos")
    assert said.value.path == workspace.root / "photos"


def test_a_project_is_found_however_its_name_is_written(workspace):
    apart = unicodedata.normalize("NFD", "Prüfling 3")
    workspace.create(apart, noun="part").close()
    (folder,) = (one for one in workspace.root.iterdir() if one.is_dir())
    folder.rename(folder.with_name(unicodedata.normalize("NFD", folder.name)))
    for form in ("NFC", "NFD"):
        with workspace.open(unicodedata.normalize(form, "Prüfling 3"), write=False) as project:
            assert project.info.noun == "part"


# ---- renamed, copied, put away


def test_a_project_is_renamed_and_the_audit_trail_seals_it(workspace, project):
    before = project.store.audit.head().entry
    project.update(name="  Nut   M8 ", noun="nut", defects=["burr"])
    assert (project.info.name, project.info.noun, project.info.defects) == (
        "Nut M8",
        "nut",
        ("burr",),
    )
    assert project.store.audit.head().entry == before + 1
    with pytest.raises(UsageError, match="Give the project a name"):
        project.update(name="  ")
    project.close()
    with workspace.open("Nut M8") as again:
        assert again.info.folder.name == "metal-nut", "the folder stays"


def test_a_copy_has_everything_and_goes_its_own_way(workspace, project):
    model = add_model(project.store)
    run = start_run(project.store, model)
    add_scores(project.store, run, [4.0])
    folder = workspace.duplicate("metal-nut", "Nut B", progress=SilentProgress())
    assert folder == workspace.root / "nut-b"
    with workspace.open("Nut B") as copy:
        assert copy.info.name == "Nut B"
        assert [row.score for row in copy.store.results.of_run(run.id)] == [4.0]
        assert (folder / "models").is_dir()
        copy.update(noun="bolt")
    assert project.store.project.get().noun == "metal nut"
    with pytest.raises(ProjectError, match="already a project"):
        workspace.duplicate("metal-nut", "Nut B", progress=SilentProgress())
    assert sorted(path.name for path in workspace.root.iterdir()) == ["metal-nut", "nut-b"]


def test_a_project_is_archived_and_brought_back_whole(workspace, project):
    with pytest.raises(ProjectBusyError):
        workspace.archive("metal-nut")
    project.close()
    workspace.archive("metal-nut")
    assert workspace.cards() == []
    assert [card.info.name for card in workspace.archived()] == [project.info.name]
    workspace.create(project.info.name, noun="other").close()
    with pytest.raises(ProjectError, match="already a project"):
        workspace.bring_back("metal-nut")
    workspace.delete("metal-nut")
    workspace.bring_back("metal-nut")
    assert workspace.archived() == []
    with workspace.open("metal-nut") as again:
        assert again.info == project.info
    with pytest.raises(ProjectError, match="no archived project"):
        workspace.bring_back("metal-nut")
