import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.services.learning.choice import common_in_lot, diverse, find_outliers

scores = st.lists(st.floats(-10, 1000), min_size=1, max_size=200)


@given(scores)
def test_of_a_lot_the_quarter_that_scores_highest_is_not_learned(found):
    kept = common_in_lot(found)
    assert kept == sorted(set(kept))
    assert len(kept) == len(found) - round(len(found) / 4)
    dropped = [found[i] for i in range(len(found)) if i not in kept]
    assert not dropped or max(found[i] for i in kept) <= min(dropped)


@given(scores, st.integers(2, 40))
def test_a_choice_of_many_spans_the_range_of_their_scores(found, count):
    chosen = diverse(found, count)
    assert chosen == sorted(set(chosen))
    assert len(chosen) == min(count, len(found))
    values = [found[i] for i in chosen]
    assert min(values) == min(found)
    assert max(values) == max(found)


def test_a_good_part_far_above_the_others_is_asked_about():
    assert find_outliers([2.0, 2.5, 3.1, 2.2, 19.0], ng=5.0) == [4]


def test_good_parts_that_all_score_high_are_not_asked_about():
    """Provisional thresholds may lie below all of them."""
    draw = np.random.default_rng(0)
    assert find_outliers(draw.normal(9, 1, 20).tolist(), ng=5.0) == []


def test_of_two_parts_the_threshold_tells_which_is_far_out():
    assert find_outliers([2.0, 6.0], ng=5.0) == [1]


@given(scores, st.floats(1, 100))
def test_nothing_below_the_ng_threshold_is_far_out(found, ng):
    assert all(found[i] > ng for i in find_outliers(found, ng=ng))
