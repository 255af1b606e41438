"""Small numeric helpers on images of floats."""

import numpy as np


def smooth(low, high, values):
    """0 at `low`, 1 at `high`, with soft ends."""
    share = np.clip((values - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)


def blur(field, sigma):
    """Gaussian blur with mirrored borders; sigma in pixels."""
    margin = int(3 * sigma) + 1
    padded = np.pad(field, margin, mode="symmetric")
    fy = np.fft.fftfreq(padded.shape[0])[:, None]
    fx = np.fft.rfftfreq(padded.shape[1])[None, :]
    kernel = np.exp(-2 * (np.pi * sigma) ** 2 * (fy**2 + fx**2))
    blurred = np.fft.irfft2(np.fft.rfft2(padded) * kernel, padded.shape)
    return blurred[margin:-margin, margin:-margin]


def noise(rng, shape, sigma):
    """Smooth noise of mean 0 and standard deviation 1; sigma is the size of its spots."""
    field = blur(rng.standard_normal(shape), sigma)
    return (field - field.mean()) / field.std()


def noise_along(rng, values, spacing, *, bottom=0.0, top):
    """Noise that depends on `values` only and changes every `spacing`: grooves of a tool.

    The same generator gives the same grooves wherever in [bottom, top] the values lie.
    """
    knots = rng.standard_normal(int((top - bottom) / spacing) + 2)
    at = np.clip((values - bottom) / spacing, 0, len(knots) - 1.001)
    left = at.astype(int)
    share = at - left
    return knots[left] * (1 - share) + knots[left + 1] * share


def shifted(field, dx, dy):
    """The field moved by whole pixels to the right and down; borders are repeated."""
    rows = np.clip(np.arange(field.shape[0]) - dy, 0, field.shape[0] - 1)
    columns = np.clip(np.arange(field.shape[1]) - dx, 0, field.shape[1] - 1)
    return field[np.ix_(rows, columns)]
