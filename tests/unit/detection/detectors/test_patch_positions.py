import pytest
import torch

from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.detectors.devprompt.patch_positions import PatchPositions
from ad_studio.detection.inputs import InputPipeline
from ad_studio.detection.memory_bank import MemoryBank
from ad_studio.drawn_regions import DrawnRegion, RegionShape
from tests.tiny_backbone import TinyBackbone

GRID = (14, 16)
INPUTS = InputPipeline.of_whole_images(TinyBackbone())


def tokens(image):
    """Of one view [rows, columns, w]."""
    flat = image.flatten(0, 1)[None]
    return PatchTokens(joint=flat, original_joint=None, hidden=(flat,), grid=GRID, hidden_grid=GRID)


def remembered(*parts):
    seen = [tokens(part) for part in parts]
    bank = MemoryBank.build([one.hidden for one in seen])
    return bank, PatchPositions.of(INPUTS, bank, seen)


@pytest.fixture
def reference():
    return torch.randn(*GRID, 32, generator=torch.Generator().manual_seed(0))


@pytest.fixture
def displaced(reference):
    """A piece of the reference lies elsewhere."""
    image = reference.clone()
    image[3:5, 4:6] = reference[10:12, 11:13]
    return image


def out_of_place(memory, image, *, inputs=INPUTS, without=None):
    bank, positions = memory
    seen = tokens(image)
    _, matches = bank.match(seen.hidden, without=without)
    return positions.out_of_place(inputs, bank, seen, matches, without=without)


def most(memory, image, **more):
    return float(out_of_place(memory, image, **more).max())


def test_a_displaced_piece_is_out_of_place_unless_a_confirmed_part_has_it_there(
    reference, displaced
):
    assert most(remembered(reference), displaced) > 0.5
    shifted = displaced.roll((2, -1), (0, 1))
    both = remembered(reference, shifted)
    assert most(both, displaced) == pytest.approx(0, abs=1e-3)
    without = torch.arange(2 * 14 * 16) >= 14 * 16
    assert most(both, displaced, without=without) > 0.5


def test_less_is_out_of_place_in_an_image_that_matches_turned_views(reference, displaced):
    turned = reference + 0.01
    bank = MemoryBank.build([tokens(reference).hidden, tokens(turned).hidden])
    memory = bank, PatchPositions.of(INPUTS, bank, [tokens(reference)])
    whole = most(memory, displaced)
    assert whole > 0.5
    mixed = displaced.clone()
    mixed[9:, 8:] = mixed[9:, 8:] + 0.01  # these match the turned view: 18 %
    assert most(memory, mixed) == pytest.approx(whole, abs=0.05)
    mixed[5:] = displaced[5:] + 0.01  # 64 %
    assert most(memory, mixed) == 0


def test_a_memory_without_places_finds_nothing_out_of_place(reference, displaced):
    bank, _ = remembered(reference)
    assert most((bank, PatchPositions.of(INPUTS, bank, [])), displaced) == 0


def test_it_is_restored_from_its_tensors(reference, displaced):
    bank, positions = remembered(reference)
    again = PatchPositions.restore(positions.tensors())
    assert most((bank, again), displaced) == most((bank, positions), displaced)
    kept = positions.keep(torch.tensor([5, 7]))
    assert kept.position.tolist() == [5, 7]


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
    _, positions = remembered(reference)
    with pytest.raises(ValueError):
        PatchPositions.restore(positions.tensors() | change)


def test_what_is_ignored_does_not_decide_about_the_shift(reference):
    region = DrawnRegion(RegionShape.RECTANGLE, ((0.0, 0.0), (1.0, 0.7)))
    inputs = InputPipeline.of_whole_images(TinyBackbone(), ignore=(region,))
    seen = tokens(reference)
    bank = MemoryBank.build([(inputs.drop_ignored(seen.hidden[0], GRID),)])
    positions = PatchPositions.of(inputs, bank, [seen])
    assert int((positions.position >= 0).sum()) == len(bank)
    image = reference.clone()
    image[:9] = reference[:9].flip(0)  # what is blank there changes with every image
    image[10:12, 2:4] = reference[12:14, 13:15]
    found = out_of_place((bank, positions), image, inputs=inputs).view(GRID)
    assert bool((found[10:12, 2:4] > 0.5).all())
    found[10:12, 2:4] = 0
    assert float(found.max()) == pytest.approx(0, abs=1e-3)
