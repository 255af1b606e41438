import pytest
from PIL import Image

from ad_studio.domain import Basis, SelfCheck
from ad_studio.drawn_regions import rectangle
from ad_studio.errors import ProjectError, UsageError
from ad_studio.ignore_regions import IgnoreState
from ad_studio.services.projects import ignore_regions, references
from ad_studio.services.projects.workspace import Workspace
from tests.projects import DEFAULT

SELF_CHECK = SelfCheck(reference_score=0.5, view_scores=(1.0,), defect_scores=(9.0,))
BOX, OTHER = rectangle(0, 0, 0.5, 0.5), rectangle(0.5, 0.5, 1, 1)


@pytest.fixture
def project(tmp_path):
    Image.new("RGB", (64, 48), "grey").save(tmp_path / "nut.png")
    with Workspace(tmp_path / "workspace").create("Nut", noun="nut") as made:
        yield made


@pytest.fixture
def referenced(project, tmp_path):
    references.set_reference(project, tmp_path / "nut.png")
    return project


def train(project, *, about="{}"):
    """A model with the regions of now, as training stores it."""
    version = ignore_regions.current(project)
    folder = project.store.models.new_folder()
    (folder / "model.json").write_text(about)
    return project.store.models.add(
        folder=folder,
        training_set_id=project.store.training_sets.current().id,
        ignore_id=None if version is None else version.id,
        detector="devprompt",
        backbone="starter",
        backbone_sha256="",
        seed=0,
        device="cpu",
        train_seconds=1.0,
        self_check=SELF_CHECK,
        thresholds=DEFAULT,
        basis=Basis.from_text("views"),
    )


def test_regions_need_a_reference(project):
    assert ignore_regions.current(project) is None
    with pytest.raises(ProjectError, match="no reference image"):
        ignore_regions.commit(project, [BOX])


def test_a_change_is_a_version_and_no_change_is_none(referenced):
    assert ignore_regions.commit(referenced, []) is None
    first = ignore_regions.commit(referenced, [BOX], author="Kim")
    assert (first.number, first.author, first.regions) == (1, "Kim", (BOX,))
    assert ignore_regions.commit(referenced, [BOX], author="Ada") == first
    assert ignore_regions.commit(referenced, []).number == 2
    assert ignore_regions.current(referenced).regions == ()


def test_nearly_all_of_the_image_cannot_be_ignored(referenced):
    with pytest.raises(UsageError, match="more than 90% of the image"):
        ignore_regions.commit(referenced, [rectangle(0, 0, 1, 0.95)])
    assert ignore_regions.current(referenced) is None


def test_a_model_applies_the_version_of_its_training(referenced):
    assert ignore_regions.state(referenced) == IgnoreState()
    before = train(referenced)
    first = ignore_regions.commit(referenced, [BOX])
    found = ignore_regions.state(referenced)
    assert (found.applied, found.outdated) == (None, True)
    assert "trained with none" in ignore_regions.outdated_message(found)
    model = train(referenced)
    found = ignore_regions.state(referenced)
    assert (found.applied, found.outdated, found.candidate) == (None, True, 2)
    assert ignore_regions.outdated_message(found) == (
        "The model in force was trained with none of the ignore regions; model 2 applies version "
        "1: put it in force to use them."
    )
    referenced.store.models.put_in_force(model.id, author="Ann", note="")
    second = ignore_regions.commit(referenced, [BOX, OTHER])
    found = ignore_regions.state(referenced)
    assert (found.current, found.applied, found.candidate) == (second, first, None)
    assert ignore_regions.outdated_message(found) == (
        "The model was trained with version 1 of the ignore regions; train again to use version 2."
    )
    ignore_regions.commit(referenced, [BOX])
    found = ignore_regions.state(referenced)
    assert (found.current.number, found.outdated) == (3, False)
    assert ignore_regions.outdated_message(found) == ""
    assert ignore_regions.of_model(referenced, before.id) is None
    assert ignore_regions.of_model(referenced, model.id) == first


@pytest.mark.parametrize(
    ("about", "loose"),
    [('{"rotation_invariant": true}', True), ("{}", False), ("[]", False), ("?", False)],
)
def test_a_loose_pose_is_known_from_the_model(referenced, about, loose):
    bare = train(referenced, about=about)
    assert ignore_regions.state(referenced).rotation_invariant is loose
    assert not ignore_regions.stay_in_place(referenced, bare.id), "it has no regions"
    ignore_regions.commit(referenced, [BOX])
    model = train(referenced, about=about)
    assert ignore_regions.stay_in_place(referenced, model.id) is loose


def test_another_reference_starts_without_regions(referenced, tmp_path):
    ignore_regions.commit(referenced, [BOX])
    train(referenced)
    Image.new("RGB", (64, 64), "white").save(tmp_path / "other.png")
    references.set_reference(referenced, tmp_path / "other.png")
    found = ignore_regions.state(referenced)
    assert found.current is None
    assert found.earlier.regions == (BOX,)
    assert found.outdated
    assert "train again to use none" in ignore_regions.outdated_message(found)
    ignore_regions.commit(referenced, [OTHER])
    assert ignore_regions.state(referenced).earlier is None
