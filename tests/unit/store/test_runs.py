import os
from contextlib import closing
from datetime import UTC
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.event import listens_for
from sqlalchemy.exc import IntegrityError

from ad_studio.domain import BY_HAND, RunStatus, Source, Thresholds, Verdict, VerdictCounts
from ad_studio.errors import ProjectError, StoreError
from ad_studio.messages import NOTHING, plain
from ad_studio.store import NewResult, ProjectStore
from ad_studio.store import tables as t
from tests.projects import add_model, add_scores, make_store, some_maps, start_run, tamper


@pytest.fixture
def run(store):
    return start_run(store, add_model(store), total=3)


def test_a_run_starts_running_and_is_finished(store, run):
    assert run.status is RunStatus.RUNNING
    assert (run.folder, run.lot, run.operator, run.total) == (Path("/lot"), "L1", "", 3)
    assert run.started_at.tzinfo is UTC
    assert run.finished_at is None
    done = store.runs.finish(run.id, RunStatus.CANCELLED)
    assert done.status is RunStatus.CANCELLED
    assert done.finished_at >= run.started_at
    assert store.runs.all() == [done] == [store.runs.get(run.id)]


def test_which_images_a_run_took_in_is_kept_and_sealed(store, run):
    assert store.runs.images(run.id) is None
    frame = store.folder / "frames" / "1" / "0.png"
    taken_in = [frame, Path("/lot/b.png"), Path("/lot/a.png"), Path(os.fsdecode(b"/lot/\xff.png"))]
    kept = start_run(store, store.models.in_force(), images=taken_in)
    assert store.runs.images(kept.id) == taken_in
    assert start_run(store, store.models.in_force(), images=()).id == kept.id + 1
    assert store.runs.images(kept.id + 1) == []
    assert store.audit.record_problems() == []
    tamper(store, f"UPDATE run_images SET paths = x'00' WHERE run_id = {kept.id}")
    assert "run_images, rows" in str(store.audit.record_problems()[0])


def test_pictures_of_frames_that_a_run_took_in_travel_with_the_project(tmp_path):
    store = make_store(tmp_path / "nut")
    frame = Path("frames") / "1" / "0.png"
    start_run(store, add_model(store), images=[store.folder / frame])
    store.close()
    moved = (tmp_path / "nut").rename(tmp_path / "elsewhere")
    with closing(ProjectStore(moved, write=False)) as store:
        assert store.runs.images(1) == [moved / frame]


def test_finishing_waits_for_the_results_queued_before(store, run):
    batch = [NewResult(path=Path(f"/lot/{i}.png"), score=1.0) for i in range(30)]
    for new in batch:
        store.results.add(run.id, [new])
    assert store.runs.finish(run.id, RunStatus.FINISHED).counts == VerdictCounts(ok=30)


def test_a_result_is_written_once(store, run):
    said = []

    @listens_for(store.database._writer, "before_cursor_execute")
    def record(connection, cursor, statement, *rest):
        said.append(statement.split()[0])

    batch = [
        NewResult(path=Path("/lot/a.png"), score=1.0, maps=some_maps()),
        NewResult(path=Path("/lot/b.png"), error=plain("torn")),
    ]
    store.results.add(run.id, batch).result()
    assert "UPDATE" not in said
    assert said.count("INSERT") == 2 + 2 + 1 + 1 + 1, "with a map, a verdict, a seal"


def test_results_are_judged_and_their_maps_kept(store, run):
    new = NewResult(
        path=Path("/lot/a.png"),
        size=10,
        mtime_ns=20,
        sha256="cd" * 32,
        width=640,
        height=480,
        score=4.25,
        maps=some_maps(),
        timings={"decode": 1.5, "detect": 200.0},
    )
    (row,) = store.results.add(run.id, [new]).result()
    assert (row.path, row.sha256, row.width, row.height) == (new.path, new.sha256, 640, 480)
    assert (row.score, row.machine, row.human, row.verdict) == (4.25, "REVIEW", None, "REVIEW")
    assert (row.reason, row.error) == ("", NOTHING)
    assert row.timings["decode"] == 1.5
    assert row.timings["store"] > 0
    assert row.inspected_at.tzinfo is UTC
    assert store.results.of_run(run.id) == [row]
    np.testing.assert_array_equal(store.results.maps(row.id).visual, some_maps().visual)


def test_the_first_machine_verdict_is_an_event(store, run):
    (row,) = add_scores(store, run, [9.0])
    (event,) = store.verdicts.events(row.id)
    assert (event.source, event.old, event.new) == (Source.MACHINE, None, Verdict.NG)
    assert (event.model_id, event.threshold_id, event.sha256) == (run.model_id, 1, row.sha256)


def test_an_image_that_could_not_be_scored(store, run):
    new = NewResult(path=Path("/lot/a.png"), error=plain("The file is empty."))
    (row,) = store.results.add(run.id, [new]).result()
    assert (row.score, row.machine, row.verdict) == (None, None, None)
    assert str(row.error) == "The file is empty."
    assert store.results.maps(row.id) is None
    assert store.verdicts.events(row.id) == []
    assert store.runs.get(run.id).counts == VerdictCounts(error=1)


@pytest.mark.parametrize("fields", [{}, {"score": 1.0, "error": "x"}, {"score": float("nan")}])
def test_a_result_is_either_a_finite_score_or_an_error(fields):
    with pytest.raises(ValueError, match=r"score"):
        NewResult(path=Path("a"), **fields)


def test_a_batch_is_stored_wholly_or_not_at_all(store, run):
    same = NewResult(path=Path("/lot/a.png"), score=1.0)
    with pytest.raises(IntegrityError, match="append-only"):
        store.results.add(run.id, [same, same]).result()
    assert store.results.of_run(run.id) == []
    assert store.verdicts.events() == []


def test_the_same_bytes_at_the_same_path_are_one_image(store, run):
    other = start_run(store, store.models.in_force())
    add_scores(store, run, [1.0, 2.0])
    add_scores(store, other, [1.0, 2.0, 3.0])
    with store.database.reading() as session:
        assert session.query(t.Image).count() == 3


def test_changed_bytes_are_another_image(store, run):
    for sha256 in ("a", "b"):
        store.results.add(run.id, [NewResult(path=Path("/x"), sha256=sha256, score=1.0)]).result()
    assert [row.sha256 for row in store.results.of_run(run.id)] == ["a", "b"]


def test_undecodable_and_very_long_names(store, run):
    names = ["/lot/caf\udce9.png", "/lot/検査 \u202e.png", "/lot/" + "x" * 4000]
    batch = [NewResult(path=Path(name), error=plain(f"cannot read {name}")) for name in names]
    rows = store.results.add(run.id, batch).result()
    assert [str(row.path) for row in rows] == names
    assert str(rows[0].error) == "cannot read /lot/caf\\udce9.png"
    again = store.runs.start(model_id=run.model_id, folder=Path("/l\udcff"), total=1, lot="\udcff")
    assert store.runs.get(again.id).folder == Path("/l\udcff")
    assert store.runs.get(again.id).lot == "\\udcff"
    store.results.add(again.id, batch[:1]).result()
    assert store.results.of_run(again.id)[0].path == Path(names[0])


def test_new_results_are_judged_by_the_thresholds_of_that_moment(store, run):
    add_scores(store, run, [4.0])
    store.thresholds.add(Thresholds(1, 2), basis=BY_HAND, author="", note="")
    new = NewResult(path=Path("/lot/later.png"), score=4.0)
    (row,) = store.results.add(run.id, [new]).result()
    assert row.machine is Verdict.NG
    assert store.verdicts.events(row.id)[0].threshold_id == 2


def test_counts_per_run(store, run):
    add_scores(store, run, [1, 3, 4, 5, 9])
    other = start_run(store, store.models.in_force())
    add_scores(store, other, [1])
    assert [r.counts for r in store.runs.all()] == [
        VerdictCounts(ok=1),
        VerdictCounts(ok=1, review=2, ng=2),
    ]
    assert store.runs.latest().id == other.id


def test_no_runs_yet(store):
    assert store.runs.all() == []
    assert store.runs.latest() is None


def test_an_unknown_run(store, run):
    for call in (lambda: store.runs.get(99), lambda: store.runs.finish(99, RunStatus.FINISHED)):
        with pytest.raises(ProjectError, match="no run 99"):
            call()
    with pytest.raises(ProjectError, match="no run 99"):
        store.results.add(99, []).result()


def test_a_damaged_map_is_reported(store, run):
    new = NewResult(path=Path("/lot/a.png"), score=1.0, maps=some_maps())
    (row,) = store.results.add(run.id, [new]).result()
    tamper(store, "UPDATE result_map SET blob = x'6a756e6b'")
    with pytest.raises(StoreError, match="damaged"):
        store.results.maps(row.id)


def test_columns_say_what_the_rows_say(store):
    run = start_run(store, add_model(store))
    odd = Path(os.fsdecode(b"/lot/\xff.png"))
    batch = [
        NewResult(path=Path("/lot/ä.png"), sha256="a", score=6.0),
        NewResult(path=odd, error=plain("torn")),
    ]
    rows = store.results.add(run.id, batch).result()
    columns = store.results.columns([run.id])
    assert list(columns.ids) == [row.id for row in rows]
    assert [Path(path) for path in columns.paths] == [row.path for row in rows]
    assert list(columns.scores) == [6.0, None]
    assert list(columns.machine) == ["NG", None]
    assert len(store.results.columns([]).ids) == 0
    assert len(store.results.columns([run.id + 1]).ids) == 0
