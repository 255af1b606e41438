from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ad_studio.domain import (
    Basis,
    BasisKind,
    SelfCheck,
    Thresholds,
    ThresholdVersion,
    Verdict,
    shown_score,
)
from ad_studio.domain.verdict_codes import NG, OK
from ad_studio.errors import ProjectError
from ad_studio.services.results import verdicts
from ad_studio.services.thresholds import suggestions as service
from ad_studio.services.thresholds.confidence import bootstrap_f1, clopper_pearson
from ad_studio.services.thresholds.curves import agreement
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import SuggestionKind, SuggestionOptions, suggestions
from ad_studio.store import NewResult
from tests.projects import add_model, add_scores, start_run

FIRST = ThresholdVersion(
    1, 1, Thresholds(3, 5), Basis.from_text("six views"), "", "", datetime.now(UTC)
)
CHECK = SelfCheck(0.5, (1.0, 2.0, 3.5), (9.0,))
scores_of = st.lists(st.integers(0, 1200).map(lambda n: n / 100), min_size=10, max_size=60)


def table_of(ok, ng):
    scores = np.array([*ok, *ng], float)
    humans = np.array([OK] * len(ok) + [NG] * len(ng), np.int8)
    return ScoreTable(np.arange(len(scores)), scores, humans)


def find(ok, ng, *, lot=(), now=FIRST.thresholds, options=service.DEFAULT_OPTIONS):
    found = suggestions(
        table_of(ok, ng),
        lot=np.array(lot, float),
        now=now,
        first=FIRST,
        check=CHECK,
        options=options,
    )
    assert [one.kind for one in found] == list(SuggestionKind)
    return {one.kind: one for one in found}


def test_from_the_reference_alone():
    one = find([], [])[SuggestionKind.REFERENCE]
    assert one.thresholds == Thresholds(3, 5)
    assert str(one.basis) == "from the reference alone: six views"
    assert (one.ok, one.share) == (4, 0.25)
    assert one.interval.low < 0.25 < one.interval.high


def test_a_lot_without_verdicts_is_a_guess_from_median_and_spread():
    one = find([], [], lot=[2.0] * 5 + [3.0] * 4 + [4.0, 40.0])[SuggestionKind.LOT]
    assert one.basis.numbers == {"images": 11, "median": 3.0, "spread": pytest.approx(1.4826)}
    assert one.thresholds == Thresholds(4.49, 7.45)
    assert one.basis.is_provisional
    assert str(one.words) == (
        "provisional: median 3.00 sigma and spread 1.48 of 11 images of a lot without verdicts, "
        "of which most are taken to be good"
    )
    assert Basis.from_text(one.basis.to_text()) == one.basis


@given(scores_of, st.lists(st.integers(1200, 9000), max_size=4))
def test_few_bad_parts_of_a_lot_hardly_move_its_lines(lot, bad):
    mixed = find([], [], lot=[*lot, *bad])[SuggestionKind.LOT].thresholds
    assert mixed.review <= max(lot) + 1.4826 * (max(lot) - min(lot)) + 0.2, "not of the bad ones"


def test_a_lot_that_is_too_small_says_what_it_takes():
    found = find([], [], lot=[1.0] * 9)
    assert found[SuggestionKind.LOT].thresholds is None
    assert "needs a run of 10 images" in str(found[SuggestionKind.LOT].words)
    with pytest.raises(ProjectError, match="needs a run of 10 images"):
        service.choose(list(found.values()), SuggestionKind.LOT)


def test_the_lot_is_that_of_the_models_latest_run(project):
    model = add_model(project.store)
    for scores in ([9.0] * 12, [1.0] * 12):
        add_scores(project.store, start_run(project.store, model), scores)
    one = service.suggest(project)[list(SuggestionKind).index(SuggestionKind.LOT)]
    assert one.basis.numbers["median"] == 1.0


def test_the_first_thresholds_of_a_model_that_learned_rest_on_its_parts():
    numbers = {"ok": 4, "highest": 2.5, "over_review": 2, "among": 5}
    basis = Basis(BasisKind.LEFT_OUT, numbers)
    first = replace(FIRST, basis=basis)
    check = replace(CHECK, left_out_scores=(1.0, 1.5, 2.5, 3.5))
    options = service.DEFAULT_OPTIONS
    found = suggestions(
        table_of([], []),
        lot=np.zeros(0),
        now=first.thresholds,
        first=first,
        check=check,
        options=options,
    )
    one = found[0]
    assert str(one.basis) == f"first thresholds of the model: {basis}"
    assert (one.ok, one.views, one.share) == (4, 0, 0.25)


def test_without_enough_verdicts_it_says_so_with_the_counts():
    found = find([1.0] * 9, [8.0] * 4)
    needs = {SuggestionKind.HIGHEST_OK: "10 OK", SuggestionKind.BEST_F1: "10 OK and 5 NG",
             SuggestionKind.OVERKILL: "100 OK",
             SuggestionKind.NO_ESCAPE: "5 NG"}  # fmt: skip
    for kind, words in needs.items():
        assert found[kind].thresholds is None
        assert str(found[kind].words) == f"not enough yet: 9 OK, 4 NG; needs {words}"
        assert found[kind].interval is None
    with pytest.raises(ProjectError, match="not enough yet: 9 OK, 4 NG"):
        service.choose(list(found.values()), SuggestionKind.BEST_F1)


def test_highest_confirmed_ok_plus_a_margin():
    one = find([1.0] * 19 + [3.68], [])[SuggestionKind.HIGHEST_OK]
    assert one.thresholds == Thresholds(3, 4.19)
    assert str(one.basis) == "highest score of 20 confirmed OK (3.68 sigma) plus 0.5 sigma"
    assert one.interval == clopper_pearson(0, 20)
    assert one.share == 0.0


def test_the_largest_f1_lies_between_good_and_bad():
    one = find([1.0] * 9 + [4.0], [5.0, 6.0, 7.0, 8.0, 9.0])[SuggestionKind.BEST_F1]
    assert one.thresholds == Thresholds(3, 4.5)
    assert one.share == 1.0
    assert (one.interval.low, one.interval.high) == (1.0, 1.0)


def test_overkill_at_most_so_much():
    ok = [n / 100 for n in range(100, 300)]  # 1.00 to 2.99
    one = find(ok, [], options=SuggestionOptions(overkill=0.05))[SuggestionKind.OVERKILL]
    assert one.thresholds.ng == 2.9
    assert str(one.basis) == "overkill at most 5 %: 10 of 200 confirmed OK"
    assert one.interval == clopper_pearson(10, 200)


def test_zero_escapes_puts_review_below_the_lowest_confirmed_ng():
    assert find([], [4.567, 5, 6, 7, 8])[SuggestionKind.NO_ESCAPE].thresholds == Thresholds(4.56, 5)
    one = find([], [7.0, 8, 9, 10, 11])[SuggestionKind.NO_ESCAPE]
    assert one.thresholds == Thresholds(5, 5), "never above NG, which stays"
    assert one.interval == clopper_pearson(0, 5)


@given(scores_of, scores_of, st.sampled_from([0.01, 0.05, 0.1, 0.3]))
def test_every_suggestion_keeps_its_promise(ok, ng, share):
    found = find(ok, ng, options=SuggestionOptions(overkill=share))
    ok, ng = np.array(ok), np.array(ng)
    pair = found[SuggestionKind.HIGHEST_OK].thresholds
    assert not (ok >= pair.ng).any()
    if (least := found[SuggestionKind.OVERKILL].thresholds) is not None:
        assert (ok >= least.ng).mean() <= share
        lower = round(least.ng - 0.01, 2)
        assert lower < 0.01 or (ok >= lower).mean() > share, "and no higher than need be"
    pair = found[SuggestionKind.NO_ESCAPE].thresholds
    assert not (ng < pair.review).any() or pair.review == 0.01
    pair = found[SuggestionKind.BEST_F1].thresholds

    def f1(line):
        hits = (ng >= line).sum()
        return 2 * hits / (hits + (ok >= line).sum() + len(ng))

    assert f1(pair.ng) == pytest.approx(found[SuggestionKind.BEST_F1].share)
    assert pair.are_hundredths
    lines = [shown_score(float(score)) for score in ng]  # the lines that can be set
    assert all(f1(pair.ng) >= f1(line) - 1e-12 for line in lines if line >= 0.01)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_exact_interval_is_that_of_scipy(pair):
    hits, count = pair
    ours, theirs = clopper_pearson(hits, count), binomtest(hits, count).proportion_ci()
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_more_images_make_f1_more_certain():
    few = bootstrap_f1(true_ng=8, overkill=2, missed=2, true_ok=20)
    many = bootstrap_f1(true_ng=800, overkill=200, missed=200, true_ok=2000)
    for interval in (few, many):
        assert interval.low < 0.8 < interval.high
    assert many.high - many.low < (few.high - few.low) / 5


def test_suggestions_of_a_project_rest_on_its_verdicts(project):
    model = add_model(project.store)
    rows = add_scores(project.store, start_run(project.store, model), [1.0] * 12 + [8.0] * 6)
    for row in rows:
        verdict = Verdict.NG if row.score > 5 else Verdict.OK
        verdicts.record_verdict(project, row.id, verdict)
    found = {one.kind: one for one in service.suggest(project)}
    assert str(found[SuggestionKind.REFERENCE].basis) == "from the reference alone: reference views"
    assert (found[SuggestionKind.BEST_F1].ok, found[SuggestionKind.BEST_F1].ng) == (12, 6)
    assert found[SuggestionKind.BEST_F1].thresholds == Thresholds(3, 4.5)


def test_duplicates_are_left_out_and_said(project):
    model = add_model(project.store)
    run = start_run(project.store, model)
    batch = [
        NewResult(path=run.folder / f"{name}{number}.png", sha256=f"{number:064x}", score=number)
        for name in ("part", "copy of part")
        for number in range(6)
    ]
    for row in project.store.results.add(run.id, batch).result():
        verdicts.record_verdict(project, row.id, Verdict.NG)
    found = {one.kind: one for one in service.suggest(project)}
    one = found[SuggestionKind.NO_ESCAPE]
    assert one.ng == 6
    assert (
        str(one.basis) == "1 escapes on 6 confirmed NG, lowest 0.00 sigma; duplicates left out: 6"
    )
    assert str(found[SuggestionKind.BEST_F1].words) == (
        "not enough yet: 0 OK, 6 NG; needs 10 OK and 5 NG; duplicates left out: 6"
    )
    assert str(found[SuggestionKind.REFERENCE].basis) == "from the reference alone: reference views"


def test_curves_need_enough_of_both():
    few = agreement(table_of([1.0] * 9, [8.0] * 50))
    assert (few.ok, few.ng, few.roc, few.precision_recall) == (9, 50, None, None)
    enough = agreement(table_of([1.0] * 10, [8.0] * 5))
    assert enough.roc.area == enough.precision_recall.area == 1.0
    assert (enough.roc.x[0], enough.roc.y[-1]) == (0.0, 1.0)
    chance = agreement(table_of([1.0, 2.0] * 5, [1.0, 2.0] * 5))
    assert chance.roc.area == 0.5


@given(scores_of, st.lists(st.integers(0, 1200).map(lambda n: n / 100), min_size=5, max_size=20))
def test_overkill_against_escape_is_counted_at_every_score(ok, ng):
    found = agreement(table_of(ok, ng)).trade_off
    assert found.thresholds.tolist() == sorted({*ok, *ng})
    for line, overkill, escape in zip(found.thresholds, found.overkill, found.escape, strict=True):
        pair = Thresholds(line, line) if line else None
        called = [pair.verdict(score) if pair else Verdict.NG for score in (*ok, *ng)]
        assert overkill == pytest.approx(called[: len(ok)].count(Verdict.NG) / len(ok))
        assert escape == pytest.approx(called[len(ok) :].count(Verdict.OK) / len(ng))


def test_without_enough_verdicts_there_is_no_trade_off():
    assert agreement(table_of([1.0] * 9, [8.0] * 5)).trade_off is None
