"""Results of thresholds with a size limit: judged when they come, and again when others hold."""

from pathlib import Path

import numpy as np
import pytest

from ad_studio.domain import BY_HAND, ResultMaps, SizeLimit, Thresholds, Verdict, Zone
from ad_studio.drawn_regions import DrawnRegion, RegionShape, rectangle
from ad_studio.store import NewResult
from tests.projects import add_model, start_run, tamper

PIXEL_MM = 0.1
ONE = SizeLimit(1, PIXEL_MM)  # 100 square pixels: one patch of the maps below
SIZED = Thresholds(3, 5, ONE)
# the small spot of `spot(1)` covers one patch of 100 square pixels, or 1 mm2, at 0.15 of the image
FACE = Zone("Sealing face", rectangle(0.1, 0.1, 0.3, 0.3), 0)
BACK = Zone("Back", DrawnRegion(RegionShape.POLYGON, ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))), 8)
ON_FACE = Thresholds(3, 5, SizeLimit(8, 0.1, (FACE,)))
ON_BACK = Thresholds(3, 5, SizeLimit(0, 0.1, (BACK,)))
NG, REVIEW, OK = Verdict.NG, Verdict.REVIEW, Verdict.OK


def spot(patches, peak=8):
    """Maps of 20 x 20 patches, of an image of 200 x 200 pixels, with a square spot."""
    fused = np.zeros((20, 20), np.float32)
    fused[3 : 3 + patches, 3 : 3 + patches] = peak
    return ResultMaps(text=fused, visual=fused, fused=fused)


def new(name, maps=None, score=8.0, **fields):
    return NewResult(
        path=Path(f"/lot/{name}.png"),
        sha256=f"{name:0>64}",
        width=200,
        height=200,
        score=score,
        maps=maps,
        **fields,
    )


def verdicts(store, run):
    return [row.machine for row in store.results.of_run(run.id)]


def commit(store, thresholds):
    return store.thresholds.add(thresholds, basis=BY_HAND, author="Ann", note="")


@pytest.fixture
def run(store):
    """A large spot, a small one, a large one whose maps are gone, a faint one."""
    run = start_run(store, add_model(store), total=4)
    batch = [new("a", spot(4)), new("b", spot(1)), new("c"), new("d", spot(1, peak=2), score=2)]
    store.results.add(run.id, batch).result()
    return run


def test_a_version_keeps_its_limit_with_the_pixel_size_of_then(store, run):
    commit(store, SIZED)
    commit(store, Thresholds(3, 5))
    assert [one.thresholds for one in store.thresholds.history()] == [
        Thresholds(3, 5), SIZED, Thresholds(3, 5),
    ]  # fmt: skip


def test_what_is_too_small_is_review_and_nothing_else_changes(store, run):
    before = verdicts(store, run)
    commit(store, SIZED)
    assert before == [Verdict.NG, Verdict.NG, Verdict.NG, Verdict.OK]
    assert verdicts(store, run) == [Verdict.NG, Verdict.REVIEW, Verdict.NG, Verdict.OK]
    small = store.results.of_run(run.id)[1]
    assert small.limited[ONE.area] < 5
    _first, last = [one for one in store.verdicts.of_run(run.id) if one.result_id == small.id]
    assert (last.old, last.new, last.author) == (Verdict.NG, Verdict.REVIEW, "Ann")
    assert "NG only from 1 mm² (a pixel is 0.1 mm)" in last.reason
    commit(store, Thresholds(3, 5))
    assert verdicts(store, run) == before


def test_a_smaller_limit_and_a_lower_line_measure_what_was_not_asked_before(store, run):
    commit(store, SIZED)
    commit(store, Thresholds(3, 5, SizeLimit(0.01, PIXEL_MM)))
    assert verdicts(store, run)[1] is Verdict.NG
    faint = store.results.of_run(run.id)[3]
    assert not faint.limited, "its score is below every NG threshold so far"
    commit(store, Thresholds(1, 2, ONE))
    assert verdicts(store, run)[3] is Verdict.REVIEW


def test_results_are_judged_by_the_limit_as_they_come(store, run):
    commit(store, SIZED)
    source = store.results.of_run(run.id)[1]
    again = store.runs.start(model_id=run.model_id, folder=Path("/lot"), total=3, lot="L2")
    batch = [new("a", spot(4)), new("b", score=source.score, reused_from=source.id), new("c")]
    rows = store.results.add(again.id, batch).result()
    assert [row.machine for row in rows] == [Verdict.NG, Verdict.REVIEW, Verdict.NG]
    assert rows == store.results.of_run(again.id) and rows[1] == store.results.get(rows[1].id)
    assert rows[1].limited == source.limited
    assert np.array_equal(store.results.maps(rows[1].id).fused, spot(1).fused)


def test_measured_in_pieces_nothing_is_missing_at_the_end(store, run):
    model = run.model_id
    assert store.limited_scores.measure(model, Thresholds(3, 5), most=1) == 0
    assert [store.limited_scores.measure(model, SIZED, most=1) for _ in range(3)] == [1, 1, 0]
    found = store.limited_scores.of_runs([run.id])
    assert found == store.limited_scores.of_results(
        [row.id for row in store.results.of_run(run.id)]
    )
    assert sorted(found) == [1, 2]
    commit(store, SIZED)
    assert verdicts(store, run) == [Verdict.NG, Verdict.REVIEW, Verdict.NG, Verdict.OK]


def test_what_cannot_be_measured_counts_by_its_score(store, run):
    tamper(store, "UPDATE result_map SET blob = x'00' WHERE result_id = 2")
    commit(store, SIZED)
    assert verdicts(store, run)[1] is Verdict.NG


def test_all_of_it_is_sealed_and_compared(store, run):
    commit(store, SIZED)
    assert store.audit.record_problems() == store.audit.denormalized_problems() == []
    tamper(store, "UPDATE limited_score SET score = 9 WHERE result_id = 2")
    assert "limited_score, rows" in str(store.audit.record_problems()[0])
    (misjudged,) = store.audit.denormalized_problems()
    assert str(misjudged) == "result 2 is not judged by the thresholds of its model"
    tamper(store, "UPDATE size_limit SET mm2 = 0.001")
    assert any("size_limit, rows" in str(one) for one in store.audit.record_problems())


def test_a_version_keeps_its_zones_in_their_order(store, run):
    both = Thresholds(3, 5, SizeLimit(2, 0.1, (BACK, FACE)))
    for one in (both, ON_BACK, Thresholds(3, 5), both):
        assert commit(store, one).thresholds == one
    history = [one.thresholds for one in store.thresholds.history()]
    assert history[:4] == [both, Thresholds(3, 5), ON_BACK, both]
    assert store.thresholds.current().thresholds == both


def test_results_are_judged_by_the_zone_that_they_lie_in(store, run):
    commit(store, ON_BACK)
    assert verdicts(store, run) == [NG, REVIEW, NG, OK]
    small = store.results.of_run(run.id)[1]
    assert small.limited[ON_BACK.size_limit.key] < 5
    last = [one for one in store.verdicts.of_run(run.id) if one.result_id == small.id][-1]
    assert (last.old, last.new, last.author) == (NG, REVIEW, "Ann")
    assert "in Back (0 to 100 % across, 0 to 100 % down) from 8 mm²" in last.reason
    commit(store, ON_FACE)
    assert verdicts(store, run) == [NG, NG, NG, OK]
    assert len(store.results.of_run(run.id)[1].limited) == 2
    commit(store, Thresholds(3, 5, SizeLimit(8, 0.1)))
    assert verdicts(store, run) == [NG, REVIEW, NG, OK], "measured without zones"


def test_results_are_judged_by_zones_as_they_come(store, run):
    commit(store, ON_BACK)
    again = store.runs.start(model_id=run.model_id, folder=run.folder, total=2, lot="L2")
    rows = store.results.add(again.id, [new("a", spot(4)), new("b", spot(1))]).result()
    assert [row.machine for row in rows] == [NG, REVIEW]
    assert rows == store.results.of_run(again.id)


def test_measured_in_pieces_by_zones_nothing_is_missing(store, run):
    steps = [store.limited_scores.measure(run.model_id, ON_BACK, most=1) for _ in range(3)]
    assert steps == [1, 1, 0]
    found = store.limited_scores.of_runs([run.id])
    assert {key for known in found.values() for key in known} == {ON_BACK.size_limit.key}


def test_zones_are_sealed_and_compared(store, run):
    commit(store, ON_BACK)
    assert store.audit.record_problems() == store.audit.denormalized_problems() == []
    tamper(store, "UPDATE zoned_score SET score = 9 WHERE result_id = 2")
    assert "zoned_score, rows" in str(store.audit.record_problems()[0])
    (misjudged,) = store.audit.denormalized_problems()
    assert str(misjudged) == "result 2 is not judged by the thresholds of its model"
    tamper(store, "UPDATE size_zone SET mm2 = 1")
    assert any("size_zone, rows" in str(one) for one in store.audit.record_problems())
