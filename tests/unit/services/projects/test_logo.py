"""The logo of reports: a copy in the project, small enough, and part of backups."""

import pytest

from ad_studio.errors import ImageError, StoreError
from ad_studio.progress import SilentProgress
from ad_studio.services.projects.logo import has_logo, logo_picture, set_logo
from tests.bad_images import picture


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "logo.jpg"
    picture(1200, 400).save(path)
    return path


def test_it_is_a_small_copy_until_it_is_taken_away(project, file):
    assert logo_picture(project) is None
    set_logo(project, file)
    file.unlink()
    found = logo_picture(project)
    assert (found.width, found.height, found.media_type) == (600, 200, "image/png")
    set_logo(project, None)
    assert not has_logo(project)


def test_it_goes_with_a_copy_of_the_project(workspace, project, file):
    set_logo(project, file)
    workspace.duplicate(project.info.slug, "Copy", progress=SilentProgress())
    with workspace.open("Copy") as copy:
        assert logo_picture(copy) == logo_picture(project)


def test_a_file_that_is_no_image_changes_nothing(project, file, tmp_path):
    set_logo(project, file)
    before = logo_picture(project)
    (tmp_path / "notes.txt").write_text("none")
    with pytest.raises(ImageError):
        set_logo(project, tmp_path / "notes.txt")
    assert logo_picture(project) == before


def test_who_only_reads_cannot_change_it(workspace, project, file):
    with (
        workspace.open(project.info.slug, write=False) as reading,
        pytest.raises(StoreError, match="reading only"),
    ):
        set_logo(reading, file)
    assert not has_logo(project)


def test_the_bytes_of_its_file_do_not_go_into_reports(project, file):
    set_logo(project, file)
    project.store.logo.write_bytes(file.read_bytes() + b"hidden")
    found = logo_picture(project)
    assert (found.width, found.height, found.media_type) == (600, 200, "image/png")
    assert found.data.startswith(b"\x89PNG")
    assert b"hidden" not in found.data


def test_a_damaged_one_is_left_out(project, file):
    set_logo(project, file)
    project.store.logo.write_bytes(project.store.logo.read_bytes()[:40])
    assert has_logo(project)
    assert logo_picture(project) is None
