import pytest
from PIL import Image

from ad_studio.domain import SelfCheck
from ad_studio.errors import ProjectError, UsageError
from ad_studio.ignore_regions import Standing, rectangle
from ad_studio.services.projects import ignoring, references
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
    version = ignoring.current_regions(project)
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
        basis="views",
    )


def test_regions_need_a_reference(project):
    assert ignoring.current_regions(project) is None
    with pytest.raises(ProjectError, match="no reference image"):
        ignoring.commit(project, [BOX])


def test_a_change_is_a_version_and_no_change_is_none(referenced):
    assert ignoring.commit(referenced, []) is None
    first = ignoring.commit(referenced, [BOX], author="Kim")
    assert (first.number, first.author, first.regions) == (1, "Kim", (BOX,))
    assert ignoring.commit(referenced, [BOX], author="Ada") == first
    assert ignoring.commit(referenced, []).number == 2
    assert ignoring.current_regions(referenced).regions == ()


def test_nearly_all_of_the_image_cannot_be_ignored(referenced):
    with pytest.raises(UsageError, match="more than 90% of the image"):
        ignoring.commit(referenced, [rectangle(0, 0, 1, 0.95)])
    assert ignoring.current_regions(referenced) is None


def test_a_model_applies_the_version_of_its_training(referenced):
    assert ignoring.standing(referenced) == Standing()
    before = train(referenced)
    first = ignoring.commit(referenced, [BOX])
    found = ignoring.standing(referenced)
    assert (found.applied, found.outdated) == (None, True)
    assert "trained with none" in ignoring.said_outdated(found)
    model = train(referenced)
    second = ignoring.commit(referenced, [BOX, OTHER])
    found = ignoring.standing(referenced)
    assert (found.current, found.applied) == (second, first)
    assert ignoring.said_outdated(found) == (
        "The model was trained with version 1 of the ignore regions; train again to use version 2."
    )
    ignoring.commit(referenced, [BOX])
    found = ignoring.standing(referenced)
    assert (found.current.number, found.outdated) == (3, False)
    assert ignoring.said_outdated(found) == ""
    assert ignoring.applied_by(referenced, before.id) is None
    assert ignoring.applied_by(referenced, model.id) == first


@pytest.mark.parametrize(
    ("about", "loose"), [('{"loose": true}', True), ("{}", False), ("[]", False), ("?", False)]
)
def test_a_loose_pose_is_known_from_the_model(referenced, about, loose):
    train(referenced, about=about)
    assert ignoring.standing(referenced).loose is loose


def test_another_reference_starts_without_regions(referenced, tmp_path):
    ignoring.commit(referenced, [BOX])
    train(referenced)
    Image.new("RGB", (64, 64), "white").save(tmp_path / "other.png")
    references.set_reference(referenced, tmp_path / "other.png")
    found = ignoring.standing(referenced)
    assert found.current is None
    assert found.earlier.regions == (BOX,)
    assert found.outdated
    assert "train again to use none" in ignoring.said_outdated(found)
    ignoring.commit(referenced, [OTHER])
    assert ignoring.standing(referenced).earlier is None
