from pathlib import Path

import pytest

from ad_studio.domain import RunScope, RunStatus
from ad_studio.errors import ProjectError, UsageError
from ad_studio.services.inspection import run_plan, runs
from ad_studio.store import NewResult
from tests.projects import add_model, add_scores, start_run


@pytest.fixture
def tree(tmp_path):
    """Two folders of images, one with a subfolder."""
    for name in ("a/1.png", "a/2.JPG", "a/10.png", "a/dark/3.png", "a/notes.txt", "b/1.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def found(tree, *folders, **options):
    scope = RunScope(tuple(tree / folder for folder in folders), **options)
    return [path.relative_to(tree).as_posix() for path in run_plan.find(scope)]


def test_folders_come_one_after_the_other_in_natural_order(tree):
    assert found(tree, "b", "a") == ["b/1.png", "a/1.png", "a/2.JPG", "a/10.png"]


def test_subfolders_only_when_asked_for(tree):
    assert found(tree, "a", recursive=True) == ["a/1.png", "a/2.JPG", "a/10.png", "a/dark/3.png"]


def test_a_folder_inside_another_is_taken_once(tree):
    assert found(tree, "a", "a/dark", recursive=True).count("a/dark/3.png") == 1


def test_a_folder_given_twice_is_taken_once_in_whatever_spelling(tree):
    (tree / "link").symlink_to(tree / "a")
    spellings = (tree / "a", tree / "link", tree / "b/../a", tree / "b", tree / "a")
    scope = run_plan.as_scope(RunScope(spellings))
    assert scope.folders == (tree / "a", tree / "b")
    assert run_plan.repeated(spellings) == [tree / "a"]
    assert run_plan.repeated(scope.folders) == []


def test_a_folder_inside_another_is_taken_once_in_whatever_spelling(tree):
    (tree / "link").symlink_to(tree / "a" / "dark")
    names = found(tree, "a", "b/../a/dark", "link", recursive=True)
    assert names == ["a/1.png", "a/2.JPG", "a/10.png", "a/dark/3.png"]


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        (("*.png",), (), ["a/1.png", "a/10.png", "a/dark/3.png"]),
        (("*.PNG", "2.*"), ("10*",), ["a/1.png", "a/2.JPG", "a/dark/3.png"]),
        ((), ("dark/*",), ["a/1.png", "a/2.JPG", "a/10.png"]),
        (("dark\\*",), (), ["a/dark/3.png"]),
        (("?.png",), ("*/3.png",), ["a/1.png"]),
        (("1",), (), []),
    ],
)
def test_patterns(tree, include, exclude, wanted):
    assert found(tree, "a", recursive=True, include=include, exclude=exclude) == wanted


def test_names_that_look_the_same_are_the_same(tmp_path):
    for name in ("Pru\u0308fling_1.jpg", "Pr\u00fcfling_2.jpg"):
        (tmp_path / name).touch()
    for typed in ("Pr\u00fcfling*", "pRU\u0308FLING*"):
        scope = RunScope((tmp_path,), include=(typed,))
        assert len(run_plan.find(scope)) == 2


def test_a_folder_that_is_not_there_is_said(project, tree):
    with pytest.raises(ProjectError, match="does not exist"):
        run_plan.images_in(project, RunScope((tree / "a", tree / "c")))


def test_one_of_several_folders_may_be_empty(project, tree):
    (tree / "c").mkdir()
    assert len(run_plan.images_in(project, RunScope((tree / "c", tree / "b")))) == 1
    with pytest.raises(ProjectError, match="No images in this folder"):
        run_plan.images_in(project, RunScope((tree / "c",)))


def test_patterns_that_leave_nothing_are_said(project, tree):
    with pytest.raises(ProjectError, match="fits the patterns"):
        run_plan.images_in(project, RunScope((tree / "a",), include=("*.bmp",)))


def test_the_images_of_an_earlier_run(project):
    run = start_run(project.store, add_model(project.store))
    rows = add_scores(project.store, run, [1.0, 2.0])
    scope = RunScope((Path("/gone"),), images_of=run.id)
    again = NewResult(path=rows[0].path, sha256="other bytes", score=3.0)
    project.store.results.add(run.id, [again]).result()
    assert run_plan.images_in(project, scope) == [row.path for row in rows], "each once"
    with pytest.raises(ProjectError, match="no run 9"):
        run_plan.images_in(project, RunScope((Path("/gone"),), images_of=9))


def test_a_scope_is_made_absolute_and_needs_a_folder():
    assert run_plan.as_scope(Path("x")) == RunScope((Path("x").absolute(),))
    with pytest.raises(UsageError, match="no folder"):
        run_plan.as_scope(RunScope(()))


@pytest.mark.parametrize("rate", [None, 2.0])
def test_a_source_is_a_folder_or_by_its_name_a_video(tree, rate):
    (tree / "belt.MP4").touch()
    sources = (tree / "belt.MP4", tree / "a", tree / "gone")
    assert run_plan.as_scope(RunScope(sources, rate=rate)).folders == sources
    for name in ("a/1.png", "a/notes.txt"):
        with pytest.raises(ProjectError, match="neither a folder nor") as caught:
            run_plan.as_scope(RunScope((*sources, tree / name), rate=rate))
        assert caught.value.path == tree / name


def test_a_model_is_chosen_by_its_id(project):
    with pytest.raises(ProjectError, match="no trained model"):
        run_plan.chosen_model(project, None)
    first, second = add_model(project.store), add_model(project.store)
    assert run_plan.chosen_model(project, None) == first
    assert run_plan.chosen_model(project, second.id) == second
    project.store.models.put_in_force(second.id, author="Ann", note="")
    assert run_plan.chosen_model(project, None) == second
    assert run_plan.chosen_model(project, first.id) == first
    with pytest.raises(ProjectError, match="no model 9"):
        run_plan.chosen_model(project, 9)


@pytest.mark.parametrize("status", list(RunStatus))
def test_which_runs_can_be_gone_on_with(project, status):
    run = start_run(project.store, add_model(project.store))
    project.store.runs.finish(run.id, status)
    if status in (RunStatus.FINISHED, RunStatus.RUNNING):
        assert not runs.is_unfinished(project.store.runs.get(run.id))
        with pytest.raises(UsageError, match=f"is {status}, so it cannot be resumed"):
            run_plan.unfinished_run(project, run.id)
    else:
        assert runs.is_unfinished(run_plan.unfinished_run(project, run.id))


def test_a_deleted_run_cannot_be_gone_on_with(project):
    run = start_run(project.store, add_model(project.store))
    project.store.runs.finish(run.id, RunStatus.CANCELLED)
    with pytest.raises(UsageError, match="needs a reason"):
        runs.delete_run(project, run.id, reason=" ")
    done = runs.delete_run(project, run.id, reason=" wrong lot ", author="Ada")
    assert done.deletion.reason == "wrong lot"
    assert runs.deleted_runs(project) == [done]
    assert not runs.is_unfinished(done)
    with pytest.raises(UsageError, match="was deleted"):
        run_plan.unfinished_run(project, run.id)
