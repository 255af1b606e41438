from dataclasses import replace
from pathlib import Path

import pytest

from ad_studio.evaluation.layouts import Category, TestImage
from ad_studio.evaluation.learning import LearnedCounts, LearningSteps, draw


def category(good=20, bad=12):
    images = [TestImage(Path(f"g{i}.png"), "good", None) for i in range(good)]
    images += [TestImage(Path(f"b{i}.png"), "dent", Path(f"b{i}_mask.png")) for i in range(bad)]
    return Category("nut", "nut", (Path("reference.png"),), tuple(images))


PLAN = LearningSteps.of(ok=(1, 4, 8), ng=(0, 2), lot=6, lot_bad=0.2, draws=2)


def test_every_number_of_good_parts_meets_every_number_of_bad_ones():
    steps = [(one.ok, one.ng) for one in PLAN.steps if not one.lot]
    assert steps == [(0, 0), (1, 0), (4, 0), (8, 0), (1, 2), (4, 2), (8, 2)]
    assert PLAN.steps[-1] == LearnedCounts(lot=6, lot_bad=1)
    assert LearningSteps.of(ok=(), ng=(), lot=0, lot_bad=0, draws=1) is None
    assert LearningSteps.of(ok=(0,), ng=(), lot=0, lot_bad=0, draws=1) is None


@pytest.mark.parametrize("number", [0, 1])
def test_whatever_is_learned_the_same_other_images_are_judged(number):
    drawn = [draw(category(), PLAN, step, seed=0, number=number) for step in PLAN.steps]
    judged = {one.test for one, _ in drawn}
    assert len(judged) == 1
    left = {image.path for image in judged.pop()}
    assert len(left) == 32 - 8 - 2
    for step, (_, images) in zip(PLAN.steps, drawn, strict=True):
        assert not left & {*images.ok, *images.ng, *images.lot}
        assert (len(images.ok), len(images.ng), len(images.lot)) == (step.ok, step.ng, step.lot)
        assert sum(path.name.startswith("b") for path in images.lot) == step.lot_bad


def test_larger_numbers_go_on_where_smaller_ones_ended():
    few, more = (
        draw(category(), PLAN, LearnedCounts(ok=n), seed=0, number=0)[1].ok for n in (4, 8)
    )
    assert more[:4] == few


def test_draws_and_seeds_take_other_images():
    taken = {
        draw(category(), PLAN, LearnedCounts(ok=8), seed=seed, number=number)[1].ok
        for seed in (0, 1)
        for number in (0, 1)
    }
    assert len(taken) == 4


@pytest.mark.parametrize(
    ("good", "bad", "suits"), [(20, 12, True), (13, 7, True), (12, 7, False), (20, 6, False)]
)
def test_enough_images_must_be_left_to_be_judged(good, bad, suits):
    assert PLAN.suits(category(good, bad)) is suits


def test_names_for_tables():
    assert [
        one.name for one in (LearnedCounts(), LearnedCounts(ok=4), LearnedCounts(ok=4, ng=2))
    ] == [*("0 OK", "4 OK", "4 OK, 2 NG")]
    assert replace(LearnedCounts(), lot=12, lot_bad=1).name == "lot of 12, 1 bad"
