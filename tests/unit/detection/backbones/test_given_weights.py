import pytest

from ad_studio.detection.backbones import given_weights, weights
from ad_studio.detection.calibration import Calibration
from ad_studio.detection.detectors.memory.detector import MemoryDetector
from ad_studio.detection.model_folder import ModelDescription
from ad_studio.errors import BackboneError
from ad_studio.files import sha256_of
from ad_studio.progress import SilentProgress


def trained_on(path, *, backbone="tiny-vit/x", sha256):
    return ModelDescription(
        detector=MemoryDetector,
        backbone=backbone,
        backbone_sha256=sha256,
        weights=path,
        blocks=(0,),
        model_sha256="",
        settings=MemoryDetector.settings_type(),
        transform={},
        calibration=Calibration.none(),
        values={},
        ignore=(),
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "Gewichte ü.pt"
    path.write_bytes(b"weights")
    return path


def test_a_model_on_installed_weights_has_no_file():
    assert given_weights.of_model(trained_on(None, sha256="ab" * 32)) is None


def test_what_the_user_gave_is_found_whatever_the_project_names(file, tmp_path):
    given_weights.remember(file, sha256=sha256_of(file))
    for named in (file, tmp_path / "elsewhere.pt", tmp_path):
        model = trained_on(named, sha256=sha256_of(file))
        assert given_weights.of_model(model) == file
    moved = file.rename(tmp_path / "moved.pt")
    given_weights.remember(moved, sha256=sha256_of(moved))
    assert given_weights.of_model(trained_on(file, sha256=sha256_of(moved))) == moved


@pytest.mark.parametrize(
    ("backbone", "hint"),
    [
        ("tiny-vit/x", "backbones --import tiny-vit/x FILE"),
        ("timm/test_vit", "--backbone timm/test_vit --weights FILE"),
    ],
)
def test_a_file_that_only_the_project_names_is_not_opened(file, backbone, hint):
    with pytest.raises(BackboneError, match="nobody gave on this computer") as caught:
        given_weights.of_model(trained_on(file, backbone=backbone, sha256=sha256_of(file)))
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize("sha256", ["../../secret", "", "AB" * 32, "ab" * 31])
def test_what_is_no_hash_names_no_file(cache, file, sha256):
    (cache / "given").mkdir(parents=True)
    (cache.parent.parent / "secret").write_text(str(file))
    with pytest.raises(BackboneError):
        given_weights.of_model(trained_on(file, sha256=sha256))


def test_a_given_file_that_is_gone_can_be_imported(checkpoint, file):
    sha256 = sha256_of(checkpoint)
    given_weights.remember(file, sha256=sha256)
    file.unlink()
    model = trained_on(file, sha256=sha256)
    with pytest.raises(BackboneError):
        given_weights.of_model(model)
    installed = weights.import_file("tiny-vit/x", checkpoint, progress=SilentProgress())
    assert given_weights.of_model(model) == installed.path


def test_imported_weights_with_other_bytes_do_not_count(checkpoint, file):
    weights.import_file("tiny-vit/x", checkpoint, progress=SilentProgress())
    with pytest.raises(BackboneError):
        given_weights.of_model(trained_on(file, sha256=sha256_of(file)))


def test_a_cache_that_cannot_be_written_is_named(cache, file):
    cache.parent.mkdir(parents=True)
    cache.write_text("a file in place of the folder")
    with pytest.raises(BackboneError) as caught:
        given_weights.remember(file, sha256=sha256_of(file))
    assert cache in caught.value.path.parents
