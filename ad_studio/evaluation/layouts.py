"""Finds categories of labelled images: in MVTec AD's layout of folders, or in VisA's.

MVTec AD: `<category>/train/good`, `test/good`, `test/<defect>`, and for every defective image
`ground_truth/<defect>/<stem>_mask.png` (or `<stem>.png`). The folder given holds categories, or is
one itself.
"""

from dataclasses import dataclass
from pathlib import Path

from ad_studio.errors import DatasetError
from ad_studio.evaluation.nouns import noun_of
from ad_studio.image_names import is_image_name, natural_order

GOOD = "good"


@dataclass(frozen=True, slots=True)
class TestImage:
    """One image to be judged.

    Attributes:
        path: The image file.
        defect: Its kind of defect; "good" for a normal part.
        mask: Where the defect is, non-zero; None for a normal part.
    """

    __test__ = False  # pytest takes the name for a test

    path: Path
    defect: str
    mask: Path | None

    @property
    def is_defective(self) -> bool:
        """Whether there is something to find."""
        return self.defect != GOOD


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of part.

    Attributes:
        name: The folder's name.
        noun: What the part is, for the prompts.
        train: Images of good parts to take references from, in natural order; may be empty.
        test: Images to be judged, good ones first, then by defect, each in natural order.
    """

    name: str
    noun: str
    train: tuple[Path, ...]
    test: tuple[TestImage, ...]


def find_categories(root: Path) -> tuple[Category, ...]:
    """Recognise the layout of a folder and list what it holds, sorted by name.

    Raises:
        DatasetError: It is of neither layout, a mask is missing, or it cannot be listed.
    """
    from ad_studio.evaluation import visa

    try:
        if not root.is_dir():
            raise DatasetError(
                "There is no such folder." if not root.exists() else "This is not a folder.",
                path=root,
                hint="Name the folder of categories, or one category.",
            )
        if (table := root / visa.SPLIT).is_file():
            return visa.read(root, table)
        if _is_category(root):
            return (_category(root),)
        found = tuple(_category(folder) for folder in _folders(root) if _is_category(folder))
    except OSError as error:
        raise DatasetError(
            f"The folder cannot be listed ({error.strerror or error}).",
            path=Path(error.filename) if error.filename else root,
            hint="Check that you may read it and that the drive is connected.",
        ) from error
    if not found:
        raise DatasetError(
            "There are no labelled images here in the layout of MVTec AD or of VisA.",
            path=root,
            hint="Each category needs train/good, test/good, test/<defect> and "
            f"ground_truth/<defect>/<name>_mask.png; VisA needs {visa.SPLIT}.",
        )
    return found


def _is_category(folder: Path) -> bool:
    return (folder / "test").is_dir()


def _category(folder: Path) -> Category:
    test = [
        TestImage(path, kind.name, None if kind.name == GOOD else _mask(folder, kind.name, path))
        for kind in sorted(_folders(folder / "test"), key=lambda kind: kind.name != GOOD)
        for path in _images(kind)
    ]
    if not test:
        raise DatasetError(
            "There are no images to be judged.",
            path=folder / "test",
            hint="They belong into folders in it: good, and one per kind of defect.",
        )
    good = folder / "train" / GOOD
    train = tuple(_images(good)) if good.is_dir() else ()
    return Category(folder.name, noun_of(folder.name), train, tuple(test))


def _mask(category: Path, defect: str, image: Path) -> Path:
    folder = category / "ground_truth" / defect
    for name in (f"{image.stem}_mask.png", f"{image.stem}.png"):
        if (folder / name).is_file():
            return folder / name
    raise DatasetError(
        "The mask of a defective image is missing.",
        path=folder / f"{image.stem}_mask.png",
        hint=f"It says where the defect is in {image}.",
    )


def _images(folder: Path) -> list[Path]:
    found = (path for path in folder.iterdir() if is_image_name(path.name) and path.is_file())
    return sorted(found, key=lambda path: natural_order(Path(path.name)))


def _folders(folder: Path) -> list[Path]:
    found = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(
        (path for path in found if path.is_dir()), key=lambda path: natural_order(Path(path.name))
    )
