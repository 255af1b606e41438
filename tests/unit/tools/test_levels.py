"""What deciding between the levels image by image would bring."""

from benchmarks.levels import auto_rows, quality_rows


def part(value, *, review, good, bad):
    return {
        "identity": {"category": "a", "seed": 0},
        "values": {"image_auroc": value, "pixel_auroc": value},
        "thresholds": {"review": review},
        "scores": {"good": good, "bad": bad},
    }


THOROUGH = part(0.9, review=3.0, good=[1.0, 2.0], bad=[4.0, 5.0, 1.0])
FAST = part(0.8, review=2.0, good=[1.5, 1.9], bad=[1.5, 9.0, 1.0])


def test_the_levels_side_by_side():
    assert list(quality_rows([THOROUGH], [FAST])) == [
        ["thorough", "90.00", "90.00"],
        ["fast", "80.00", "80.00"],
    ]


def test_a_bad_part_is_lost_where_fast_settles_what_thorough_would_have_found():
    rows = {row[0]: row[1:] for row in auto_rows([THOROUGH], [FAST])}
    assert rows["0.7"] == ["0.0", "0.00", "1.41"], "nothing below 1.4 but what thorough passes too"
    assert rows["0.8"] == ["50.0", "33.33", "0.91"], "1.5 is below 1.6"
    assert rows["1"] == ["100.0", "33.33", "0.41"]
