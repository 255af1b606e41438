"""WinCLIP's whole map against a slow, obvious version of its formulas, on random weights."""

import numpy as np
import pytest

from tests.fitting import fit
from tests.tiny_backbone import TinyBackbone

SIDES = (2, 3)


def unit(vector):
    return vector / np.linalg.norm(vector)


def abnormal(embedded, detector):
    good, bad = (np.dot(embedded, one) / 0.07 for one in detector.prototypes.numpy())
    return 1 / (1 + np.exp(good - bad))


def windows_of(tokens, side):
    """Top left corner and unit mean of each window of joint tokens [rows, columns, d]."""
    rows, columns = tokens.shape[:2]
    for top in range(rows - side + 1):
        for left in range(columns - side + 1):
            some = tokens[top : top + side, left : left + side].reshape(side * side, -1)
            yield (top, left), unit(some.mean(axis=0))


def over_windows(values, grid, side):
    """Harmonic mean, at each patch, of the values of the windows that cover it."""
    found = np.zeros(grid)
    for row in range(grid[0]):
        for column in range(grid[1]):
            mine = [
                value
                for (top, left), value in values
                if top <= row < top + side and left <= column < left + side
            ]
            found[row, column] = len(mine) / sum(1 / value for value in mine)
    return found


def tokens_of(image):
    found = TinyBackbone().encode_images([image])
    return tuple(one[0].numpy().reshape(*found.grid, -1) for one in (found.joint, found.hidden[-1]))


def by_hand(detector, image, reference):
    """Raw map, and the value of the image as a whole."""
    joint, hidden = tokens_of(image)
    grid = joint.shape[:2]
    whole = abnormal(unit(joint.reshape(-1, joint.shape[-1]).mean(axis=0)), detector)
    inverse = np.full(grid, 1 / whole)
    for side in SIDES:
        values = [(at, abnormal(one, detector)) for at, one in windows_of(joint, side)]
        inverse += 1 / over_windows(values, grid, side)
    text = 3 / inverse
    if reference is None:
        return text, whole
    other_joint, other_hidden = tokens_of(reference)
    patches = [unit(one) for one in other_hidden.reshape(-1, other_hidden.shape[-1])]
    far = np.zeros(grid)
    for row, column in np.ndindex(grid):
        own = unit(hidden[row, column])
        far[row, column] = min((1 - np.dot(own, one)) / 2 for one in patches)
    maps = [far]
    for side in SIDES:
        stored = [one for _, one in windows_of(other_joint, side)]
        values = [
            (at, max(1e-6, min((1 - np.dot(own, one)) / 2 for one in stored)))
            for at, own in windows_of(joint, side)
        ]
        maps.append(over_windows(values, grid, side))
    return (text + sum(maps) / 3) / 2, whole


@pytest.mark.parametrize("shots", [0, 1])
def test_maps_and_scores_equal_a_plain_implementation(photo, shots):
    image = photo[::-1].copy()
    detector = fit("winclip", TinyBackbone(), [photo] * shots)
    (found,) = detector.score([image])
    raw, whole = by_hand(detector, image, photo if shots else None)
    stats = detector.calibration.fused
    np.testing.assert_allclose(found.fused, (raw - stats.mean) / stats.sigma, atol=0.02)
    score = (whole + raw.max()) / 2 if shots else whole
    assert found.score == pytest.approx((score - stats.mean) / stats.sigma, abs=0.02)
