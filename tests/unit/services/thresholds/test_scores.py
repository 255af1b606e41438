import numpy as np
import pytest

from ad_studio.domain import Verdict
from ad_studio.domain.verdict_codes import NG, NO_VERDICT, OK, REVIEW
from ad_studio.messages import plain
from ad_studio.services.results import verdicts
from ad_studio.services.results.table import read_table
from ad_studio.services.thresholds.scores import ScoreTable, may_be_good, verified
from ad_studio.store import NewResult
from tests.projects import add_model, add_scores, start_run


def test_a_table_of_rows_leaves_errors_out_and_counts_them(project):
    run = start_run(project.store, add_model(project.store))
    rows = add_scores(project.store, run, [1.0, 4.0, 9.0])
    rows += project.store.results.add(
        run.id, [NewResult(path=run.folder / "x", error=plain("torn"))]
    ).result()
    verdicts.record_verdict(project, rows[1].id, Verdict.OK)
    table = ScoreTable.of(read_table(project, [run]))
    assert table.ids.tolist() == [row.id for row in rows[:3]]
    assert table.scores.tolist() == [1.0, 4.0, 9.0]
    assert table.humans.tolist() == [NO_VERDICT, OK, NO_VERDICT]
    assert table.errors == 1
    assert table.confirmed_ok.tolist() == [4.0]


def test_one_verdict_changes_one_place_of_a_copy():
    table = ScoreTable(np.array([3, 7]), np.array([1.0, 2.0]), np.full(2, NO_VERDICT))
    after = table.with_verdicts({7: Verdict.REVIEW})
    assert after.humans.tolist() == [NO_VERDICT, REVIEW]
    assert table.humans.tolist() == [NO_VERDICT, NO_VERDICT]
    assert table.with_verdicts({5: Verdict.NG}) is table
    assert table.with_verdicts({8: Verdict.NG}) is table
    assert after.with_verdicts({7: None}).humans.tolist() == [NO_VERDICT, NO_VERDICT]


def test_scores_of_images_with_a_warning_move_no_threshold(project):
    run = start_run(project.store, add_model(project.store))
    batch = [
        NewResult(path=run.folder / name, sha256=name * 64, score=score, warning=plain(warning))
        for name, score, warning in (("a", 2.0, ""), ("b", 9.0, "dark"), ("c", 1.0, "dark"))
    ]
    rows = project.store.results.add(run.id, batch).result()
    for row, verdict in zip(rows, (Verdict.OK, Verdict.OK, Verdict.NG), strict=True):
        verdicts.record_verdict(project, row.id, verdict)
    for table in (verified(project), ScoreTable.of(read_table(project, [run]))):
        assert table.warned == {rows[1].id, rows[2].id}
        assert (table.confirmed_ok.tolist(), table.confirmed_ng.tolist()) == ([2.0], [])
        assert len(table.ids) == 3


@pytest.fixture
def copies(project):
    """Results of one run on a part that lies there under three names, and on another part."""
    run = start_run(project.store, add_model(project.store))
    batch = [
        NewResult(path=run.folder / name, sha256=sha256, score=score)
        for name, sha256, score in (
            ("a.png", "a" * 64, 2.0),
            ("copy of a.png", "a" * 64, 2.0),
            ("another copy.png", "a" * 64, 2.0),
            ("b.png", "b" * 64, 7.0),
        )
    ]
    return project.store.results.add(run.id, batch).result()


def test_of_a_lot_too_a_part_counts_once_and_not_at_all_where_a_person_called_it_ng(
    project, copies
):
    def scores():
        table = read_table(project, [project.store.runs.get(copies[0].run_id)])
        return may_be_good(project, table, model_id=1).tolist()

    assert scores() == [2.0, 7.0]
    verdicts.record_verdict(project, copies[2].id, Verdict.NG)
    assert scores() == [7.0]


def test_a_part_under_several_names_counts_once(project, copies):
    for row in copies:
        verdicts.record_verdict(project, row.id, Verdict.OK)
    table = verified(project)
    assert table.scores.tolist() == [2.0, 7.0]
    assert table.duplicates == 2


def test_of_two_verdicts_on_the_same_bytes_the_one_said_last_counts(project, copies):
    first, second = copies[:2]
    verdicts.record_verdict(project, second.id, Verdict.NG)
    verdicts.record_verdict(project, first.id, Verdict.OK)
    table = verified(project)
    assert (table.ids.tolist(), table.humans.tolist()) == ([first.id], [OK])
    assert table.duplicates == 1
    verdicts.undo_last(project, run_ids=(first.run_id,))
    table = verified(project)
    assert (table.ids.tolist(), table.humans.tolist()) == ([second.id], [NG])
    assert table.duplicates == 0


def test_an_image_inspected_twice_is_no_duplicate(project):
    model = add_model(project.store)
    for _ in range(2):
        (row,) = add_scores(project.store, start_run(project.store, model), [1.0])
        verdicts.record_verdict(project, row.id, Verdict.OK)
    table = verified(project)
    assert (table.ids.tolist(), table.duplicates) == ([row.id], 0)


def test_images_whose_bytes_are_not_known_are_not_the_same(project):
    run = start_run(project.store, add_model(project.store))
    batch = [NewResult(path=run.folder / name, score=1.0) for name in ("a.png", "b.png")]
    for row in project.store.results.add(run.id, batch).result():
        verdicts.record_verdict(project, row.id, Verdict.OK)
    assert (len(verified(project).ids), verified(project).duplicates) == (2, 0)


def test_verified_are_those_of_all_runs_of_the_model_each_image_once(project):
    model = add_model(project.store)
    first = add_scores(project.store, start_run(project.store, model), [1.0, 4.0, 9.0])
    again = add_scores(project.store, start_run(project.store, model), [1.5, 4.5])
    for row, verdict in ((first[0], Verdict.OK), (first[2], Verdict.NG), (again[0], Verdict.NG)):
        verdicts.record_verdict(project, row.id, verdict)
    table = verified(project)
    assert table.scores.tolist() == [9.0, 1.5]
    assert table.humans.tolist() == [NG, NG]
    other = add_model(project.store)
    project.store.models.put_in_force(other.id, author="Ann", note="")
    assert len(verified(project).ids) == 0
    add_scores(project.store, start_run(project.store, other), [2.0])
    assert len(verified(project, model_id=model.id).ids) == 2
