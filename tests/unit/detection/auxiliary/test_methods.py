import pickle

import pytest
import torch
from safetensors.torch import save_file

from ad_studio.detection.auxiliary import methods
from ad_studio.detection.auxiliary.learned import LearnedWeights, find_learned, installed_path
from ad_studio.detection.auxiliary.methods import find_method, import_learned
from ad_studio.errors import BackboneError, UsageError
from ad_studio.services.learned_weights import METHODS
from tests.tiny_backbone import TinyBackbone


class Other(TinyBackbone):
    """Of another name, so that nothing is installed for it at first."""

    name = "tiny/other"


@pytest.fixture(autouse=True)
def nothing_installed():
    yield
    for name in methods.names():
        installed_path(name, Other.name).unlink(missing_ok=True)


@pytest.fixture(params=methods.names())
def name(request):
    return request.param


@pytest.fixture
def tensors(name):
    return find_method(name).start(Other(), seed=3).weights.state_dict()


def as_published(name, tensors):
    """As the authors keep them, with more beside than is used."""
    more = {**tensors, "token_prefix_pos": torch.zeros(1)}
    inside = {"april-gan": "trainable_linearlayer", "anomalyclip": "prompt_learner"}.get(name)
    return {inside: more} if inside else more  # nobody else publishes DevPrompt's


def test_the_list_for_menus_is_the_list_of_methods():
    assert tuple(methods.names()) == METHODS


def test_what_has_learned_nothing_says_so(name):
    with pytest.raises(BackboneError, match="has learned nothing on the backbone tiny/other"):
        find_learned(name, Other())


@pytest.mark.parametrize("kind", ["plain", "published"])
def test_a_file_of_weights_is_taken_in(name, tensors, tmp_path, kind):
    file = tmp_path / ("one.safetensors" if kind == "plain" else "epoch_15.pth")
    if kind == "plain":
        save_file({key: one.contiguous() for key, one in tensors.items()}, file)
    else:
        torch.save(as_published(name, tensors), file)
    path = import_learned(name, file, Other())
    found = find_learned(name, Other())
    assert LearnedWeights.read(path).tensors.keys() == found.tensors.keys() == tensors.keys()
    for key, one in tensors.items():
        torch.testing.assert_close(found.tensors[key], one, atol=1e-3, rtol=0)
    assert found.blocks == find_method(name).blocks(Other())


def spoiled(tensors, how):
    """Files that lie, by what is wrong with them."""
    first = next(iter(tensors))
    changed = {
        "empty": {},
        "one missing": {key: one for key, one in tensors.items() if key != first},
        "another shape": {**tensors, first: torch.zeros(3, 3, 3)},
        "not finite": {**tensors, first: torch.full_like(tensors[first], torch.nan)},
        "numbers": {**tensors, first: 3.0},
        "a list": [1, 2],
    }
    return changed[how]


@pytest.mark.parametrize(
    "how", ["empty", "one missing", "another shape", "not finite", "numbers", "a list"]
)
def test_files_that_lie_are_refused(name, tensors, tmp_path, how):
    file = tmp_path / "lies.pt"
    torch.save(spoiled(tensors, how), file)
    with pytest.raises(BackboneError, match="holds no weights") as caught:
        import_learned(name, file, Other())
    assert caught.value.path == file
    assert not installed_path(name, Other.name).exists()


class Bomb:
    """Runs something when it is unpickled."""

    def __reduce__(self):
        return (exec, ("raise SystemExit('ran')",))


def test_a_file_that_would_run_something_is_refused(name, tmp_path):
    file = tmp_path / "bomb.pt"
    file.write_bytes(pickle.dumps({"trainable_linearlayer": Bomb()}))
    with pytest.raises(BackboneError, match="holds no weights"):
        import_learned(name, file, Other())
    with pytest.raises(BackboneError, match="no such weights file"):
        import_learned(name, tmp_path / "none.pt", Other())


def test_a_file_of_ours_keeps_what_it_says_and_is_for_its_own_backbone(name, tensors, tmp_path):
    method, file = find_method(name), tmp_path / "ours.safetensors"
    ours = LearnedWeights(
        method=name,
        backbone=Other.name,
        backbone_sha256=Other.sha256,
        blocks=method.blocks(Other()),
        tensors=tensors,
        about=method.metadata(published=False) | {"epochs": 5},
    )
    ours.write(file)
    import_learned(name, file, Other())
    assert find_learned(name, Other()).about == ours.about
    changed = Other()
    changed.sha256 = "00" * 32
    with pytest.raises(BackboneError, match="holds no weights"):
        import_learned(name, file, changed)


def test_weights_for_another_backbone_are_refused(name, tensors, tmp_path):
    file = tmp_path / "one.safetensors"
    save_file({key: one.contiguous() for key, one in tensors.items()}, file)
    import_learned(name, file, Other())
    changed = Other()
    changed.sha256 = "00" * 32
    with pytest.raises(BackboneError, match="other weights of tiny/other"):
        find_learned(name, changed)


@pytest.mark.parametrize("damage", ["cut", "text", "format"])
def test_a_damaged_installed_file_says_so(name, tensors, tmp_path, damage):
    file = tmp_path / "one.safetensors"
    save_file({key: one.contiguous() for key, one in tensors.items()}, file)
    path = import_learned(name, file, Other())
    data = path.read_bytes()
    changed = {
        "cut": data[:40],
        "text": b"no weights",
        "format": data.replace(b'format\\": 1', b'format\\": 9'),
    }
    assert changed[damage] != data
    path.write_bytes(changed[damage])
    with pytest.raises(BackboneError, match="missing or damaged"):
        find_learned(name, Other())


def test_a_method_that_learns_nothing_is_named():
    with pytest.raises(UsageError, match="memory has no weights"):
        find_method("memory")
