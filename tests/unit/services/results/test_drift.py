import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.domain import Verdict
from ad_studio.services.inspection import inspector
from ad_studio.services.inspection.runs import chosen_run
from ad_studio.services.results import drift
from ad_studio.services.results.drift import compare_scores, drift_of_run
from tests.progress_log import ProgressLog
from tests.unit.services.learning.conftest import inspected, lot, picture, say, tiny, trained

__all__ = ("inspected", "lot", "say", "tiny", "trained")  # fixtures

scores = st.lists(st.floats(-5, 50), min_size=20, max_size=60).map(np.array)


@given(scores, st.randoms(use_true_random=False), st.booleans())
def test_the_same_scores_in_any_order_have_not_drifted(found, random, both_ways):
    other = found.tolist()
    random.shuffle(other)
    assert compare_scores(np.array(other), found, both_ways=both_ways) is None


@given(scores, st.booleans())
def test_scores_that_all_lie_far_higher_have_drifted(found, both_ways):
    moved = found + 10 + 10 * np.ptp(found)
    drifted = compare_scores(moved, found, both_ways=both_ways)
    assert drifted is not None
    assert drifted.median > drifted.known
    assert "many parts are bad" in str(drifted.message)


@given(scores)
def test_lower_scores_count_only_where_they_were_not_picked_for_being_high(found):
    moved = found - 10 - 10 * np.ptp(found)
    assert compare_scores(moved, found, both_ways=False) is None
    drifted = compare_scores(moved, found, both_ways=True)
    assert drifted is not None
    assert "known bad part" in str(drifted.message)


@pytest.mark.parametrize("both_ways", [False, True])
def test_lots_of_good_parts_seldom_warn_nor_does_a_fifth_of_bad_ones(both_ways):
    draw = np.random.default_rng(0)
    warned, with_bad = 0, 0
    for _ in range(500):
        known, fresh = draw.normal(3, 0.6, 10), draw.normal(3, 0.6, 40)
        warned += compare_scores(fresh, known, both_ways=both_ways) is not None
        fresh[:8] += 5
        with_bad += compare_scores(fresh, known, both_ways=both_ways) is not None
    assert warned <= 5
    assert with_bad <= 25


def test_too_few_images_say_nothing():
    assert compare_scores(np.full(19, 9.0), np.zeros(40), both_ways=True) is None
    assert compare_scores(np.full(40, 9.0), np.zeros(9), both_ways=True) is None


def test_another_light_is_found_in_a_run_and_the_same_light_is_not(inspected, tmp_path):
    def run(name, *, gain):
        folder = tmp_path / name
        folder.mkdir()
        for seed in range(20, 44):
            picture(seed).point(lambda value: value * gain).save(folder / f"{seed}.png")
        return inspector.inspect(inspected, folder, device="cpu", progress=ProgressLog())

    assert drift_of_run(inspected, run("as before", gain=1.0)) is None
    found = drift_of_run(inspected, run("brighter", gain=1.2))
    assert found is not None
    assert found.median > found.known
    assert (found.images, found.parts) == (24, 11 + 24)


def test_confirmed_parts_of_other_runs_are_compared_with_before_earlier_runs(
    inspected, say, tmp_path, monkeypatch
):
    monkeypatch.setattr(drift, "LEAST_IMAGES", 3)
    monkeypatch.setattr(drift, "_LEAST_KNOWN", 4)
    say("g0", "g1", "g2", "g3")
    folder = tmp_path / "next"
    folder.mkdir()
    for seed in range(3):
        picture(100 + seed, spot=True).save(folder / f"b{seed}.png")
    run = inspector.inspect(inspected, folder, device="cpu", progress=ProgressLog())
    monkeypatch.setattr(drift, "_MOST_CHANCE", 0.05)  # of three images no more can be said
    found = drift_of_run(inspected, run)
    assert found is not None
    assert found.parts == 4
    say("b0", verdict=Verdict.NG)
    assert drift_of_run(inspected, chosen_run(inspected, run.id)) is None, "two are left"
