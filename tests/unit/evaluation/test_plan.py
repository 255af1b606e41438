from pathlib import Path

from ad_studio.evaluation.plan import pick
from ad_studio.evaluation.settings import EvaluationSettings, variants

TRAIN = [Path(f"{i:03}.png") for i in range(5)]


def test_the_first_seed_takes_the_first_image():
    assert pick(TRAIN, seed=0, shots=1) == (TRAIN[0],)
    assert pick(TRAIN, seed=0, shots=3)[0] == TRAIN[0]


def test_seeds_take_different_images_until_all_were_used():
    taken = [pick(TRAIN, seed=seed, shots=1)[0] for seed in range(7)]
    assert set(taken[:5]) == set(TRAIN)
    assert taken[5:] == taken[:2]
    assert taken == [pick(TRAIN, seed=seed, shots=1)[0] for seed in range(7)]


def test_references_of_a_seed_differ_from_each_other():
    for seed in range(6):
        assert len(set(pick(TRAIN, seed=seed, shots=4))) == 4


def test_the_order_is_that_of_the_names_wherever_the_folder_is():
    moved = [Path("elsewhere") / path for path in TRAIN]
    assert [pick(TRAIN, seed=s, shots=1)[0].name for s in range(5)] == [
        pick(moved, seed=s, shots=1)[0].name for s in range(5)
    ]


def test_variants_of_the_papers_tables():
    settings = EvaluationSettings(root=Path(), out=Path(), ablate=("lambda", "a", "branch"))
    names = [one.name for one in variants(settings)]
    assert names[0] == ""
    assert names[1:5] == ["lambda=1", "lambda=0.1", "lambda=0.01", "lambda=0"]
    assert names[5:] == ["a=1", "a=3", "a=5", "a=7", "a=9"]
