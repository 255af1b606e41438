"""The table of two checkouts: medians, ratios, and figures that only one of them has."""

from benchmarks.before_after import rows

START, HELP = ("start", "s"), ("help", "s")


def test_medians_of_the_rounds_are_compared():
    assert rows({START: [1.0, 9.0, 2.0]}, {START: [1.0, 1.0, 8.0]}) == [
        ["start", "2 s", "1 s", "0.50"]
    ]


def test_a_figure_of_one_side_only_stands_on_its_side():
    assert rows({HELP: [1.0]}, {START: [2.0]}) == [
        ["help", "1 s", "", ""],
        ["start", "", "2 s", ""],
    ]
