import pytest
import torch

from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.detectors.devprompt.placed_patches import PlacedPatches
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank
from tests.tiny_backbone import TinyBackbone

GRID = (14, 16)
INPUTS = InputPipeline.of_whole_images(TinyBackbone())


def tokens(image):
    """Of one view [rows, columns, w]."""
    flat = image.flatten(0, 1)[None]
    return PatchTokens(joint=flat, plain=None, hidden=(flat,), grid=GRID, hidden_grid=GRID)


def remembered(*parts):
    seen = [tokens(part) for part in parts]
    bank = MemoryBank.build([one.hidden for one in seen])
    return bank, PlacedPatches.of(INPUTS, bank, seen)


@pytest.fixture
def reference():
    return torch.randn(*GRID, 32, generator=torch.Generator().manual_seed(0))


@pytest.fixture
def displaced(reference):
    """A piece of the reference lies elsewhere."""
    image = reference.clone()
    image[3:5, 4:6] = reference[10:12, 11:13]
    return image


def most(memory, image, **more):
    bank, placed = memory
    return float(placed.out_of_place(bank, tokens(image), **more).max())


def test_a_displaced_piece_is_out_of_place_unless_a_confirmed_part_has_it_there(
    reference, displaced
):
    assert most(remembered(reference), displaced) > 0.5
    shifted = displaced.roll((2, -1), (0, 1))
    both = remembered(reference, shifted)
    assert most(both, displaced) == pytest.approx(0, abs=1e-3)
    without = torch.arange(2 * 14 * 16) >= 14 * 16
    assert most(both, displaced, without=without) > 0.5


def test_a_memory_without_places_finds_nothing_out_of_place(reference, displaced):
    bank, _ = remembered(reference)
    assert most((bank, PlacedPatches.of(INPUTS, bank, [])), displaced) == 0


def test_it_is_restored_from_its_tensors(reference, displaced):
    bank, placed = remembered(reference)
    again = PlacedPatches.restore(placed.tensors())
    assert most((bank, again), displaced) == most((bank, placed), displaced)
    kept = placed.keep(torch.tensor([5, 7]))
    assert kept.place.tolist() == [5, 7]


@pytest.mark.parametrize(
    "change",
    [
        {"placed": torch.tensor([-2])},
        {"placed": torch.tensor([14 * 16])},
        {"placed": torch.zeros(2, 2)},
        {"placed_grid": torch.tensor([14])},
        {"placed_grid": torch.tensor([0, 16])},
    ],
)
def test_tensors_that_do_not_fit_are_refused(reference, change):
    _, placed = remembered(reference)
    with pytest.raises(ValueError):
        PlacedPatches.restore(placed.tensors() | change)
