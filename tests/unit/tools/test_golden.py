"""Two golden records are equal up to the stated tolerance, and nothing beyond it passes."""

import numpy as np
import pytest

from benchmarks.golden import cases, differences


@pytest.fixture
def record():
    return {
        "sample/thresholds": np.array([[3.0, 5.0]]),
        "sample/part_01.jpg/score": np.array(4.0),
        "sample/part_01.jpg/maps": np.full((3, 2, 2), 8.0),
    }


def test_rounding_makes_no_difference(record):
    step = float(np.spacing(np.float16(8)))
    other = {name: values + 5e-6 for name, values in record.items()}
    other["sample/part_01.jpg/maps"] = record["sample/part_01.jpg/maps"] + step
    assert differences(record, other) == []


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("sample/thresholds", 2e-5),
        ("sample/part_01.jpg/score", 2e-5),
        ("sample/part_01.jpg/maps", 0.02),
    ],
)
def test_anything_more_is_said(record, name, by):
    (line,) = differences(record, record | {name: record[name] + by})
    assert line.startswith(f"{name}: differs by")


def test_what_only_one_record_holds_is_said(record):
    other = dict(record)
    del other["sample/thresholds"]
    assert differences(record, other) == ["sample/thresholds: only in one record"]


def test_a_map_of_another_size_is_said(record):
    other = record | {"sample/part_01.jpg/maps": np.zeros((3, 4, 4))}
    assert "shape" in differences(record, other)[0]


def test_the_sample_is_recorded_with_each_method():
    names = [case.name for case in cases(None)]
    assert names == [
        "sample-devprompt",
        "sample-promptad",
        "sample-winclip",
        "sample-memory",
        "sample-devprompt-ignore",
    ]
