"""Published figures, in percent, to stand beside ours.

They are for the official test sets. PromptAD's code keeps the epoch that is best on the test
images, which ours does not; AnoPLe learns one model for all categories, ours one for each.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MVTEC, VISA = "MVTec AD", "VisA"

_DEVPROMPT = "arXiv 2601.15453"
_COMPARISON = "a published zero-shot comparison"
_ANOPLE = "AnoPLe's paper; how many images it learned from is not said there"

_METHODS_OF_DEVPROMPT = ("winclip", "promptad", "devprompt")  # columns of the tables below
_TABLES = {
    MVTEC: {
        "Bottle": (96.8, 97.31, 97.28),
        "Cable": (93.6, 94.10, 93.79),
        "Capsule": (96.04, 95.60, 96.25),
        "Carpet": (99.1, 99.54, 99.54),
        "Grid": (96.3, 97.99, 97.97),
        "Hazelnut": (97.76, 98.21, 98.27),
        "Leather": (99.2, 99.34, 99.36),
        "Metal Nut": (89.5, 91.65, 92.67),
        "Pill": (93.8, 93.63, 95.26),
        "Screw": (95.9, 95.19, 94.11),
        "Tile": (95.7, 96.05, 96.06),
        "Toothbrush": (97.0, 98.63, 98.67),
        "Transistor": (84.3, 85.65, 85.66),
        "Wood": (94.8, 95.44, 95.29),
        "Zipper": (91.4, 90.77, 92.04),
    },
    VISA: {
        "Candle": (94.53, 94.65, 94.69),
        "Capsules": (95.9, 94.01, 94.01),
        "Cashew": (97.9, 98.85, 98.88),
        "Chewinggum": (99.0, 99.24, 99.25),
        "Fryum": (95.33, 95.58, 95.63),
        "Macaroni1": (96.8, 97.81, 97.73),
        "Macaroni2": (94.87, 95.39, 95.49),
        "PCB1": (95.31, 95.72, 95.83),
        "PCB2": (93.04, 94.30, 93.34),
        "PCB3": (94.34, 94.66, 94.65),
        "PCB4": (95.3, 94.62, 94.49),
        "Pipe_Fryum": (98.92, 99.16, 99.19),
    },
}


def key_of(category: str) -> str:
    """What a category is known by: "metal_nut", "Metal Nut" and "mvtec_metal_nut" are the same."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^(mvtec|visa)_", "", category.lower()))


CATEGORIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {data: frozenset(map(key_of, rows)) for data, rows in _TABLES.items()}
)
"""All categories of a data set, by their keys."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a source says of one method on one data set, by one metric.

    Attributes:
        method: A name of `detector_registry`.
        data: `MVTEC` or `VISA`.
        metric: One of `summary.ALL_METRICS`.
        shots: Images of good parts that it learned from; None where the source does not say.
        source: Where the figures stand.
        mean: Over all categories.
        by_category: By `key_of`; empty where only the mean is known.
    """

    method: str
    data: str
    metric: str
    shots: int | None
    source: str
    mean: float
    by_category: Mapping[str, float] = field(default_factory=dict)


def _of_devprompt(data: str) -> list[Published]:
    """The tables of the DevPrompt paper, with the figures that it gives for other methods."""
    rows = _TABLES[data]
    found = []
    for column, method in enumerate(_METHODS_OF_DEVPROMPT):
        values = {key_of(name): row[column] for name, row in rows.items()}
        mean = sum(values.values()) / len(values)
        found.append(Published(method, data, "pixel_auroc", 1, _DEVPROMPT, mean, values))
    return found


FIGURES = (
    *_of_devprompt(MVTEC),
    *_of_devprompt(VISA),
    Published("winclip", MVTEC, "pixel_auroc", 0, _COMPARISON, 72.6),
    Published("winclip", MVTEC, "image_auroc", 0, _COMPARISON, 61.2),
    Published("anomalyclip", MVTEC, "pixel_auroc", 0, _COMPARISON, 90.7),
    Published("anomalyclip", MVTEC, "image_auroc", 0, _COMPARISON, 91.6),
    Published("anople", MVTEC, "pixel_auroc", None, _ANOPLE, 96.5),
    Published("anople", MVTEC, "image_auroc", None, _ANOPLE, 96.4),
)
"""All that are known; of April-GAN there are none."""


def figures_of(methods: tuple[str, ...], *, shots: int) -> tuple[Published, ...]:
    """Figures of these methods that may stand beside ours of so many reference images."""
    return tuple(
        one
        for method in methods
        for one in FIGURES
        if one.method == method and one.shots in (None, shots)
    )
