"""The logo that stands at the top of a project's reports."""

from pathlib import Path

from ad_studio.domain import RgbImage, Role
from ad_studio.errors import ImageError
from ad_studio.imaging.decode import load_image
from ad_studio.imaging.encode import encode_png
from ad_studio.imaging.resize import fit_within, resize_rgb
from ad_studio.reports.data import Picture
from ad_studio.services.projects.project import Project

_SIDE = 600  # long side in pixels, at most: 50 mm at 300 dpi


def set_logo(project: Project, file: Path | None) -> None:
    """Take a copy of an image file as the logo, in place of that before; None: have no logo.

    Raises:
        ImageError: The file cannot be read as an image.
        StoreError: The copy cannot be stored, or the project was opened for reading only.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    project.authorize(Role.ENGINEER)
    if file is None:
        project.store.set_logo(None)
        return
    project.store.set_logo(encode_png(_small(file)))


def has_logo(project: Project) -> bool:
    """Whether reports of the project have a logo."""
    return project.store.logo.is_file()


def logo_picture(project: Project) -> Picture | None:
    """The logo, encoded anew; None where there is none, or its file cannot be read as an image.

    The bytes of the file go nowhere else: it may have come with a project of somebody else.
    """
    if not has_logo(project):
        return None
    try:
        pixels = _small(project.store.logo)
    except ImageError:
        return None
    height, width = pixels.shape[:2]
    return Picture(encode_png(pixels), "image/png", width, height)


def _small(file: Path) -> RgbImage:
    image = load_image(file)
    width, height = fit_within(image.width, image.height, _SIDE)
    return resize_rgb(image.pixels, width=width, height=height)
