"""The logo that stands at the top of a project's reports."""

from pathlib import Path

from ad_studio.imaging.decode import load_image
from ad_studio.imaging.encode import encode_png
from ad_studio.imaging.files import read_bytes
from ad_studio.imaging.resize import fit_within, resize_rgb
from ad_studio.reports.data import Picture
from ad_studio.services.projects.project import Project

_SIDE = 600  # long side in pixels, at most: 50 mm at 300 dpi


def set_logo(project: Project, file: Path | None) -> None:
    """Take a copy of an image file as the logo, in place of that before; None: have no logo.

    Raises:
        ImageError: The file cannot be read as an image.
        StoreError: The copy cannot be stored, or the project was opened for reading only.
    """
    if file is None:
        project.store.set_logo(None)
        return
    image = load_image(file)
    width, height = fit_within(image.width, image.height, _SIDE)
    project.store.set_logo(encode_png(resize_rgb(image.pixels, width=width, height=height)))


def has_logo(project: Project) -> bool:
    """Whether reports of the project have a logo."""
    return project.store.logo.is_file()


def logo_picture(project: Project) -> Picture | None:
    """The logo; None where there is none.

    Raises:
        ImageError: Its file cannot be read, or is no image.
    """
    if not has_logo(project):
        return None
    path = project.store.logo
    image = load_image(path)
    return Picture(read_bytes(path), "image/png", image.width, image.height)
