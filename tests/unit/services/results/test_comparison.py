import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import RunStatus, Thresholds, Verdict
from ad_studio.errors import Cancelled, ProjectError, UsageError
from ad_studio.messages import plain
from ad_studio.services.results import comparison
from ad_studio.services.results.comparison import compare, match_rows, partners
from ad_studio.store import NewResult
from tests.projects import DEFAULT, add_model, start_run


@pytest.fixture
def add(project):
    """Adds a run of a new model with results: (path, bytes, score or error) each."""

    def add(*results, thresholds=DEFAULT):
        run = start_run(project.store, add_model(project.store, thresholds), total=len(results))
        batch = [
            NewResult(
                path=Path("/lot", name),
                sha256=sha256,
                **({"error": plain(score)} if isinstance(score, str) else {"score": score}),
            )
            for name, sha256, score in results
        ]
        project.store.results.add(run.id, batch).result()
        return run.id

    return add


def paths(found):
    return [(pair.a.path.name, pair.b.path.name) for pair in found.pairs]


def test_images_arematch_rowsed_by_path_and_bytes_then_bytes_then_path(project, add):
    a = add(("1", "x", 1.0), ("2", "x", 2.0), ("3", "y", 3.0), ("4", "", "torn"), ("5", "q", 1.0))
    b = add(("9", "y", 3.0), ("2", "x", 2.0), ("8", "x", 1.0), ("4", "z", 4.0), ("6", "p", 1.0))
    found = compare(project, a, b)
    assert paths(found) == [("1", "8"), ("2", "2"), ("3", "9"), ("4", "4")]
    assert (found.only_a, found.only_b, found.other_bytes) == (1, 1, 1)
    assert len(found.scored) == 3


def test_counts_and_disagreements(project, add):
    a = add(("1", "1", 1.0), ("2", "2", 9.0), ("3", "3", 9.0), ("4", "4", 4.0), ("5", "5", "torn"))
    b = add(
        ("1", "1", 1.0), ("2", "2", 40.0), ("3", "3", 5.0), ("4", "4", 25.0), ("5", "5", 1.0),
        thresholds=Thresholds(20, 30),
    )  # fmt: skip
    found = compare(project, a, b)
    ok, review, ng = Verdict
    seen = [(ok, ok), (ng, ng), (ng, ok), (review, review), (None, ok)]
    assert found.counts == dict.fromkeys(seen, 1)
    assert found.count(ng, by_a=True, by_b=True) == 1
    assert found.count(ng, by_a=True, by_b=False) == 1
    assert found.count(ng, by_a=False, by_b=True) == 0
    assert [pair.a.path.name for pair in found.disagreements] == ["5", "3"]


def test_what_a_human_said_does_not_make_models_disagree(project, add):
    a, b = add(("1", "1", 1.0)), add(("1", "1", 1.5))
    (row,) = project.store.results.of_run(a)
    project.store.verdicts.record(row.id, Verdict.NG, author="Kim", reason="")
    assert compare(project, a, b).disagreements == []


def test_rank_correlation(project, add):
    scores = [1.0, 2.0, 3.0, 8.0]
    a = add(*((f"{i}", f"{i}", score) for i, score in enumerate(scores)))
    same_order = add(*((f"{i}", f"{i}", score**3) for i, score in enumerate(scores)))
    other_way = add(*((f"{i}", f"{i}", -score) for i, score in enumerate(scores)))
    flat = add(*((f"{i}", f"{i}", 2.0) for i, score in enumerate(scores)))
    assert compare(project, a, same_order).rank_correlation == pytest.approx(1)
    assert compare(project, a, other_way).rank_correlation == pytest.approx(-1)
    assert compare(project, a, flat).rank_correlation is None
    np.testing.assert_array_equal(compare(project, a, flat).scores[:, 0], scores)


def test_runs_without_common_images(project, add):
    a, b = add(("1", "x", 1.0)), add(("2", "y", 1.0))
    found = compare(project, a, b)
    assert (paths(found), found.only_a, found.only_b) == ([], 1, 1)
    assert found.rank_correlation is None
    assert found.scores.shape == (0, 2)
    assert partners(project, a) == []


def test_partners_are_the_runs_with_common_images(project, add):
    a = add(("1", "x", 1.0), ("3", "z", 1.0))
    add(("2", "y", 1.0))
    most = add(("1", "x", 2.0), ("3", "z", 1.0))
    newest = add(("1", "x", 2.0))
    again = start_run(project.store, project.store.models.all()[-1])
    project.store.results.add(again.id, [NewResult(path=Path("/lot/1"), sha256="x", score=1.0)])
    project.store.runs.finish(again.id, RunStatus.FINISHED)
    assert [run.id for run in partners(project, a)] == [most, newest, again.id]


def test_it_can_be_stopped(project, add):
    a, b = add(("1", "x", 1.0)), add(("1", "x", 2.0))
    with pytest.raises(Cancelled):
        compare(project, a, b, should_stop=lambda: True)


def test_what_cannot_be_compared(project, add):
    a = add(("1", "x", 1.0))
    with pytest.raises(UsageError, match="itself"):
        compare(project, a, a)
    with pytest.raises(ProjectError, match="no run 9"):
        compare(project, a, 9)


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_every_row_is_used_once(a, b):
    key = {0: None}
    pairs, left_a, left_b = match_rows(a, b, lambda row: key.get(row, row))
    assert all(pair.a == pair.b != 0 for pair in pairs)
    assert sorted([pair.a for pair in pairs] + left_a) == sorted(a)
    assert sorted([pair.b for pair in pairs] + left_b) == sorted(b)
    assert not (set(left_a) & set(left_b)) - {0}


def test_the_side_says_what_it_is(project, add):
    side = compare(project, add(("1", "x", 1.0)), add(("1", "x", 1.0))).b
    assert side.text == "run 2, model 2 (devprompt, starter)"
    assert comparison.Side is type(side)


def test_one_path_in_two_unicode_forms_is_one_image(project):
    store = project.store
    model = add_model(store)
    names = [unicodedata.normalize(form, "/lot/Prüfling.png") for form in ("NFC", "NFD")]
    runs = [start_run(store, model) for _ in names]
    for run, name, sha256 in zip(runs, names, ("a", "b"), strict=True):
        store.results.add(run.id, [NewResult(path=Path(name), sha256=sha256, score=1.0)]).result()
    found = compare(project, runs[0].id, runs[1].id)
    assert (len(found.pairs), found.only_a, found.only_b) == (1, 0, 0)
