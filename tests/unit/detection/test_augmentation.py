import io
import tracemalloc

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from ad_studio.detection import augmentation
from ad_studio.detection.alignment.transform import View
from ad_studio.detection.augmentation import held_out_views, rotated, source_patches

SIZES = [(64, 96), (96, 64), (40, 40), (40, 160)]


def pixels_of(image, count, *, seed):
    return [view.pixels for view in held_out_views(View(image), count, seed=seed)]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_views_have_the_size_of_the_image_and_no_empty_corners(height, width):
    bright = np.full((height, width, 3), 200, np.uint8)
    for view in pixels_of(bright, 8, seed=0):
        assert view.shape == bright.shape
        assert view.dtype == np.uint8
        assert view.min() > 150


def test_held_out_views_are_the_same_for_a_seed_and_others_for_another(photo):
    first, again = (pixels_of(photo, 4, seed=3) for _ in range(2))
    other = pixels_of(photo, 4, seed=4)
    assert len(first) == 4
    for a, b in zip(first, again, strict=True):
        assert np.array_equal(a, b)
    for a, b in zip(first, other, strict=True):
        assert not np.array_equal(a, b)


def test_held_out_views_differ_from_the_image_and_from_each_other_but_little(photo):
    views = pixels_of(photo, 6, seed=0)
    for i, view in enumerate(views):
        assert 0 < np.abs(view.astype(float) - photo).mean() < 40
        assert all(not np.array_equal(view, other) for other in views[:i])


def test_the_image_is_left_as_it_is(photo):
    before = photo.copy()
    pixels_of(photo, 2, seed=0)
    assert np.array_equal(photo, before)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("grid", [(6, 6), (4, 8)])
def test_patches_of_a_rotated_image_are_traced_to_where_they_came_from(grid, degrees):
    """Every patch of one colour: what lies at a patch of the rotated image tells its source."""
    side = 8
    rows, columns = grid
    numbers = np.arange(rows * columns).reshape(grid)
    image = np.repeat(np.kron(numbers * 7, np.ones((side, side)))[..., None], 3, axis=2)
    turned_image = rotated(image.astype(np.uint8), degrees)
    middles = turned_image[side // 2 :: side, side // 2 :: side, 0].astype(int)
    sources = source_patches(grid, degrees).view(grid).numpy()
    inside = np.hypot(*(np.indices(grid) - np.array([[[rows - 1]], [[columns - 1]]]) / 2)) < (
        min(grid) / 2
    )
    assert (abs(middles - sources * 7) <= 3)[inside].mean() > 0.9


def test_no_rotation_shows_an_empty_corner():
    image = np.full((40, 120, 3), 200, np.uint8)
    for degrees in range(0, 360, 15):
        assert rotated(image, degrees, shift=(3, -2)).min() > 150


def test_a_slight_rotation_takes_no_margin_for_a_whole_turn():
    image = np.zeros((400, 600, 3), np.uint8)
    tracemalloc.start()
    try:
        rotated(image, 3.0, shift=(8, 8))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * image.nbytes


def test_the_part_of_a_view_moves_with_it():
    image = np.full((80, 120, 3), 90, np.uint8)
    image[30:50, 20:70] = 220
    part = image[..., 0] > 150
    for view in held_out_views(View(image, part), 4, seed=0, turn=True):
        bright = view.pixels.mean(axis=2) > 150
        assert view.foreground.shape == bright.shape
        assert (view.foreground != bright).mean() < 0.02


def test_where_a_part_lies_at_any_angle_every_second_view_is_turned(photo):
    upright, turned = (
        list(held_out_views(View(photo), 4, seed=3, turn=turn)) for turn in (False, True)
    )
    moved = [float(np.abs(one.pixels.astype(int) - photo).mean()) for one in turned]
    still = max(float(np.abs(one.pixels.astype(int) - photo).mean()) for one in upright)
    assert max(moved[0::2]) < 2 * still < min(moved[1::2])


def test_an_image_worked_on_in_strips_is_turned_and_disturbed_as_in_one_piece(photo, monkeypatch):
    whole = rotated(photo, 133.3, shift=(-7, 9)), pixels_of(photo, 2, seed=1)
    monkeypatch.setattr(augmentation, "_STRIP", 48)  # a multiple of the blocks of a JPEG
    strips = rotated(photo, 133.3, shift=(-7, 9)), pixels_of(photo, 2, seed=1)
    assert np.abs(whole[0].astype(int) - strips[0]).max() <= 1
    for one, other in zip(whole[1], strips[1], strict=True):
        apart = np.abs(one.astype(int) - other)
        assert (apart > 2).mean() < 0.05  # colours are blended over the edges of blocks
        assert apart.mean() < 0.5


def test_light_and_contrast_are_changed_as_pillow_does_it(photo):
    """A mean grey of exactly half a step included."""
    for shown in (photo, np.full((8, 8, 3), 3, np.uint8)):
        pixels = shown.copy()
        pixels[:4] |= 1
        expected = ImageEnhance.Brightness(Image.fromarray(pixels)).enhance(0.95)
        expected = ImageEnhance.Contrast(expected).enhance(1.07)
        buffer = io.BytesIO()
        expected.save(buffer, "JPEG", quality=80)
        augmentation.photometric_augmentation(pixels, 0.95, 1.07, quality=80)
        assert np.array_equal(pixels, np.asarray(Image.open(buffer)))
