from dataclasses import replace
from pathlib import Path

import pytest

from ad_studio.domain import ActionKind, ActionSettings, MqttTarget, RunScope, RunStatus, Sorting
from ad_studio.errors import Cancelled, StoreError, UsageError
from ad_studio.progress import SilentProgress
from ad_studio.services import results
from ad_studio.services.actions.of_run import carry_out_again, left_undone
from ad_studio.services.actions.settings import (
    SETTING,
    action_settings,
    require_apart,
    set_action_settings,
)
from ad_studio.services.audit.trail import trail
from ad_studio.services.results.table import read_table
from ad_studio.store import NewResult
from tests.progress_log import ProgressLog
from tests.projects import add_model

ALL = ActionSettings(
    Sorting.MOVE,
    Path("/sorted").absolute(),  # with a drive where there are drives
    Path("/log.csv").absolute(),
    MqttTarget("broker", "line/1", port=1884, user="ada", tls=True),
)


def test_settings_are_kept_in_versions(project):
    assert action_settings(project) == ActionSettings()
    set_action_settings(project, ALL, author="Ann")
    assert action_settings(project) == ALL
    set_action_settings(project, ALL, author="Ann")
    set_action_settings(project, ActionSettings(), author="Ann")
    assert action_settings(project) == ActionSettings()
    said = [str(entry.what) for entry in trail(project)]
    assert said.count("actions after each image set") == 2


def test_settings_that_cannot_work_are_refused(project):
    for wrong in (
        ActionSettings(sorting=Sorting.COPY),
        ActionSettings(folder=ALL.folder),
        ActionSettings(sorting=Sorting.COPY, folder=Path("sorted")),
        ActionSettings(log=Path("log.csv")),
        ActionSettings(mqtt=MqttTarget("broker", "line/#")),
        ActionSettings(mqtt=MqttTarget("", "line")),
    ):
        with pytest.raises(UsageError):
            set_action_settings(project, wrong)
    project.store.settings.add(SETTING, {"sorting": "burn"}, author="")
    with pytest.raises(StoreError):
        action_settings(project)


def test_places_that_something_else_has_are_refused(project, tmp_path):
    (tmp_path / "file").touch()
    for wrong in (
        ActionSettings(Sorting.COPY, tmp_path / "file"),
        ActionSettings(Sorting.COPY, tmp_path / "file" / "x"),
        ActionSettings(log=tmp_path / "file" / "log.csv"),
        ActionSettings(log=tmp_path),
    ):
        with pytest.raises(UsageError, match="folder"):
            set_action_settings(project, wrong)
    assert action_settings(project) == ActionSettings()
    set_action_settings(project, ActionSettings(Sorting.COPY, tmp_path, tmp_path / "file"))


def test_records_find_a_file_that_was_moved(project, run, images, tmp_path):
    wanted = ActionSettings(Sorting.MOVE, tmp_path / "sorted")
    set_action_settings(project, wanted)
    (images / "b.png").unlink()
    left = carry_out_again(project, run, progress=SilentProgress())
    assert (left.images, str(left.why)) == (1, "b.png is gone.")
    assert project.store.actions.count_left(run.id, [ActionKind.MOVE]) == 1
    places = [tmp_path / "sorted/OK/a.png", images / "b.png", tmp_path / "sorted/NG/c.png"]
    assert [row.path for row in results.results(project)] == places
    table = read_table(project, [run])
    assert [table.path(at) for at in range(3)] == places
    (moved,) = [one for one in trail(project, image="c.png") if str(one.what) == "file moved"]
    assert str(moved.new) == str(places[2])
    assert moved.record is not None


def test_what_a_run_has_left_is_what_was_asked_for_when_it_began(project, images, tmp_path):
    log = tmp_path / "log.csv"
    set_action_settings(project, ActionSettings(log=log))
    run = project.store.runs.start(model_id=add_model(project.store).id, folder=images, total=1)
    project.store.results.add(run.id, [NewResult(path=images / "a.png", score=1.0)]).result()
    with pytest.raises(UsageError, match="goes on"):
        carry_out_again(project, run, progress=SilentProgress())
    run = project.store.runs.finish(run.id, RunStatus.FINISHED)
    left = left_undone(project, run)
    assert (left.images, str(left.why)) == (1, "No line was written.")
    with pytest.raises(Cancelled):
        carry_out_again(project, run, progress=ProgressLog(cancel_after=0))
    assert left_undone(project, run) == left
    set_action_settings(project, ActionSettings(Sorting.COPY, tmp_path / "sorted", log))
    assert left_undone(project, run) == left
    assert not carry_out_again(project, run, as_begun=True, progress=SilentProgress())
    assert not left_undone(project, run)
    assert not (tmp_path / "sorted").exists()


def test_each_kind_of_action_that_a_run_has_left_is_named(project, images, tmp_path):
    wanted = ActionSettings(Sorting.COPY, tmp_path / "sorted", tmp_path / "log.csv")
    set_action_settings(project, wanted)
    run = project.store.runs.start(model_id=add_model(project.store).id, folder=images, total=1)
    project.store.results.add(run.id, [NewResult(path=images / "a.png", score=1.0)]).result()
    left = left_undone(project, run)
    assert (left.images, str(left.why)) == (1, "Files were not copied. No line was written.")


def test_every_run_of_an_image_finds_it_where_it_was_moved(project, run, images, tmp_path):
    store = project.store
    model_id = store.models.in_force().id
    old = tmp_path / "lot" / "a.png"

    def inspected():
        later = store.runs.start(
            model_id=model_id, folder=old.parent, scope=RunScope((old.parent,)), total=1
        )
        (row,) = store.results.add(
            later.id, [NewResult(path=old, sha256="7" * 64, score=1.0)]
        ).result()
        return row

    before, mover = inspected(), inspected()
    new = tmp_path / "OK" / "a.png"
    store.actions.add(mover.id, ActionKind.MOVE, place=new)
    store.actions.add(mover.id, ActionKind.COPY, place=tmp_path / "copy.png")
    for row in (before, mover):
        assert results.result(project, row.id).path == new
        assert results.moved(project, row.run_id) == {row.id: new}
        assert [one.path for one in results.results(project, row.run_id)] == [new]
    assert results.place_of(project, old, "7" * 64) == new
    assert results.place_of(project, old, "8" * 64) == old
    # One of the same name and content that comes later is where it was inspected.
    later = inspected()
    assert later.path == old
    assert results.moved(project, later.run_id) == {}


def test_what_is_sorted_is_not_inspected_again(tmp_path):
    inside = ActionSettings(Sorting.COPY, tmp_path / "lot" / "sorted")
    scope = RunScope((tmp_path / "lot",), recursive=True)
    with pytest.raises(UsageError, match="is inspected with its subfolders"):
        require_apart(inside, scope)
    require_apart(inside, replace(scope, recursive=False))
    require_apart(replace(inside, folder=tmp_path / "lots"), scope)
    require_apart(ActionSettings(), scope)
