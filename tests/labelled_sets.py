"""Small sets of labelled images on disk, in MVTec AD's layout and in VisA's."""

import csv

import numpy as np
from PIL import Image

SIDE = 112


def part(index=0, *, width=SIDE, height=SIDE, defect=None):
    """A smooth part, lit a little differently each time; `defect` is a box (x, y, size)."""
    y, x = np.mgrid[:height, :width] + index % 3
    waves = np.stack([np.sin(x / 9), np.cos(y / 7), np.sin((x + y) / 11)], axis=-1)
    pixels = (128 + index % 5 + 60 * waves).astype(np.uint8)
    if defect:
        left, top, size = defect
        pixels[top : top + size, left : left + size] = (250, 20, 20)
    return Image.fromarray(pixels)


def mask(defect, *, width=SIDE, height=SIDE, value=255):
    """The mask of such a defect."""
    left, top, size = defect
    pixels = np.zeros((height, width), dtype=np.uint8)
    pixels[top : top + size, left : left + size] = value
    return Image.fromarray(pixels)


def defect_of(index):
    """Where the defect of the image of this number is."""
    return 16 + 24 * (index % 3), 40, 20


def make_mvtec(root, name="metal_nut", *, good=3, bad=3, train=3, width=SIDE, height=SIDE):
    """One category below `root`; returns its folder."""
    folder, size = root / name, {"width": width, "height": height}
    for kind in ("train/good", "test/good", "test/scratch", "ground_truth/scratch"):
        (folder / kind).mkdir(parents=True)
    for i in range(train):
        part(i, **size).save(folder / "train" / "good" / f"{i:03}.png")
    for i in range(good):
        part(i + 1, **size).save(folder / "test" / "good" / f"{i:03}.png")
    for i in range(bad):
        box = defect_of(i)
        part(i, **size, defect=box).save(folder / "test" / "scratch" / f"{i:03}.png")
        mask(box, **size).save(folder / "ground_truth" / "scratch" / f"{i:03}_mask.png")
    if not good:
        (folder / "test" / "good").rmdir()
    return folder


def make_visa(root, name="pcb2", *, good=2, bad=2, train=2):
    """One category and the table that says so; returns the table."""
    rows = []
    for split, label, count in (
        ("train", "normal", train),
        ("test", "normal", good),
        ("test", "anomaly", bad),
    ):
        images = root / name / "Data" / "Images" / label.title()
        masks = root / name / "Data" / "Masks" / "Anomaly"
        images.mkdir(parents=True, exist_ok=True)
        masks.mkdir(parents=True, exist_ok=True)
        for i in range(count):
            box = defect_of(i) if label == "anomaly" else None
            image = images / f"{split}{i}.JPG"
            part(i, defect=box).save(image, quality=95)
            row = [name, split, label, image.relative_to(root).as_posix(), ""]
            if box:
                mask(box, value=3).save(masks / f"{i}.png")
                row[-1] = (masks / f"{i}.png").relative_to(root).as_posix()
            rows.append(row)
    table = root / "split_csv" / "1cls.csv"
    table.parent.mkdir()
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("object", "split", "label", "image", "mask"))
        writer.writerows(reversed(rows))
    return table
