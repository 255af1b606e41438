import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ad_studio.domain import Basis
from ad_studio.drawn_regions import DrawnRegion, RegionShape, rectangle
from ad_studio.store import ProjectStore
from ad_studio.store.project_store import DATABASE_NAME
from tests.projects import add_model, make_store

BOX = rectangle(0.1, 0.2, 0.3, 0.4)
STROKE = DrawnRegion(RegionShape.BRUSH, ((0.1, 0.1), (0.9, 0.9)), 0.05)


@pytest.fixture
def store(tmp_path):
    made = make_store(tmp_path / "nut")
    yield made
    made.close()


def reference(store):
    return store.references.add(b"bytes", source=Path("nut.png"), width=64, height=48, hints=()).id


def test_each_change_is_a_version_and_none_is_lost(store):
    one = reference(store)
    assert store.ignore_regions.current(one) is None
    first = store.ignore_regions.add(one, (BOX, STROKE), author="Kim")
    second = store.ignore_regions.add(one, (), author="Ada")
    assert (first.number, second.number) == (1, 2)
    assert store.ignore_regions.current(one) == second
    again = store.ignore_regions.get(first.id)
    assert again == first
    assert (again.regions, again.author) == ((BOX, STROKE), "Kim")
    assert again.created_at.tzinfo is not None


def test_each_reference_has_versions_of_its_own(store):
    one, other = reference(store), reference(store)
    store.ignore_regions.add(one, (BOX,), author="")
    assert store.ignore_regions.current(other) is None
    assert store.ignore_regions.add(other, (STROKE,), author="").number == 1


def test_a_model_knows_its_version_wherever_the_project_is_copied(store, tmp_path):
    model = add_model(store)
    assert model.ignore_id is None
    version = store.ignore_regions.add(model.reference_id, (BOX,), author="")
    trained = store.models.add(
        folder=store.models.new_folder(),
        training_set_id=model.training_set_id,
        ignore_id=version.id,
        detector="devprompt",
        backbone="starter",
        backbone_sha256="ab" * 32,
        seed=0,
        device="cpu",
        train_seconds=1.0,
        self_check=model.self_check,
        thresholds=store.thresholds.current().thresholds,
        basis=Basis.from_text("views"),
    )
    folder = store.folder
    store.close()
    folder.rename(tmp_path / "copy")
    with closing(ProjectStore(tmp_path / "copy", write=False)) as copy:
        assert copy.models.get(trained.id).ignore_id == trained.ignore_id == version.id
        assert copy.ignore_regions.get(version.id) == version


@pytest.mark.parametrize("table", ["ignore_version", "ignore_region"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id + 7"])
def test_versions_cannot_be_changed_behind_the_programs_back(store, table, change):
    store.ignore_regions.add(reference(store), (BOX,), author="")
    with (
        closing(sqlite3.connect(store.folder / DATABASE_NAME)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(change.format(table))
