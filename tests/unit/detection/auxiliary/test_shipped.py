"""What is shipped in `resources/learned` fits the starter and says how it was made."""

import numpy as np
import pytest

from ad_studio import detector_registry, paths
from ad_studio.detection.auxiliary import methods
from ad_studio.detection.auxiliary.learned import FOLDER, find_learned
from ad_studio.detection.fitting import fit_without_reference
from ad_studio.files import sha256_of
from ad_studio.progress import SilentProgress
from tests.learned_weights import ALONE
from tools.learned_weights import EPOCHS

LARGEST = 1_000_000  # bytes, of all together


def files():
    return sorted((paths.resources() / FOLDER).glob("*/*.safetensors"))


def test_every_method_has_its_file_and_the_card_has_its_hash():
    assert {path.parent.name for path in files()} == set(methods.names()) == set(EPOCHS)
    assert sum(path.stat().st_size for path in files()) < LARGEST
    card = (paths.resources() / FOLDER / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert all(sha256_of(path) in card for path in files())


@pytest.mark.parametrize("name", ALONE)
def test_a_scratch_is_found_without_a_reference(starter, name):
    learned = find_learned(name, starter)
    assert learned.about["epochs"] == EPOCHS[name]
    kind = detector_registry.find(name).load()
    settings = kind.make_settings({"image_size": "224", "held_out": "1"})
    detector = fit_without_reference(
        kind, starter, noun="plate", defects=(), settings=settings, progress=SilentProgress()
    )
    draw = np.random.default_rng(0)
    plate = draw.normal(128, 2, (224, 224, 3)).clip(0, 255).astype(np.uint8)
    bad = plate.copy()
    bad[100:112, 60:160] = (30, 20, 20)
    plain, found = detector.score([plate, bad])
    assert found.score > plain.score
    row, _ = np.unravel_index(found.fused.argmax(), found.fused.shape)
    assert row / found.fused.shape[0] == pytest.approx(106 / 224, abs=0.1)
