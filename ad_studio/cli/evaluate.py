"""The command `evaluate`: its options, and what it prints."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ad_studio import detector_registry
from ad_studio.cli.options import DEVICES, add_bit_depth
from ad_studio.cli.output import print_json, print_message, printable, table
from ad_studio.cli.progress import terminal_progress
from ad_studio.cli.values import (
    between,
    file_path,
    integer,
    integers,
    key_value,
    name_list,
    non_empty,
)
from ad_studio.evaluation.presets import PRESETS, with_preset
from ad_studio.evaluation.settings import (
    ABLATIONS,
    BRANCH,
    NATIVE_SIDE,
    EvaluationSettings,
)

_GIVEN = (
    *("backbone", "weights", "reference", "shots", "seeds", "epochs", "size", "bit_depth"),
    *("device", "detectors", "options", "categories", "original_resolution", "ablate"),
    *("confirm", "confirm_ng", "lot", "lot_bad", "draws"),
)
_DEFAULTS = EvaluationSettings(root=Path(), out=Path())
_SHOWN = (
    *("category", "good/bad", "pixel AUROC", "AUPRO", "image AUROC"),
    *("overkill", "good not OK", "escape", "train s", "s/image"),
)


def add_evaluate(parser: ArgumentParser) -> None:
    """Add the options of `evaluate`.

    What is not given stays out of the result, so that a preset may fill it.
    """
    parser.description = (
        "Measure detectors on labelled images. ROOT is in the layout of MVTec AD (train/good, "
        "test/good, test/<defect>, ground_truth/<defect>/<name>_mask.png), one category or a "
        "folder of them, or in VisA's own (split_csv/1cls.csv). Finished parts are kept: the same "
        "command started again measures only what is missing."
    )
    unset: dict[str, Any] = {"default": SUPPRESS}
    parser.add_argument("root", metavar="ROOT", type=file_path)
    parser.add_argument(
        "--out", metavar="DIR", type=file_path, required=True, help="for the results"
    )
    parser.add_argument(
        "--category", dest="categories", metavar="C", type=non_empty("a name"), action="append",
        **unset,
        help="only this one; may be repeated (default: all)",
    )  # fmt: skip
    parser.add_argument(
        "--detector", dest="detectors", metavar="NAME,NAME", type=name_list, **unset,
        help=f"{', '.join(detector_registry.names())}; several with commas between them "
        f"(default: {','.join(_DEFAULTS.detectors)})",
    )  # fmt: skip
    parser.add_argument(
        "--backbone", metavar="ID", **unset,
        help=f"see `ad-studio backbones` (default: {_DEFAULTS.backbone})",
    )  # fmt: skip
    parser.add_argument(
        "--weights",
        metavar="FILE",
        type=file_path,
        **unset,
        help="a local checkpoint for that backbone",
    )
    references = parser.add_mutually_exclusive_group()
    references.add_argument(
        "--reference", metavar="FILE", type=file_path, **unset,
        help="the image of a good part to train on, instead of some from train/good",
    )  # fmt: skip
    references.add_argument(
        "--shots", metavar="N", type=integer(0, 1000), **unset,
        help="how many images of train/good to train on; 0 for detectors that can do without "
        f"(default: {_DEFAULTS.shots})",
    )  # fmt: skip
    parser.add_argument(
        "--seeds", metavar="N", type=integer(1, 1000), **unset,
        help="how often, each time with other reference images and draws; the first one takes the "
        f"first image of train/good (default: {_DEFAULTS.seeds})",
    )  # fmt: skip
    parser.add_argument(
        "--epochs", metavar="N", type=integer(0, 10_000), **unset,
        help="steps of prompt learning; 0 leaves the prompts as they start "
        f"(default: {_DEFAULTS.epochs})",
    )  # fmt: skip
    parser.add_argument(
        "--size", metavar="PX", type=integer(112, 1344), **unset,
        help="side of a square with as many pixels as the network sees of an image (default: the "
        "backbone's own)",
    )  # fmt: skip
    add_bit_depth(parser, "default: such files are refused", **unset)
    parser.add_argument("--device", choices=DEVICES, **unset, help=f"default: {_DEFAULTS.device}")
    parser.add_argument(
        "--set", dest="options", metavar="KEY=VALUE", type=key_value, action="append", **unset,
        help="a setting of the detector, such as loss.margin=3; with its name before it "
        "(devprompt.loss.margin=3) for that detector only; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--original-resolution", action="store_true", **unset,
        help="compare maps and masks at each image's own size "
        f"(default: {NATIVE_SIDE} x {NATIVE_SIDE} pixels)",
    )  # fmt: skip
    parser.add_argument(
        "--preset", choices=tuple(PRESETS), **unset,
        help="the protocol of a method's paper, and published figures beside ours; "
        "options given beside it count more",
    )  # fmt: skip
    parser.add_argument(
        "--ablate", metavar="NAME,NAME", type=name_list, **unset,
        help=f"also measure with one thing changed: {', '.join(ABLATIONS)}",
    )  # fmt: skip
    parser.add_argument(
        "--confirm", metavar="N,N", type=integers(0, 1000), **unset,
        help="also measure the detector after learning from so many good test images, drawn by "
        "seed; the rest is judged",
    )  # fmt: skip
    parser.add_argument(
        "--confirm-ng", metavar="N,N", type=integers(0, 1000), **unset,
        help="likewise, from so many bad test images beside the good ones",
    )  # fmt: skip
    parser.add_argument(
        "--lot", metavar="N", type=integer(4, 1000), **unset,
        help="likewise, from a lot of so many test images without verdicts",
    )  # fmt: skip
    parser.add_argument(
        "--lot-bad", metavar="SHARE", type=between(0, 1), **unset,
        help="share of bad parts in the lot "
        f"(default: {_DEFAULTS.lot_bad:g})",
    )  # fmt: skip
    parser.add_argument(
        "--draws", metavar="N", type=integer(1, 1000), **unset,
        help="how often other test images are drawn to learn from, for each seed "
        f"(default: {_DEFAULTS.draws})",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print results.json")
    parser.set_defaults(runner=evaluate)


def settings_of(options: Namespace) -> EvaluationSettings:
    """Turn the options, and the preset if there is one, into settings.

    Raises:
        UsageError: A value cannot be used.
    """
    given = {name: getattr(options, name) for name in _GIVEN if hasattr(options, name)}
    if "options" in given:
        given["options"] = dict(given["options"])
    if "categories" in given:
        given["categories"] = tuple(given["categories"])
    merged: dict[str, Any] = with_preset(getattr(options, "preset", ""), given)
    return EvaluationSettings(root=options.root, out=options.out, **merged)


def evaluate(options: Namespace) -> None:
    """Measure detectors on labelled images."""
    from ad_studio.evaluation.evaluate import evaluate as run

    settings = settings_of(options)
    with terminal_progress(whole=True) as progress:
        results = run(settings, progress=progress)
    _print(results, settings, as_json=options.json)


def _print(results: Mapping[str, Any], settings: EvaluationSettings, *, as_json: bool) -> None:
    from ad_studio.evaluation import tables

    for name, reason in results["skipped"].items():
        print_message(f"{name} is skipped: {reason}")
    if as_json:
        print_json(results)
        return

    def show(title: str, head: list[str], rows: tables.Rows) -> None:
        print(f"{title}\n")
        print(table(head, rows, right=head[1:]) + "\n")

    for name, found in results["detectors"].items():
        head, rows = tables.category_rows(found)
        kept = [i for i, column in enumerate(head) if column in _SHOWN]
        show(printable(name), [head[i] for i in kept], [[row[i] for i in kept] for row in rows])
        for line in tables.reasons(found):
            print(printable(line))
        if BRANCH in settings.ablate:
            show(f"{name}: pixel AUROC of its branches", *tables.branch_rows(found))
    for name, variants in results["ablations"].items():
        show(f"Ablation: {name}", *tables.ablation_rows(variants))
        show(f"Ablation: {name}, pixel AUROC", *tables.variant_category_rows(variants))
    if results["learning"]:
        show("Learning from confirmed parts", *tables.learning_rows(results))
    compared = tables.published_tables(results)
    for title, head, rows in compared:
        show(f"{title} beside the published", head, rows)
    if compared:
        print(printable(tables.published_note(results)))
    for note in results["notes"]:
        print(printable(note))
    print(printable(f"Results: {settings.out / 'results.md'}"))
