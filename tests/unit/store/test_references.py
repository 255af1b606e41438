from pathlib import Path

import pytest

from tests.projects import add_model, tamper


def add(store, name, **options):
    return store.references.add(
        name.encode(), source=Path(name), width=64, height=48, hints=(), **options
    )


def test_a_reference_has_the_bit_depth_that_was_given_with_it(store):
    add(store, "a.png")
    add(store, "b.png", bit_depth=12)
    assert [one.bit_depth for one in store.references.all()] == [None, 12]
    assert store.references.current().bit_depth == 12


def test_a_model_has_the_bit_depth_of_its_reference(store):
    first, second = add_model(store, bit_depth=12), add_model(store, bit_depth=14)
    add(store, "b.png", bit_depth=10)
    assert (first.bit_depth, second.bit_depth) == (12, 14)
    assert [model.bit_depth for model in store.models.all()] == [14, 12]
    assert store.models.get(1).bit_depth == store.models.in_force().bit_depth == 12


@pytest.mark.parametrize(
    "statement", ["UPDATE reference_depth SET bits = 10", "DELETE FROM reference_depth"]
)
def test_a_bit_depth_is_sealed(store, statement):
    add(store, "a.png", bit_depth=12)
    assert store.audit.record_problems() == []
    tamper(store, statement)
    assert [str(problem) for problem in store.audit.record_problems()] != []
