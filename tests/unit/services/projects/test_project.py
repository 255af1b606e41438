import pytest

from ad_studio.errors import StoreError, UsageError


def test_update_changes_what_is_given(workspace, project):
    project.update(noun=" hex  nut ")
    assert (project.info.noun, project.info.defects) == ("hex nut", ("scratch",))
    project.update(defects=["dent", " dent "])
    assert (project.info.noun, project.info.defects) == ("hex nut", ("dent",))
    project.close()
    with workspace.open("metal-nut") as again:
        assert again.info == project.info


def test_the_noun_cannot_be_emptied(project):
    with pytest.raises(UsageError):
        project.update(noun=" ")
    assert project.info.noun == "metal nut"


def test_a_closed_project_takes_nothing(project):
    project.close()
    project.close()
    with pytest.raises(StoreError, match="closed"):
        project.update(noun="x")


def test_a_project_without_a_row_releases_its_lock(workspace, project, monkeypatch):
    project.close()

    def fail(self):
        raise StoreError("The database is damaged.")

    with monkeypatch.context() as patch:
        patch.setattr("ad_studio.store.repositories.project.ProjectRepository.get", fail)
        with pytest.raises(StoreError):
            workspace.open("metal-nut")
    workspace.open("metal-nut").close()
