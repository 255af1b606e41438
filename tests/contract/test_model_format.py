"""Model folders of format 1, as every later version of the program must read them."""

import hashlib
import json
import math

import pytest
import torch
from safetensors.torch import load_file, save_file

from ad_studio.detection.detectors.devprompt.detector import DevPromptSettings, fit
from ad_studio.detection.model_folder import load_model, read_description, save_model
from ad_studio.progress import SilentProgress
from tests.tiny_backbone import HIDDEN, JOINT, TinyBackbone

DESCRIPTION = {
    "format": 1,
    "detector": "devprompt",
    "backbone": "tiny",
    "backbone_sha256": "7a" * 32,
    "weights": None,
    "model_sha256": "written below",
    "settings": {
        "epochs": 3,
        "seed": 7,
        "image_size": None,
        "held_out": 8,
        "text_weight": 0.4,
        "smoothing": 0.5,
        "score_share": 0.005,
        "loss": {"margin": 5.0, "top_k": 0.1, "deviation": 1.0, "align": 0.001},
    },
    "spreads": {
        "text": {"mean": -0.5, "sigma": 0.25},
        "visual": {"mean": 0.5, "sigma": 0.125},
        "fused": {"mean": 0.0, "sigma": 2.0},
    },
    "libraries": {"torch": "2.13.0"},
    "loose": False,
    "ignore": [],
    "noun": "metal nut",
    "defects": ["scratch"],
    "reference_sha256": "ab" * 32,
}


def write(folder):
    """A folder as the program wrote it when this test was made."""
    tensors = {
        "prototypes": torch.eye(2, JOINT),
        "reference_contrast": torch.arange(5.0),
        "memory.0": torch.eye(5, HIDDEN).half(),
        "memory.1": torch.eye(5, HIDDEN).half() * 2,
    }
    save_file(tensors, folder / "model.safetensors")
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    description = DESCRIPTION | {"model_sha256": digest}
    (folder / "model.json").write_text(json.dumps(description), encoding="utf-8")


def test_an_old_folder_is_read(tmp_path):
    write(tmp_path)
    found = read_description(tmp_path)
    assert (found.backbone, found.backbone_sha256) == ("tiny", "7a" * 32)
    assert found.weights is None
    assert (found.settings.epochs, found.settings.seed) == (3, 7)
    assert found.settings.loss.top_k == 0.1
    assert found.settings.text_limit == math.inf, "as it was before there was a limit"
    visual = found.calibration.visual
    assert (visual.mean, visual.sigma) == (0.5, 0.125)
    state = load_model(tmp_path, found, TinyBackbone())
    assert torch.equal(state.prototypes, torch.eye(2, JOINT))
    assert [tuple(bank.shape) for bank in state.memory.banks] == [(5, HIDDEN), (5, HIDDEN)]
    assert float(state.memory.banks[1].max()) == 2
    assert torch.equal(state.reference_contrast, torch.arange(5.0))
    assert not state.texture


@pytest.fixture
def written(tmp_path):
    """A folder as the program writes it now."""
    image = torch.zeros(16, 24, 3, dtype=torch.uint8).numpy()
    settings = DevPromptSettings(epochs=3, seed=7)
    detector = fit(
        TinyBackbone(),
        [image],
        noun="nut",
        defects=(),
        settings=settings,
        progress=SilentProgress(),
    )
    about = {key: DESCRIPTION[key] for key in ("noun", "defects", "reference_sha256")}
    save_model(tmp_path, detector, weights=None, about=about)
    return tmp_path


def test_the_description_has_the_same_keys(written):
    found = json.loads((written / "model.json").read_text(encoding="utf-8"))
    assert found["format"] == DESCRIPTION["format"], "readable by the first programs"
    assert found.keys() == DESCRIPTION.keys()
    assert found["spreads"].keys() == DESCRIPTION["spreads"].keys()
    # later versions may add settings, each with a default for the folders that lack it
    assert found["settings"].keys() >= DESCRIPTION["settings"].keys()
    assert found["settings"]["loss"].keys() >= DESCRIPTION["settings"]["loss"].keys()
    assert all(spread.keys() == {"mean", "sigma"} for spread in found["spreads"].values())
    assert found["libraries"].keys() == {
        *("ad_studio", "torch", "open_clip_torch", "timm", "numpy", "pillow")
    }


def test_the_folder_has_two_files_and_the_tensors_their_names_and_types(written):
    assert {file.name for file in written.iterdir()} == {"model.json", "model.safetensors"}
    tensors = load_file(written / "model.safetensors")
    kept = len(tensors["usual"])
    assert kept % 6 == 0, "the patches of the reference and of turned views of it"
    assert {name: (tensor.dtype, tuple(tensor.shape)) for name, tensor in tensors.items()} == {
        "prototypes": (torch.float32, (2, JOINT)),
        "reference_contrast": (torch.float32, (kept,)),
        "usual": (torch.float32, (kept,)),
        "loose": (torch.float32, ()),
        "texture": (torch.float32, ()),
        "memory.0": (torch.float16, (kept, HIDDEN)),
        "memory.1": (torch.float16, (kept, HIDDEN)),
    }
