import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.metrics import (
    average_precision_score,
    precision_recall_curve,
    roc_auc_score,
)

from ad_studio.domain import Thresholds
from ad_studio.evaluation.metrics import (
    NO_DEFECTIVE_IMAGES,
    NO_DEFECTIVE_PIXELS,
    NO_NORMAL_IMAGES,
    NO_NORMAL_PIXELS,
    image_metrics,
    mistakes,
    pixel_metrics,
)
from ad_studio.evaluation.pixels import BinnedPixels, ExactPixels, region_shares

SHAPE = (2, 6, 7)


def pooled(maps, masks, pool=ExactPixels):
    together = pool()
    for one, mask in zip(maps, masks, strict=True):
        together.add(np.asarray(one, dtype=np.float32), region_shares(mask))
    return together.pixels()


def best_f1(truth, values):
    precision, recall, _ = precision_recall_curve(truth, values)
    return np.max(2 * precision * recall / np.maximum(precision + recall, 1e-12))


def regions(mask):
    """Sets of pixels that touch, corners included; found by walking."""
    left = set(zip(*np.nonzero(mask), strict=True))
    while left:
        region, edge = set(), [left.pop()]
        while edge:
            y, x = edge.pop()
            region.add((y, x))
            for other in [(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]:
                if other in left:
                    left.remove(other)
                    edge.append(other)
        yield region


def slow_aupro(maps, masks, limit):
    """As its definition says: threshold by threshold, region by region."""
    points = [(0.0, 0.0)]
    for threshold in sorted({float(v) for v in np.ravel(maps)}, reverse=True):
        hit = np.asarray(maps) >= threshold
        false = hit[~masks].mean()
        overlaps = [
            np.mean([hit[i][pixel] for pixel in region])
            for i, mask in enumerate(masks)
            for region in regions(mask)
        ]
        points.append((false, np.mean(overlaps)))
    area = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if x0 < limit and x1 > x0:
            end = min(x1, limit)
            y_end = y0 + (y1 - y0) * (end - x0) / (x1 - x0)
            area += (end - x0) * (y0 + y_end) / 2
    return area / limit


a_few_levels = arrays.arrays(np.int8, SHAPE, elements=st.integers(-3, 3))
some_masks = arrays.arrays(np.bool_, SHAPE)


@given(maps=a_few_levels, masks=some_masks, limit=st.sampled_from([0.05, 0.3, 1.0]))
def test_pixel_metrics_are_those_of_scikit_learn_and_of_a_slow_aupro(maps, masks, limit):
    found = pixel_metrics(pooled(maps, masks), limit=limit)
    if masks.all() or not masks.any():
        reason = NO_NORMAL_PIXELS if masks.all() else NO_DEFECTIVE_PIXELS
        assert set(found.values.values()) == {None}
        assert set(found.reasons.values()) == {reason}
        return
    truth, values = masks.ravel(), maps.ravel()
    assert not found.reasons
    assert found.values == pytest.approx(
        {
            "pixel_auroc": roc_auc_score(truth, values),
            "pixel_ap": average_precision_score(truth, values),
            "pixel_f1_max": best_f1(truth, values),
            "aupro": slow_aupro(maps, masks, limit),
        },
        abs=1e-6,
    )


@given(maps=a_few_levels, masks=some_masks)
def test_bins_change_nothing_where_each_holds_one_value(maps, masks):
    exact, binned = (
        pixel_metrics(pooled(maps, masks, pool)) for pool in (ExactPixels, BinnedPixels)
    )
    assert binned.reasons == exact.reasons
    for name, value in exact.values.items():
        assert binned.values[name] == (None if value is None else pytest.approx(value, abs=1e-6))


def test_bins_are_fine_enough():
    draw = np.random.default_rng(0)
    masks = draw.random((4, 64, 64)) < 0.1
    maps = draw.normal(size=masks.shape) * 3 + masks * 2
    exact, binned = (
        pixel_metrics(pooled(maps, masks, pool)) for pool in (ExactPixels, BinnedPixels)
    )
    assert dict(binned.values) == pytest.approx(dict(exact.values), abs=1e-4)


@given(arrays.arrays(np.float32, 20, elements=st.floats(-1e6, 1e6, width=32)))
def test_bins_keep_the_order_of_values(values):
    pool = BinnedPixels()
    pool.add(values[None], np.zeros((1, 20), dtype=np.float32))
    pixels = pool.pixels()
    assert (np.diff(pixels.normal) > 0).all()
    assert pixels.normal_counts.sum() == 20
    for value in values:
        nearest = pixels.normal[np.abs(pixels.normal - value).argmin()]
        assert nearest == pytest.approx(value, rel=5e-4, abs=1e-30)


def test_perfect_and_inverted_maps():
    mask = np.zeros((1, 8, 8), dtype=bool)
    mask[0, 2:4, 2:4] = True
    assert set(pixel_metrics(pooled(mask, mask)).values.values()) == {1.0}
    inverted = pixel_metrics(pooled(~mask, mask)).values
    assert inverted["pixel_auroc"] == 0
    assert inverted["aupro"] == 0


def test_a_small_region_counts_as_much_as_a_large_one():
    mask = np.zeros((1, 20, 20), dtype=bool)
    mask[0, :10, :10] = mask[0, 15, 15] = True
    only_large = mask.copy()
    only_large[0, 15, 15] = False
    found = pixel_metrics(pooled(only_large, mask)).values
    assert found["aupro"] == pytest.approx(0.5 + 0.5 * 0.3 / 2, abs=1e-6)
    assert found["pixel_auroc"] > 0.99


def test_pixels_that_touch_at_a_corner_are_one_region():
    shares = region_shares(np.eye(3, dtype=bool))
    assert shares.sum() == pytest.approx(1)


def test_values_that_are_not_finite_are_a_mistake():
    for pool in (ExactPixels(), BinnedPixels()):
        with pytest.raises(ValueError, match="finite"):
            pool.add(np.full((2, 2), np.nan, dtype=np.float32), np.zeros((2, 2), dtype=np.float32))


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.booleans()), min_size=2, max_size=30).filter(
        lambda pairs: len({bad for _, bad in pairs}) == 2
    )
)
def test_image_metrics(pairs):
    scores, bad = np.array([s for s, _ in pairs], dtype=float), np.array([b for _, b in pairs])
    found = image_metrics(scores, bad).values
    assert found["image_auroc"] == pytest.approx(roc_auc_score(bad, scores))
    assert found["image_f1_max"] == pytest.approx(best_f1(bad, scores))
    assert 0 < found["image_ap"] <= 1


@pytest.mark.parametrize(
    ("bad", "reason"), [(True, NO_NORMAL_IMAGES), (False, NO_DEFECTIVE_IMAGES)]
)
def test_one_kind_of_image_only(bad, reason):
    found = image_metrics(np.arange(3.0), np.full(3, bad))
    assert set(found.values.values()) == {None}
    assert set(found.reasons.values()) == {reason}
    wrong = mistakes(np.arange(3.0), np.full(3, bad), Thresholds(review=1, ng=2))
    assert wrong.reasons["overkill" if bad else "escape"] == reason


def test_mistakes_at_the_thresholds():
    scores = np.array([0.5, 1.5, 2.5, 0.5, 1.5, 2.5])
    bad = np.array([False, False, False, True, True, True])
    found = mistakes(scores, bad, Thresholds(review=1, ng=2)).values
    assert found == pytest.approx({"overkill": 1 / 3, "overkill_not_ok": 2 / 3, "escape": 1 / 3})
