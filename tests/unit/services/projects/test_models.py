import pytest

from ad_studio.domain import ModelState, Thresholds, TrainingRole
from ad_studio.errors import ModelError, ProjectError, UsageError
from ad_studio.services import thresholds
from ad_studio.services.projects import models
from ad_studio.services.projects.decisions import decisions
from tests.projects import add_model

IN_FORCE, CANDIDATE, EARLIER = ModelState.IN_FORCE, ModelState.CANDIDATE, ModelState.EARLIER


def states(project):
    return {one.model.number: one.state for one in models.list_standings(project)}


def test_before_training_there_is_none(project):
    assert models.model_in_force(project) is None
    assert models.list_standings(project) == []
    with pytest.raises(ProjectError, match=r"no model 1\. Train first"):
        models.put_in_force(project, 1, author="Ann")
    with pytest.raises(ProjectError, match="no trained model"):
        decisions(project)


def test_a_model_is_a_candidate_until_somebody_signs_for_it(project):
    first, second = add_model(project.store), add_model(project.store, Thresholds(2, 4))
    assert states(project) == {1: IN_FORCE, 2: CANDIDATE}
    assert models.model_in_force(project) == first
    put = models.put_in_force(project, 2, author=" Ann ", note=" finds more ")
    assert (put.model_id, put.author, put.note) == (second.id, "Ann", "finds more")
    assert states(project) == {1: EARLIER, 2: IN_FORCE}
    newest, oldest = models.list_standings(project)
    assert (newest.put_in_force, newest.version.thresholds) == (put, Thresholds(2, 4))
    assert (newest.learned.number, newest.learned.counts) == (2, {TrainingRole.REFERENCE: 1})
    assert (oldest.put_in_force.author, oldest.put_in_force.note) == ("", "")


def test_the_one_before_is_put_back_in_the_same_way(project):
    first = add_model(project.store)
    add_model(project.store)
    models.put_in_force(project, 2, author="Ann")
    back = models.put_in_force(project, 1, author="Kim", note="too many NG")
    assert states(project) == {1: IN_FORCE, 2: EARLIER}
    assert models.list_standings(project)[1].put_in_force == back
    assert [one.model_id for one in models.in_force_history(project)] == [first.id, 2, first.id]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ('{"settings": {"image_size": null}}', "thorough"),
        ('{"settings": {"image_size": 288}}', "fast"),
        ('{"settings": {"image_size": 224}}', "224 px"),
        ('{"settings": {}}', ""),
        ("no json", ""),
    ],
)
def test_how_closely_a_model_looks_is_told_by_its_files(project, text, level):
    model = add_model(project.store)
    assert [str(one.level) for one in models.list_standings(project)] == [""]
    (model.folder / "model.json").write_text(text)
    assert [str(one.level) for one in models.list_standings(project)] == [level]


@pytest.mark.parametrize("author", ["", "  "])
def test_nobody_puts_a_model_in_force_without_a_name(project, author):
    first, _ = add_model(project.store), add_model(project.store)
    with pytest.raises(UsageError, match="the name is missing"):
        models.put_in_force(project, 2, author=author)
    assert models.model_in_force(project) == first


def test_what_is_in_force_already_or_not_there_cannot_be_put_in_force(project):
    add_model(project.store)
    with pytest.raises(UsageError, match="Model 1 is in force already"):
        models.put_in_force(project, 1, author="Ann")
    with pytest.raises(ProjectError, match=r"no model 7\. Models: 1\."):
        models.put_in_force(project, 7, author="Ann")
    assert len(models.in_force_history(project)) == 1


def test_what_was_decided_about_a_model_is_one_trail(project):
    first, second = add_model(project.store), add_model(project.store)
    tuned = thresholds.set_thresholds(project, Thresholds(2, 4), author="Kim", model_id=second.id)
    put = models.put_in_force(project, 2, author="Ann")
    later = thresholds.set_thresholds(project, Thresholds(2, 6), author="Kim")
    trained = thresholds.threshold_history(project)[-1]
    assert decisions(project) == [later, put, tuned, trained]
    assert decisions(project, model_id=first.id) == thresholds.threshold_history(
        project, model_id=first.id
    )


@pytest.fixture
def four(project):
    """Four models; 1, 3 and 2 were in force one after the other, 4 never was."""
    found = [add_model(project.store) for _ in range(4)]
    models.put_in_force(project, 3, author="Ann")
    models.put_in_force(project, 2, author="Ann")
    return found


def damage(model):
    (model.folder / "model.json").write_text("changed")


def test_the_last_sound_model_is_the_one_in_force_before(project, four):
    assert models.last_sound_model(project) == four[2]
    damage(four[2])
    assert models.last_sound_model(project) == four[0]
    (four[0].folder / "model.json").unlink()
    assert models.last_sound_model(project) == four[3], "nobody signed for it, but it is whole"
    damage(four[3])
    assert models.last_sound_model(project) is None


def test_a_damaged_model_in_force_is_named_with_the_one_to_put_in_its_place(project, four):
    damage(four[1])
    with pytest.raises(ModelError, match="A file of model 2 is missing or was changed") as caught:
        models.require_unchanged(project, four[1])
    assert caught.value.path == four[1].folder / "model.json"
    assert "put model 3 in force" in str(caught.value.hint)
    assert "ad-studio use metal-nut 3" in str(caught.value.hint)
    assert models.model_in_force(project) == four[1], "who judges changes by a signature alone"
    models.put_in_force(project, 3, author="Ann")
    assert models.model_in_force(project) == four[2]


def test_a_damaged_model_that_is_not_in_force_offers_no_other(project, four):
    damage(four[0])
    with pytest.raises(ModelError) as caught:
        models.require_unchanged(project, four[0])
    assert "train the project again" in str(caught.value.hint)


def test_a_damaged_model_is_not_put_in_force(project, four):
    damage(four[3])
    with pytest.raises(ModelError, match="model 4"):
        models.put_in_force(project, 4, author="Ann")
    assert models.model_in_force(project) == four[1]
