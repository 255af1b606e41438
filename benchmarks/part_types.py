"""Which part type an image is taken for, on labelled sets mixed together.

    python -m benchmarks.part_types DATA --json docs/benchmarks/part-types.json

One model knows all sets by one reference each. Test images should be taken for their own set; by
a model that knows all sets but theirs, for none.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from ad_studio.detection.alignment.transform import View
from ad_studio.detection.backbones.base import PatchTokens
from ad_studio.detection.backbones.registry import load_backbone
from ad_studio.detection.detectors.part_types.recogniser import PartTypeRecogniser, describe
from ad_studio.detection.generated_good import generated_good
from ad_studio.detection.inputs import InputPipeline
from ad_studio.domain import RgbImage, TrainSettings
from ad_studio.evaluation.layouts import Category, find_categories
from ad_studio.services.inspection.model_input import reader
from benchmarks.figures import circumstances, table, write_json

_HEAD = ("set", "images", "own set, %", "none, %", "another set, %", "none where unknown, %")


class _Described:
    """The descriptors of one set."""

    def __init__(self, inputs: InputPipeline, category: Category, *, most: int) -> None:
        self.name = category.name
        self._inputs = inputs
        step = max(1, -(-len(category.test) // most))
        self.reference = describe(self._tokens(category.train[0]))
        self.shown = [self._tokens(one.path) for one in category.test[::step]]

    def _tokens(self, path: Path) -> PatchTokens:
        size = self._inputs.transform.input_size
        return encoded(self._inputs, reader(path, bit_depth=None)(size))


def encoded(inputs: InputPipeline, image: RgbImage) -> PatchTokens:
    """The tokens of a whole image."""
    with torch.inference_mode():
        return inputs.encode([View(image)])


def rows(sets: Sequence[_Described], others: Sequence[Tensor]) -> Iterator[list[str]]:
    """One for each set, and all together."""
    of_all = PartTypeRecogniser.fit([[one.reference] for one in sets], others)
    total = [0, 0, 0, 0, 0]
    for i, own in enumerate(sets):
        rest = [[one.reference] for one in sets if one is not own]
        unknowing = PartTypeRecogniser.fit(rest, others)
        found = [of_all.recognise(tokens) for tokens in own.shown]
        counts = [
            len(found),
            sum(one == (i, True) for one in found),
            sum(not known for _, known in found),
            sum(known and number != i for number, known in found),
            sum(not unknowing.recognise(tokens)[1] for tokens in own.shown),
        ]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        yield _row(own.name, counts)
    yield _row("all", total)


def _row(name: str, counts: Sequence[int]) -> list[str]:
    images, *rest = counts
    return [name, str(images), *(f"{100 * count / images:.1f}" for count in rest)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path, help="labelled sets, as for `ad-studio evaluate`")
    parser.add_argument("--most", type=int, default=60, help="test images of a set at most")
    parser.add_argument("--json", type=Path, help="write a result file")
    args = parser.parse_args()
    starter = TrainSettings().backbone
    backbone = load_backbone(starter, weights=None, device=torch.device("cpu"), image_size=None)
    inputs = InputPipeline.of_whole_images(backbone)
    sets = []
    for category in find_categories(args.root):
        sets.append(_Described(inputs, category, most=args.most))
        print(category.name, flush=True)
    images = generated_good(inputs.transform.input_size)
    lines = list(rows(sets, [describe(encoded(inputs, image)) for image in images]))
    print(f"\n{table(_HEAD, lines)}")
    tables = [{"title": "By set", "head": _HEAD, "rows": lines}]
    settings = {"test images of a set, at most": args.most}
    content = circumstances() | {"settings": settings, "tables": tables}
    write_json(args.json, {"benchmark": "part_types", **content})


if __name__ == "__main__":
    main()
