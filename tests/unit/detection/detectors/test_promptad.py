"""PromptAD's whole map against a slow, obvious version of its formulas, on random weights."""

import math

import numpy as np
import pytest

from tests.fitting import fit
from tests.tiny_backbone import TinyBackbone


def unit(vector):
    return vector / np.linalg.norm(vector)


def tokens_of(image):
    """Joint tokens, then those of each block, each [P, w]; and the grid."""
    found = TinyBackbone().encode_images([image])
    return [one[0].numpy() for one in (found.joint, *found.hidden)], found.grid


def gaussian(values, sigma):
    """Of a map by its neighbours within two patches, edges drawn out."""
    rows, columns = values.shape
    found = np.zeros_like(values)
    for row, column in np.ndindex(values.shape):
        total = weights = 0.0
        for down in range(-2, 3):
            for across in range(-2, 3):
                weight = math.exp(-(down**2 + across**2) / (2 * sigma**2))
                near = min(max(row + down, 0), rows - 1), min(max(column + across, 0), columns - 1)
                total, weights = total + weight * values[near], weights + weight
        found[row, column] = total / weights
    return found


def by_hand(detector, image, reference):
    """The map 1 / (1 / text + 1 / visual), smoothed."""
    (joint, *hidden), grid = tokens_of(image)
    (_, *stored), _ = tokens_of(reference)
    normal, abnormal = detector.prototypes.numpy()
    raw = np.zeros(len(joint))
    for patch, token in enumerate(joint):
        delta = np.dot(token, abnormal) - np.dot(token, normal)
        text = 1 / (1 + math.exp(-detector.temperature * delta))
        # One neighbour for all blocks together: that with the smallest mean distance.
        visual = min(
            np.mean(
                [
                    (1 - np.dot(unit(own[patch]), unit(other[place]))) / 2
                    for own, other in zip(hidden, stored, strict=True)
                ]
            )
            for place in range(len(stored[0]))
        )
        raw[patch] = 1 / (1 / text + 1 / visual)
    return gaussian(raw.reshape(grid), detector.settings.smoothing * max(grid))


def test_maps_and_scores_equal_a_plain_implementation(photo):
    image = photo[::-1].copy()
    detector = fit("promptad", TinyBackbone(), [photo], epochs=2, smoothing=0.08)
    (found,) = detector.score([image])
    raw = by_hand(detector, image, photo)
    stats = detector.calibration.fused
    np.testing.assert_allclose(found.fused, (raw - stats.mean) / stats.sigma, atol=0.02)
    assert found.score == pytest.approx((raw.max() - stats.mean) / stats.sigma, abs=0.02)
