import torch
from hypothesis import given
from hypothesis import strategies as st

from ad_studio.detection.detectors.devprompt.registration import out_of_place

GRID = (14, 16)


def drawn(grid=GRID, *, seed=0, width=32):
    """Tokens [rows, columns, w] of which no two are alike."""
    return torch.randn(*grid, width, generator=torch.Generator().manual_seed(seed))


def apart(image, reference):
    return torch.cdist(image.flatten(0, 1), reference.flatten(0, 1))


def found(image, reference):
    return out_of_place(apart(image, reference), tuple(image.shape[:2])).view(image.shape[:2])


@given(down=st.integers(-3, 3), across=st.integers(-3, 3))
def test_a_shifted_part_is_in_place(down, across):
    reference = drawn()
    shifted = reference.roll((down, across), (0, 1))
    assert float(found(shifted, reference).max()) == 0


@given(down=st.integers(-3, 3), across=st.integers(-3, 3))
def test_a_piece_that_is_found_elsewhere_on_the_reference_is_out_of_place(down, across):
    reference = drawn()
    image = reference.clone()
    image[3:5, 4:6] = reference[10:12, 11:13]
    shifted = image.roll((down, across), (0, 1))
    score = found(shifted, reference)
    moved = torch.zeros(GRID, dtype=torch.bool)
    moved[3:5, 4:6] = True
    moved = moved.roll((down, across), (0, 1))
    assert bool((score[moved] > 1).all())
    assert float(score[~moved].max()) == 0


def test_a_piece_moved_by_less_than_the_reach_is_in_place():
    reference = drawn()
    image = reference.clone()
    image[3:5, 4:6] = reference[4:6, 5:7]
    assert float(found(image, reference).max()) == 0


def test_nothing_stands_out_on_what_cannot_be_registered():
    """The patches of the reference in any order: each is met, but mostly far from its place."""
    reference = drawn()
    order = torch.randperm(14 * 16, generator=torch.Generator().manual_seed(1))
    image = reference.flatten(0, 1)[order].view_as(reference)
    distances = apart(image, reference)
    score = out_of_place(distances, GRID)
    assert float(score.mean()) < 0.02 * float(distances.mean())


def test_a_patch_that_the_reference_has_nowhere_is_not_out_of_place():
    reference = drawn()
    image = reference.clone()
    image[5, 5] += 50  # as far from all of it, wherever one looks
    assert float(found(image, reference)[5, 5]) < 0.1 * float(apart(image, reference).amin(1).max())


def test_what_the_reference_does_not_have_is_left_out():
    reference = drawn()
    image = reference.clone()
    image[3, 4] = reference[12, 14]
    distances = apart(image, reference).view(-1, *GRID)
    distances[:, :8] = torch.inf  # ignored on the reference, the place of the piece with it
    score = out_of_place(distances.flatten(1), GRID).view(GRID)
    assert bool(score.isfinite().all())
    assert float(score[3, 4]) == 0
    nothing = out_of_place(torch.full_like(distances.flatten(1), torch.inf), GRID)
    assert float(nothing.abs().max()) == 0


def test_a_grid_of_one_patch_has_no_other_place():
    assert float(out_of_place(torch.ones(1, 1), (1, 1))) == 0
