"""Deviation maps as colour, on one absolute scale.

A colour stands for a deviation in sigma and for nothing else. The scale belongs to the model: the
thresholds that it came with fix it for good, whatever is in the image and whichever thresholds
judge later. Equal colours mean equal deviations in all images of a model, on the screen and in the
report. There is no per-image stretch: a good part stays cold.

The scale runs from 0 to twice its NG. Between 0 and half its REVIEW the heat is transparent, from
there it fades in, and from its REVIEW on it covers fully. The standard colours rise evenly in
lightness (OKLab), from dark violet to light yellow, so that they keep their order for the
colour-blind and in black and white.

Maps cover the whole image, corner to corner: placing one is a plain resize.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ad_studio.domain import RgbImage, Thresholds
from ad_studio.map_regions import SigmaMap, resize_map

_STEPS = 256
OKLAB_TO_LMS = np.array(
    [
        [1, 0.3963377774, 0.2158037573],
        [1, -0.1055613458, -0.0638541728],
        [1, -0.0894841775, -1.291485548],
    ]
)
LMS_TO_RGB = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.707614701],
    ]
)


@dataclass(frozen=True, slots=True)
class LegendTick:
    """One mark on the colour scale.

    Attributes:
        sigma: Where it stands in sigma.
        fraction: Where it stands on the scale, 0 (cold end) to 1.
        label: "REVIEW" or "NG" at the thresholds; empty at the ends of the scale.
    """

    sigma: float
    fraction: float
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class ColorMapStyle:
    """How deviations become colours; the scale itself is never part of it.

    Attributes:
        colours: uint8 [256, 4], opaque RGBA from the cold end of the scale to the hot one.
        only_from: Show nothing below this deviation, in sigma, instead of fading in; None: fade.
    """

    colours: npt.NDArray[np.uint8]
    only_from: float | None = None


def scale_top(scale: Thresholds) -> float:
    """The deviation in sigma at the hot end of the scale; anything above looks the same."""
    return 2 * scale.ng


def heat_table(scale: Thresholds, style: ColorMapStyle | None = None) -> npt.NDArray[np.uint8]:
    """The colour scale.

    Args:
        scale: The thresholds that the model came with.
        style: Colours to use; None for the standard ones, which reports have.

    Returns:
        uint8 [256, 4], RGBA: row i stands for i / 255 * `scale_top`.
    """
    sigma = np.linspace(0, scale_top(scale), _STEPS)
    style = style or STANDARD
    table = style.colours.copy()
    table[:, 3] = _alpha(sigma, scale, style)
    return table


def overlay(
    sigma: SigmaMap,
    scale: Thresholds,
    *,
    width: int,
    height: int,
    style: ColorMapStyle | None = None,
) -> npt.NDArray[np.uint8]:
    """Colour a map for laying it over its image.

    Args:
        sigma: float32 [h, w] in sigma.
        scale: The thresholds that the model came with.
        width: Of the result in pixels.
        height: Of the result in pixels.
        style: Colours to use; None for the standard ones.

    Returns:
        uint8 [height, width, 4], RGBA with straight (not premultiplied) alpha.
    """
    resized = resize_map(sigma, width=width, height=height)
    resized[np.isnan(resized)] = 0
    style = style or STANDARD
    steps = _bytes(resized * ((_STEPS - 1) / scale_top(scale)))
    whole = np.ascontiguousarray(style.colours).view(np.uint32)[:, 0]  # one number for a colour
    heat: npt.NDArray[np.uint8] = whole[steps].view(np.uint8).reshape(height, width, 4)
    heat[..., 3] = _alpha(resized, scale, style)
    return heat


def blend(image: RgbImage, sigma: SigmaMap, scale: Thresholds, *, opacity: float = 0.6) -> RgbImage:
    """Lay the heat over an image.

    Args:
        image: uint8 [H, W, 3].
        sigma: float32 [h, w]: the map of this image, any size.
        scale: The thresholds that the model came with.
        opacity: Of the heat where it covers fully, 0 to 1.

    Returns:
        uint8 [H, W, 3].
    """
    height, width = image.shape[:2]
    heat = overlay(sigma, scale, width=width, height=height)
    share = heat[..., 3:].astype(np.float32) * (opacity / 255)
    mixed = image + (heat[..., :3].astype(np.float32) - image) * share
    blended: RgbImage = np.rint(mixed).astype(np.uint8)
    return blended


def threshold_contour(
    sigma: SigmaMap, level: float, *, width: int, height: int
) -> npt.NDArray[np.bool_]:
    """Outline the regions that reach a threshold.

    Args:
        sigma: float32 [h, w] in sigma.
        level: The threshold in sigma.
        width: Of the result in pixels.
        height: Of the result in pixels.

    Returns:
        bool [height, width]: true on pixels at or above `level` with a pixel below it beside,
        above or under them. The image's border is no outline.
    """
    inside = resize_map(sigma, width=width, height=height) >= level
    outside = ~inside
    near = np.zeros_like(inside)
    near[1:] |= outside[:-1]
    near[:-1] |= outside[1:]
    near[:, 1:] |= outside[:, :-1]
    near[:, :-1] |= outside[:, 1:]
    return inside & near


def legend_ticks(thresholds: Thresholds, scale: Thresholds) -> tuple[LegendTick, ...]:
    """The marks of the legend from the cold end up: 0, REVIEW, NG and the top.

    Args:
        thresholds: Those that judge; one beyond the scale stands at its end.
        scale: The thresholds that the model came with.
    """
    top = scale_top(scale)
    marks = ((0.0, ""), (thresholds.review, "REVIEW"), (thresholds.ng, "NG"), (top, ""))
    return tuple(LegendTick(sigma, min(sigma / top, 1.0), label) for sigma, label in marks)


def legend_strip(
    scale: Thresholds, *, width: int, height: int, style: ColorMapStyle | None = None
) -> npt.NDArray[np.uint8]:
    """The colour scale as a picture, cold end on the left.

    Returns:
        uint8 [height, width, 4], RGBA; transparent where the heat is, so that the ground shows.
    """
    columns = np.rint(np.linspace(0, _STEPS - 1, width)).astype(np.uint8)
    return np.tile(heat_table(scale, style)[columns], (height, 1, 1))


def _alpha(
    sigma: npt.NDArray[np.floating], scale: Thresholds, style: ColorMapStyle
) -> npt.NDArray[np.uint8]:
    """0 up to half the REVIEW of the scale (or up to `only_from`), then up to 255."""
    if style.only_from is not None:
        return np.where(sigma >= style.only_from, 255, 0).astype(np.uint8)
    return _bytes(sigma * (510 / scale.review) - 255)


def _bytes(values: npt.NDArray[np.floating]) -> npt.NDArray[np.uint8]:
    """Rounded to 0 .. 255, what is outside to the nearer end; spends `values`."""
    np.clip(values, 0, 255, out=values)
    rounded: npt.NDArray[np.uint8] = np.rint(values, out=values).astype(np.uint8)
    return rounded


def _colour_scale() -> npt.NDArray[np.uint8]:
    """Our heat colours, opaque, uint8 [256, 4]: a path through OKLab with evenly rising lightness.

    The hue turns from violet over red to yellow; the chroma is bent so as to stay within sRGB.
    """
    t = np.linspace(0, 1, _STEPS)
    lightness = 0.30 + 0.62 * t
    hue = np.deg2rad(np.interp(t, [0, 0.45, 1], [300, 388, 465]))
    chroma = np.interp(t, [0, 0.25, 0.5, 0.65, 1], [0.13, 0.185, 0.19, 0.165, 0.15])
    lab = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=1)
    linear = np.clip((lab @ OKLAB_TO_LMS.T) ** 3 @ LMS_TO_RGB.T, 0, 1)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    colours = np.full((_STEPS, 4), 255, dtype=np.uint8)
    colours[:, :3] = np.rint(encoded * 255)
    return colours


STANDARD = ColorMapStyle(_colour_scale())
"""The look of reports, and of the screen unless the user chooses another."""
