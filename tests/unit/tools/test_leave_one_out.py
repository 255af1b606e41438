"""Leaving one set out: the set that is judged has no say in the choice."""

import json

import pytest

from benchmarks.leave_one_out import choice_rows, left_out_mean, parts_of, threshold_rows


def test_what_a_set_gains_for_itself_alone_does_not_count():
    mean, chosen = left_out_mean(
        {"plain": {"a": 0.8, "b": 0.8, "c": 0.8}, "fitted": {"a": 0.5, "b": 0.7, "c": 1.0}}
    )
    assert chosen == {"a": "fitted", "b": "plain", "c": "plain"}
    assert mean == pytest.approx((0.5 + 0.8 + 0.8) / 3)


def part(name, value, *, learned=None, **scores):
    return {
        "identity": {"category": name, "learned": learned},
        "values": {"image_auroc": value, "pixel_auroc": value},
        "scores": {"good": [], "bad": [], "left_out": [], **scores},
    }


@pytest.fixture
def folder(tmp_path):
    scores = {"left_out": [1.0, 2.0, 3.0], "good": [1.0, 2.0, 2.5, 9.0], "bad": [2.0, 9.0]}
    parts = [part("hazelnut_toy", 1.0)]
    for name in "ab":
        parts += [part(name, 0.8), part(name, 0.9, learned={"ok": 3}, **scores)]
    (tmp_path / "results.json").write_text(json.dumps({"parts": parts}))
    return tmp_path


def test_a_set_that_random_weights_separate_does_not_count(folder):
    assert {p["identity"]["category"] for p in parts_of(folder)} == {"a", "b"}


def test_candidates_are_compared_without_learning(folder):
    rows = list(choice_rows([folder]))
    assert [row[2] for row in rows] == ["80.00"] * 4


def test_rules_for_thresholds_are_judged_by_the_number_of_parts(folder):
    left_out, kept = threshold_rows(parts_of(folder))
    assert left_out[:2] == ["3", "left out"]
    assert kept[2:] == ["50.0", "25.0", "50.0"], "REVIEW from 2.42, NG from 4 sigma"
