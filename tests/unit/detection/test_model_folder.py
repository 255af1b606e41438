import json
import os
import stat

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from ad_studio.detection.detectors.devprompt.settings import DevPromptSettings
from ad_studio.detection.model_folder import (
    DESCRIPTION,
    FORMAT,
    WEIGHTS,
    load_model,
    read_description,
    save_model,
)
from ad_studio.errors import ModelError
from tests.fitting import fit

SETTINGS = DevPromptSettings(epochs=2, seed=5, image_size=96)


@pytest.fixture
def detector(tiny, photo):
    return fit("devprompt", tiny, [photo], settings=SETTINGS)


@pytest.fixture
def folder(tmp_path, detector):
    save_model(tmp_path, detector, weights=None, about={"noun": "Schraube Ø 3"})
    return tmp_path


def load(folder, backbone):
    return load_model(folder, read_description(folder), backbone)


def complaint(folder, backbone):
    with pytest.raises(ModelError) as caught:
        load(folder, backbone)
    assert caught.value.hint
    return caught.value


def edit(folder, **changes):
    path = folder / DESCRIPTION
    found = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(found | changes), encoding="utf-8")


def test_a_model_read_back_scores_exactly_the_same(folder, detector, tiny, photo):
    again = load(folder, tiny)
    assert again.settings == SETTINGS
    other = np.random.default_rng(0).integers(0, 256, photo.shape, dtype=np.uint8)
    for image in (photo, other):
        (before,), (after,) = detector.score([image]), again.score([image])
        assert before.score == after.score
        for kind in ("text", "visual", "fused"):
            assert np.array_equal(getattr(before, kind), getattr(after, kind))


def test_the_description_says_what_is_needed_before_the_backbone_is_loaded(folder, tiny):
    found = read_description(folder)
    assert (found.backbone, found.backbone_sha256) == (tiny.name, tiny.sha256)
    assert found.weights is None
    assert found.settings == SETTINGS


def test_a_local_checkpoint_is_remembered(tmp_path, detector):
    weights = tmp_path / "mein Gewicht.pt"
    save_model(tmp_path, detector, weights=weights, about={})
    assert read_description(tmp_path).weights == weights


def test_the_description_can_be_read_by_people(folder):
    text = (folder / DESCRIPTION).read_text(encoding="utf-8")
    assert "Schraube Ø 3" in text
    assert "\n" in text


@pytest.mark.skipif(os.name == "nt", reason="no permissions of this kind")
def test_the_files_can_be_read_by_whoever_may_read_new_files(tmp_path, detector):
    before = os.umask(0o027)
    try:
        save_model(tmp_path, detector, weights=None, about={})
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {DESCRIPTION: 0o640, WEIGHTS: 0o640}


@pytest.mark.parametrize("name", [DESCRIPTION, WEIGHTS])
def test_a_missing_file_is_named(folder, tiny, name):
    (folder / name).unlink()
    assert complaint(folder, tiny).path == folder / name


@pytest.mark.parametrize("name", [DESCRIPTION, WEIGHTS])
@pytest.mark.parametrize("content", [b"", b"\x00" * 64, b"half", "{ü".encode("latin-1")])
def test_a_foreign_file_is_named(folder, tiny, name, content):
    (folder / name).write_bytes(content)
    assert complaint(folder, tiny).path == folder / name


@pytest.mark.parametrize("name", [DESCRIPTION, WEIGHTS])
def test_half_a_file_is_named(folder, tiny, name):
    path = folder / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert complaint(folder, tiny).path == path


@pytest.mark.parametrize("text", ["[]", "{}", "1", "null", '{"format": 1}', "[" * 100_000])
def test_json_of_another_kind_is_named(folder, tiny, text):
    (folder / DESCRIPTION).write_text(text, encoding="utf-8")
    assert complaint(folder, tiny).path == folder / DESCRIPTION


@pytest.mark.parametrize(
    "changes",
    [
        {"settings": {"loss": {}, "colour": 1}},
        {"settings": None},
        {"calibration": {"text": {"mean": 0, "sigma": 1}}},
        {"calibration": {name: {"mean": "x", "sigma": 1} for name in ("text", "visual", "fused")}},
        {"transform": {"kind": "whole_image"}},
        {"transform": {"kind": "star"}},
        {"transform": None},
        {"blocks": "all"},
        {"values": 1},
        {"detector": "magic"},
    ],
)
def test_damaged_values_are_found(folder, tiny, changes):
    edit(folder, **changes)
    assert complaint(folder, tiny).path == folder / DESCRIPTION


def test_a_newer_format_says_to_update(folder, tiny):
    edit(folder, format=FORMAT + 1, settings="of another kind")
    error = complaint(folder, tiny)
    assert error.path == folder / DESCRIPTION
    assert "newer" in str(error.message)
    assert "Update" in str(error.hint)


@pytest.mark.parametrize("earlier", [1, 2, 3])
def test_an_older_format_says_to_train_again(folder, tiny, earlier):
    """It lacks constants that act at scoring: it would be scored otherwise."""
    edit(folder, format=earlier)
    error = complaint(folder, tiny)
    assert error.path == folder / DESCRIPTION
    assert "older" in str(error.message)
    assert "Train" in str(error.hint)


def test_every_setting_is_stored_and_none_is_guessed(folder, tiny):
    """So that a later program with other defaults scores as this one does, or refuses."""
    path = folder / DESCRIPTION
    stored = json.loads(path.read_text(encoding="utf-8"))["settings"]
    for name in stored:
        edit(folder, settings={key: value for key, value in stored.items() if key != name})
        assert complaint(folder, tiny).path == path


def test_other_weights_of_the_backbone_are_refused(folder, tiny):
    tiny.sha256 = "00" * 32
    error = complaint(folder, tiny)
    assert error.path == folder
    assert "other weights" in str(error.message)


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: t.pop("prototypes"),
        lambda t: t.pop("reference_contrast"),
        lambda t: t.update(reference_contrast=t["reference_contrast"][1:].clone()),
        lambda t: t.pop("memory.0"),
        lambda t: t.update({"memory.0": t["memory.0"] * float("nan")}),
        lambda t: t.update(prototypes=t["prototypes"][:1].clone()),
        lambda t: t.update(prototypes=torch.full((2, 12), float("inf"))),
        lambda t: t.update({"memory.1": t["memory.1"].flatten()}),
        lambda t: t.update({"memory.7": t["memory.1"].clone()}),
        lambda t: t.update({"memory.components": t["memory.1"].clone()}),
    ],
)
def test_unsound_tensors_are_found(folder, tiny, damage):
    path = folder / WEIGHTS
    tensors = load_file(path)
    damage(tensors)
    save_file(tensors, path)
    assert complaint(folder, tiny).path == path


def test_a_model_without_memory_is_refused(folder, tiny):
    path = folder / WEIGHTS
    save_file({"prototypes": load_file(path)["prototypes"]}, path)
    assert complaint(folder, tiny).path == path
