"""Model folders of format 11, as every later version of the program must read or refuse them."""

import hashlib
import json

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from ad_studio.detection.anomaly_map import RecognisedPartType
from ad_studio.detection.detectors.part_types.recogniser import describe
from ad_studio.detection.model_folder import load_model, read_description, save_model
from tests.fitting import fit
from tests.tiny_backbone import HIDDEN, JOINT, PromptableBackbone, TinyBackbone

DESCRIPTION = {
    "format": 11,
    "detector": "devprompt",
    "backbone": "tiny",
    "backbone_sha256": "7a" * 32,
    "weights": None,
    "blocks": [0, 1],
    "model_sha256": "written below",
    "settings": {
        "seed": 7,
        "image_size": None,
        "tile": None,
        "held_out": 8,
        "score_share": 0.005,
        "epochs": 3,
        "pose": "auto",
        "patches": 4096,
        "baseline_weight": 0.5,
        "place_weight": 0.5,
        "reference_text_weight": 0.4,
        "text_weight": 0.5,
        "smoothing": 0.5,
        "foreground_share": 0.15,
        "n_learned": 4,
        "vv": True,
        "loss": {
            "margin": 5.0,
            "top_k": 0.1,
            "deviation": 1.0,
            "align": 0.001,
            "signed": True,
            "scale": "spread",
        },
    },
    "transform": {"kind": "whole_image", "side": None},
    "calibration": {
        "text": {"mean": -0.5, "sigma": 0.25},
        "visual": {"mean": 0.5, "sigma": 0.125},
        "fused": {"mean": 0.0, "sigma": 2.0},
    },
    "values": {"rotation_invariant": False},
    "rotation_invariant": False,
    "ignore": [],
    "libraries": {"torch": "2.13.0"},
    "noun": "metal nut",
    "defects": ["scratch"],
    "reference_sha256": "ab" * 32,
}


COMMON_SETTINGS = {
    "seed": 7, "image_size": None, "tile": None, "held_out": 8, "score_share": 0.005,
}  # fmt: skip
MEMORY = {
    "detector": "memory",
    "blocks": [0, 1],
    "settings": COMMON_SETTINGS
    | {"rotations": 1, "coreset": 1.0, "cosine": False, "smoothing": 0.5},
    "transform": {"kind": "whole_image", "side": None},
    "calibration": DESCRIPTION["calibration"],
    "values": {},
    "rotation_invariant": False,
    "ignore": [],
}
PART_TYPES = DESCRIPTION | {
    "detector": "part-types",
    "settings": COMMON_SETTINGS,
    "calibration": {name: {"mean": 0.0, "sigma": 1.0} for name in ("text", "visual", "fused")},
    "values": {
        "types": [
            {"name": "Metal nut", "thresholds": {"review": 3.0, "ng": 7.0}, **MEMORY},
            {"name": "Bolt", "thresholds": {"review": 1.0, "ng": 2.0}, **MEMORY},
        ]
    },
    "part_types": [],
}
"""Of a model of several part types; `part_types` says what each was learned from, for people."""


def write(folder):
    """A folder as the program wrote it when this test was made."""
    tensors = {
        "prototypes": torch.eye(2, JOINT),
        "reference_contrast": torch.arange(5.0),
        "baseline_distance": torch.arange(5.0) / 2,
        "placed": torch.tensor([0, 1, 2, 3, -1]),
        "placed_grid": torch.tensor([2, 3]),
        "memory.0": torch.eye(5, HIDDEN).half(),
        "memory.1": torch.eye(5, HIDDEN).half() * 2,
        "memory.weights": torch.tensor([1.0, 1.0]),
    }
    write_files(folder, DESCRIPTION, tensors)


def write_files(folder, description, tensors):
    save_file(tensors, folder / "model.safetensors")
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    whole = description | {"model_sha256": digest}
    (folder / "model.json").write_text(json.dumps(whole), encoding="utf-8")


def test_an_old_folder_of_several_part_types_is_read(tmp_path):
    image = np.full((48, 64, 3), 90, np.uint8)
    nearest = describe(TinyBackbone().encode_images([image]))
    memory = {
        "memory.0": torch.eye(5, HIDDEN).half(),
        "memory.1": torch.eye(5, HIDDEN).half() * 2,
        "memory.weights": torch.tensor([1.0, 1.0]),
    }
    tensors = {f"type.{i}.{name}": one for i in range(2) for name, one in memory.items()}
    tensors |= {
        "recogniser.descriptors": torch.stack([nearest, -nearest]),
        "recogniser.owners": torch.tensor([1, 0]),
        "recogniser.limits": torch.tensor([0.5, 0.25]),
    }
    write_files(tmp_path, PART_TYPES, {name: one.clone() for name, one in tensors.items()})
    detector = load_model(tmp_path, read_description(tmp_path), TinyBackbone())
    (found,) = detector.score([image])
    assert found.part_type == RecognisedPartType("Bolt", is_known=True)
    (own,) = detector.types[1].detector.score([image])
    assert own.score > 2, "above the NG threshold of its type"
    assert found.score == pytest.approx(7 + (own.score - 2) * 7 / 2)
    again = tmp_path / "again"
    again.mkdir()
    save_model(again, detector, weights=None, about={"part_types": []})
    text = json.loads((again / "model.json").read_text(encoding="utf-8"))
    assert text["values"] == PART_TYPES["values"]
    assert load_file(again / "model.safetensors").keys() == tensors.keys()


def test_an_old_folder_is_read(tmp_path):
    write(tmp_path)
    found = read_description(tmp_path)
    assert (found.backbone, found.backbone_sha256) == ("tiny", "7a" * 32)
    assert found.weights is None
    assert (found.settings.epochs, found.settings.seed) == (3, 7)
    assert found.settings.loss.top_k == 0.1
    visual = found.calibration.visual
    assert (visual.mean, visual.sigma) == (0.5, 0.125)
    detector = load_model(tmp_path, found, TinyBackbone())
    assert detector.input_size(640, 480) == (64, 48)
    tensors = detector.state().tensors
    assert torch.equal(tensors["prototypes"], torch.eye(2, JOINT))
    assert [tuple(tensors[f"memory.{i}"].shape) for i in range(2)] == [(5, HIDDEN), (5, HIDDEN)]
    assert float(tensors["memory.1"].max()) == 2
    assert torch.equal(tensors["reference_contrast"], torch.arange(5.0))
    assert detector.state().values == DESCRIPTION["values"]


@pytest.mark.parametrize("backbone", [TinyBackbone(), PromptableBackbone()])
def test_the_tensors_and_settings_of_anople_have_their_names(backbone, tmp_path):
    image = np.zeros((16, 24, 3), np.uint8)
    detector = fit("anople", backbone, [image], epochs=1, painted=1, batch=1)
    save_model(tmp_path, detector, weights=None, about={})
    tensors = load_file(tmp_path / "model.safetensors")
    expected = {
        "prototypes": (2, JOINT),
        "memory.0": (6, HIDDEN),
        "memory.1": (6, HIDDEN),
        "memory.weights": (2,),
    }
    if backbone.vision_width is not None:
        expected |= {"prompts.first": (6, 7), "prompts.deep": (8, 4, 7)}
    assert {name: tuple(one.shape) for name, one in tensors.items()} == expected
    settings = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))["settings"]
    assert settings == COMMON_SETTINGS | {
        "seed": 0,
        "epochs": 1,
        "batch": 1,
        "painted": 1,
        "smoothing": 0.01,
        "coupling": {"prefixes": True, "text_to_vision": True, "vision_to_text": True},
    }


@pytest.fixture
def written(tmp_path):
    """A folder as the program writes it now."""
    image = torch.zeros(16, 24, 3, dtype=torch.uint8).numpy()
    detector = fit("devprompt", TinyBackbone(), [image], epochs=3, seed=7)
    about = {key: DESCRIPTION[key] for key in ("noun", "defects", "reference_sha256")}
    save_model(tmp_path, detector, weights=None, about=about)
    return tmp_path


def test_the_description_has_the_same_keys(written):
    found = json.loads((written / "model.json").read_text(encoding="utf-8"))
    assert found["format"] == DESCRIPTION["format"]
    assert found.keys() == DESCRIPTION.keys()
    for name in ("settings", "blocks", "transform"):
        assert found[name] == DESCRIPTION[name]
    for name in ("calibration", "values"):
        assert found[name].keys() == DESCRIPTION[name].keys()
    assert all(stats.keys() == {"mean", "sigma"} for stats in found["calibration"].values())
    assert found["libraries"].keys() == {
        *("ad_studio", "torch", "open_clip_torch", "timm", "numpy", "pillow")
    }


def test_the_folder_has_two_files_and_the_tensors_their_names_and_types(written):
    assert {file.name for file in written.iterdir()} == {"model.json", "model.safetensors"}
    tensors = load_file(written / "model.safetensors")
    kept = len(tensors["baseline_distance"])
    assert kept % 6 == 0, "the patches of the reference and of turned views of it"
    assert {name: (tensor.dtype, tuple(tensor.shape)) for name, tensor in tensors.items()} == {
        "prototypes": (torch.float32, (2, JOINT)),
        "reference_contrast": (torch.float32, (kept,)),
        "baseline_distance": (torch.float32, (kept,)),
        "placed": (torch.int64, (kept,)),
        "placed_grid": (torch.int64, (2,)),
        "memory.0": (torch.float16, (kept, HIDDEN)),
        "memory.1": (torch.float16, (kept, HIDDEN)),
        "memory.weights": (torch.float32, (2,)),
    }
