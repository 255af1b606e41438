from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ad_studio.domain import TrainingRole
from ad_studio.store import NewTrainingImage
from tests.projects import add_model, add_scores, start_run

WHEN = datetime(2026, 11, 22, 10, tzinfo=UTC)


def reference(store, data=b"bytes"):
    return store.references.add(data, source=Path("nut.png"), width=64, height=48, hints=())


def confirmed(row, role=TrainingRole.CONFIRMED_OK, path=None):
    return NewTrainingImage(
        role=role,
        sha256=row.sha256,
        result_id=row.id,
        confirmed_by="Kim",
        confirmed_at=WHEN,
        path=path,
    )


def test_before_the_first_reference_there_is_none(store):
    assert store.training_sets.current() is None


def test_a_reference_is_a_training_set(store):
    info = reference(store)
    learned = store.training_sets.current()
    (image,) = learned.images
    assert (learned.number, image.role) == (1, TrainingRole.REFERENCE)
    assert (image.path, image.sha256, image.reference_id) == (info.path, info.sha256, info.id)


def test_a_part_that_was_taken_out_is_known_until_it_comes_back(store):
    model = add_model(store)
    one, two, three = add_scores(store, start_run(store, model), [1.0, 1.1, 9.0])
    sets = store.training_sets
    _, first, _ = sets.change(add=[confirmed(one), confirmed(two)], author="Ada").images
    assert sets.taken_out() == set()
    sets.change(remove=[first.id], author="Ada")
    assert sets.taken_out() == {one.sha256}
    sets.change(add=[confirmed(three, TrainingRole.LOT)], author="Ada")
    reference(store, b"another one")
    assert sets.taken_out() == {one.sha256}
    sets.change(add=[confirmed(one)], author="Ada")
    assert sets.taken_out() == set()


def test_neither_a_new_choice_nor_a_new_beginning_takes_a_single_part_out(store):
    model = add_model(store)
    one, two, three = add_scores(store, start_run(store, model), [1.0, 1.1, 9.0])
    sets = store.training_sets
    _, first, second = sets.change(add=[confirmed(one), confirmed(two)], author="Ada").images
    learned = sets.change(remove=[first.id], add=[confirmed(three)], author="Ada")
    assert sets.taken_out() == set()
    sets.change(remove=[second.id], author="Ada")
    assert sets.taken_out() == {two.sha256}
    sets.change(remove=[image.id for image in learned.images[1:]], author="Ada")
    assert sets.taken_out() == set()


def test_confirmed_parts_come_in_and_go_as_new_versions(store):
    model = add_model(store)
    one, two = add_scores(store, start_run(store, model), [1.0, 9.0])
    copy = Path("training/two.png")
    second = store.training_sets.change(
        add=[confirmed(one), confirmed(two, TrainingRole.CONFIRMED_NG, copy)],
        author="Ada",
        note="lot 7",
    )
    assert second == store.training_sets.current()
    assert (second.number, second.author, second.note) == (2, "Ada", "lot 7")
    _, good, bad = second.images
    assert (good.path, good.sha256, good.result_id) == (one.path, one.sha256, one.id)
    assert (good.confirmed_by, good.confirmed_at) == ("Kim", WHEN)
    assert (bad.role, bad.path) == (TrainingRole.CONFIRMED_NG, store.folder / copy)
    assert second.of_role(TrainingRole.CONFIRMED_OK) == second.images[1:2]
    third = store.training_sets.change(remove=[good.id], author="Ada")
    assert third.images == (second.images[0], bad)
    assert store.training_sets.get(second.id) == second
    assert store.models.get(model.id).training_set_id == second.id - 1


def test_another_reference_takes_the_place_of_the_first_and_leaves_the_parts(store):
    (row,) = add_scores(store, start_run(store, add_model(store)), [1.0])
    part = store.training_sets.change(add=[confirmed(row)], author="").images[1]
    info = reference(store, b"others")
    learned = store.training_sets.current()
    assert [image.reference_id for image in learned.images] == [None, info.id]
    assert learned.images[0] == part
    assert learned.number == 3


def test_a_model_has_the_reference_of_its_training_set(store):
    old = add_model(store)
    reference(store, b"others")
    new = add_model(store)
    assert store.models.get(old.id).reference_id == 1
    assert new.reference_id == store.references.current().id == 3


@pytest.mark.parametrize("table", ["training_image", "training_set", "training_set_image"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = 9", "DELETE FROM {}"])
def test_what_was_learned_from_is_never_rewritten(store, table, change):
    reference(store)
    before = store.training_sets.current()
    column = "image_id" if table == "training_set_image" else "id"
    with pytest.raises(IntegrityError, match="append-only"):
        store.database.write(lambda session: session.execute(text(change.format(table, column))))
    assert store.training_sets.current() == before
