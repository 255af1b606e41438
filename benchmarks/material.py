"""Images and projects to measure on, made from the sample part that ships with the program."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
from PIL import Image

from ad_studio import paths
from ad_studio.domain import Level, TrainSettings
from ad_studio.progress import SilentProgress
from ad_studio.services import training
from ad_studio.services.projects import references
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.workspace import Workspace

NAME = "benchmark"
SIDE = 1024
CAMERA_SIZE = (4000, 3000)
_NOISE = 4  # grey values; makes the JPEG as hard to decode as a photograph
_DISTINCT_LARGE = 3


def photographs(folder: Path, count: int) -> Path:
    """Fill a folder with `count` square JPEG files of the sample part, `SIDE` pixels wide."""
    sources = _sample_files()
    pictures = [_cut(file, (SIDE, SIDE)) for file in sources[:count]]
    return _fill(folder, pictures, count)


def camera_photographs(folder: Path, count: int) -> Path:
    """Fill a folder with `count` 12-megapixel JPEG files with sensor noise."""
    draw = np.random.default_rng(0)
    pictures = []
    for file in _sample_files()[:_DISTINCT_LARGE]:
        clean = np.asarray(_cut(file, CAMERA_SIZE), dtype=np.float32)
        noisy = clean + _NOISE * draw.standard_normal(clean.shape, dtype=np.float32)
        pictures.append(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)))
    return _fill(folder, pictures, count)


def new_project(workspace: Path) -> Project:
    """Make a project on the sample part, with its reference, not trained."""
    sample = paths.resources() / "sample"
    about = json.loads((sample / "sample.json").read_text(encoding="utf-8"))
    project = Workspace(workspace).create(NAME, noun=about["noun"], defects=about["defects"])
    square = workspace / "reference.png"
    _cut(sample / about["reference"], (SIDE, SIDE)).save(square)
    references.set_reference(project, square)
    return project


def trained_project(workspace: Path, *, epochs: int = 20, level: Level = Level.THOROUGH) -> Project:
    """Make a project and train it shortly: how long prompts learn changes no inspection's speed."""
    project = new_project(workspace)
    settings = TrainSettings(epochs=epochs, device="cpu", image_size=level.image_size)
    training.train(project, settings, progress=SilentProgress())
    return project


def sample_picture(size: tuple[int, int]) -> Image.Image:
    """A sample part at a size."""
    return _cut(_sample_files()[0], size)


def _sample_files() -> list[Path]:
    return sorted((paths.resources() / "sample" / "inspect").glob("*.jpg"))


def _cut(file: Path, size: tuple[int, int]) -> Image.Image:
    """The largest middle part of the wanted aspect, at the wanted size."""
    with Image.open(file) as image:
        rgb = image.convert("RGB")
    scale = min(rgb.width / size[0], rgb.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    left, top = (rgb.width - width) / 2, (rgb.height - height) / 2
    box = (left, top, left + width, top + height)
    return rgb.resize(size, Image.Resampling.BICUBIC, box=box)


def _fill(folder: Path, pictures: list[Image.Image], count: int) -> Path:
    """Write the pictures once and give them `count` names."""
    folder.mkdir(parents=True)
    files = [folder / f"part_{i:05}.jpg" for i in range(count)]
    for file, picture in zip(files, pictures, strict=False):
        picture.save(file, quality=92)
    for i, file in enumerate(files[len(pictures) :], start=len(pictures)):
        link(files[i % len(pictures)], file)
    return folder


def link(source: Path, target: Path) -> None:
    """Give a file another name, or copy it where the file system has no hard links."""
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
