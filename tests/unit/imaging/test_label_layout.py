"""Labels of a scale: never over one another, never outside, near their marks."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ad_studio.imaging.label_layout import place_labels

LENGTH = 400.0
MARKS = st.lists(st.floats(0, LENGTH), min_size=1, max_size=6).map(sorted)


@given(MARKS, st.data())
def test_labels_never_overlap_and_stay_within_the_scale(wanted, data):
    sizes = [data.draw(st.floats(1, 60)) for _ in wanted]
    places = place_labels(wanted, sizes, LENGTH)
    edges = [(at - size / 2, at + size / 2) for at, size in zip(places, sizes, strict=True)]
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= LENGTH + 1e-6
    assert all(one[1] <= other[0] + 1e-6 for one, other in itertools.pairwise(edges))


def test_labels_with_room_stand_at_their_marks():
    assert place_labels([20, 100, 300], [14, 14, 14], LENGTH) == [20, 100, 300]


def test_the_second_of_two_labels_at_one_mark_gives_way():
    assert place_labels([100, 100], [14, 14], LENGTH) == [100, 114]
    assert place_labels([LENGTH, LENGTH], [14, 14], LENGTH) == [379, 393]


def test_without_room_there_are_none():
    assert place_labels([10, 20], [30, 30], 50) == []
