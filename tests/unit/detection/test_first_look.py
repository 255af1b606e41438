"""How unlike each other the images of a lot are."""

import numpy as np
import pytest
from PIL import Image

from ad_studio.detection.alignment.transform import WholeImage
from ad_studio.detection.first_look import (
    LEAST_SIGMA,
    MutualScorer,
    evenly_spaced,
    most_typical,
    transform_for_images,
)
from ad_studio.progress import SilentProgress


@pytest.fixture
def parts():
    """Eight images of one part, uint8 [48, 64, 3]; the last but one has a bright defect."""
    draw = np.random.default_rng(0)
    clean = draw.integers(60, 160, (48, 64, 3))
    images = [(clean + draw.normal(0, 3, clean.shape)).clip(0, 255) for _ in range(8)]
    images[6][16:24, 32:40] = 255 - images[6][16:24, 32:40]
    return [one.astype(np.uint8) for one in images]


def mutual_scores(backbone, images, transform=None):
    scorer = MutualScorer(backbone, transform or WholeImage.of(backbone))
    for image in images:
        scorer.add(image)
    return scorer.scores(SilentProgress())


def rotated_bar(degrees):
    """A bar with stripes across it on a plain ground, uint8 [160, 160, 3]."""
    image = np.full((160, 160), 100, np.uint8)
    image[68:92, 20:140] = 210
    image[68:92, 20:140:12] = 170
    turned = Image.fromarray(image).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=100)
    return np.repeat(np.asarray(turned)[..., None], 3, axis=2).copy()


def test_a_defect_is_odd_where_it_is_and_its_image_the_oddest(tiny, parts):
    found = mutual_scores(tiny, parts)
    assert [one.map.shape for one in found] == [(6, 8)] * 8
    assert int(np.argmax([one.score for one in found])) == 6
    assert np.unravel_index(found[6].map.argmax(), (6, 8)) == (2, 4)


def test_the_order_of_the_images_changes_nothing(tiny, parts):
    found, turned = mutual_scores(tiny, parts), mutual_scores(tiny, parts[::-1])[::-1]
    for one, other in zip(found, turned, strict=True):
        assert one.score == pytest.approx(other.score, rel=1e-3, abs=1e-3)


def test_the_typical_image_is_not_an_odd_one(tiny, parts):
    blurred = parts[0].astype(float)
    blurred[:] = blurred.mean(axis=(0, 1))
    found = mutual_scores(tiny, [*parts, blurred.astype(np.uint8)])
    assert most_typical(found) not in (6, 8)


def test_images_of_several_sizes_are_compared(tiny, parts):
    found = mutual_scores(tiny, [*parts, parts[0][:40]])
    assert found[-1].map.shape == (5, 8)
    assert int(np.argmax([one.score for one in found])) == 6


def test_an_elongated_part_is_straightened_where_most_images_show_one(tiny):
    bars = [rotated_bar(degrees) for degrees in (0, 35, 80, 120, 150)]
    plain = np.full_like(bars[0], 100)
    assert transform_for_images([plain, *bars[:1]], tiny) == WholeImage.of(tiny)
    transform = transform_for_images([*bars, plain], tiny)
    assert transform.aligned
    bars[3][70:90, 70:90] = 30  # in the middle of the part
    straight = mutual_scores(tiny, bars, transform)
    assert int(np.argmax([one.score for one in straight])) == 3
    row, column = np.unravel_index(straight[3].map.argmax(), straight[3].map.shape)
    rows, columns = straight[3].map.shape
    assert abs(row / rows - 0.5) < 0.15 and abs(column / columns - 0.5) < 0.15


def test_copies_of_one_image_are_not_apart(tiny, parts):
    found = mutual_scores(tiny, [parts[0]] * 3)
    assert [(one.score, one.distance) for one in found] == [(0.0, 0.0)] * 3


def test_where_nothing_varies_the_scale_has_a_floor(tiny, parts):
    *copies, odd = mutual_scores(tiny, [parts[0]] * 3 + [parts[6]])
    assert [one.score for one in copies] == [0.0] * 3
    assert odd.map.max() > 3
    assert odd.map.max() <= 2 / LEAST_SIGMA, "no distance is longer than two patches"


def test_two_images_say_nothing(tiny, parts):
    with pytest.raises(ValueError, match="2 images"):
        mutual_scores(tiny, parts[:2])


@pytest.mark.parametrize(("count", "most"), [(3, 5), (5, 5), (100, 7), (8, 7)])
def test_many_images_are_thinned_out_evenly(count, most):
    found = evenly_spaced(count, most)
    assert len(found) == min(count, most)
    assert found == sorted(set(found)) and found[0] == 0 and found[-1] < count
    assert np.ptp(np.diff(found)) <= 1
