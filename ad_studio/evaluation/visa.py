"""VisA's own layout: `split_csv/1cls.csv` says which image is what, and where its mask is."""

import csv
from collections import defaultdict
from pathlib import Path

from ad_studio.errors import DatasetError
from ad_studio.evaluation.layouts import GOOD, Category, TestImage
from ad_studio.evaluation.nouns import noun_of
from ad_studio.image_names import natural_order

SPLIT = "split_csv/1cls.csv"
_COLUMNS = ("object", "split", "label", "image", "mask")
_NORMAL = "normal"


def read(root: Path, table: Path) -> tuple[Category, ...]:
    """Read the table, sorted by category and image.

    Args:
        root: What the paths in the table start from.
        table: The CSV file.

    Raises:
        DatasetError: The table is damaged, or a file that it names is missing.
        OSError: It cannot be read.
    """
    train: dict[str, list[Path]] = defaultdict(list)
    test: dict[str, list[TestImage]] = defaultdict(list)
    for number, row in _rows(table):
        name, split, label = row["object"], row["split"], row["label"]
        image = _file(root, row["image"], table=table, line=number)
        if split == "train" and label == _NORMAL:
            train[name].append(image)
        elif split == "test" and label == _NORMAL:
            test[name].append(TestImage(image, GOOD, None))
        elif split == "test":
            mask = _file(root, row["mask"], table=table, line=number)
            test[name].append(TestImage(image, label, mask))
        else:
            raise DatasetError(
                f'Line {number} is neither a normal image to train on nor one to test ("{split}", '
                f'"{label}").',
                path=table,
                hint="Use the table that comes with VisA.",
            )
    if not test:
        raise DatasetError("The table names no images to be judged.", path=table)
    return tuple(
        Category(
            name=name,
            noun=noun_of(name),
            train=tuple(sorted(train[name], key=natural_order)),
            test=tuple(sorted(test[name], key=_good_first)),
        )
        for name in sorted(test, key=lambda name: natural_order(Path(name)))
    )


def _good_first(one: TestImage) -> tuple[bool, str, object]:
    return one.is_defective, one.defect, natural_order(one.path)


def _rows(table: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise DatasetError(
                    f"The table has no column {', '.join(missing)}.",
                    path=table,
                    hint=f"It must have the columns {', '.join(_COLUMNS)}.",
                )
            return [
                (reader.line_num, {name: row[name].strip() for name in _COLUMNS}) for row in reader
            ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(
            f"The table is damaged ({error}).", path=table, hint="Copy it again."
        ) from error


def _file(root: Path, relative: str, *, table: Path, line: int) -> Path:
    if not relative:
        raise DatasetError(f"Line {line} lacks an image or a mask.", path=table)
    path = root / relative
    if not path.is_file():
        raise DatasetError(
            "An image or mask is missing.",
            path=path,
            hint=f"Line {line} of {table} names it.",
        )
    return path
